/* The decoder for 8-bit words in blocks of 8, over the vectors of a byte_lanes_*.h. */
#ifndef EBPC_BYTE_DECODER_H
#define EBPC_BYTE_DECODER_H

#include "byte_parser.h"

/* Code bytes of planes 0 to 7 (zero: DBX is zero) and bases to words. */
EBPC_INLINE lanes restore(lanes code, lanes base) {
  /* 1. DBX. */
  lanes x = l_plane(code);
  /* 2. DBP: XOR of all planes from the last zero DBP on. */
  lanes stop = l_of_mask(l_eq8(code, l_splat(CODE_DBP_ZERO)));
  x = l_xor(x, l_andnot(stop, l_shr(x, 8)));
  stop = l_or(stop, l_shr(stop, 8));
  x = l_xor(x, l_andnot(stop, l_shr(x, 16)));
  stop = l_or(stop, l_shr(stop, 16));
  x = l_xor(x, l_andnot(stop, l_shr(x, 32)));
  /* 3. Deltas; words are the sums of the base and all deltas up to theirs. */
  x = l_or(l_mirror(x), base);
  x = l_add8(x, l_shl(x, 8));
  x = l_add8(x, l_shl(x, 16));
  return l_add8(x, l_shl(x, 32));
}

/* See restore_function. */
static bool restore_slots(const uint8_t *slots, int blocks, uint8_t *values) {
  /* 1. Planes 0 to 7; the base and the sign plane, which is only checked. */
  _Alignas(64) uint8_t codes[8 * BYTE_REGION_BLOCKS];
  _Alignas(64) uint8_t others[8 * BYTE_REGION_BLOCKS];
  for (int i = 0; i < blocks; i += GROUP_BLOCKS) {
    lanes code;
    lanes other;
    l_load_slots(slots + i * BLOCK_SLOTS(1), &code, &other);
    l_store(codes + 8 * i, code);
    l_store(others + 8 * i, other);
  }
  /* 2. A loop of its own, so that a compiler may put plain C into vectors. */
  lanes bad = l_splat(0);
  for (int i = 0; i < 8 * blocks; i += LANES_BYTES) {
    lanes code = l_load(codes + i);
    lanes other = l_load(others + i);
    bad = l_or(bad, l_or(bad_positions(code), l_and(bad_positions(other), l_splat64(0xFF00))));
    l_store(values + i, restore(code, l_and(other, l_splat64(0xFF))));
  }
  return !l_any(bad);
}

static bool decode_byte_blocks(const struct code *code, struct block_job *jobs, int count) {
  (void)code;
  return decode_parsed(jobs, count, 1, restore_slots);
}

#endif
