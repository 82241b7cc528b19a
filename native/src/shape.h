/* What sets the fast codes for words of 2 and 4 bytes apart; always a constant when compiled. */
#ifndef EBPC_SHAPE_H
#define EBPC_SHAPE_H

#include "code.h"

struct shape {
  int bytes;  /* of a container, 2 or 4 */
  int size;   /* words of a block, 8 or 16 */
  bool whole; /* whether words fill their containers, so that the sign plane lies outside of them */
};

/* Bytes of one byte per plane of a block. */
EBPC_INLINE int plane_bytes(struct shape shape) {
  return 8 * shape.bytes;
}

#endif
