/* Constants, parts, loads, stores and masked forms; included by immintrin.h. */
#ifndef EBPC_EMULATED_MEMORY_H
#define EBPC_EMULATED_MEMORY_H

/* ---- Constants and parts ---- */

EMULATED __m512i _mm512_setzero_si512(void) {
  return (__m512i){.u64 = {0}};
}

#define SPLAT(name, type, lane)                \
  EMULATED __m512i _mm512_##name(type x) {     \
    __m512i r;                                 \
    for (int i = 0; i < LANES_OF(lane); i++) { \
      r.lane[i] = x;                           \
    }                                          \
    return r;                                  \
  }

SPLAT(set1_epi8, char, i8)
SPLAT(set1_epi16, short, i16)
SPLAT(set1_epi32, int, i32)
SPLAT(set1_epi64, long long, i64)
SPLAT(broadcast_i32x4, __m128i, x128)
SPLAT(broadcast_i64x2, __m128i, x128)
SPLAT(broadcast_i64x4, __m256i, x256)

EMULATED __m512i _mm512_setr_epi64(long long a, long long b, long long c, long long d, long long e,
                                   long long f, long long g, long long h) {
  return (__m512i){.i64 = {a, b, c, d, e, f, g, h}};
}

#define _mm512_set_epi64(h, g, f, e, d, c, b, a) _mm512_setr_epi64(a, b, c, d, e, f, g, h)

EMULATED __m512i _mm512_setr_epi32(int a, int b, int c, int d, int e, int f, int g, int h, int i,
                                   int j, int k, int l, int m, int n, int o, int p) {
  return (__m512i){.i32 = {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p}};
}

#define _mm512_set_epi32(p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a) \
  _mm512_setr_epi32(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)

EMULATED __m128i _mm512_castsi512_si128(__m512i x) {
  return x.x128[0];
}

EMULATED __m256i _mm512_castsi512_si256(__m512i x) {
  return x.x256[0];
}

EMULATED __m512i _mm512_zextsi128_si512(__m128i x) {
  return (__m512i){.x128 = {x}};
}

EMULATED __m512i _mm512_zextsi256_si512(__m256i x) {
  return (__m512i){.x256 = {x}};
}

/* The upper part is undefined; here it is anything but zero. */
EMULATED __m512i _mm512_castsi128_si512(__m128i x) {
  __m512i r = _mm512_set1_epi8(0x5A);
  r.x128[0] = x;
  return r;
}

EMULATED __m512i _mm512_castsi256_si512(__m256i x) {
  __m512i r = _mm512_set1_epi8(0x5A);
  r.x256[0] = x;
  return r;
}

EMULATED __m128i _mm512_extracti32x4_epi32(__m512i x, int part) {
  return x.x128[part & 3];
}

EMULATED __m256i _mm512_extracti64x4_epi64(__m512i x, int part) {
  return x.x256[part & 1];
}

EMULATED __m512i _mm512_inserti32x4(__m512i x, __m128i y, int part) {
  x.x128[part & 3] = y;
  return x;
}

EMULATED __m512i _mm512_inserti64x4(__m512i x, __m256i y, int part) {
  x.x256[part & 1] = y;
  return x;
}

/* ---- Loads and stores ---- */

EMULATED __m512i _mm512_loadu_si512(const void *at) {
  __m512i r;
  memcpy(&r, at, sizeof r);
  return r;
}

EMULATED __m512i _mm512_load_si512(const void *at) {
  if ((uintptr_t)at % sizeof(__m512i) != 0) {
    __builtin_trap();
  }
  return _mm512_loadu_si512(at);
}

EMULATED void _mm512_storeu_si512(void *at, __m512i x) {
  memcpy(at, &x, sizeof x);
}

EMULATED void _mm512_store_si512(void *at, __m512i x) {
  if ((uintptr_t)at % sizeof(__m512i) != 0) {
    __builtin_trap();
  }
  _mm512_storeu_si512(at, x);
}

#define MASKED_MEMORY(suffix, lane)                                                       \
  EMULATED __m512i _mm512_mask_loadu_##suffix(__m512i r, uint64_t mask, const void *at) { \
    for (size_t i = 0; i < LANES_OF(lane); i++) {                                         \
      if (IN_MASK(mask, i)) {                                                             \
        memcpy(&r.lane[i], (const uint8_t *)at + i * sizeof r.lane[0], sizeof r.lane[0]); \
      }                                                                                   \
    }                                                                                     \
    return r;                                                                             \
  }                                                                                       \
  EMULATED __m512i _mm512_maskz_loadu_##suffix(uint64_t mask, const void *at) {           \
    return _mm512_mask_loadu_##suffix(_mm512_setzero_si512(), mask, at);                  \
  }                                                                                       \
  EMULATED void _mm512_mask_storeu_##suffix(void *at, uint64_t mask, __m512i x) {         \
    for (size_t i = 0; i < LANES_OF(lane); i++) {                                         \
      if (IN_MASK(mask, i)) {                                                             \
        memcpy((uint8_t *)at + i * sizeof x.lane[0], &x.lane[i], sizeof x.lane[0]);       \
      }                                                                                   \
    }                                                                                     \
  }

MASKED_MEMORY(epi8, u8)
MASKED_MEMORY(epi16, u16)
MASKED_MEMORY(epi32, u32)
MASKED_MEMORY(epi64, u64)

