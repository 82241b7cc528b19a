/* Splits and joins words of 2 and 4 bytes, 8 at a time by table, with AVX2. */
#ifndef EBPC_WIDE_SPLIT_H
#define EBPC_WIDE_SPLIT_H

#include <immintrin.h>

#include "bits.h"

/* Ones of 8 flags below one of them, and where one of a given rank is (7 if there is none). */
#define ONES_BELOW(flags, i) __builtin_popcount((flags) & ((1U << (i)) - 1))
#define NOT_ABOVE(flags, rank, i) (ONES_BELOW(flags, (i) + 1) <= (rank))
#define PLACE(flags, rank)                                                              \
  (NOT_ABOVE(flags, rank, 0) + NOT_ABOVE(flags, rank, 1) + NOT_ABOVE(flags, rank, 2) +  \
   NOT_ABOVE(flags, rank, 3) + NOT_ABOVE(flags, rank, 4) + NOT_ABOVE(flags, rank, 5) +  \
   NOT_ABOVE(flags, rank, 6))

#define RANK(flags, i) ((flags) >> (i)&1 ? ONES_BELOW(flags, i) : 0x80)

#define BYTES_OF_8(of, flags)                                                          \
  {                                                                                    \
    of(flags, 0), of(flags, 1), of(flags, 2), of(flags, 3), of(flags, 4), of(flags, 5), \
        of(flags, 6), of(flags, 7)                                                     \
  }
#define FLAGS_4(of, i) \
  BYTES_OF_8(of, i), BYTES_OF_8(of, (i) + 1), BYTES_OF_8(of, (i) + 2), BYTES_OF_8(of, (i) + 3)
#define FLAGS_16(of, i) FLAGS_4(of, i), FLAGS_4(of, (i) + 4), FLAGS_4(of, (i) + 8), FLAGS_4(of, (i) + 12)
#define FLAGS_64(of, i) \
  FLAGS_16(of, i), FLAGS_16(of, (i) + 16), FLAGS_16(of, (i) + 32), FLAGS_16(of, (i) + 48)
#define FLAGS_256(of) FLAGS_64(of, 0U), FLAGS_64(of, 64U), FLAGS_64(of, 128U), FLAGS_64(of, 192U)

/* By 8 flags: where the next words that are not zero are. */
static const uint8_t PLACES[256][8] = {FLAGS_256(PLACE)};
/* By 8 flags: which of the next values a word is, 0x80 for none. */
static const uint8_t RANKS[256][8] = {FLAGS_256(RANK)};

/* Bytes of words of 2 bytes by the numbers of words; 0x80 stays negative. */
EBPC_INLINE __m128i bytes_of_words(const uint8_t *words) {
  __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)words);
  eight = _mm_unpacklo_epi8(eight, eight);
  return _mm_adds_epi8(_mm_adds_epi8(eight, eight), _mm_set1_epi16(0x0100));
}

EBPC_INLINE __m256i load_32(const uint8_t *at) {
  return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* Flags of 64 words. */
EBPC_INLINE uint64_t flags_of_words(const uint8_t *words, int bytes) {
  const __m256i zero = _mm256_setzero_si256();
  uint64_t zeros = 0;
  if (bytes == 2) {
    for (int i = 0; i < 2; i++) {
      __m256i first = _mm256_cmpeq_epi16(load_32(words + 64 * i), zero);
      __m256i second = _mm256_cmpeq_epi16(load_32(words + 64 * i + 32), zero);
      __m256i both = _mm256_permute4x64_epi64(_mm256_packs_epi16(first, second), 0xD8);
      zeros |= (uint64_t)(uint32_t)_mm256_movemask_epi8(both) << (32 * i);
    }
  } else {
    for (int i = 0; i < 8; i++) {
      __m256i eight = _mm256_cmpeq_epi32(load_32(words + 32 * i), zero);
      zeros |= (uint64_t)(uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(eight)) << (8 * i);
    }
  }
  return ~zeros;
}

/* Moves the words among 64 that are not zero to values; gives the end of those. */
EBPC_INLINE uint8_t *split_part(const uint8_t *words, uint64_t flags, uint8_t *values, int bytes) {
  for (int i = 0; i < 8; i++) {
    uint64_t eight = flags & 0xFF;
    if (bytes == 2) {
      __m128i x = _mm_loadu_si128((const __m128i *)(const void *)(words + 16 * i));
      x = _mm_shuffle_epi8(x, bytes_of_words(PLACES[eight]));
      _mm_storeu_si128((__m128i *)(void *)values, x);
    } else {
      __m128i places = _mm_loadl_epi64((const __m128i *)(const void *)PLACES[eight]);
      __m256i x = load_32(words + 32 * i);
      x = _mm256_permutevar8x32_epi32(x, _mm256_cvtepu8_epi32(places));
      _mm256_storeu_si256((__m256i *)(void *)values, x);
    }
    values += _mm_popcnt_u64(eight) * bytes;
    flags >>= 8;
  }
  return values;
}

/* The reverse. */
EBPC_INLINE const uint8_t *join_part(uint64_t flags, const uint8_t *values, uint8_t *words,
                                     int bytes) {
  for (int i = 0; i < 8; i++) {
    uint64_t eight = flags & 0xFF;
    if (bytes == 2) {
      __m128i x = _mm_loadu_si128((const __m128i *)(const void *)values);
      x = _mm_shuffle_epi8(x, bytes_of_words(RANKS[eight]));
      _mm_storeu_si128((__m128i *)(void *)(words + 16 * i), x);
    } else {
      __m128i eight_ranks = _mm_loadl_epi64((const __m128i *)(const void *)RANKS[eight]);
      __m256i ranks = _mm256_cvtepi8_epi32(eight_ranks);
      __m256i x = _mm256_permutevar8x32_epi32(load_32(values), ranks);
      x = _mm256_andnot_si256(_mm256_srai_epi32(ranks, 31), x);
      _mm256_storeu_si256((__m256i *)(void *)(words + 32 * i), x);
    }
    values += _mm_popcnt_u64(eight) * bytes;
    flags >>= 8;
  }
  return values;
}

EBPC_INLINE int split_words(const uint8_t *words, int count, uint64_t *mask, uint8_t *values,
                            int bytes) {
  uint8_t *out = values;
  int part = 0;
  for (; part < count >> 6; part++) {
    mask[part] = flags_of_words(words, bytes);
    out = split_part(words, mask[part], out, bytes);
    words += 64 * bytes;
  }
  if ((count & 63) != 0) {
    uint8_t rest[64 * 4] = {0};
    memcpy(rest, words, (size_t)(count & 63) * (size_t)bytes);
    mask[part] = flags_of_words(rest, bytes);
    out = split_part(rest, mask[part], out, bytes);
  }
  return (int)(out - values) / bytes;
}

EBPC_INLINE int join_words(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words,
                           int bytes) {
  const uint8_t *in = values;
  int part = 0;
  for (; part < count >> 6; part++) {
    in = join_part(mask[part], in, words, bytes);
    words += 64 * bytes;
  }
  if ((count & 63) != 0) {
    uint8_t rest[64 * 4];
    uint64_t flags = mask[part] & ((UINT64_C(1) << (count & 63)) - 1);
    in = join_part(flags, in, rest, bytes);
    memcpy(words, rest, (size_t)(count & 63) * (size_t)bytes);
  }
  return (int)(in - values) / bytes;
}

#endif
