/*
 * The BPC encoder for 8-bit words in blocks of 8 where there are no vectors of bytes: a symbol
 * comes from a table, by its plane, and the runs of zero planes from another, by the planes that
 * are zero.
 */
#ifndef EBPC_BYTE_TABLES_H
#define EBPC_BYTE_TABLES_H

#include "byte_code.h"

enum { TABLE_PASS_BLOCKS = 64, LENGTH_SHIFT = 8 /* of a table entry, above its code */ };

/* By DBX of a plane, and bit 7 if its DBP is zero: its symbol; nothing for a zero plane. */
#define FIRST_ONE_OF(p) \
  ((p)&64 ? 0 : (p)&32 ? 1 : (p)&16 ? 2 : (p)&8 ? 3 : (p)&4 ? 4 : (p)&2 ? 5 : 6)
#define LONG_SYMBOL(p)                                                            \
  (8 << LENGTH_SHIFT | ((p) == 0x40 >> FIRST_ONE_OF(p)   ? 0x18 + FIRST_ONE_OF(p) \
                        : (p) == 0x60 >> FIRST_ONE_OF(p) ? 0x10 + FIRST_ONE_OF(p) \
                                                         : 0x80 + (p)))
#define PLANE_SYMBOL(i)                           \
  (((i)&0x7F) == 0      ? 0                       \
   : ((i)&0x7F) == 0x7F ? 5 << LENGTH_SHIFT       \
   : ((i)&0x80) != 0    ? (5 << LENGTH_SHIFT | 1) \
                        : LONG_SYMBOL((i)&0x7F))

/* By the planes 0 to 7 that are not zero, plane 0 at bit 7: the run that begins with plane k, if
   one does; in the second table for a plane 8 that is not zero either. */
#define IS_ZERO(i, k) (((i) << (k)&0x80) == 0)
#define RUN_FROM(i, k, next) (IS_ZERO(i, k) ? 1 + (next) : 0)
#define RUN_FROM7(i, sign) RUN_FROM(i, 7, 1 - (sign))
#define RUN_FROM6(i, sign) RUN_FROM(i, 6, RUN_FROM7(i, sign))
#define RUN_FROM5(i, sign) RUN_FROM(i, 5, RUN_FROM6(i, sign))
#define RUN_FROM4(i, sign) RUN_FROM(i, 4, RUN_FROM5(i, sign))
#define RUN_FROM3(i, sign) RUN_FROM(i, 3, RUN_FROM4(i, sign))
#define RUN_FROM2(i, sign) RUN_FROM(i, 2, RUN_FROM3(i, sign))
#define RUN_FROM1(i, sign) RUN_FROM(i, 1, RUN_FROM2(i, sign))
#define RUN_FROM0(i, sign) RUN_FROM(i, 0, RUN_FROM1(i, sign))
#define RUN_SYMBOL(run) \
  ((run) == 0 ? 0 : (run) == 1 ? 2 << LENGTH_SHIFT | 1 : 6 << LENGTH_SHIFT | (6 + (run)))
#define RUN_OF(i, k, sign) (!IS_ZERO(i, k - 1) ? RUN_SYMBOL(RUN_FROM##k(i, sign)) : 0)
#define RUNS_OF(i, sign)                                                                        \
  {                                                                                             \
    RUN_SYMBOL(RUN_FROM0(i, sign)), RUN_OF(i, 1, sign), RUN_OF(i, 2, sign), RUN_OF(i, 3, sign), \
        RUN_OF(i, 4, sign), RUN_OF(i, 5, sign), RUN_OF(i, 6, sign), RUN_OF(i, 7, sign)          \
  }
#define RUNS_TO_END(i) RUNS_OF(i, 0)
#define RUNS_TO_SIGN(i) RUNS_OF(i, 1)

#define ROWS4(f, i) f(i), f((i) + 1), f((i) + 2), f((i) + 3)
#define ROWS16(f, i) ROWS4(f, i), ROWS4(f, (i) + 4), ROWS4(f, (i) + 8), ROWS4(f, (i) + 12)
#define ROWS64(f, i) ROWS16(f, i), ROWS16(f, (i) + 16), ROWS16(f, (i) + 32), ROWS16(f, (i) + 48)
#define ROWS256(f) ROWS64(f, 0), ROWS64(f, 64), ROWS64(f, 128), ROWS64(f, 192)

