/* Permutations, other widths, sums and matrices of bits; included by immintrin.h. */
#ifndef EBPC_EMULATED_MOVES_H
#define EBPC_EMULATED_MOVES_H

/* ---- Lanes that move ---- */

#define COMPRESS(suffix, lane)                                                            \
  EMULATED __m512i _mm512_mask_compress_##suffix(__m512i r, uint64_t mask, __m512i a) {   \
    int to = 0;                                                                           \
    for (int i = 0; i < LANES_OF(lane); i++) {                                            \
      if (IN_MASK(mask, i)) {                                                             \
        r.lane[to++] = a.lane[i];                                                         \
      }                                                                                   \
    }                                                                                     \
    return r;                                                                             \
  }                                                                                       \
  EMULATED __m512i _mm512_maskz_compress_##suffix(uint64_t mask, __m512i a) {             \
    return _mm512_mask_compress_##suffix(_mm512_setzero_si512(), mask, a);                \
  }                                                                                       \
  EMULATED void _mm512_mask_compressstoreu_##suffix(void *at, uint64_t mask, __m512i a) { \
    a = _mm512_maskz_compress_##suffix(mask, a);                                          \
    mask &= ALL_LANES >> (64 - LANES_OF(lane));                                           \
    memcpy(at, &a, (size_t)__builtin_popcountll(mask) * sizeof a.lane[0]);                \
  }                                                                                       \
  EMULATED __m512i _mm512_mask_expand_##suffix(__m512i r, uint64_t mask, __m512i a) {     \
    int from = 0;                                                                         \
    for (int i = 0; i < LANES_OF(lane); i++) {                                            \
      if (IN_MASK(mask, i)) {                                                             \
        r.lane[i] = a.lane[from++];                                                       \
      }                                                                                   \
    }                                                                                     \
    return r;                                                                             \
  }                                                                                       \
  EMULATED __m512i _mm512_maskz_expand_##suffix(uint64_t mask, __m512i a) {               \
    return _mm512_mask_expand_##suffix(_mm512_setzero_si512(), mask, a);                  \
  }                                                                                       \
  EMULATED __m512i _mm512_maskz_expandloadu_##suffix(uint64_t mask, const void *at) {     \
    __m512i a = _mm512_setzero_si512();                                                   \
    uint64_t lanes_of_all = mask & ALL_LANES >> (64 - LANES_OF(lane));                    \
    memcpy(&a, at, (size_t)__builtin_popcountll(lanes_of_all) * sizeof a.lane[0]);        \
    return _mm512_maskz_expand_##suffix(mask, a);                                         \
  }

COMPRESS(epi8, u8)
COMPRESS(epi16, u16)
COMPRESS(epi32, u32)
COMPRESS(epi64, u64)

#define PERMUTE(suffix, lane)                                                                  \
  EMULATED __m512i _mm512_permutexvar_##suffix(__m512i index, __m512i a) {                     \
    for (int i = 0; i < LANES_OF(lane); i++) {                                                 \
      index.lane[i] = a.lane[index.lane[i] % LANES_OF(lane)];                                  \
    }                                                                                          \
    return index;                                                                              \
  }                                                                                            \
  MASKED2(permutexvar, suffix)                                                                 \
  EMULATED __m512i _mm512_permutex2var_##suffix(__m512i a, __m512i index, __m512i b) {         \
    for (int i = 0; i < LANES_OF(lane); i++) {                                                 \
      unsigned at = (unsigned)index.lane[i] % (2 * LANES_OF(lane));                            \
      index.lane[i] = at < LANES_OF(lane) ? a.lane[at] : b.lane[at - LANES_OF(lane)];          \
    }                                                                                          \
    return index;                                                                              \
  }                                                                                            \
  EMULATED __m512i _mm512_mask_permutex2var_##suffix(__m512i a, uint64_t mask, __m512i index,  \
                                                     __m512i b) {                              \
    return _mm512_mask_mov_##suffix(a, mask, _mm512_permutex2var_##suffix(a, index, b));       \
  }                                                                                            \
  EMULATED __m512i _mm512_maskz_permutex2var_##suffix(uint64_t mask, __m512i a, __m512i index, \
                                                      __m512i b) {                             \
    return _mm512_maskz_mov_##suffix(mask, _mm512_permutex2var_##suffix(a, index, b));         \
  }

PERMUTE(epi8, u8)
PERMUTE(epi16, u16)
PERMUTE(epi32, u32)
PERMUTE(epi64, u64)

/* Within every 16 bytes; an index with its top bit set gives zero. */
EMULATED __m512i _mm512_shuffle_epi8(__m512i a, __m512i index) {
  for (int i = 0; i < 64; i++) {
    index.u8[i] = index.u8[i] & 0x80 ? 0 : a.u8[(i & ~15) + (index.u8[i] & 15)];
  }
  return index;
}
MASKED2(shuffle, epi8)

EMULATED __m512i _mm512_shuffle_epi32(__m512i a, int control) {
  __m512i r;
  for (int i = 0; i < 16; i++) {
    r.u32[i] = a.u32[(i & ~3) + (control >> (2 * (i & 3)) & 3)];
  }
  return r;
}

