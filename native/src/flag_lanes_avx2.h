/*
 * What the ZNZ writer of flag_lanes.h needs besides byte_lanes_avx2.h. Flags lie in reverse order,
 * the first one in the top lane.
 */
#ifndef EBPC_FLAG_LANES_AVX2_H
#define EBPC_FLAG_LANES_AVX2_H

#include "byte_lanes_avx2.h"

enum { ZEROS_OFFSET = 128 /* more than the zeros in front of any flag of a vector */ };

/* Where a vector has a group of 8 flags. */
EBPC_INLINE int f_place_of(int group) {
  return LANES_BYTES / 8 - 1 - group;
}

EBPC_INLINE lanes f_shuffle(lanes table, lanes x) {
  return _mm256_shuffle_epi8(table, x);
}

EBPC_INLINE lane_mask f_mask_of(uint64_t flags) {
  const lanes byte_of_lane =
      _mm256_setr_epi64x(0x0303030303030303, 0x0202020202020202, 0x0101010101010101, 0);
  const lanes bit_of_lane = l_splat64(UINT64_C(0x0102040810204080));
  lanes bytes = f_shuffle(_mm256_set1_epi32((int)(uint32_t)flags), byte_of_lane);
  return l_eq8(l_and(bytes, bit_of_lane), bit_of_lane);
}

/* The same of the flags one in front of each. */
EBPC_INLINE lane_mask f_mask_of_previous(uint64_t flags) {
  /* None in front of the first one: its byte is zero, and not all of the bits asked for. */
  const lanes byte_of_lane =
      _mm256_setr_epi64x(0x0203030303030303, 0x0102020202020202, 0x0001010101010101, INT64_MIN);
  const lanes bit_of_lane = l_splat64(UINT64_C(0x8001020408102040));
  lanes bytes = f_shuffle(_mm256_set1_epi32((int)(uint32_t)flags), byte_of_lane);
  return l_eq8(l_and(bytes, bit_of_lane), bit_of_lane);
}

/* Zeros in front of every flag, given those in front of the first one. */
EBPC_INLINE lanes zeros_in_front(uint64_t flags, uint64_t pending) {
  const lanes place = _mm256_add_epi8(_mm256_setr_epi64x(0x18191A1B1C1D1E1F, 0x1011121314151617,
                                                         0x08090A0B0C0D0E0F, 0x0001020304050607),
                                      l_splat(ZEROS_OFFSET));
  /* 1. The place behind every flag that is set. */
  lanes nearest = l_and(place, f_mask_of_previous(flags));
  /* 2. The nearest one, as a maximum over all lanes above; at least the zeros pending. */
  nearest = l_max8(nearest, l_splat((uint8_t)(ZEROS_OFFSET - pending)));
  nearest = l_max8(nearest, _mm256_srli_si256(nearest, 1));
  nearest = l_max8(nearest, _mm256_srli_si256(nearest, 2));
  nearest = l_max8(nearest, _mm256_srli_si256(nearest, 4));
  nearest = l_max8(nearest, _mm256_srli_si256(nearest, 8));
  /* 3. From the upper half to all of the lower one. */
  lanes upper = _mm256_permute2x128_si256(nearest, nearest, 0x81);
  nearest = l_max8(nearest, f_shuffle(upper, l_splat(0)));
  return l_sub8(place, nearest);
}

#endif
