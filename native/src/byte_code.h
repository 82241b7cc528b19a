/*
 * What the kernels for 8-bit words in blocks of 8 have in common, over the vectors of a
 * byte_lanes_*.h.
 *
 * A block is a 64-bit group of 8 lanes: first its words, word 0 in lane 0, then, mirrored, its
 * planes, plane 0 in lane 7 and position 0 in bit 6. Lanes of planes hold what is coded.
 */
#ifndef EBPC_BYTE_CODE_H
#define EBPC_BYTE_CODE_H

#include "kernels.h"

enum {
  GROUP_BLOCKS = LANES_BYTES / 8, /* blocks of a vector */
  BYTE_PLANES = 9,
  CODE_ALL_ONES = 0xFF, /* in place of 00000: the raw symbol of the same plane */
  CODE_DBP_ZERO = 0x08  /* in place of 00001: a byte that no 8-bit symbol looks like */
};

EBPC_INLINE bool is_byte_code(const struct code *code) {
  return code->word_bits == 8 && code->block_size == 8 && code->container_bytes == 1;
}

/* DBP planes from DBX planes: each is the XOR of all DBX planes up to its own. */
EBPC_INLINE lanes sum_planes(lanes dbx) {
  dbx = l_xor(dbx, l_shr(dbx, 8));
  dbx = l_xor(dbx, l_shr(dbx, 16));
  return l_xor(dbx, l_shr(dbx, 32));
}

#endif