EMULATED __m512i _mm512_permutex_epi64(__m512i a, int control) {
  __m512i r;
  for (int i = 0; i < 8; i++) {
    r.u64[i] = a.u64[(i & ~3) + (control >> (2 * (i & 3)) & 3)];
  }
  return r;
}
EMULATED __m512i _mm512_maskz_permutex_epi64(uint64_t mask, __m512i a, int control) {
  return _mm512_maskz_mov_epi64(mask, _mm512_permutex_epi64(a, control));
}

EMULATED __m512i _mm512_shuffle_i64x2(__m512i a, __m512i b, int control) {
  __m512i r;
  for (int i = 0; i < 4; i++) {
    r.x128[i] = (i < 2 ? a : b).x128[control >> (2 * i) & 3];
  }
  return r;
}
#define _mm512_shuffle_i32x4 _mm512_shuffle_i64x2

/* Pairs of lanes out of the lower or upper half of every 16 bytes. */
#define UNPACK(suffix, lane)                                        \
  EMULATED __m512i _mm512_unpacklo_##suffix(__m512i a, __m512i b) { \
    __m512i r;                                                      \
    const int group = LANES_OF(lane) / 4;                           \
    for (int i = 0; i < LANES_OF(lane); i++) {                      \
      int from = i / group * group + i % group / 2;                 \
      r.lane[i] = i & 1 ? b.lane[from] : a.lane[from];              \
    }                                                               \
    return r;                                                       \
  }                                                                 \
  MASKED2(unpacklo, suffix)                                         \
  EMULATED __m512i _mm512_unpackhi_##suffix(__m512i a, __m512i b) { \
    __m512i r;                                                      \
    const int group = LANES_OF(lane) / 4;                           \
    for (int i = 0; i < LANES_OF(lane); i++) {                      \
      int from = i / group * group + group / 2 + i % group / 2;     \
      r.lane[i] = i & 1 ? b.lane[from] : a.lane[from];              \
    }                                                               \
    return r;                                                       \
  }                                                                 \
  MASKED2(unpackhi, suffix)

UNPACK(epi8, u8)
UNPACK(epi16, u16)
UNPACK(epi32, u32)
UNPACK(epi64, u64)

/* Bytes of every 16 moved up or down, b's upper ones behind. */
EMULATED __m512i _mm512_alignr_epi8(__m512i a, __m512i b, int count) {
  __m512i r;
  for (int i = 0; i < 64; i++) {
    int from = (i & 15) + count;
    r.u8[i] = from < 16 ? b.u8[(i & ~15) + from] : from < 32 ? a.u8[(i & ~15) + from - 16] : 0;
  }
  return r;
}

EMULATED __m512i _mm512_bslli_epi128(__m512i a, int count) {
  return _mm512_alignr_epi8(a, _mm512_setzero_si512(), count < 16 ? 16 - count : 32);
}

EMULATED __m512i _mm512_bsrli_epi128(__m512i a, int count) {
  return _mm512_alignr_epi8(_mm512_setzero_si512(), a, count);
}

#define ALIGN(suffix, lane)                                                             \
  EMULATED __m512i _mm512_alignr_##suffix(__m512i a, __m512i b, int count) {            \
    __m512i r;                                                                          \
    for (int i = 0; i < LANES_OF(lane); i++) {                                          \
      int from = i + count % LANES_OF(lane);                                            \
      r.lane[i] = from < LANES_OF(lane) ? b.lane[from] : a.lane[from - LANES_OF(lane)]; \
    }                                                                                   \
    return r;                                                                           \
  }
ALIGN(epi32, u32)
ALIGN(epi64, u64)

/* The 8 bits of every 64 of b that begin at the bit that a byte of a names. */
EMULATED __m512i _mm512_multishift_epi64_epi8(__m512i a, __m512i b) {
  for (int i = 0; i < 64; i++) {
    uint64_t x = b.u64[i / 8];
    unsigned from = a.u8[i] & 63;
    a.u8[i] = (uint8_t)(x >> from | x << (-from & 63));
  }
  return a;
}

/* ---- Lanes of other widths ---- */

#define WIDEN(name, type, from_lane, to_lane)     \
  EMULATED __m512i _mm512_##name(type x) {        \
    __m512i from = _mm512_setzero_si512();        \
    __m512i r;                                    \
    memcpy(&from, &x, sizeof x);                  \
    for (int i = 0; i < LANES_OF(to_lane); i++) { \
      r.to_lane[i] = from.from_lane[i];           \
    }                                             \
    return r;                                     \
  }
WIDEN(cvtepu8_epi16, __m256i, u8, u16)
WIDEN(cvtepu8_epi32, __m128i, u8, u32)
WIDEN(cvtepu8_epi64, __m128i, u8, u64)
WIDEN(cvtepu16_epi32, __m256i, u16, u32)
WIDEN(cvtepu16_epi64, __m128i, u16, u64)
WIDEN(cvtepu32_epi64, __m256i, u32, u64)
WIDEN(cvtepi8_epi16, __m256i, i8, i16)
WIDEN(cvtepi8_epi32, __m128i, i8, i32)
WIDEN(cvtepi16_epi32, __m256i, i16, i32)
WIDEN(cvtepi32_epi64, __m256i, i32, i64)

