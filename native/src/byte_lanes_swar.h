/*
 * Vectors of byte lanes in a 64-bit integer. Every byte_lanes_*.h offers the same operations, so
 * that byte_decoder.h and byte_blocks.h are written once: one 64-bit group per block, lane 0 in its
 * low byte. Here are those of the decoder; what byte_blocks.h needs besides is described in
 * byte_lanes_avx2.h, for byte_tables.h is faster without vectors.
 */
#ifndef EBPC_BYTE_LANES_H
#define EBPC_BYTE_LANES_H

#include "bits.h"
#include "transpose.h"

typedef uint64_t lanes;
typedef uint64_t lane_mask; /* 0xFF in the lanes that are meant */

enum { LANES_BYTES = 8 };

#define SWAR_HIGH UINT64_C(0x8080808080808080)
#define SWAR_LOW7 UINT64_C(0x7F7F7F7F7F7F7F7F)
#define SWAR_ONES UINT64_C(0x0101010101010101)

EBPC_INLINE lanes l_load(const uint8_t *at) {
  return load_little(at);
}

EBPC_INLINE void l_store(uint8_t *at, lanes x) {
  store_little(at, x);
}

EBPC_INLINE lanes l_splat(uint8_t x) {
  return SWAR_ONES * x;
}

EBPC_INLINE lanes l_splat64(uint64_t x) {
  return x;
}

EBPC_INLINE lanes l_and(lanes a, lanes b) {
  return a & b;
}

EBPC_INLINE lanes l_andnot(lanes not_a, lanes b) {
  return ~not_a & b;
}

EBPC_INLINE lanes l_or(lanes a, lanes b) {
  return a | b;
}

EBPC_INLINE lanes l_xor(lanes a, lanes b) {
  return a ^ b;
}

EBPC_INLINE lanes l_shl(lanes x, int bits) {
  return x << bits;
}

EBPC_INLINE lanes l_shr(lanes x, int bits) {
  return x >> bits;
}

EBPC_INLINE lanes l_add8(lanes a, lanes b) {
  return ((a & SWAR_LOW7) + (b & SWAR_LOW7)) ^ ((a ^ b) & SWAR_HIGH);
}

EBPC_INLINE lanes l_sub8(lanes a, lanes b) {
  return ((a | SWAR_HIGH) - (b & SWAR_LOW7)) ^ ((a ^ ~b) & SWAR_HIGH);
}

/* High bits to whole lanes. */
EBPC_INLINE lane_mask swar_whole(uint64_t high) {
  return (high << 1) - (high >> 7);
}

EBPC_INLINE lane_mask l_eq8(lanes a, lanes b) {
  uint64_t x = a ^ b;
  return swar_whole(~(((x & SWAR_LOW7) + SWAR_LOW7) | x) & SWAR_HIGH);
}

EBPC_INLINE lane_mask l_mask_or(lane_mask a, lane_mask b) {
  return a | b;
}

EBPC_INLINE lanes l_of_mask(lane_mask mask) {
  return mask;
}

EBPC_INLINE bool l_any(lanes x) {
  return x != 0;
}

/* Mirrors each group as mirror_square does. */
EBPC_INLINE lanes l_mirror(lanes x) {
  return mirror_square(x);
}

/* The 7-bit plane of an 8-bit symbol; 0 for bytes that are none. */
EBPC_INLINE lanes l_plane(lanes code) {
  lane_mask by4 = swar_whole(code << 5 & SWAR_HIGH);
  lane_mask by2 = swar_whole(code << 6 & SWAR_HIGH);
  lane_mask by1 = swar_whole(code << 7 & SWAR_HIGH);
  lane_mask single = swar_whole(code << 4 & SWAR_HIGH);
  uint64_t one = 0x40 * SWAR_ONES ^ (0x44 * SWAR_ONES & by4);
  one ^= (one ^ one >> 2) & by2;
  one ^= (one ^ (one >> 1 & SWAR_LOW7)) & by1;
  lane_mask raw = swar_whole(code & SWAR_HIGH);
  lane_mask position = swar_whole(code << 3 & ~code & SWAR_HIGH);
  return ((code & raw) | ((one | (one >> 1 & ~single)) & position)) & SWAR_LOW7;
}

/* Takes the last 10 of the 16 slots of each block: codes of planes 0 to 7, plane 0 on top, and
   below each other the base and the code of plane 8. */
EBPC_INLINE void l_load_slots(const uint8_t *slots, lanes *code, lanes *other) {
  *code = load_big(slots + 7);
  *other = slots[6] | (uint64_t)slots[15] << 8;
}

#endif
