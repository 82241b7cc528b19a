/* Arithmetic, shifts, comparisons and masks; included by immintrin.h. */
#ifndef EBPC_EMULATED_LANES_H
#define EBPC_EMULATED_LANES_H

/* ---- Lane by lane ---- */

/* expression of the lanes x and y; with masked forms. */
#define BINARY(name, suffix, lane, expression)                      \
  EMULATED __m512i _mm512_##name##_##suffix(__m512i a, __m512i b) { \
    for (int i = 0; i < LANES_OF(lane); i++) {                      \
      __typeof__(a.lane[0]) x = a.lane[i], y = b.lane[i];           \
      a.lane[i] = (__typeof__(a.lane[0]))(expression);              \
    }                                                               \
    return a;                                                       \
  }                                                                 \
  MASKED2(name, suffix)
#define UNARY(name, suffix, lane, expression)            \
  EMULATED __m512i _mm512_##name##_##suffix(__m512i a) { \
    for (int i = 0; i < LANES_OF(lane); i++) {           \
      __typeof__(a.lane[0]) x = a.lane[i];               \
      a.lane[i] = (__typeof__(a.lane[0]))(expression);   \
    }                                                    \
    return a;                                            \
  }                                                      \
  MASKED1(name, suffix)

#define CLAMP(x, low, high) ((x) < (low) ? (low) : (x) > (high) ? (high) : (x))

BINARY(add, epi8, u8, x + y)
BINARY(add, epi16, u16, x + y)
BINARY(add, epi32, u32, x + y)
BINARY(add, epi64, u64, x + y)
BINARY(sub, epi8, u8, x - y)
BINARY(sub, epi16, u16, x - y)
BINARY(sub, epi32, u32, x - y)
BINARY(sub, epi64, u64, x - y)
BINARY(adds, epu8, u8, CLAMP(x + y, 0, 0xFF))
BINARY(adds, epu16, u16, CLAMP(x + y, 0, 0xFFFF))
BINARY(subs, epu8, u8, CLAMP(x - y, 0, 0xFF))
BINARY(subs, epu16, u16, CLAMP(x - y, 0, 0xFFFF))
BINARY(mullo, epi16, u16, (uint32_t)x *y)
BINARY(mullo, epi32, u32, x *y)
BINARY(mullo, epi64, u64, x *y)
BINARY(mulhi, epu16, u16, (uint32_t)x *y >> 16)
BINARY(mul, epu32, u64, (x & UINT32_MAX) * (y & UINT32_MAX))
BINARY(min, epu8, u8, x < y ? x : y)
BINARY(min, epu16, u16, x < y ? x : y)
BINARY(min, epu32, u32, x < y ? x : y)
BINARY(min, epu64, u64, x < y ? x : y)
BINARY(min, epi8, i8, x < y ? x : y)
BINARY(min, epi16, i16, x < y ? x : y)
BINARY(min, epi32, i32, x < y ? x : y)
BINARY(min, epi64, i64, x < y ? x : y)
BINARY(max, epu8, u8, x > y ? x : y)
BINARY(max, epu16, u16, x > y ? x : y)
BINARY(max, epu32, u32, x > y ? x : y)
BINARY(max, epu64, u64, x > y ? x : y)
BINARY(max, epi8, i8, x > y ? x : y)
BINARY(max, epi16, i16, x > y ? x : y)
BINARY(max, epi32, i32, x > y ? x : y)
BINARY(max, epi64, i64, x > y ? x : y)
BINARY(avg, epu8, u8, (x + y + 1) >> 1)
BINARY(avg, epu16, u16, (x + y + 1) >> 1)

BINARY(and, epi32, u32, x &y)
BINARY(and, epi64, u64, x &y)
BINARY(andnot, epi32, u32, ~x &y)
BINARY(andnot, epi64, u64, ~x &y)
BINARY(or, epi32, u32, x | y)
BINARY(or, epi64, u64, x | y)
BINARY(xor, epi32, u32, x ^ y)
BINARY(xor, epi64, u64, x ^ y)
#define _mm512_and_si512 _mm512_and_epi64
#define _mm512_andnot_si512 _mm512_andnot_epi64
#define _mm512_or_si512 _mm512_or_epi64
#define _mm512_xor_si512 _mm512_xor_epi64

UNARY(abs, epi8, i8, x < 0 ? -x : x)
UNARY(abs, epi16, i16, x < 0 ? -x : x)
UNARY(abs, epi32, u32, x >> 31 ? 0 - x : x)
UNARY(abs, epi64, u64, x >> 63 ? 0 - x : x)
UNARY(lzcnt, epi32, u32, x == 0 ? 32 : __builtin_clz(x))
UNARY(lzcnt, epi64, u64, x == 0 ? 64 : __builtin_clzll(x))
UNARY(popcnt, epi32, u32, __builtin_popcount(x))
UNARY(popcnt, epi64, u64, __builtin_popcountll(x))