#define NARROW(name, part, from_lane, to_lane)                            \
  EMULATED __typeof__(((__m512i *)0)->part[0]) _mm512_##name(__m512i x) { \
    __m512i r = _mm512_setzero_si512();                                   \
    for (int i = 0; i < LANES_OF(from_lane); i++) {                       \
      r.to_lane[i] = (__typeof__(r.to_lane[0]))x.from_lane[i];            \
    }                                                                     \
    return r.part[0];                                                     \
  }
NARROW(cvtepi16_epi8, x256, u16, u8)
NARROW(cvtepi32_epi8, x128, u32, u8)
NARROW(cvtepi32_epi16, x256, u32, u16)
NARROW(cvtepi64_epi8, x128, u64, u8)
NARROW(cvtepi64_epi16, x128, u64, u16)
NARROW(cvtepi64_epi32, x256, u64, u32)

/* Lanes of a, then of b, in every 16 bytes, narrowed with saturation. */
#define PACK(name, from_lane, to_lane, low, high)                            \
  EMULATED __m512i _mm512_##name(__m512i a, __m512i b) {                     \
    __m512i r;                                                               \
    const int half = LANES_OF(from_lane) / 4;                                \
    for (int i = 0; i < LANES_OF(to_lane); i++) {                            \
      int at = i / (2 * half) * half + i % half;                             \
      int32_t x = i % (2 * half) < half ? a.from_lane[at] : b.from_lane[at]; \
      r.to_lane[i] = (__typeof__(r.to_lane[0]))CLAMP(x, low, high);          \
    }                                                                        \
    return r;                                                                \
  }
PACK(packs_epi16, i16, i8, INT8_MIN, INT8_MAX)
PACK(packs_epi32, i32, i16, INT16_MIN, INT16_MAX)
PACK(packus_epi16, i16, u8, 0, UINT8_MAX)
PACK(packus_epi32, i32, u16, 0, UINT16_MAX)

/* ---- Sums of products, matrices of bits ---- */

EMULATED __m512i _mm512_madd_epi16(__m512i a, __m512i b) {
  for (int i = 0; i < 16; i++) {
    uint32_t low = (uint32_t)((int32_t)a.i16[2 * i] * b.i16[2 * i]);
    a.u32[i] = low + (uint32_t)((int32_t)a.i16[2 * i + 1] * b.i16[2 * i + 1]);
  }
  return a;
}

/* Bytes of a are unsigned, those of b signed. */
EMULATED __m512i _mm512_maddubs_epi16(__m512i a, __m512i b) {
  for (int i = 0; i < 32; i++) {
    int32_t sum = a.u8[2 * i] * b.i8[2 * i] + a.u8[2 * i + 1] * b.i8[2 * i + 1];
    a.i16[i] = (int16_t)CLAMP(sum, INT16_MIN, INT16_MAX);
  }
  return a;
}

EMULATED __m512i _mm512_sad_epu8(__m512i a, __m512i b) {
  __m512i r = _mm512_setzero_si512();
  for (int i = 0; i < 64; i++) {
    r.u64[i / 8] += (uint64_t)(a.u8[i] > b.u8[i] ? a.u8[i] - b.u8[i] : b.u8[i] - a.u8[i]);
  }
  return r;
}

/* Bytes of x times the matrix in their 64 bits of a, whose top byte gives bit 0; plus constant. */
EMULATED __m512i _mm512_gf2p8affine_epi64_epi8(__m512i x, __m512i a, int constant) {
  __m512i r;
  for (int i = 0; i < 64; i++) {
    int byte = constant & 0xFF;
    for (int bit = 0; bit < 8; bit++) {
      int row = (int)(a.u64[i / 8] >> (56 - 8 * bit) & 0xFF);
      byte ^= __builtin_parity((unsigned)(row & x.u8[i])) << bit;
    }
    r.u8[i] = (uint8_t)byte;
  }
  return r;
}

#define REDUCTION(name, type, lane, first, expression) \
  EMULATED type _mm512_reduce_##name(__m512i a) {      \
    __typeof__(a.lane[0]) x = first;                   \
    for (int i = 0; i < LANES_OF(lane); i++) {         \
      __typeof__(a.lane[0]) y = a.lane[i];             \
      x = expression;                                  \
    }                                                  \
    return (type)x;                                    \
  }
REDUCTION(add_epi32, int, u32, 0, x + y)
REDUCTION(add_epi64, long long, u64, 0, x + y)
REDUCTION(or_epi32, int, u32, 0, x | y)
REDUCTION(or_epi64, long long, u64, 0, x | y)
REDUCTION(max_epu32, unsigned, u32, 0, x > y ? x : y)
REDUCTION(max_epu64, unsigned long long, u64, 0, x > y ? x : y)

#endif
