/* What PEXT does, for machines without it. */
#ifndef EBPC_FIELDS_H
#define EBPC_FIELDS_H

#include "bits.h"

/*
 * Joins the bits of code that mask marks, lane 7 first; gives how many. A lane's mask is 2^k - 1,
 * so that multiplying by mask + 1 shifts by k.
 */
EBPC_INLINE uint64_t join_fields(uint64_t code, uint64_t mask, uint64_t *bits) {
  uint64_t joined[2] = {0, 0};
  uint64_t scale[2] = {1, 1};
  for (int half = 0; half < 2; half++) {
    for (int lane = 3; lane >= 0; lane--) {
      int shift = 8 * lane + 32 * half;
      uint64_t field = mask >> shift & 0xFF;
      joined[half] = joined[half] * (field + 1) + (code >> shift & field);
      scale[half] *= field + 1;
    }
  }
  uint64_t low = (uint64_t)__builtin_ctzll(scale[0]);
  *bits = low + (uint64_t)__builtin_ctzll(scale[1]);
  return joined[1] << low | joined[0];
}

#endif
