/*
 * Blocks of 64 bytes in four vectors of 64-bit ARM; the operations are described in
 * packed_lanes_swar.h.
 */
#ifndef EBPC_PACKED_LANES_H
#define EBPC_PACKED_LANES_H

#include <arm_neon.h>

#include "bits.h"
#include "split_tables.h"

enum { ESCAPES_ARE_CHEAP = 0 };

typedef uint8x16x4_t block_lanes;

EBPC_INLINE int b_popcount(uint64_t x) {
  return vaddv_u8(vcnt_u8(vcreate_u8(x)));
}

EBPC_INLINE uint8_t *compress8(uint64_t bytes, uint64_t bits, uint8_t *to) {
  vst1_u8(to, vtbl1_u8(vcreate_u8(bytes), vld1_u8(PLACES[bits])));
  return to + __builtin_popcount((unsigned)bits);
}

EBPC_INLINE uint64_t expand8(uint64_t bytes, uint64_t bits, const uint8_t **from) {
  uint8x8_t x = vtbx1_u8(vcreate_u8(bytes), vld1_u8(*from), vld1_u8(RANKS[bits]));
  *from += __builtin_popcount((unsigned)bits);
  return vget_lane_u64(vreinterpret_u64_u8(x), 0);
}

EBPC_INLINE block_lanes b_load(const uint8_t *at) {
  return vld1q_u8_x4(at);
}

EBPC_INLINE void b_store(uint8_t *at, block_lanes x) {
  vst1q_u8_x4(at, x);
}

EBPC_INLINE uint64_t b_at_least(block_lanes x, int least) {
  const uint8x16_t weights = vreinterpretq_u8_u64(vdupq_n_u64(UINT64_C(0x8040201008040201)));
  uint8x16_t all = vdupq_n_u8((uint8_t)least);
  uint8x16_t bits[4];
  for (int i = 0; i < 4; i++) {
    bits[i] = vandq_u8(vcgeq_u8(x.val[i], all), weights);
  }
  uint8x16_t sum = vpaddq_u8(vpaddq_u8(bits[0], bits[1]), vpaddq_u8(bits[2], bits[3]));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

EBPC_INLINE int b_width(block_lanes x) {
  uint8x16_t any = vorrq_u8(vorrq_u8(x.val[0], x.val[1]), vorrq_u8(x.val[2], x.val[3]));
  unsigned most = vmaxvq_u8(any);
  return most == 0 ? 0 : 32 - __builtin_clz(most);
}

/* Swaps bits of each group that are some places apart, the lower ones under a mask. */
#define SWAP_BITS(x, places, mask)                                                               \
  do {                                                                                           \
    uint64x2_t t = vandq_u64(veorq_u64(x, vshrq_n_u64(x, places)), vdupq_n_u64(UINT64_C(mask))); \
    x = veorq_u64(x, veorq_u64(t, vshlq_n_u64(t, places)));                                      \
  } while (0)

EBPC_INLINE block_lanes b_transpose(block_lanes v) {
  for (int i = 0; i < 4; i++) {
    uint64x2_t x = vreinterpretq_u64_u8(v.val[i]);
    SWAP_BITS(x, 7, 0x00AA00AA00AA00AA);
    SWAP_BITS(x, 14, 0x0000CCCC0000CCCC);
    SWAP_BITS(x, 28, 0x00000000F0F0F0F0);
    v.val[i] = vreinterpretq_u8_u64(x);
  }
  return v;
}

/* Byte k, from 1 to 7: values of a block that do not fit k planes. */
typedef uint64_t block_counts;

EBPC_INLINE int b_escapes(block_counts counts, int k) {
  return (int)(counts >> (8 * k) & 0xFF);
}

EBPC_INLINE block_counts b_count_escapes(block_lanes values) {
  block_lanes planes = b_transpose(values);
  uint8x16_t sum = vdupq_n_u8(0);
  for (int i = 0; i < 4; i++) {
    uint64x2_t x = vreinterpretq_u64_u8(planes.val[i]);
    uint64x2_t above = vorrq_u64(x, vshrq_n_u64(x, 8));
    above = vorrq_u64(above, vshrq_n_u64(above, 16));
    above = vorrq_u64(above, vshrq_n_u64(above, 32));
    uint64x2_t below = vorrq_u64(vshlq_n_u64(x, 8), vdupq_n_u64(0xFF));
    below = vandq_u64(below, vorrq_u64(vshlq_n_u64(below, 8), vdupq_n_u64(0xFF)));
    below = vandq_u64(below, vorrq_u64(vshlq_n_u64(below, 16), vdupq_n_u64(0xFFFF)));
    below = vandq_u64(below, vorrq_u64(vshlq_n_u64(below, 32), vdupq_n_u64(0xFFFFFFFF)));
    sum = vaddq_u8(sum, vcntq_u8(vreinterpretq_u8_u64(vorrq_u64(above, below))));
  }
  uint8x8_t all = vadd_u8(vget_low_u8(sum), vget_high_u8(sum));
  return vget_lane_u64(vreinterpret_u64_u8(all), 0);
}

#include "packed_groups.h"

EBPC_INLINE void b_narrow(const uint8_t *wide, int count, uint8_t *narrow) {
  for (int i = 0; i < count; i += 16) {
    uint8x16x4_t x = vld4q_u8(wide + 4 * i);
    vst3q_u8(narrow + 3 * i, (uint8x16x3_t){{x.val[0], x.val[1], x.val[2]}});
  }
}

EBPC_INLINE void b_widen(const uint8_t *narrow, int count, uint8_t *wide) {
  for (int i = 0; i < count; i += 16) {
    uint8x16x3_t x = vld3q_u8(narrow + 3 * i);
    vst4q_u8(wide + 4 * i, (uint8x16x4_t){{x.val[0], x.val[1], x.val[2], vdupq_n_u8(0)}});
  }
}

#endif
