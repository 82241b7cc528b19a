/*
 * The ZNZ reader: flags of several chunks side by side, by table. Plain C, compiled once more for
 * every path whose instructions help.
 */
#ifndef EBPC_FLAG_READER_H
#define EBPC_FLAG_READER_H

#include "kernels.h"

enum {
  PAIRS = 2,                   /* of table look-ups in a window, of whose 57 bits they take 44 */
  PAIR_FLAGS = 2 * MOST_FLAGS, /* at most */
  SIDE_BY_SIDE = 4             /* chunks that are read at the same time */
};

/* Flags of a mask that are set. */
static int count_flags(const uint64_t *mask, int flags) {
  int sum = 0;
  for (int part = 0; part < flags >> 6; part++) {
    sum += __builtin_popcountll(mask[part]);
  }
  if ((flags & 63) != 0) {
    sum += __builtin_popcountll(mask[flags >> 6] & ((UINT64_C(1) << (flags & 63)) - 1));
  }
  return sum;
}

/* Appends the flags of one run or one word. */
EBPC_INLINE void append_flags(struct flag_reader *reader, uint64_t flags, int count) {
  reader->mask[reader->have >> 6] |= flags << (reader->have & 63);
  reader->have += count;
  reader->left -= count;
}

/* One symbol, checked; false if it is cut off or reaches past the last word. */
static bool read_symbol(const struct code *code, struct flag_reader *reader) {
  if (reader->bit >= reader->limit) {
    return false;
  }
  uint64_t window = window_at(reader->stream, reader->bit);
  bool one = window >> 63;
  uint64_t length = one ? 1 : 1 + (uint64_t)code->zero_run_bits;
  int run = one ? 1 : (int)(window >> (64 - length)) + 1;
  if (reader->bit + length > reader->limit || run > reader->left) {
    return false;
  }
  append_flags(reader, one, run);
  reader->bit += length;
  return true;
}

/* Looks up two entries from the front of a window and puts their flags behind have others; gives
   the bits used. */
EBPC_INLINE uint64_t take_pair(const uint64_t *table, uint64_t window, uint64_t *mask, int *have) {
  uint64_t one = table[window >> (64 - FLAG_INDEX_BITS)];
  uint64_t two = table[window << (one >> USED_SHIFT) >> (64 - FLAG_INDEX_BITS)];
  uint64_t counts = (one >> COUNT_SHIFT) + (two >> COUNT_SHIFT);
  uint64_t flags = (uint32_t)one | (uint64_t)(uint32_t)two << (one >> COUNT_SHIFT & 63);
  uint64_t *part = mask + (*have >> 6);
  int shift = *have & 63;
  part[0] |= flags << shift;
  part[1] = flags >> 1 >> (63 - shift);
  *have += (int)(counts & 0xFF);
  return counts >> (USED_SHIFT - COUNT_SHIFT);
}

/* Brings the mask to count flags or more, one chunk by itself; false if the stream is wrong. */
static bool read_alone(const struct code *code, const uint64_t *table, struct flag_reader *reader,
                       int count) {
  while (reader->have < count) {
    int pairs = reader->left / PAIR_FLAGS < PAIRS ? reader->left / PAIR_FLAGS : PAIRS;
    int before = reader->have;
    if (reader->bit < reader->limit) {
      uint64_t window = window_at(reader->stream, reader->bit);
      for (int i = 0; i < pairs; i++) {
        uint64_t used = take_pair(table, window, reader->mask, &reader->have);
        window <<= used;
        reader->bit += used;
      }
    }
    reader->left -= reader->have - before;
    /* A run longer than a table entry can hold, or too few words for all that one can stand for. */
    if (reader->have == before && !read_symbol(code, reader)) {
      return false;
    }
  }
  return reader->bit <= reader->limit;
}

/* Whether there are bits, and words for all that a window of them can stand for. */
EBPC_INLINE bool is_ready(const struct flag_reader *reader, int count) {
  return reader->have < count && reader->left >= PAIRS * PAIR_FLAGS && reader->bit < reader->limit;
}

EBPC_INLINE bool are_ready(struct flag_reader *const *readers, const int *counts) {
  bool ready = true;
  for (int s = 0; s < SIDE_BY_SIDE; s++) {
    ready &= is_ready(readers[s], counts[s]);
  }
  return ready;
}

/* A window of each of some chunks in turn: one alone would wait for each look-up. */
EBPC_INLINE bool read_side_by_side(const struct code *code, const uint64_t *table,
                                   struct flag_reader *const *readers) {
  uint64_t window[SIDE_BY_SIDE];
  uint64_t used[SIDE_BY_SIDE] = {0};
  int have[SIDE_BY_SIDE];
  for (int s = 0; s < SIDE_BY_SIDE; s++) {
    window[s] = window_at(readers[s]->stream, readers[s]->bit);
    have[s] = readers[s]->have;
  }
  for (int i = 0; i < PAIRS; i++) {
    for (int s = 0; s < SIDE_BY_SIDE; s++) {
      used[s] += take_pair(table, window[s] << used[s], readers[s]->mask, &have[s]);
    }
  }
  for (int s = 0; s < SIDE_BY_SIDE; s++) {
    readers[s]->bit += used[s];
    readers[s]->left -= have[s] - readers[s]->have;
    readers[s]->have = have[s];
    if (EBPC_UNLIKELY(used[s] == 0) && !read_symbol(code, readers[s])) {
      return false;
    }
  }
  return true;
}

/* Flags of the tile before are used up: what is behind those of the next one becomes zero. */
static void clear_rest(struct flag_reader *reader) {
  int parts = (reader->have + 63) >> 6;
  memset(reader->mask + parts, 0, sizeof reader->mask - (size_t)parts * 8);
}

/*
 * Brings the mask of each reader to its count of flags or more; false if a stream is wrong. The
 * words that the flags stand for must be there. Reads at most 8 bytes past a stream.
 */
static bool read_flags(const struct code *code, const struct flag_tables *tables,
                       struct flag_reader *const *readers, const int *counts, int chunks) {
  struct flag_reader *current[SIDE_BY_SIDE];
  int count[SIDE_BY_SIDE];
  int filled = 0;
  for (int next = 0; next < chunks;) {
    for (; filled < SIDE_BY_SIDE && next < chunks; next++, filled++) {
      clear_rest(readers[next]);
      current[filled] = readers[next];
      count[filled] = counts[next];
    }
    while (filled == SIDE_BY_SIDE && are_ready(current, count)) {
      if (!read_side_by_side(code, tables->flags, current)) {
        return false;
      }
    }
    for (int s = filled - 1; s >= 0; s--) {
      if (next == chunks || !is_ready(current[s], count[s])) {
        if (!read_alone(code, tables->flags, current[s], count[s])) {
          return false;
        }
        filled--;
        current[s] = current[filled];
        count[s] = count[filled];
      }
    }
  }
  return true;
}

#endif
