/*
 * The ZNZ writer for R = 16 without loops over runs: a flag is a byte lane, over the vectors of a
 * flag_lanes_*.h.
 *
 * A symbol is written where its word is non-zero (with the run in front of it, if that is not a
 * multiple of 16) or where a run reaches 16; so a lane needs only the zeros in front of it. The
 * symbols of 8 flags are joined as the BPC symbols of a block are, for which the first flag of a
 * 64-bit group is in its top lane.
 */
#ifndef EBPC_FLAG_LANES_H
#define EBPC_FLAG_LANES_H

#include "kernels.h"

enum {
  LANE_RUN_BITS = 4,
  PASS_PARTS = 16, /* of 64 flags, in a pass of the writer */
  FULL_RUNS_BITS = 20,
  PIECE_GROUPS = 4 /* of 8 flags, whose symbols mostly have less than 64 bits */
};

/* The symbols of 64 zeros: four full runs, wherever the first one ends. */
static const uint64_t FULL_RUNS = 0x7BDEF;

/* Symbols of the flags of a vector, right-aligned in their lanes, and what counts of the lanes. */
struct flag_symbols {
  _Alignas(LANES_BYTES) uint8_t code[LANES_BYTES];
  _Alignas(LANES_BYTES) uint8_t mask[LANES_BYTES];
};

EBPC_INLINE void find_flag_symbols(uint64_t flags, uint64_t pending, struct flag_symbols *symbols) {
  /* By zeros in front, modulo 16: the symbol of a non-zero word and its mask. */
  const lanes set_code = f_table(1, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29);
  const lanes set_mask = f_table(1, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63);
  const lanes low4 = l_splat(15);
  lanes zeros = l_and(zeros_in_front(flags, pending), low4);
  lanes full = l_of_mask(l_eq8(zeros, low4));
  lane_mask set = f_mask_of(flags);
  l_store(symbols->code, l_select(set, f_shuffle(set_code, zeros), l_and(full, low4)));
  l_store(symbols->mask, l_select(set, f_shuffle(set_mask, zeros), l_and(full, l_splat(31))));
}

/* Joins the symbols of 16 flags; gives how many bits they have, at most 48. */
EBPC_INLINE uint64_t join_flags(const struct flag_symbols *symbols, int group, uint64_t *bits) {
  uint64_t first_bits;
  uint64_t second_bits;
  int at = 8 * f_place_of(group);
  int next = 8 * f_place_of(group + 1);
  uint64_t first = l_join(load_little(symbols->code + at), load_little(symbols->mask + at), &first_bits);
  uint64_t second =
      l_join(load_little(symbols->code + next), load_little(symbols->mask + next), &second_bits);
  *bits = first_bits + second_bits;
  return first << second_bits | second;
}

/* Appends the symbols of a vector, as many at a time as mostly fit. */
EBPC_INLINE void put_flag_symbols(const struct flag_symbols *symbols, struct bit_writer *out) {
  for (int group = 0; group < LANES_BYTES / 8; group += PIECE_GROUPS) {
    uint64_t first_bits;
    uint64_t second_bits;
    uint64_t first = join_flags(symbols, group, &first_bits);
    uint64_t second = join_flags(symbols, group + 2, &second_bits);
    if (EBPC_UNLIKELY(first_bits + second_bits > 63)) {
      put_short(out, first, first_bits);
      put_short(out, second, second_bits);
    } else {
      put_short(out, first << second_bits | second, first_bits + second_bits);
    }
  }
}

EBPC_INLINE bool are_zero(const uint64_t *mask, int parts) {
  uint64_t any = 0;
  for (int part = 0; part < parts; part++) {
    any |= mask[part];
  }
  return any == 0;
}

/* Two loops per pass: one that did both would keep too few vectors in flight. */
static void write_flag_lanes(const struct code *code, const struct flag_tables *tables,
                             struct flag_writer *writer, const uint64_t *mask, int parts) {
  (void)code;
  (void)tables;
  struct flag_symbols symbols[PASS_PARTS * 64 / LANES_BYTES];
  struct bit_writer out = writer->out;
  uint64_t pending = writer->pending;
  for (int done = 0; done < parts; done += PASS_PARTS) {
    int pass = parts - done < PASS_PARTS ? parts - done : PASS_PARTS;
    if (are_zero(mask + done, pass)) {
      for (int part = 0; part < pass; part++) {
        put_short(&out, FULL_RUNS, FULL_RUNS_BITS);
      }
      continue;
    }
    int flags_end = 64 * pass;
    for (int first = 0; first < flags_end; first += LANES_BYTES) {
      uint64_t part = mask[done + (first >> 6)];
      uint64_t flags = part >> (first & 63) << (64 - LANES_BYTES) >> (64 - LANES_BYTES);
      find_flag_symbols(flags, pending, &symbols[first / LANES_BYTES]);
      /* Without a branch, which could not be predicted. */
      uint64_t none = -(uint64_t)(flags == 0);
      pending = (pending & none) | ((uint64_t)__builtin_clzll(flags | 1) & 15 & ~none);
    }
    for (int first = 0; first < flags_end; first += LANES_BYTES) {
      put_flag_symbols(&symbols[first / LANES_BYTES], &out);
    }
  }
  writer->out = out;
  writer->pending = (uint32_t)pending;
}

#endif
