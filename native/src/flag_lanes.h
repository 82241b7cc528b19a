/*
 * The ZNZ writer without loops over runs, for R up to 64: a flag is a byte lane, over the vectors
 * of a flag_lanes_*.h.
 *
 * A symbol is written where its word is non-zero (with the run in front of it, if that is not a
 * multiple of R) or where a run reaches R; so a lane needs only the zeros in front of it. The
 * symbols of 8 flags are joined as the BPC symbols of a block are, for which the first flag of a
 * 64-bit group is in its top lane.
 */
#ifndef EBPC_FLAG_LANES_H
#define EBPC_FLAG_LANES_H

#include "kernels.h"

enum {
  LANE_MAX_RUN_BITS = 6, /* largest Z whose longest symbols fit a lane */
  PASS_PARTS = 16,       /* of 64 flags, in a pass of the writer */
  PIECE_GROUPS = 4       /* of 8 flags, whose symbols mostly have less than 64 bits */
};

/* Symbols of the flags of a vector, right-aligned in their lanes, and what counts of the lanes. */
struct flag_symbols {
  _Alignas(LANES_BYTES) uint8_t code[LANES_BYTES];
  _Alignas(LANES_BYTES) uint8_t mask[LANES_BYTES];
};

/* What depends on R. */
struct run_lanes {
  lanes most;      /* R - 1, also the code of a full run */
  lanes full_mask; /* of a full run */
  lanes set_mask;  /* of a run and the non-zero word behind it */
};

EBPC_INLINE struct run_lanes run_lanes_of(int run_bits) {
  struct run_lanes runs;
  runs.most = l_splat((uint8_t)((1 << run_bits) - 1));
  runs.full_mask = l_splat((uint8_t)((2 << run_bits) - 1));
  runs.set_mask = l_splat((uint8_t)((4 << run_bits) - 1));
  return runs;
}

EBPC_INLINE void find_flag_symbols(uint64_t flags, uint64_t pending, struct run_lanes runs,
                                   struct flag_symbols *symbols) {
  lanes zeros = l_and(zeros_in_front(flags, pending), runs.most);
  lanes full = l_of_mask(l_eq8(zeros, runs.most));
  lane_mask set = f_mask_of(flags);
  /* A run of r zeros and a 1 are r - 1 and 1; without zeros all but the 1 is masked off. */
  lanes set_code = l_sub8(l_add8(zeros, zeros), l_splat(1));
  lanes set_mask = l_select(l_eq8(zeros, l_splat(0)), l_splat(1), runs.set_mask);
  lanes code = l_select(set, set_code, runs.most);
  lanes mask = l_select(set, set_mask, l_and(full, runs.full_mask));
  l_prepare_join(&code, &mask);
  l_store(symbols->code, code);
  l_store(symbols->mask, mask);
}

/* Joins the symbols of 8 flags, at most 33 bits; gives how many. */
EBPC_INLINE uint64_t join_flags(const struct flag_symbols *symbols, int group, uint64_t *bits) {
  int at = 8 * f_place_of(group);
  return l_join(load_little(symbols->code + at), load_little(symbols->mask + at), bits);
}

/* Appends the symbols of a vector, as many at a time as mostly fit. */
EBPC_INLINE void put_flag_symbols(const struct flag_symbols *symbols, struct bit_writer *out) {
  for (int first = 0; first < LANES_BYTES / 8; first += PIECE_GROUPS) {
    uint64_t joined[PIECE_GROUPS];
    uint64_t bits[PIECE_GROUPS];
    uint64_t sum = 0;
    for (int i = 0; i < PIECE_GROUPS; i++) {
      joined[i] = join_flags(symbols, first + i, &bits[i]);
      sum += bits[i];
    }
    if (EBPC_UNLIKELY(sum > 63)) {
      for (int i = 0; i < PIECE_GROUPS; i++) {
        put_short(out, joined[i], bits[i]);
      }
    } else {
      uint64_t low = joined[2] << bits[3] | joined[3];
      uint64_t high = joined[0] << bits[1] | joined[1];
      put_short(out, high << (bits[2] + bits[3]) | low, sum);
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

/* Appends the symbols of zeros in the middle of a run: full runs, wherever the first one ends. */
EBPC_INLINE void put_zero_parts(int parts, int run_bits, struct bit_writer *out) {
  uint64_t code = 0;
  uint64_t length = 0;
  for (int zeros = 0; zeros < 64; zeros += 1 << run_bits) {
    code = code << (run_bits + 1) | ((UINT64_C(1) << run_bits) - 1);
    length += (uint64_t)run_bits + 1;
  }
  for (int part = 0; part < parts; part++) {
    put(out, code, length);
  }
}

/* Zeros whose symbol is not written yet behind the flags of a vector; without a branch, which could
   not be predicted. */
EBPC_INLINE uint64_t pending_behind(uint64_t flags, uint64_t pending, int run_bits) {
  uint64_t none = -(uint64_t)(flags == 0);
  uint64_t zeros = (uint64_t)__builtin_clzll(flags | 1) - (64 - LANES_BYTES);
  return (((pending + LANES_BYTES) & none) | (zeros & ~none)) & ((UINT64_C(1) << run_bits) - 1);
}

/* Two loops per pass: one that did both would keep too few vectors in flight. */
static void write_flag_lanes(const struct code *code, const struct flag_tables *tables,
                             struct flag_writer *writer, const uint64_t *mask, int parts) {
  (void)tables;
  const int run_bits = code->zero_run_bits;
  const struct run_lanes runs = run_lanes_of(run_bits);
  struct flag_symbols symbols[PASS_PARTS * 64 / LANES_BYTES];
  struct bit_writer out = writer->out;
  uint64_t pending = writer->pending;
  for (int done = 0; done < parts; done += PASS_PARTS) {
    int pass = parts - done < PASS_PARTS ? parts - done : PASS_PARTS;
    if (are_zero(mask + done, pass)) {
      put_zero_parts(pass, run_bits, &out);
      continue;
    }
    int flags_end = 64 * pass;
    for (int first = 0; first < flags_end; first += LANES_BYTES) {
      uint64_t part = mask[done + (first >> 6)];
      uint64_t flags = part >> (first & 63) << (64 - LANES_BYTES) >> (64 - LANES_BYTES);
      find_flag_symbols(flags, pending, runs, &symbols[first / LANES_BYTES]);
      pending = pending_behind(flags, pending, run_bits);
    }
    for (int first = 0; first < flags_end; first += LANES_BYTES) {
      put_flag_symbols(&symbols[first / LANES_BYTES], &out);
    }
  }
  writer->out = out;
  writer->pending = (uint32_t)pending;
}

#endif
