/* What symbols stand for, by their first bits, for the decoders of words of 2 and 4 bytes. */
#ifndef EBPC_WIDE_TABLES_H
#define EBPC_WIDE_TABLES_H

#include "shape.h"

enum {
  LANE_DBP_ZERO = 0x08,    /* lane of a plane that is zero itself, which no symbol looks like */
  SYMBOL_IS_BAD = 1 << 15, /* a position that the plane does not have */
  RUN_BITS_2 = 4,          /* L for words of 9 to 16 bits */
  RUN_BITS_4 = 5           /* and of 17 to 32 bits */
};

/* Lane on top, bytes of lanes from bit 8 on, bits of the symbol in the low byte. */
#define SYMBOL_ENTRY(lane, bytes, bits) ((uint64_t)(lane) << 48 | (uint64_t)(bytes) << 8 | (bits))

#define RUN_FIELD(index, index_bits, run_bits) \
  ((((index) >> ((index_bits)-3 - (run_bits))) & ((1U << (run_bits)) - 1)) + 2)

/* A single one or two adjacent ones: the raw symbol of the same plane. */
#define NEAR_SYMBOL(ones, position, last, bytes, bits)                \
  ((position) > (last) ? SYMBOL_ENTRY(0, bytes, bits) | SYMBOL_IS_BAD \
                       : SYMBOL_ENTRY(0x8000 | (ones) >> (position), bytes, bits))

/* By 8 bits, for blocks of 8. */
#define SYMBOL_OF_8(i, run_bits)                                              \
  ((i) >> 7 == 1   ? SYMBOL_ENTRY((i) << 8, 1, 8)                             \
   : (i) >> 6 == 1 ? SYMBOL_ENTRY(0, 1, 2)                                    \
   : (i) >> 5 == 1 ? SYMBOL_ENTRY(0, RUN_FIELD(i, 8, run_bits), 3 + run_bits) \
   : (i) >> 3 == 0 ? SYMBOL_ENTRY(0xFF00, 1, 5)                               \
   : (i) >> 3 == 1 ? SYMBOL_ENTRY(LANE_DBP_ZERO << 8, 1, 5)                   \
   : (i) >> 3 == 3 ? NEAR_SYMBOL(0x4000, (i)&7, 6, 1, 8)                      \
                   : NEAR_SYMBOL(0x6000, (i)&7, 5, 1, 8))

/* By 9 bits, for blocks of 16; zero for raw symbols, which are longer. */
#define SYMBOL_OF_16(i, run_bits)                                                 \
  ((i) >> 8 == 1   ? 0                                                            \
   : (i) >> 7 == 1 ? SYMBOL_ENTRY(0, 2, 2)                                        \
   : (i) >> 6 == 1 ? SYMBOL_ENTRY(0, 2 * RUN_FIELD(i, 9, run_bits), 3 + run_bits) \
   : (i) >> 4 == 0 ? SYMBOL_ENTRY(0xFFFF, 2, 5)                                   \
   : (i) >> 4 == 1 ? SYMBOL_ENTRY(LANE_DBP_ZERO, 2, 5)                            \
   : (i) >> 4 == 3 ? NEAR_SYMBOL(0x4000, (i)&15, 14, 2, 9)                        \
                   : NEAR_SYMBOL(0x6000, (i)&15, 13, 2, 9))

#define ENTRIES_4(f, i, l) f(i, l), f((i) + 1, l), f((i) + 2, l), f((i) + 3, l)
#define ENTRIES_16(f, i, l) \
  ENTRIES_4(f, i, l), ENTRIES_4(f, (i) + 4, l), ENTRIES_4(f, (i) + 8, l), ENTRIES_4(f, (i) + 12, l)
#define ENTRIES_64(f, i, l)                                                    \
  ENTRIES_16(f, i, l), ENTRIES_16(f, (i) + 16, l), ENTRIES_16(f, (i) + 32, l), \
      ENTRIES_16(f, (i) + 48, l)
#define ENTRIES_256(f, i, l)                                                    \
  ENTRIES_64(f, i, l), ENTRIES_64(f, (i) + 64, l), ENTRIES_64(f, (i) + 128, l), \
      ENTRIES_64(f, (i) + 192, l)

static const uint64_t SYMBOLS_OF_8[2][256] = {{ENTRIES_256(SYMBOL_OF_8, 0U, RUN_BITS_2)},
                                              {ENTRIES_256(SYMBOL_OF_8, 0U, RUN_BITS_4)}};
static const uint64_t SYMBOLS_OF_16[2][512] = {
    {ENTRIES_256(SYMBOL_OF_16, 0U, RUN_BITS_2), ENTRIES_256(SYMBOL_OF_16, 256U, RUN_BITS_2)},
    {ENTRIES_256(SYMBOL_OF_16, 0U, RUN_BITS_4), ENTRIES_256(SYMBOL_OF_16, 256U, RUN_BITS_4)}};

/* What the front of a window stands for. */
EBPC_INLINE uint64_t symbol_entry(uint64_t window, struct shape shape) {
  return shape.size == 8 ? SYMBOLS_OF_8[shape.bytes == 4][window >> 56]
                         : SYMBOLS_OF_16[shape.bytes == 4][window >> 55];
}

/* The lane of an entry, left-aligned. */
EBPC_INLINE uint64_t lane_of(uint64_t symbol) {
  return symbol & UINT64_C(0xFFFF) << 48;
}

EBPC_INLINE uint64_t bytes_of(uint64_t symbol) {
  return symbol >> 8 & 0x7F;
}

EBPC_INLINE uint64_t bits_of(uint64_t symbol) {
  return symbol & 0xFF;
}

#endif
