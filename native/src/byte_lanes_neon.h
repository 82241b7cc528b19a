/*
 * Vectors of 32 bytes in two registers of 64-bit ARM; the operations are described in
 * byte_lanes_swar.h. Two registers, since words of 4 bytes have 32 planes.
 */
#ifndef EBPC_BYTE_LANES_H
#define EBPC_BYTE_LANES_H

#include <arm_neon.h>

#include "bits.h"

typedef uint8x16x2_t lanes;
typedef uint8x16x2_t lane_mask; /* 0xFF in the lanes that are meant */

enum {
  LANES_BYTES = 32,
  MIRROR_IS_FAST = 0 /* three steps of swapping bits; where it is one instruction, 1 */
};

/* A function of registers for vectors. */
#define OF_ONE(f, a) ((lanes){{f((a).val[0]), f((a).val[1])}})
#define OF_TWO(f, a, b) ((lanes){{f((a).val[0], (b).val[0]), f((a).val[1], (b).val[1])}})
#define OF_BITS(f, x, bits) ((lanes){{f((x).val[0], bits), f((x).val[1], bits)}})

EBPC_INLINE lanes l_both(uint8x16_t x) {
  return (lanes){{x, x}};
}

EBPC_INLINE lanes l_load(const uint8_t *at) {
  return (lanes){{vld1q_u8(at), vld1q_u8(at + 16)}};
}

EBPC_INLINE void l_store(uint8_t *at, lanes x) {
  vst1q_u8(at, x.val[0]);
  vst1q_u8(at + 16, x.val[1]);
}

EBPC_INLINE lanes l_splat(uint8_t x) {
  return l_both(vdupq_n_u8(x));
}

EBPC_INLINE lanes l_splat64(uint64_t x) {
  return l_both(vreinterpretq_u8_u64(vdupq_n_u64(x)));
}

EBPC_INLINE lanes l_and(lanes a, lanes b) {
  return OF_TWO(vandq_u8, a, b);
}

EBPC_INLINE lanes l_andnot(lanes not_a, lanes b) {
  return OF_TWO(vbicq_u8, b, not_a);
}

EBPC_INLINE lanes l_or(lanes a, lanes b) {
  return OF_TWO(vorrq_u8, a, b);
}

EBPC_INLINE lanes l_xor(lanes a, lanes b) {
  return OF_TWO(veorq_u8, a, b);
}

/* Shifts 64-bit groups, left if bits are positive. */
EBPC_INLINE uint8x16_t shift64(uint8x16_t x, int bits) {
  return vreinterpretq_u8_u64(vshlq_u64(vreinterpretq_u64_u8(x), vdupq_n_s64(bits)));
}

EBPC_INLINE uint8x16_t shift64v(uint8x16_t x, uint8x16_t bits) {
  return vreinterpretq_u8_u64(vshlq_u64(vreinterpretq_u64_u8(x), vreinterpretq_s64_u8(bits)));
}

EBPC_INLINE lanes l_shl(lanes x, int bits) {
  return OF_BITS(shift64, x, bits);
}

EBPC_INLINE lanes l_shr(lanes x, int bits) {
  return OF_BITS(shift64, x, -bits);
}

EBPC_INLINE lanes l_shlv(lanes x, lanes bits) {
  return OF_TWO(shift64v, x, bits);
}

EBPC_INLINE lanes l_add8(lanes a, lanes b) {
  return OF_TWO(vaddq_u8, a, b);
}

EBPC_INLINE lanes l_sub8(lanes a, lanes b) {
  return OF_TWO(vsubq_u8, a, b);
}

EBPC_INLINE lane_mask l_eq8(lanes a, lanes b) {
  return OF_TWO(vceqq_u8, a, b);
}

EBPC_INLINE lanes l_max8(lanes a, lanes b) {
  return OF_TWO(vmaxq_u8, a, b);
}

EBPC_INLINE lanes l_select(lane_mask mask, lanes if_set, lanes if_clear) {
  return (lanes){{vbslq_u8(mask.val[0], if_set.val[0], if_clear.val[0]),
                  vbslq_u8(mask.val[1], if_set.val[1], if_clear.val[1])}};
}

EBPC_INLINE lane_mask l_mask_and(lane_mask a, lane_mask b) {
  return OF_TWO(vandq_u8, a, b);
}

EBPC_INLINE lane_mask l_mask_or(lane_mask a, lane_mask b) {
  return OF_TWO(vorrq_u8, a, b);
}

EBPC_INLINE lane_mask l_mask_not(lane_mask a) {
  return OF_ONE(vmvnq_u8, a);
}

EBPC_INLINE lanes l_of_mask(lane_mask mask) {
  return mask;
}

EBPC_INLINE bool l_any(lanes x) {
  return vmaxvq_u8(vorrq_u8(x.val[0], x.val[1])) != 0;
}

/* Lanes some places down or up, zero behind the last; within registers if those are not joined. */
#define DOWN(x, places, joined)                                                  \
  ((lanes){{vextq_u8((x).val[0], (joined) ? (x).val[1] : vdupq_n_u8(0), places), \
            vextq_u8((x).val[1], vdupq_n_u8(0), places)}})
#define UP(x, places, joined)                                   \
  ((lanes){{vextq_u8(vdupq_n_u8(0), (x).val[0], 16 - (places)), \
            vextq_u8((joined) ? (x).val[0] : vdupq_n_u8(0), (x).val[1], 16 - (places))}})

/* Lanes of a vector by their places in each register. */
EBPC_INLINE lanes l_shuffle(lanes x, lanes places) {
  return OF_TWO(vqtbl1q_u8, x, places);
}

