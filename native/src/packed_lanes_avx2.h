/* Blocks of 64 bytes in two vectors; the operations are described in packed_lanes_swar.h. */
#ifndef EBPC_PACKED_LANES_H
#define EBPC_PACKED_LANES_H

#include <immintrin.h>

#include "bits.h"

enum { ESCAPES_ARE_CHEAP = 0 };

typedef struct {
  __m256i half[2];
} block_lanes;

EBPC_INLINE int b_popcount(uint64_t x) {
  return (int)_mm_popcnt_u64(x);
}

EBPC_INLINE uint64_t bytes_of_bits8(uint64_t bits) {
  return _pdep_u64(bits, UINT64_C(0x0101010101010101)) * 0xFF;
}

EBPC_INLINE uint8_t *compress8(uint64_t bytes, uint64_t bits, uint8_t *to) {
  store_little(to, _pext_u64(bytes, bytes_of_bits8(bits)));
  return to + _mm_popcnt_u64(bits);
}

EBPC_INLINE uint64_t expand8(uint64_t bytes, uint64_t bits, const uint8_t **from) {
  uint64_t mask = bytes_of_bits8(bits);
  bytes = (bytes & ~mask) | _pdep_u64(load_little(*from), mask);
  *from += _mm_popcnt_u64(bits);
  return bytes;
}

EBPC_INLINE block_lanes b_load(const uint8_t *at) {
  return (block_lanes){{_mm256_loadu_si256((const __m256i *)(const void *)at),
                        _mm256_loadu_si256((const __m256i *)(const void *)(at + 32))}};
}

EBPC_INLINE void b_store(uint8_t *at, block_lanes x) {
  _mm256_storeu_si256((__m256i *)(void *)at, x.half[0]);
  _mm256_storeu_si256((__m256i *)(void *)(at + 32), x.half[1]);
}

EBPC_INLINE uint64_t b_at_least(block_lanes x, int least) {
  __m256i all = _mm256_set1_epi8((char)least);
  __m256i low = _mm256_cmpeq_epi8(_mm256_max_epu8(x.half[0], all), x.half[0]);
  __m256i high = _mm256_cmpeq_epi8(_mm256_max_epu8(x.half[1], all), x.half[1]);
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* Comparing is faster here than to count all k at once. */
typedef block_lanes block_counts;

EBPC_INLINE block_counts b_count_escapes(block_lanes x) {
  return x;
}

EBPC_INLINE int b_escapes(block_counts counts, int k) {
  return b_popcount(b_at_least(counts, (1 << k) - 1));
}

EBPC_INLINE int b_width(block_lanes x) {
  __m256i any = _mm256_or_si256(x.half[0], x.half[1]);
  __m128i half = _mm_or_si128(_mm256_castsi256_si128(any), _mm256_extracti128_si256(any, 1));
  half = _mm_or_si128(half, _mm_srli_si128(half, 8));
  uint64_t group = (uint64_t)_mm_cvtsi128_si64(half);
  group |= group >> 32;
  group |= group >> 16;
  group |= group >> 8;
  return (int)(64 - _lzcnt_u64(group & 0xFF));
}

EBPC_INLINE __m256i transpose_half(__m256i x) {
  const __m256i mask7 = _mm256_set1_epi64x(0x00AA00AA00AA00AA);
  const __m256i mask14 = _mm256_set1_epi64x(0x0000CCCC0000CCCC);
  const __m256i mask28 = _mm256_set1_epi64x(0x00000000F0F0F0F0);
  __m256i t = _mm256_and_si256(_mm256_xor_si256(x, _mm256_srli_epi64(x, 7)), mask7);
  x = _mm256_xor_si256(x, _mm256_xor_si256(t, _mm256_slli_epi64(t, 7)));
  t = _mm256_and_si256(_mm256_xor_si256(x, _mm256_srli_epi64(x, 14)), mask14);
  x = _mm256_xor_si256(x, _mm256_xor_si256(t, _mm256_slli_epi64(t, 14)));
  t = _mm256_and_si256(_mm256_xor_si256(x, _mm256_srli_epi64(x, 28)), mask28);
  return _mm256_xor_si256(x, _mm256_xor_si256(t, _mm256_slli_epi64(t, 28)));
}

EBPC_INLINE block_lanes b_transpose(block_lanes x) {
  return (block_lanes){{transpose_half(x.half[0]), transpose_half(x.half[1])}};
}

#include "packed_groups.h"

EBPC_INLINE void move_16(const uint8_t *from, __m128i order, uint8_t *to) {
  __m128i x = _mm_loadu_si128((const __m128i *)(const void *)from);
  _mm_storeu_si128((__m128i *)(void *)to, _mm_shuffle_epi8(x, order));
}

EBPC_INLINE void b_narrow(const uint8_t *wide, int count, uint8_t *narrow) {
  const __m128i order = _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0, 0, 0, 0);
  for (int i = 0; i < count; i += 4) {
    move_16(wide + 4 * i, order, narrow + 3 * i);
  }
}

EBPC_INLINE void b_widen(const uint8_t *narrow, int count, uint8_t *wide) {
  const __m128i order = _mm_setr_epi8(0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);
  for (int i = 0; i < count; i += 4) {
    move_16(narrow + 3 * i, order, wide + 4 * i);
  }
}

#endif
