/*
 * Planes, escapes and flags by groups of 8 bytes, for lanes that cannot move single bytes across a
 * block. Needs compress8 and expand8.
 */
#ifndef EBPC_PACKED_GROUPS_H
#define EBPC_PACKED_GROUPS_H

#include "bits.h"

#define GROUP_ONES UINT64_C(0x0101010101010101)

/* Writes k planes of each group, all ones in the lanes of a mask; gives the end. */
EBPC_INLINE uint8_t *put_groups(const uint64_t *planes, uint64_t mask, int k, int groups,
                                uint8_t *to) {
  for (int i = 0; i < groups; i++) {
    store_little(to, planes[i] | (mask >> (8 * i) & 0xFF) * GROUP_ONES);
    to += k;
  }
  return to;
}

/* Reads k planes of 8 groups. */
EBPC_INLINE void get_groups(const uint8_t *from, int k, uint64_t *planes) {
  uint64_t mask = k == 0 ? 0 : ~UINT64_C(0) >> (64 - 8 * k);
  for (int i = 0; i < 8; i++) {
    planes[i] = load_little(from) & mask;
    from += k;
  }
}

/* Appends the bytes of a block that a mask marks; gives the end. */
EBPC_INLINE uint8_t *compress_groups(const uint8_t *block, uint64_t mask, uint8_t *to) {
  for (int i = 0; mask != 0; i += 8) {
    to = compress8(load_little(block + i), mask & 0xFF, to);
    mask >>= 8;
  }
  return to;
}

/* Puts bytes in the places of a block that a mask marks. */
EBPC_INLINE void expand_groups(uint8_t *block, uint64_t mask, const uint8_t *from) {
  for (int i = 0; mask != 0; i += 8) {
    store_little(block + i, expand8(load_little(block + i), mask & 0xFF, &from));
    mask >>= 8;
  }
}

#endif
