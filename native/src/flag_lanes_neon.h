/* What the ZNZ writer of flag_lanes.h needs besides byte_lanes_neon.h. Flags lie in reverse order,
   the first one in the top lane. */
#ifndef EBPC_FLAG_LANES_NEON_H
#define EBPC_FLAG_LANES_NEON_H

#include "byte_lanes_neon.h"

enum { ZEROS_OFFSET = 128 /* more than the zeros in front of any flag of a vector */ };

/* Where a vector has a group of 8 flags. */
EBPC_INLINE int f_place_of(int group) {
  return LANES_BYTES / 8 - 1 - group;
}

EBPC_INLINE lane_mask f_mask_of(uint64_t flags) {
  static const uint8_t byte_of_lane[32] = {3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2,
                                           1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
  lanes bytes = l_both(vreinterpretq_u8_u32(vdupq_n_u32((uint32_t)flags)));
  lanes bit_of_lane = l_splat64(UINT64_C(0x0102040810204080));
  return OF_TWO(vtstq_u8, l_shuffle(bytes, l_load(byte_of_lane)), bit_of_lane);
}

/* Zeros in front of every flag, given those in front of the first one. */
EBPC_INLINE lanes zeros_in_front(uint64_t flags, uint64_t pending) {
  static const uint8_t places[32] = {31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
                                     15, 14, 13, 12, 11, 10, 9,  8,  7,  6,  5,  4,  3,  2,  1,  0};
  const lanes place = l_add8(l_load(places), l_splat(ZEROS_OFFSET));
  /* 1. The place behind every flag that is set. */
  lanes nearest = l_and(place, f_mask_of(flags << 1));
  /* 2. The nearest one, as a maximum over all lanes above; at least the zeros pending. */
  nearest = l_max8(nearest, l_splat((uint8_t)(ZEROS_OFFSET - pending)));
  nearest = l_max8(nearest, DOWN(nearest, 1, true));
  nearest = l_max8(nearest, DOWN(nearest, 2, true));
  nearest = l_max8(nearest, DOWN(nearest, 4, true));
  nearest = l_max8(nearest, DOWN(nearest, 8, true));
  nearest.val[0] = vmaxq_u8(nearest.val[0], nearest.val[1]);
  return l_sub8(place, nearest);
}

#endif
