/* Vectors of 16 byte lanes; the operations are described in byte_lanes_swar.h. */
#ifndef EBPC_BYTE_LANES_H
#define EBPC_BYTE_LANES_H

#include <arm_neon.h>

#include "fields.h"

typedef uint8x16_t lanes;
typedef uint8x16_t lane_mask;

enum {
  LANES_BYTES = 16,
  MIRROR_IS_FAST = 0 /* one instruction, against three steps of swapping bits */
};

EBPC_INLINE uint64x2_t l_wide(lanes x) {
  return vreinterpretq_u64_u8(x);
}

EBPC_INLINE lanes l_narrow(uint64x2_t x) {
  return vreinterpretq_u8_u64(x);
}

EBPC_INLINE lanes l_load(const uint8_t *at) {
  return vld1q_u8(at);
}

EBPC_INLINE void l_store(uint8_t *at, lanes x) {
  vst1q_u8(at, x);
}

EBPC_INLINE lanes l_splat(uint8_t x) {
  return vdupq_n_u8(x);
}

EBPC_INLINE lanes l_splat64(uint64_t x) {
  return l_narrow(vdupq_n_u64(x));
}

EBPC_INLINE lanes l_and(lanes a, lanes b) {
  return vandq_u8(a, b);
}

EBPC_INLINE lanes l_andnot(lanes not_a, lanes b) {
  return vbicq_u8(b, not_a);
}

EBPC_INLINE lanes l_or(lanes a, lanes b) {
  return vorrq_u8(a, b);
}

EBPC_INLINE lanes l_xor(lanes a, lanes b) {
  return veorq_u8(a, b);
}

EBPC_INLINE lanes l_shl(lanes x, int bits) {
  return l_narrow(vshlq_u64(l_wide(x), vdupq_n_s64(bits)));
}

EBPC_INLINE lanes l_shr(lanes x, int bits) {
  return l_narrow(vshlq_u64(l_wide(x), vdupq_n_s64(-bits)));
}

EBPC_INLINE lanes l_shlv(lanes x, lanes bits) {
  return l_narrow(vshlq_u64(l_wide(x), vreinterpretq_s64_u8(bits)));
}

EBPC_INLINE lanes l_add8(lanes a, lanes b) {
  return vaddq_u8(a, b);
}

EBPC_INLINE lanes l_sub8(lanes a, lanes b) {
  return vsubq_u8(a, b);
}

EBPC_INLINE lane_mask l_eq8(lanes a, lanes b) {
  return vceqq_u8(a, b);
}

EBPC_INLINE lanes l_max8(lanes a, lanes b) {
  return vmaxq_u8(a, b);
}

EBPC_INLINE lanes l_select(lane_mask mask, lanes if_set, lanes if_clear) {
  return vbslq_u8(mask, if_set, if_clear);
}

EBPC_INLINE lane_mask l_mask_and(lane_mask a, lane_mask b) {
  return vandq_u8(a, b);
}

EBPC_INLINE lane_mask l_mask_or(lane_mask a, lane_mask b) {
  return vorrq_u8(a, b);
}

EBPC_INLINE lane_mask l_mask_not(lane_mask a) {
  return vmvnq_u8(a);
}

EBPC_INLINE lanes l_of_mask(lane_mask mask) {
  return mask;
}

EBPC_INLINE bool l_any(lanes x) {
  return vmaxvq_u8(x) != 0;
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
EBPC_INLINE lanes l_symbol(lanes plane) {
  lanes position = l_sub8(vclzq_u8(plane), l_splat(1));
  int8x16_t right = vnegq_s8(vreinterpretq_s8_u8(position));
  lane_mask single = l_eq8(plane, vshlq_u8(l_splat(0x40), right));
  lane_mask adjacent = l_eq8(plane, vshlq_u8(l_splat(0x60), right));
  lanes symbol = l_or(plane, l_splat(0x80));
  symbol = l_select(single, l_add8(position, l_splat(0x18)), symbol);
  /* 0x60 >> 6 is 1 as well: a single one at the last position wins. */
  symbol = l_select(vbicq_u8(adjacent, single), l_add8(position, l_splat(0x10)), symbol);
  return l_andnot(l_eq8(plane, l_splat(0x7F)), symbol);
}

EBPC_INLINE lanes l_plane(lanes code) {
  int8x16_t right = vnegq_s8(vreinterpretq_s8_u8(l_and(code, l_splat(7))));
  lanes ones = l_select(vtstq_u8(code, l_splat(8)), l_splat(0x40), l_splat(0x60));
  lanes position = l_and(vshlq_u8(ones, right), vtstq_u8(code, l_splat(0x10)));
  return l_select(vtstq_u8(code, l_splat(0x80)), l_and(code, l_splat(0x7F)), position);
}

EBPC_INLINE void l_load_slots(const uint8_t *slots, lanes *code, lanes *other) {
  static const uint8_t planes[16] = {14, 13, 12, 11, 10, 9, 8, 7, 30, 29, 28, 27, 26, 25, 24, 23};
  static const uint8_t others[16] = {6, 15, 0, 0, 0, 0, 0, 0, 22, 31, 0, 0, 0, 0, 0, 0};
  uint8x16x2_t both = {{vld1q_u8(slots), vld1q_u8(slots + 16)}};
  *code = vqtbl2q_u8(both, vld1q_u8(planes));
  *other = vqtbl2q_u8(both, vld1q_u8(others));
}

EBPC_INLINE uint64_t l_join(uint64_t code, uint64_t mask, uint64_t *bits) {
  return join_fields(code, mask, bits);
}

#endif
