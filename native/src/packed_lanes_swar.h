/*
 * Blocks of 64 bytes in eight 64-bit integers. Every packed_lanes_*.h offers the same operations,
 * so that packed_blocks.h is written once.
 */
#ifndef EBPC_PACKED_LANES_H
#define EBPC_PACKED_LANES_H

#include "bits.h"

/* Whether it takes less to escape nothing than to guess that there is nothing to escape. */
enum { ESCAPES_ARE_CHEAP = 0 };

#define BLOCK_ONES UINT64_C(0x0101010101010101)
#define BLOCK_HIGH UINT64_C(0x8080808080808080)

typedef struct {
  uint64_t group[8];
} block_lanes;

EBPC_INLINE int b_popcount(uint64_t x) {
  x -= x >> 1 & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (int)(x * BLOCK_ONES >> 56);
}

/* Appends the bytes whose bit is set. */
EBPC_INLINE uint8_t *compress8(uint64_t bytes, uint64_t bits, uint8_t *to) {
  for (int i = 0; bits >> i != 0; i++) {
    *to = (uint8_t)(bytes >> (8 * i));
    to += bits >> i & 1;
  }
  return to;
}

/* Replaces the bytes whose bit is set by those that follow. */
EBPC_INLINE uint64_t expand8(uint64_t bytes, uint64_t bits, const uint8_t **from) {
  for (; bits != 0; bits &= bits - 1) {
    int at = 8 * __builtin_ctzll(bits);
    bytes = (bytes & ~(UINT64_C(0xFF) << at)) | (uint64_t) * (*from)++ << at;
  }
  return bytes;
}

EBPC_INLINE block_lanes b_load(const uint8_t *at) {
  block_lanes x;
  for (int i = 0; i < 8; i++) {
    x.group[i] = load_little(at + 8 * i);
  }
  return x;
}

EBPC_INLINE void b_store(uint8_t *at, block_lanes x) {
  for (int i = 0; i < 8; i++) {
    store_little(at + 8 * i, x.group[i]);
  }
}

/* A bit for each byte of 1 to 128 or more. */
EBPC_INLINE uint64_t b_at_least(block_lanes x, int least) {
  uint64_t mask = 0;
  uint64_t carry = (uint64_t)(128 - least) * BLOCK_ONES;
  for (int i = 0; i < 8; i++) {
    uint64_t high = (((x.group[i] & ~BLOCK_HIGH) + carry) | x.group[i]) & BLOCK_HIGH;
    mask |= ((high >> 7) * UINT64_C(0x0102040810204080) >> 56) << (8 * i);
  }
  return mask;
}

/* Bits of the largest byte. */
EBPC_INLINE int b_width(block_lanes x) {
  uint64_t any = 0;
  for (int i = 0; i < 8; i++) {
    any |= x.group[i];
  }
  any |= any >> 32;
  any |= any >> 16;
  any |= any >> 8;
  any &= 0xFF;
  return any == 0 ? 0 : 64 - __builtin_clzll(any);
}

/* Bit j of byte i of a group to bit i of byte j. */
EBPC_INLINE block_lanes b_transpose(block_lanes v) {
  for (int i = 0; i < 8; i++) {
    uint64_t x = v.group[i];
    uint64_t t = (x ^ (x >> 7)) & UINT64_C(0x00AA00AA00AA00AA);
    x ^= t ^ (t << 7);
    t = (x ^ (x >> 14)) & UINT64_C(0x0000CCCC0000CCCC);
    x ^= t ^ (t << 14);
    t = (x ^ (x >> 28)) & UINT64_C(0x00000000F0F0F0F0);
    v.group[i] = x ^ t ^ (t << 28);
  }
  return v;
}

/* Byte k, from 1 to 7: values of a block that do not fit k planes. */
typedef uint64_t block_counts;

EBPC_INLINE int b_escapes(block_counts counts, int k) {
  return (int)(counts >> (8 * k) & 0xFF);
}

/*
 * Counts the values that do not fit k planes, that is of 2^k - 1 or more, for all k at once: they
 * have a bit in a plane from k on, or in all planes below k.
 */
EBPC_INLINE block_counts b_count_escapes(block_lanes values) {
  block_lanes planes = b_transpose(values);
  uint64_t sum = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t x = planes.group[i];
    uint64_t above = x | x >> 8;
    above |= above >> 16;
    above |= above >> 32;
    uint64_t below = x << 8 | 0xFF;
    below &= below << 8 | 0xFF;
    below &= below << 16 | 0xFFFF;
    below &= below << 32 | 0xFFFFFFFF;
    x = above | below;
    x -= x >> 1 & UINT64_C(0x5555555555555555);
    x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
    sum += (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  }
  return sum;
}

#include "packed_groups.h"

/* The low 3 of every 4 bytes. Reads and writes up to 64 bytes past the last number. */
EBPC_INLINE void b_narrow(const uint8_t *wide, int count, uint8_t *narrow) {
  for (int i = 0; i < count; i++) {
    memcpy(narrow + 3 * i, wide + 4 * i, 4);
  }
}

/* 3 bytes to 4, of which the highest may be anything; likewise. */
EBPC_INLINE void b_widen(const uint8_t *narrow, int count, uint8_t *wide) {
  for (int i = 0; i < count; i++) {
    memcpy(wide + 4 * i, narrow + 3 * i, 4);
  }
}

#endif
