/* Where 8 words go that are split or joined, by their flags. */
#ifndef EBPC_SPLIT_TABLES_H
#define EBPC_SPLIT_TABLES_H

#include <stdint.h>

/* Ones of 8 flags below one of them, and where one of a given rank is (7 if there is none). */
#define ONES_BELOW(flags, i) __builtin_popcount((flags) & ((1U << (i)) - 1))
#define NOT_ABOVE(flags, rank, i) (ONES_BELOW(flags, (i) + 1) <= (rank))
#define PLACE(flags, rank)                                                             \
  (NOT_ABOVE(flags, rank, 0) + NOT_ABOVE(flags, rank, 1) + NOT_ABOVE(flags, rank, 2) + \
   NOT_ABOVE(flags, rank, 3) + NOT_ABOVE(flags, rank, 4) + NOT_ABOVE(flags, rank, 5) + \
   NOT_ABOVE(flags, rank, 6))

#define RANK(flags, i) ((flags) >> (i)&1 ? ONES_BELOW(flags, i) : 0x80)

#define BYTES_OF_8(of, flags)                                                           \
  {                                                                                     \
    of(flags, 0), of(flags, 1), of(flags, 2), of(flags, 3), of(flags, 4), of(flags, 5), \
        of(flags, 6), of(flags, 7)                                                      \
  }
#define FLAGS_4(of, i) \
  BYTES_OF_8(of, i), BYTES_OF_8(of, (i) + 1), BYTES_OF_8(of, (i) + 2), BYTES_OF_8(of, (i) + 3)
#define FLAGS_16(of, i) \
  FLAGS_4(of, i), FLAGS_4(of, (i) + 4), FLAGS_4(of, (i) + 8), FLAGS_4(of, (i) + 12)
#define FLAGS_64(of, i) \
  FLAGS_16(of, i), FLAGS_16(of, (i) + 16), FLAGS_16(of, (i) + 32), FLAGS_16(of, (i) + 48)
#define FLAGS_256(of) FLAGS_64(of, 0U), FLAGS_64(of, 64U), FLAGS_64(of, 128U), FLAGS_64(of, 192U)

/* By 8 flags: where the next words that are not zero are. */
static const uint8_t PLACES[256][8] = {FLAGS_256(PLACE)};
/* By 8 flags: which of the next values a word is, 0x80 for none. */
static const uint8_t RANKS[256][8] = {FLAGS_256(RANK)};

#endif
