/*
 * What the ZNZ writer of flag_lanes.h needs besides byte_lanes_avx512.h. 8 flags are a 64-bit
 * group, the first of them in its top lane.
 */
#ifndef EBPC_FLAG_LANES_AVX512_H
#define EBPC_FLAG_LANES_AVX512_H

#include "byte_lanes_avx512.h"

enum { ZEROS_OFFSET = 128 /* more than the zeros in front of any flag of a vector */ };

/* Where a vector has a group of 8 flags. */
EBPC_INLINE int f_place_of(int group) {
  return group;
}

EBPC_INLINE lanes f_shuffle(lanes table, lanes x) {
  return _mm512_shuffle_epi8(table, x);
}

EBPC_INLINE lane_mask f_mask_of(uint64_t flags) {
  const lanes byte_of_lane = _mm512_setr_epi64(
      0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303, 0x0404040404040404,
      0x0505050505050505, 0x0606060606060606, 0x0707070707070707);
  lanes bytes = f_shuffle(_mm512_set1_epi64((long long)flags), byte_of_lane);
  return _mm512_test_epi8_mask(bytes, l_splat64(UINT64_C(0x0102040810204080)));
}

/* Zeros in front of every flag, given those in front of the first one. */
EBPC_INLINE lanes zeros_in_front(uint64_t flags, uint64_t pending) {
  const lanes index = l_splat64(UINT64_C(0x0001020304050607));
  /* 1. In front of every 8 flags: from the nearest set flag below them. */
  const lanes above = _mm512_setr_epi64(64, 56, 48, 40, 32, 24, 16, 8);
  const lanes first = _mm512_setr_epi64(0, 8, 16, 24, 32, 40, 48, 56);
  lanes below = l_shlv(l_splat64(flags), above);
  lanes zeros = _mm512_lzcnt_epi64(below);
  __mmask8 none = _mm512_testn_epi64_mask(below, below);
  zeros = _mm512_mask_add_epi64(zeros, none, first, l_splat64(pending));
  /* 2. Within them: the place behind the nearest set flag, as a maximum over all lanes above. */
  lanes place = _mm512_maskz_add_epi8(f_mask_of(flags), index, l_splat(ZEROS_OFFSET + 1));
  lanes front = _mm512_sub_epi64(l_splat64(ZEROS_OFFSET), zeros);
  lanes nearest = l_or(l_shr(place, 8), l_shl(front, 56));
  nearest = l_max8(nearest, l_shr(nearest, 8));
  nearest = l_max8(nearest, l_shr(nearest, 16));
  nearest = l_max8(nearest, l_shr(nearest, 32));
  return l_sub8(l_add8(index, l_splat(ZEROS_OFFSET)), nearest);
}

#endif
