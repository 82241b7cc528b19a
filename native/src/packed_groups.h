/*
 * Planes, escapes and flags by groups of 8 bytes, for lanes that cannot move single bytes across a
 * block. Needs compress8, expand8 and the lanes' b_load, b_store and b_transpose.
 */
#ifndef EBPC_PACKED_GROUPS_H
#define EBPC_PACKED_GROUPS_H

#include "bits.h"

#define GROUP_ONES UINT64_C(0x0101010101010101)

/* Writes k planes of the first groups of values, all ones for those of a mask; gives the end.
   64 bytes may be written. */
EBPC_INLINE uint8_t *b_put_planes(block_lanes values, uint64_t mask, int k, int groups,
                                  uint8_t *to) {
  uint8_t planes[64];
  b_store(planes, b_transpose(values));
  for (int i = 0; i < groups; i++) {
    store_little(to, load_little(planes + 8 * i) | (mask >> (8 * i) & 0xFF) * GROUP_ONES);
    to += k;
  }
  return to;
}

/* Values of 8 groups of k planes. Reads up to 64 bytes. */
EBPC_INLINE block_lanes b_get_values(const uint8_t *from, int k) {
  uint64_t mask = k == 0 ? 0 : ~UINT64_C(0) >> (64 - 8 * k);
  uint8_t planes[64];
  for (int i = 0; i < 8; i++) {
    store_little(planes + 8 * i, load_little(from) & mask);
    from += k;
  }
  return b_transpose(b_load(planes));
}

/* Appends the bytes that a mask marks; gives the end. Up to 64 bytes may be written. */
EBPC_INLINE uint8_t *b_compress(block_lanes x, uint64_t mask, uint8_t *to) {
  uint8_t block[64];
  b_store(block, x);
  for (int i = 0; mask != 0; i += 8) {
    to = compress8(load_little(block + i), mask & 0xFF, to);
    mask >>= 8;
  }
  return to;
}

/* Replaces the bytes that a mask marks by those that follow. Reads up to 64 bytes. */
EBPC_INLINE block_lanes b_expand(block_lanes x, uint64_t mask, const uint8_t *from) {
  uint8_t block[64];
  b_store(block, x);
  for (int i = 0; mask != 0; i += 8) {
    store_little(block + i, expand8(load_little(block + i), mask & 0xFF, &from));
    mask >>= 8;
  }
  return b_load(block);
}

#endif
