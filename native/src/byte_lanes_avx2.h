/* Vectors of 32 byte lanes; the operations are described in byte_lanes_swar.h. */
#ifndef EBPC_BYTE_LANES_H
#define EBPC_BYTE_LANES_H

#include <immintrin.h>

#include "bits.h"

typedef __m256i lanes;
typedef __m256i lane_mask;

enum {
  LANES_BYTES = 32,
  MIRROR_IS_FAST = 0 /* three steps of swapping bits; where it is one instruction, 1 */
};

EBPC_INLINE lanes l_load(const uint8_t *at) {
  return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

EBPC_INLINE void l_store(uint8_t *at, lanes x) {
  _mm256_storeu_si256((__m256i *)(void *)at, x);
}

EBPC_INLINE lanes l_splat(uint8_t x) {
  return _mm256_set1_epi8((char)x);
}

EBPC_INLINE lanes l_splat64(uint64_t x) {
  return _mm256_set1_epi64x((long long)x);
}

EBPC_INLINE lanes l_and(lanes a, lanes b) {
  return _mm256_and_si256(a, b);
}

EBPC_INLINE lanes l_andnot(lanes not_a, lanes b) {
  return _mm256_andnot_si256(not_a, b);
}

EBPC_INLINE lanes l_or(lanes a, lanes b) {
  return _mm256_or_si256(a, b);
}

EBPC_INLINE lanes l_xor(lanes a, lanes b) {
  return _mm256_xor_si256(a, b);
}

EBPC_INLINE lanes l_shl(lanes x, int bits) {
  return _mm256_slli_epi64(x, bits);
}

EBPC_INLINE lanes l_shr(lanes x, int bits) {
  return _mm256_srli_epi64(x, bits);
}

EBPC_INLINE lanes l_shlv(lanes x, lanes bits) {
  return _mm256_sllv_epi64(x, bits);
}

EBPC_INLINE lanes l_add8(lanes a, lanes b) {
  return _mm256_add_epi8(a, b);
}

EBPC_INLINE lanes l_sub8(lanes a, lanes b) {
  return _mm256_sub_epi8(a, b);
}

EBPC_INLINE lane_mask l_eq8(lanes a, lanes b) {
  return _mm256_cmpeq_epi8(a, b);
}

EBPC_INLINE lanes l_max8(lanes a, lanes b) {
  return _mm256_max_epu8(a, b);
}

EBPC_INLINE lanes l_select(lane_mask mask, lanes if_set, lanes if_clear) {
  return _mm256_blendv_epi8(if_clear, if_set, mask);
}

EBPC_INLINE lane_mask l_mask_and(lane_mask a, lane_mask b) {
  return _mm256_and_si256(a, b);
}

EBPC_INLINE lane_mask l_mask_or(lane_mask a, lane_mask b) {
  return _mm256_or_si256(a, b);
}

EBPC_INLINE lane_mask l_mask_not(lane_mask a) {
  return _mm256_xor_si256(a, _mm256_set1_epi8(-1));
}

EBPC_INLINE lanes l_of_mask(lane_mask mask) {
  return mask;
}

EBPC_INLINE bool l_any(lanes x) {
  return !_mm256_testz_si256(x, x);
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

/* By nibbles: 0x18 + p for one 1 at position p, 0x10 + p for two adjacent ones at p, else raw. */
EBPC_INLINE lanes l_symbol(lanes plane) {
  const lanes of_low =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0x1E, 0x1D, 0x15, 0x1C, -0x7B, 0x14, -0x79, 0x1B,
                                                -0x77, -0x76, -0x75, 0x13, -0x73, -0x72, -0x71));
  const lanes of_high = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 0x1A, 0x19, 0x11, 0x18, -0x30, 0x10, -0x10, 0, 0, 0, 0, 0, 0, 0, 0));
  lanes low = l_and(plane, l_splat(0x0F));
  lanes high = l_and(l_shr(plane, 4), l_splat(0x0F));
  lanes symbol = l_or(plane, l_splat(0x80));
  symbol = l_select(l_eq8(high, l_splat(0)), _mm256_shuffle_epi8(of_low, low), symbol);
  symbol = l_select(l_eq8(low, l_splat(0)), _mm256_shuffle_epi8(of_high, high), symbol);
  symbol = l_select(l_eq8(plane, l_splat(0x18)), l_splat(0x12), symbol);
  return l_andnot(l_eq8(plane, l_splat(0x7F)), symbol);
}

EBPC_INLINE lanes l_plane(lanes code) {
  const lanes of_position = _mm256_broadcastsi128_si256(_mm_setr_epi8(
      0x60, 0x30, 0x18, 0x0C, 0x06, 0x03, 0x01, 0, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01, 0));
  /* Position symbols have bit 4; the shuffle gives zero for raw ones, which have bit 7. */
  lane_mask no_position = l_eq8(l_and(code, l_splat(0x10)), l_splat(0));
  lanes position = l_andnot(no_position, _mm256_shuffle_epi8(of_position, code));
  lanes raw = _mm256_blendv_epi8(l_splat(0), l_and(code, l_splat(0x7F)), code);
  return l_or(raw, position);
}

EBPC_INLINE __m256i l_load_halves(const uint8_t *low, const uint8_t *high) {
  return _mm256_loadu2_m128i((const __m128i *)(const void *)high,
                             (const __m128i *)(const void *)low);
}

EBPC_INLINE void l_load_slots(const uint8_t *slots, lanes *code, lanes *other) {
  const lanes order = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(14, 13, 12, 11, 10, 9, 8, 7, 6, 15, -1, -1, -1, -1, -1, -1));
  lanes even = _mm256_shuffle_epi8(l_load_halves(slots, slots + 32), order);
  lanes odd = _mm256_shuffle_epi8(l_load_halves(slots + 16, slots + 48), order);
  *code = _mm256_unpacklo_epi64(even, odd);
  *other = _mm256_unpackhi_epi64(even, odd);
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