/* All lanes with the same y, a number of bits. */
#define BY_NUMBER(name, suffix, lane, expression)                                         \
  EMULATED __m512i _mm512_##name##_##suffix(__m512i a, unsigned n) {                      \
    for (int i = 0; i < LANES_OF(lane); i++) {                                            \
      __typeof__(a.lane[0]) x = a.lane[i];                                                \
      unsigned y = n;                                                                     \
      a.lane[i] = (__typeof__(a.lane[0]))(expression);                                    \
    }                                                                                     \
    return a;                                                                             \
  }                                                                                       \
  EMULATED __m512i _mm512_mask_##name##_##suffix(__m512i r, uint64_t mask, __m512i a,     \
                                                 unsigned n) {                            \
    return _mm512_mask_mov_##suffix(r, mask, _mm512_##name##_##suffix(a, n));             \
  }                                                                                       \
  EMULATED __m512i _mm512_maskz_##name##_##suffix(uint64_t mask, __m512i a, unsigned n) { \
    return _mm512_maskz_mov_##suffix(mask, _mm512_##name##_##suffix(a, n));               \
  }
/* Shifts by the bits that a second vector, a constant, or the low half of 16 bytes gives. */
#define SHIFT(direction, suffix, lane, expression)                                             \
  BINARY(direction##v, suffix, lane, expression)                                               \
  BY_NUMBER(direction##i, suffix, lane, expression)                                            \
  EMULATED __m512i _mm512_##direction##_##suffix(__m512i a, __m128i count) {                   \
    uint64_t n = _mm512_zextsi128_si512(count).u64[0];                                         \
    return _mm512_##direction##i_##suffix(a, n < BITS_OF(lane) ? (unsigned)n : BITS_OF(lane)); \
  }
#define ROTATION(direction, suffix, lane, expression) \
  BINARY(direction##v, suffix, lane, expression)      \
  BY_NUMBER(direction, suffix, lane, expression)

/* Past its bits nothing but the sign is left of a lane. */
#define ARITHMETIC(bits) x >> ((uint64_t)y < bits ? (uint64_t)y : bits - 1)

SHIFT(sll, epi16, u16, y < 16 ? (uint32_t)x << y : 0)
SHIFT(sll, epi32, u32, y < 32 ? x << y : 0)
SHIFT(sll, epi64, u64, y < 64 ? x << y : 0)
SHIFT(srl, epi16, u16, y < 16 ? x >> y : 0)
SHIFT(srl, epi32, u32, y < 32 ? x >> y : 0)
SHIFT(srl, epi64, u64, y < 64 ? x >> y : 0)
SHIFT(sra, epi16, i16, ARITHMETIC(16))
SHIFT(sra, epi32, i32, ARITHMETIC(32))
SHIFT(sra, epi64, i64, ARITHMETIC(64))
ROTATION(rol, epi32, u32, x << (y & 31) | x >> (-y & 31))
ROTATION(rol, epi64, u64, x << (y & 63) | x >> (-y & 63))
ROTATION(ror, epi32, u32, x >> (y & 31) | x << (-y & 31))
ROTATION(ror, epi64, u64, x >> (y & 63) | x << (-y & 63))

/* Two lanes joined, shifted by the low bits of the third; the upper or the lower half. */
#define FUNNEL(name, suffix, lane, expression)                                      \
  EMULATED __m512i _mm512_##name##v_##suffix(__m512i a, __m512i b, __m512i count) { \
    for (int i = 0; i < LANES_OF(lane); i++) {                                      \
      unsigned __int128 x = a.lane[i], y = b.lane[i];                               \
      unsigned n = (unsigned)count.lane[i] % BITS_OF(lane), bits = BITS_OF(lane);   \
      a.lane[i] = (__typeof__(a.lane[0]))(expression);                              \
    }                                                                               \
    return a;                                                                       \
  }
FUNNEL(shld, epi16, u16, (x << bits | y) << n >> bits)
FUNNEL(shld, epi32, u32, (x << bits | y) << n >> bits)
FUNNEL(shld, epi64, u64, (x << bits | y) << n >> bits)
FUNNEL(shrd, epi16, u16, (y << bits | x) >> n)
FUNNEL(shrd, epi32, u32, (y << bits | x) >> n)
FUNNEL(shrd, epi64, u64, (y << bits | x) >> n)

/* Bit 4a + 2b + c of the table, bit by bit. */
EMULATED __m512i _mm512_ternarylogic_epi64(__m512i a, __m512i b, __m512i c, int table) {
  for (int i = 0; i < 8; i++) {
    uint64_t r = 0;
    for (int row = 0; row < 8; row++) {
      uint64_t is_row = (row & 4 ? a.u64[i] : ~a.u64[i]) & (row & 2 ? b.u64[i] : ~b.u64[i]) &
                        (row & 1 ? c.u64[i] : ~c.u64[i]);
      r |= table >> row & 1 ? is_row : 0;
    }
    a.u64[i] = r;
  }
  return a;
}
#define _mm512_ternarylogic_epi32 _mm512_ternarylogic_epi64

/* ---- Comparisons ---- */

#define COMPARISON(name, suffix, lane, expression)                                       \
  EMULATED MASK_##lane _mm512_##name##_##suffix##_mask(__m512i a, __m512i b) {           \
    uint64_t r = 0;                                                                      \
    for (int i = 0; i < LANES_OF(lane); i++) {                                           \
      __typeof__(a.lane[0]) x = a.lane[i], y = b.lane[i];                                \
      r |= (uint64_t)(expression) << i;                                                  \
    }                                                                                    \
    return (MASK_##lane)r;                                                               \
  }                                                                                      \
  EMULATED MASK_##lane _mm512_mask_##name##_##suffix##_mask(MASK_##lane mask, __m512i a, \
                                                            __m512i b) {                 \
    return (MASK_##lane)(mask & _mm512_##name##_##suffix##_mask(a, b));                  \
  }
#define COMPARISONS(suffix, lane)          \
  COMPARISON(cmpeq, suffix, lane, x == y)  \
  COMPARISON(cmpneq, suffix, lane, x != y) \
  COMPARISON(cmplt, suffix, lane, x < y)   \
  COMPARISON(cmple, suffix, lane, x <= y)  \
  COMPARISON(cmpgt, suffix, lane, x > y)   \
  COMPARISON(cmpge, suffix, lane, x >= y)
#define TESTS(suffix, lane)                    \
  COMPARISON(test, suffix, lane, (x & y) != 0) \
  COMPARISON(testn, suffix, lane, (x & y) == 0)

COMPARISONS(epu8, u8)
COMPARISONS(epi8, i8)
COMPARISONS(epu16, u16)
COMPARISONS(epi16, i16)
COMPARISONS(epu32, u32)
COMPARISONS(epi32, i32)
COMPARISONS(epu64, u64)
COMPARISONS(epi64, i64)
TESTS(epi8, u8)
TESTS(epi16, u16)
TESTS(epi32, u32)
TESTS(epi64, u64)

/* ---- Masks ---- */

/* Masks of top bits, and lanes of ones where a mask is set. */
#define MASK_MOVES(n, bits, lane)                                               \
  EMULATED MASK_##lane _mm512_movepi##bits##_mask(__m512i x) {                  \
    return _mm512_cmplt_epi##bits##_mask(x, _mm512_setzero_si512());            \
  }                                                                             \
  EMULATED __m512i _mm512_movm_epi##bits(MASK_##lane mask) {                    \
    return _mm512_maskz_mov_epi##bits(mask, _mm512_set1_epi8(-1));              \
  }                                                                             \
  EMULATED MASK_##lane _kand_mask##n(MASK_##lane a, MASK_##lane b) {            \
    return a & b;                                                               \
  }                                                                             \
  EMULATED MASK_##lane _kandn_mask##n(MASK_##lane a, MASK_##lane b) {           \
    return (MASK_##lane)(~a & b);                                               \
  }                                                                             \
  EMULATED MASK_##lane _kor_mask##n(MASK_##lane a, MASK_##lane b) {             \
    return a | b;                                                               \
  }                                                                             \
  EMULATED MASK_##lane _kxor_mask##n(MASK_##lane a, MASK_##lane b) {            \
    return a ^ b;                                                               \
  }                                                                             \
  EMULATED MASK_##lane _knot_mask##n(MASK_##lane a) {                           \
    return (MASK_##lane) ~a;                                                    \
  }                                                                             \
  EMULATED MASK_##lane _kshiftli_mask##n(MASK_##lane a, unsigned count) {       \
    return (MASK_##lane)(count < n ? (uint64_t)a << count : 0);                 \
  }                                                                             \
  EMULATED MASK_##lane _kshiftri_mask##n(MASK_##lane a, unsigned count) {       \
    return (MASK_##lane)(count < n ? a >> count : 0);                           \
  }                                                                             \
  EMULATED unsigned char _kortestz_mask##n##_u8(MASK_##lane a, MASK_##lane b) { \
    return (a | b) == 0;                                                        \
  }

MASK_MOVES(64, 8, i8)
MASK_MOVES(32, 16, i16)
MASK_MOVES(16, 32, i32)
MASK_MOVES(8, 64, i64)

#define _cvtmask64_u64(mask) ((uint64_t)(mask))
#define _cvtu64_mask64(x) ((__mmask64)(x))
#define _cvtmask32_u32(mask) ((uint32_t)(mask))
#define _cvtu32_mask32(x) ((__mmask32)(x))

#endif
