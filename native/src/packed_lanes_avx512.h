/* Blocks of 64 bytes in a vector; the operations are described in packed_lanes_swar.h. */
#ifndef EBPC_PACKED_LANES_H
#define EBPC_PACKED_LANES_H

#include <immintrin.h>

#include "bits.h"

enum { ESCAPES_ARE_CHEAP = 1 };

typedef __m512i block_lanes;

EBPC_INLINE int b_popcount(uint64_t x) {
  return (int)_mm_popcnt_u64(x);
}

EBPC_INLINE block_lanes b_load(const uint8_t *at) {
  return _mm512_loadu_si512(at);
}

/* Expanding from memory is many times slower than from a register. */
EBPC_INLINE block_lanes b_load_first(const uint8_t *at) {
  __m512i x = _mm512_loadu_si512(at);
  __asm__("" : "+v"(x));
  return x;
}

EBPC_INLINE void b_store(uint8_t *at, block_lanes x) {
  _mm512_storeu_si512(at, x);
}

EBPC_INLINE uint64_t b_at_least(block_lanes x, int least) {
  return _mm512_cmpge_epu8_mask(x, _mm512_set1_epi8((char)least));
}

/* Comparing and counting is so fast here that nothing needs to be prepared. */
typedef block_lanes block_counts;

EBPC_INLINE block_counts b_count_escapes(block_lanes x) {
  return x;
}

EBPC_INLINE int b_escapes(block_counts counts, int k) {
  return b_popcount(b_at_least(counts, (1 << k) - 1));
}

/* The group is a matrix of bits: turned over by bytes, then multiplied with constant bytes. */
EBPC_INLINE block_lanes b_transpose(block_lanes x) {
  const __m512i turned =
      _mm512_broadcast_i32x4(_mm_setr_epi8(7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
  const __m512i rows = _mm512_set1_epi64((long long)UINT64_C(0x8040201008040201));
  return _mm512_gf2p8affine_epi64_epi8(rows, _mm512_shuffle_epi8(x, turned), 0);
}

EBPC_INLINE int b_width(block_lanes x) {
  __m512i planes = b_transpose(x);
  uint64_t any = _mm512_test_epi8_mask(planes, planes);
  any |= any >> 32;
  any |= any >> 16;
  any |= any >> 8;
  return (int)(64 - _lzcnt_u64(any & 0xFF));
}

/* The first k bytes of the first groups. */
EBPC_INLINE uint64_t plane_lanes(int k, int groups) {
  uint64_t all = ((UINT64_C(1) << k) - 1) * UINT64_C(0x0101010101010101);
  return all & ~UINT64_C(0) >> (64 - 8 * groups);
}

EBPC_INLINE uint8_t *b_put_planes(block_lanes values, uint64_t mask, int k, int groups,
                                  uint8_t *to) {
  block_lanes ones = _mm512_set1_epi8(-1);
  block_lanes planes = b_transpose(_mm512_mask_mov_epi8(values, mask, ones));
  b_store(to, _mm512_maskz_compress_epi8(plane_lanes(k, groups), planes));
  return to + k * groups;
}

EBPC_INLINE block_lanes b_get_values(const uint8_t *from, int k) {
  return b_transpose(_mm512_maskz_expand_epi8(plane_lanes(k, 8), b_load_first(from)));
}

EBPC_INLINE uint8_t *b_compress(block_lanes x, uint64_t mask, uint8_t *to) {
  b_store(to, _mm512_maskz_compress_epi8(mask, x));
  return to + _mm_popcnt_u64(mask);
}

EBPC_INLINE block_lanes b_expand(block_lanes x, uint64_t mask, const uint8_t *from) {
  return _mm512_mask_expand_epi8(x, mask, b_load_first(from));
}

#define FROM_WIDE(i) (i), (i) + 1, (i) + 2
#define FROM_WIDE4(i) FROM_WIDE(i), FROM_WIDE((i) + 4), FROM_WIDE((i) + 8), FROM_WIDE((i) + 12)
#define FROM_NARROW(i) (i), (i) + 1, (i) + 2, (i) + 2
#define FROM_NARROW4(i) \
  FROM_NARROW(i), FROM_NARROW((i) + 3), FROM_NARROW((i) + 6), FROM_NARROW((i) + 9)

_Alignas(64) static const uint8_t OF_WIDE[64] = {FROM_WIDE4(0), FROM_WIDE4(16), FROM_WIDE4(32),
                                                 FROM_WIDE4(48)};
_Alignas(64) static const uint8_t OF_NARROW[64] = {FROM_NARROW4(0), FROM_NARROW4(12),
                                                   FROM_NARROW4(24), FROM_NARROW4(36)};

EBPC_INLINE void b_narrow(const uint8_t *wide, int count, uint8_t *narrow) {
  block_lanes order = b_load(OF_WIDE);
  for (int i = 0; i < count; i += 16) {
    b_store(narrow + 3 * i, _mm512_permutexvar_epi8(order, b_load(wide + 4 * i)));
  }
}

EBPC_INLINE void b_widen(const uint8_t *narrow, int count, uint8_t *wide) {
  block_lanes order = b_load(OF_NARROW);
  for (int i = 0; i < count; i += 16) {
    b_store(wide + 4 * i, _mm512_permutexvar_epi8(order, b_load(narrow + 3 * i)));
  }
}

#endif