static const uint16_t PLANE_SYMBOLS[256] = {ROWS256(PLANE_SYMBOL)};
static const uint16_t PLANE_RUNS[2][256][8] = {{ROWS256(RUNS_TO_END)}, {ROWS256(RUNS_TO_SIGN)}};

/* Planes 0 to 7 of blocks, plane 0 on top: DBX, and the top bit where DBP is zero; where a delta
   does not fit into 8 bits. In a loop that compilers put into vectors. */
static void find_planes(const uint8_t *values, int blocks, uint64_t *planes, uint64_t *overflow) {
  for (int i = 0; i < blocks; i++) {
    uint64_t words = load_little(values + 8 * i);
    uint64_t previous = words << 8;
    uint64_t delta = l_sub8(words, previous);
    uint64_t dbx = mirror_square(delta ^ l_add8(delta, delta)) & SWAR_LOW7;
    uint64_t dbp_not_zero = (sum_planes(dbx) + SWAR_LOW7) & SWAR_HIGH;
    planes[i] = dbx | (dbp_not_zero ^ SWAR_HIGH);
    overflow[i] = (words ^ previous) & (words ^ delta) & SWAR_HIGH;
  }
}

/* Plane 8 where it is not zero, from planes 0 to 7 and where deltas do not fit into 8 bits. */
EBPC_INLINE uint64_t sign_entry(uint64_t planes, uint64_t overflow) {
  uint64_t dbx = mirror_square(overflow) & 0x7F;
  uint64_t dbp_before = sum_planes(planes & SWAR_LOW7) & 0x7F;
  return PLANE_SYMBOLS[dbx | (uint64_t)(dbx == dbp_before) << 7];
}

EBPC_INLINE void put_block(uint64_t base, uint64_t planes, uint64_t overflow,
                           struct bit_writer *out) {
  uint64_t not_zero = ((planes & SWAR_LOW7) + SWAR_LOW7) >> 7 & SWAR_ONES;
  uint64_t set = not_zero * UINT64_C(0x0102040810204080) >> 56;
  const uint16_t *runs = PLANE_RUNS[overflow != 0][set];
  uint64_t code = 0;
  uint64_t length = 0;
  for (int k = 0; k < 8; k++) {
    uint64_t entry = (uint64_t)PLANE_SYMBOLS[planes >> (56 - 8 * k) & 0xFF] + runs[k];
    code = code << (entry >> LENGTH_SHIFT) | (entry & 0xFF);
    length += entry >> LENGTH_SHIFT;
  }
  /* A zero plane 8 is a run of its own only behind a plane 7 that is not zero. */
  uint64_t last = set & 1;
  uint64_t last_bits = 2 * last;
  if (EBPC_UNLIKELY(overflow != 0)) {
    uint64_t entry = sign_entry(planes, overflow);
    last = entry & 0xFF;
    last_bits = entry >> LENGTH_SHIFT;
  }
  if (EBPC_UNLIKELY(length + last_bits > 55)) {
    put_short(out, base, 8);
    put(out, code, length);
    put_short(out, last, last_bits);
  } else {
    put_short(out, (base << length | code) << last_bits | last, 8 + length + last_bits);
  }
}

static void encode_by_table(const struct code *code, const uint8_t *values, int blocks,
                            struct bit_writer *out) {
  (void)code;
  uint64_t planes[TABLE_PASS_BLOCKS];
  uint64_t overflow[TABLE_PASS_BLOCKS];
  struct bit_writer local = *out;
  for (int done = 0; done < blocks; done += TABLE_PASS_BLOCKS) {
    int pass = blocks - done < TABLE_PASS_BLOCKS ? blocks - done : TABLE_PASS_BLOCKS;
    const uint8_t *from = values + 8 * done;
    find_planes(from, pass, planes, overflow);
    for (int i = 0; i < pass; i++) {
      put_block(from[8 * i], planes[i], overflow[i], &local);
    }
  }
  *out = local;
}

#endif
