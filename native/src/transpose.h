/* Mirrors a square of 8 by 8 bits. */
#ifndef EBPC_TRANSPOSE_H
#define EBPC_TRANSPOSE_H

#include "bits.h"

/* Bit c of byte r moves to bit 7-r of byte 7-c. Its own inverse. */
EBPC_INLINE uint64_t mirror_square(uint64_t x) {
  uint64_t t = (x ^ (x >> 9)) & UINT64_C(0x0055005500550055);
  x ^= t ^ (t << 9);
  t = (x ^ (x >> 18)) & UINT64_C(0x0000333300003333);
  x ^= t ^ (t << 18);
  t = (x ^ (x >> 36)) & UINT64_C(0x000000000F0F0F0F);
  return x ^ t ^ (t << 36);
}

#endif