EBPC_INLINE lanes l_swap_bits(lanes x, int distance, uint64_t low) {
  lanes t = l_and(l_xor(x, l_shr(x, distance)), l_splat64(low));
  return l_xor(x, l_xor(t, l_shl(t, distance)));
}

EBPC_INLINE lanes l_mirror(lanes x) {
  x = l_swap_bits(x, 9, UINT64_C(0x0055005500550055));
  x = l_swap_bits(x, 18, UINT64_C(0x0000333300003333));
  return l_swap_bits(x, 36, UINT64_C(0x000000000F0F0F0F));
}

/* A plane's first one is found by counting leading zeros; its position is one less. */
EBPC_INLINE uint8x16_t symbol_of(uint8x16_t plane) {
  uint8x16_t position = vsubq_u8(vclzq_u8(plane), vdupq_n_u8(1));
  int8x16_t right = vnegq_s8(vreinterpretq_s8_u8(position));
  uint8x16_t single = vceqq_u8(plane, vshlq_u8(vdupq_n_u8(0x40), right));
  uint8x16_t adjacent = vceqq_u8(plane, vshlq_u8(vdupq_n_u8(0x60), right));
  uint8x16_t symbol = vorrq_u8(plane, vdupq_n_u8(0x80));
  symbol = vbslq_u8(adjacent, vaddq_u8(position, vdupq_n_u8(0x10)), symbol);
  /* 0x60 >> 6 is 1 as well: a single one at the last position wins. */
  symbol = vbslq_u8(single, vaddq_u8(position, vdupq_n_u8(0x18)), symbol);
  return vbicq_u8(symbol, vceqq_u8(plane, vdupq_n_u8(0x7F)));
}

EBPC_INLINE lanes l_symbol(lanes plane) {
  return OF_ONE(symbol_of, plane);
}

EBPC_INLINE uint8x16_t plane_of(uint8x16_t code) {
  int8x16_t right = vnegq_s8(vreinterpretq_s8_u8(vandq_u8(code, vdupq_n_u8(7))));
  uint8x16_t ones = vbslq_u8(vtstq_u8(code, vdupq_n_u8(8)), vdupq_n_u8(0x40), vdupq_n_u8(0x60));
  uint8x16_t position = vandq_u8(vshlq_u8(ones, right), vtstq_u8(code, vdupq_n_u8(0x10)));
  uint8x16_t raw = vandq_u8(code, vdupq_n_u8(0x7F));
  return vbslq_u8(vtstq_u8(code, vdupq_n_u8(0x80)), raw, position);
}

EBPC_INLINE lanes l_plane(lanes code) {
  return OF_ONE(plane_of, code);
}

EBPC_INLINE void l_load_slots(const uint8_t *slots, lanes *code, lanes *other) {
  static const uint8_t planes[16] = {14, 13, 12, 11, 10, 9, 8, 7, 30, 29, 28, 27, 26, 25, 24, 23};
  static const uint8_t others[16] = {6, 15, 0, 0, 0, 0, 0, 0, 22, 31, 0, 0, 0, 0, 0, 0};
  for (int i = 0; i < 2; i++) {
    lanes both = l_load(slots + 32 * i);
    code->val[i] = vqtbl2q_u8(both, vld1q_u8(planes));
    other->val[i] = vqtbl2q_u8(both, vld1q_u8(others));
  }
}

/* Moves the bits that are meant in each group to its low end, in place of code, and how many there
   are in place of mask: neighbours are joined, until one is left. */
EBPC_INLINE void join_register(uint8x16_t *code, uint8x16_t *mask) {
  uint8x16_t bits = vandq_u8(*code, *mask);
  uint16x8_t lengths8 = vreinterpretq_u16_u8(vcntq_u8(*mask));
  uint16x8_t by2 = vreinterpretq_u16_u8(bits);
  int16x8_t shift2 = vreinterpretq_s16_u16(vandq_u16(lengths8, vdupq_n_u16(0xFF)));
  by2 = vorrq_u16(vshlq_u16(vshrq_n_u16(by2, 8), shift2), vandq_u16(by2, vdupq_n_u16(0xFF)));
  uint32x4_t lengths16 = vreinterpretq_u32_u16(vpaddlq_u8(vreinterpretq_u8_u16(lengths8)));
  uint32x4_t by4 = vreinterpretq_u32_u16(by2);
  int32x4_t shift4 = vreinterpretq_s32_u32(vandq_u32(lengths16, vdupq_n_u32(0xFFFF)));
  by4 = vorrq_u32(vshlq_u32(vshrq_n_u32(by4, 16), shift4), vandq_u32(by4, vdupq_n_u32(0xFFFF)));
  uint64x2_t lengths32 = vreinterpretq_u64_u32(vpaddlq_u16(vreinterpretq_u16_u32(lengths16)));
  uint64x2_t by8 = vreinterpretq_u64_u32(by4);
  uint64x2_t low = vdupq_n_u64(UINT32_MAX);
  int64x2_t shift8 = vreinterpretq_s64_u64(vandq_u64(lengths32, low));
  by8 = vorrq_u64(vshlq_u64(vshrq_n_u64(by8, 32), shift8), vandq_u64(by8, low));
  *code = vreinterpretq_u8_u64(by8);
  *mask = vreinterpretq_u8_u64(vpaddlq_u32(vreinterpretq_u32_u64(lengths32)));
}

EBPC_INLINE void l_prepare_join(lanes *code, lanes *mask) {
  join_register(&code->val[0], &mask->val[0]);
  join_register(&code->val[1], &mask->val[1]);
}

EBPC_INLINE uint64_t l_join(uint64_t code, uint64_t mask, uint64_t *bits) {
  *bits = mask;
  return code;
}

#endif
