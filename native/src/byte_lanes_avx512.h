/* Vectors of 64 byte lanes; the operations are described in byte_lanes_swar.h. */
#ifndef EBPC_BYTE_LANES_H
#define EBPC_BYTE_LANES_H

#include <immintrin.h>

#include "bits.h"

typedef __m512i lanes;
typedef __mmask64 lane_mask;

enum {
  LANES_BYTES = 64,
  MIRROR_IS_FAST = 1 /* one instruction, against three steps of swapping bits */
};

/* The 8-bit symbol of a 7-bit plane: one 1, two adjacent ones, else raw; 0 for all ones. */
#define FIRST_ONE(p) ((p)&64 ? 0 : (p)&32 ? 1 : (p)&16 ? 2 : (p)&8 ? 3 : (p)&4 ? 4 : (p)&2 ? 5 : 6)
#define SYMBOL(p)                                               \
  (uint8_t)((p) == 0x7F                   ? 0                   \
            : (p) == 0x40 >> FIRST_ONE(p) ? 0x18 + FIRST_ONE(p) \
            : (p) == 0x60 >> FIRST_ONE(p) ? 0x10 + FIRST_ONE(p) \
                                          : 0x80 + (p))
#define SYMBOLS4(p) SYMBOL(p), SYMBOL(p + 1), SYMBOL(p + 2), SYMBOL(p + 3)
#define SYMBOLS16(p) SYMBOLS4(p), SYMBOLS4(p + 4), SYMBOLS4(p + 8), SYMBOLS4(p + 12)
#define SYMBOLS64(p) SYMBOLS16(p), SYMBOLS16(p + 16), SYMBOLS16(p + 32), SYMBOLS16(p + 48)

_Alignas(64) static const uint8_t SYMBOL_OF_PLANE[128] = {SYMBOLS64(0), SYMBOLS64(64)};

EBPC_INLINE lanes l_load(const uint8_t *at) {
  return _mm512_loadu_si512(at);
}

EBPC_INLINE void l_store(uint8_t *at, lanes x) {
  _mm512_storeu_si512(at, x);
}

EBPC_INLINE lanes l_splat(uint8_t x) {
  return _mm512_set1_epi8((char)x);
}

EBPC_INLINE lanes l_splat64(uint64_t x) {
  return _mm512_set1_epi64((long long)x);
}

EBPC_INLINE lanes l_and(lanes a, lanes b) {
  return _mm512_and_si512(a, b);
}

EBPC_INLINE lanes l_andnot(lanes not_a, lanes b) {
  return _mm512_andnot_si512(not_a, b);
}

EBPC_INLINE lanes l_or(lanes a, lanes b) {
  return _mm512_or_si512(a, b);
}

EBPC_INLINE lanes l_xor(lanes a, lanes b) {
  return _mm512_xor_si512(a, b);
}

EBPC_INLINE lanes l_shl(lanes x, int bits) {
  return _mm512_slli_epi64(x, (unsigned)bits);
}

EBPC_INLINE lanes l_shr(lanes x, int bits) {
  return _mm512_srli_epi64(x, (unsigned)bits);
}

EBPC_INLINE lanes l_shlv(lanes x, lanes bits) {
  return _mm512_sllv_epi64(x, bits);
}

EBPC_INLINE lanes l_add8(lanes a, lanes b) {
  return _mm512_add_epi8(a, b);
}

EBPC_INLINE lanes l_sub8(lanes a, lanes b) {
  return _mm512_sub_epi8(a, b);
}

EBPC_INLINE lane_mask l_eq8(lanes a, lanes b) {
  return _mm512_cmpeq_epi8_mask(a, b);
}

EBPC_INLINE lanes l_max8(lanes a, lanes b) {
  return _mm512_max_epu8(a, b);
}

EBPC_INLINE lanes l_select(lane_mask mask, lanes if_set, lanes if_clear) {
  return _mm512_mask_blend_epi8(mask, if_clear, if_set);
}

EBPC_INLINE lane_mask l_mask_and(lane_mask a, lane_mask b) {
  return _kand_mask64(a, b);
}

EBPC_INLINE lane_mask l_mask_or(lane_mask a, lane_mask b) {
  return _kor_mask64(a, b);
}

EBPC_INLINE lane_mask l_mask_not(lane_mask a) {
  return _knot_mask64(a);
}

EBPC_INLINE lanes l_of_mask(lane_mask mask) {
  return _mm512_movm_epi8(mask);
}

EBPC_INLINE bool l_any(lanes x) {
  return _mm512_test_epi64_mask(x, x) != 0;
}

/* Multiplies constant bytes with the group as a matrix of bits, which picks its columns. */
EBPC_INLINE lanes l_mirror(lanes x) {
  return _mm512_gf2p8affine_epi64_epi8(l_splat64(UINT64_C(0x0102040810204080)), x, 0);
}

EBPC_INLINE lanes l_symbol(lanes plane) {
  return _mm512_permutex2var_epi8(l_load(SYMBOL_OF_PLANE), plane, l_load(SYMBOL_OF_PLANE + 64));
}

EBPC_INLINE lanes l_plane(lanes code) {
  const lanes of_position = _mm512_broadcast_i32x4(_mm_setr_epi8(
      0x60, 0x30, 0x18, 0x0C, 0x06, 0x03, 0x01, 0, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01, 0));
  lane_mask position = _mm512_test_epi8_mask(code, l_splat(0x10));
  lanes plane = _mm512_maskz_shuffle_epi8(position, of_position, code);
  return l_select(_mm512_movepi8_mask(code), l_and(code, l_splat(0x7F)), plane);
}

EBPC_INLINE void l_load_slots(const uint8_t *slots, lanes *code, lanes *other) {
  const lanes block = _mm512_setr_epi64(0, 0x1010101010101010, 0x2020202020202020,
                                        0x3030303030303030, 0x4040404040404040, 0x5050505050505050,
                                        0x6060606060606060, 0x7070707070707070);
  const lanes planes = l_splat64(UINT64_C(0x0708090A0B0C0D0E));
  const lanes others = l_splat64(UINT64_C(0x0000000000000F06));
  lanes low = l_load(slots);
  lanes high = l_load(slots + 64);
  *code = _mm512_permutex2var_epi8(low, l_add8(block, planes), high);
  *other = _mm512_permutex2var_epi8(low, l_add8(block, others), high);
}

/* For l_join; PEXT needs no preparation. */
EBPC_INLINE void l_prepare_join(lanes *code, lanes *mask) {
  (void)code;
  (void)mask;
}

/* Joins the bits of a group's code that its mask, 2^k - 1 in each lane, marks, top lane first. */
EBPC_INLINE uint64_t l_join(uint64_t code, uint64_t mask, uint64_t *bits) {
  *bits = (uint64_t)_mm_popcnt_u64(mask);
  return _pext_u64(code, mask);
}

#endif
