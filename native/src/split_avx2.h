/* What split_words.h needs, with AVX2 and BMI2: bytes by PEXT and PDEP, others by table. */
#ifndef EBPC_SPLIT_AVX2_H
#define EBPC_SPLIT_AVX2_H

#include <immintrin.h>

#include "bits.h"
#include "split_tables.h"

/* Bytes of words of 2 bytes by the numbers of words; 0x80 stays negative. */
EBPC_INLINE __m128i bytes_of_words(const uint8_t *words) {
  __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)words);
  eight = _mm_unpacklo_epi8(eight, eight);
  return _mm_adds_epi8(_mm_adds_epi8(eight, eight), _mm_set1_epi16(0x0100));
}

EBPC_INLINE __m256i load_32(const uint8_t *at) {
  return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

EBPC_INLINE void store_32(uint8_t *at, __m256i x) {
  _mm256_storeu_si256((__m256i *)(void *)at, x);
}

/* Flags of 64 words. */
EBPC_INLINE uint64_t flags_of_words(const uint8_t *words, int bytes) {
  const __m256i zero = _mm256_setzero_si256();
  uint64_t zeros = 0;
  if (bytes < 4) {
    for (int i = 0; i < 2; i++) {
      const uint8_t *at = words + 32 * bytes * i;
      __m256i set = _mm256_cmpeq_epi8(load_32(at), zero);
      if (bytes == 2) {
        __m256i first = _mm256_cmpeq_epi16(load_32(at), zero);
        __m256i second = _mm256_cmpeq_epi16(load_32(at + 32), zero);
        set = _mm256_permute4x64_epi64(_mm256_packs_epi16(first, second), 0xD8);
      }
      zeros |= (uint64_t)(uint32_t)_mm256_movemask_epi8(set) << (32 * i);
    }
  } else {
    for (int i = 0; i < 8; i++) {
      __m256i eight = _mm256_cmpeq_epi32(load_32(words + 32 * i), zero);
      zeros |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(eight)) << (8 * i);
    }
  }
  return ~zeros;
}

/* Bytes of words whose flags, one bit each, are set. */
EBPC_INLINE uint64_t bytes_of_flags(uint64_t eight) {
  return _pdep_u64(eight, UINT64_C(0x0101010101010101)) * 0xFF;
}

/* Moves the words among 64 that are not zero to values; gives the end of those. */
EBPC_INLINE uint8_t *split_part(const uint8_t *words, uint64_t flags, uint8_t *values, int bytes) {
  /* Whole zero or non-zero parts are frequent, since maps are smooth. */
  if (bytes == 1 && flags == 0) {
    return values;
  }
  if (bytes == 1 && flags == ~UINT64_C(0)) {
    store_32(values, load_32(words));
    store_32(values + 32, load_32(words + 32));
    return values + 64;
  }
  for (int i = 0; i < 8; i++) {
    uint64_t eight = flags >> (8 * i) & 0xFF;
    const uint8_t *from = words + 8 * bytes * i;
    if (bytes == 1) {
      store_little(values, _pext_u64(load_little(from), bytes_of_flags(eight)));
    } else if (bytes == 2) {
      __m128i x = _mm_loadu_si128((const __m128i *)(const void *)from);
      x = _mm_shuffle_epi8(x, bytes_of_words(PLACES[eight]));
      _mm_storeu_si128((__m128i *)(void *)values, x);
    } else {
      __m128i places = _mm_loadl_epi64((const __m128i *)(const void *)PLACES[eight]);
      store_32(values, _mm256_permutevar8x32_epi32(load_32(from), _mm256_cvtepu8_epi32(places)));
    }
    values += _mm_popcnt_u64(eight) * bytes;
  }
  return values;
}

/* The reverse. */
EBPC_INLINE const uint8_t *join_part(uint64_t flags, const uint8_t *values, uint8_t *words,
                                     int bytes) {
  if (bytes == 1 && flags == 0) {
    store_32(words, _mm256_setzero_si256());
    store_32(words + 32, _mm256_setzero_si256());
    return values;
  }
  if (bytes == 1 && flags == ~UINT64_C(0)) {
    store_32(words, load_32(values));
    store_32(words + 32, load_32(values + 32));
    return values + 64;
  }
  for (int i = 0; i < 8; i++) {
    uint64_t eight = flags >> (8 * i) & 0xFF;
    uint8_t *to = words + 8 * bytes * i;
    if (bytes == 1) {
      store_little(to, _pdep_u64(load_little(values), bytes_of_flags(eight)));
    } else if (bytes == 2) {
      __m128i x = _mm_loadu_si128((const __m128i *)(const void *)values);
      x = _mm_shuffle_epi8(x, bytes_of_words(RANKS[eight]));
      _mm_storeu_si128((__m128i *)(void *)to, x);
    } else {
      __m128i eight_ranks = _mm_loadl_epi64((const __m128i *)(const void *)RANKS[eight]);
      __m256i ranks = _mm256_cvtepi8_epi32(eight_ranks);
      __m256i x = _mm256_permutevar8x32_epi32(load_32(values), ranks);
      store_32(to, _mm256_andnot_si256(_mm256_srai_epi32(ranks, 31), x));
    }
    values += _mm_popcnt_u64(eight) * bytes;
  }
  return values;
}

#endif