/* Lanes of an element at base + index * scale; as many as there are indices and elements. */
#define GATHER(name, index_lane, lane, most)                                                     \
  EMULATED __m512i _mm512_mask_##name(__m512i r, uint64_t mask, __m512i index, const void *base, \
                                      int scale) {                                               \
    for (int i = 0; i < most; i++) {                                                             \
      if (IN_MASK(mask, i)) {                                                                    \
        memcpy(&r.lane[i], (const uint8_t *)base + (int64_t)index.index_lane[i] * scale,         \
               sizeof r.lane[0]);                                                                \
      }                                                                                          \
    }                                                                                            \
    return r;                                                                                    \
  }                                                                                              \
  EMULATED __m512i _mm512_##name(__m512i index, const void *base, int scale) {                   \
    return _mm512_mask_##name(_mm512_setzero_si512(), ALL_LANES, index, base, scale);            \
  }

GATHER(i64gather_epi64, i64, u64, 8)
GATHER(i32gather_epi32, i32, u32, 16)

EMULATED __m512i _mm512_mask_i32gather_epi64(__m512i r, __mmask8 mask, __m256i index,
                                             const void *base, int scale) {
  __m512i wide = _mm512_zextsi256_si512(index);
  for (int i = 0; i < 8; i++) {
    wide.i64[7 - i] = wide.i32[7 - i];
  }
  return _mm512_mask_i64gather_epi64(r, mask, wide, base, scale);
}

#define SCATTER(name, index_lane, lane)                                                 \
  EMULATED void _mm512_mask_##name(void *base, uint64_t mask, __m512i index, __m512i x, \
                                   int scale) {                                         \
    for (int i = 0; i < LANES_OF(index_lane); i++) {                                    \
      if (IN_MASK(mask, i)) {                                                           \
        memcpy((uint8_t *)base + (int64_t)index.index_lane[i] * scale, &x.lane[i],      \
               sizeof x.lane[0]);                                                       \
      }                                                                                 \
    }                                                                                   \
  }                                                                                     \
  EMULATED void _mm512_##name(void *base, __m512i index, __m512i x, int scale) {        \
    _mm512_mask_##name(base, ALL_LANES, index, x, scale);                               \
  }

SCATTER(i64scatter_epi64, i64, u64)
SCATTER(i32scatter_epi32, i32, u32)

/* ---- Masked forms ---- */

/* The lanes of x that the mask names, the others of r. */
#define MERGE(suffix, lane)                                                          \
  EMULATED __m512i _mm512_mask_mov_##suffix(__m512i r, uint64_t mask, __m512i x) {   \
    for (int i = 0; i < LANES_OF(lane); i++) {                                       \
      r.lane[i] = IN_MASK(mask, i) ? x.lane[i] : r.lane[i];                          \
    }                                                                                \
    return r;                                                                        \
  }                                                                                  \
  EMULATED __m512i _mm512_maskz_mov_##suffix(uint64_t mask, __m512i x) {             \
    return _mm512_mask_mov_##suffix(_mm512_setzero_si512(), mask, x);                \
  }                                                                                  \
  EMULATED __m512i _mm512_mask_blend_##suffix(uint64_t mask, __m512i a, __m512i b) { \
    return _mm512_mask_mov_##suffix(a, mask, b);                                     \
  }

MERGE(epi8, u8)
MERGE(epi16, u16)
MERGE(epi32, u32)
MERGE(epi64, u64)
#define _mm512_mask_mov_epu8 _mm512_mask_mov_epi8
#define _mm512_mask_mov_epu16 _mm512_mask_mov_epi16
#define _mm512_mask_mov_epu32 _mm512_mask_mov_epi32
#define _mm512_mask_mov_epu64 _mm512_mask_mov_epi64
#define _mm512_maskz_mov_epu8 _mm512_maskz_mov_epi8
#define _mm512_maskz_mov_epu16 _mm512_maskz_mov_epi16
#define _mm512_maskz_mov_epu32 _mm512_maskz_mov_epi32
#define _mm512_maskz_mov_epu64 _mm512_maskz_mov_epi64

/* _mm512_mask_NAME and _mm512_maskz_NAME of an intrinsic with one or two vectors. */
#define MASKED1(name, suffix)                                                           \
  EMULATED __m512i _mm512_mask_##name##_##suffix(__m512i r, uint64_t mask, __m512i a) { \
    return _mm512_mask_mov_##suffix(r, mask, _mm512_##name##_##suffix(a));              \
  }                                                                                     \
  EMULATED __m512i _mm512_maskz_##name##_##suffix(uint64_t mask, __m512i a) {           \
    return _mm512_maskz_mov_##suffix(mask, _mm512_##name##_##suffix(a));                \
  }
#define MASKED2(name, suffix)                                                                      \
  EMULATED __m512i _mm512_mask_##name##_##suffix(__m512i r, uint64_t mask, __m512i a, __m512i b) { \
    return _mm512_mask_mov_##suffix(r, mask, _mm512_##name##_##suffix(a, b));                      \
  }                                                                                                \
  EMULATED __m512i _mm512_maskz_##name##_##suffix(uint64_t mask, __m512i a, __m512i b) {           \
    return _mm512_maskz_mov_##suffix(mask, _mm512_##name##_##suffix(a, b));                        \
  }

#endif
