/* The ZNZ code: one bit for a non-zero word, 0 and Z bits for a run of zeros. */
#include "kernels.h"

enum {
  MOST_FLAGS = 40, /* flags of a table entry */
  LOOKUPS = 5,     /* table look-ups per window of 57 bits */
  SIDE_BY_SIDE = 4, /* chunks that are read at the same time */
  COUNT_SHIFT = 40,
  USED_SHIFT = 56
};

static uint32_t symbols_of(unsigned zeros, unsigned flags, int run_bits) {
  uint32_t symbols = 0;
  uint32_t length = 0;
  for (int i = 0; i < 8; i++) {
    bool one = flags >> i & 1;
    zeros += !one;
    if (zeros == 1U << run_bits || (one && zeros > 0)) {
      symbols = symbols << (1 + run_bits) | (zeros - 1);
      length += 1 + (uint32_t)run_bits;
      zeros = 0;
    }
    if (one) {
      symbols = symbols << 1 | 1;
      length++;
    }
  }
  return symbols << 8 | length;
}

static uint64_t flags_of(unsigned index, int run_bits) {
  uint64_t flags = 0;
  int count = 0;
  int used = 0;
  while (used < FLAG_INDEX_BITS) {
    int left = FLAG_INDEX_BITS - used;
    bool one = index >> (left - 1) & 1;
    int length = one ? 1 : 1 + run_bits;
    if (length > left) {
      break;
    }
    int run = one ? 1 : (int)(index >> (left - length) & ((1U << run_bits) - 1)) + 1;
    if (count + run > MOST_FLAGS) {
      break;
    }
    flags |= (uint64_t)one << count;
    count += run;
    used += length;
  }
  return (uint64_t)used << USED_SHIFT | (uint64_t)count << COUNT_SHIFT | flags;
}

void ebpc_make_flag_tables(const struct code *code, struct flag_tables *tables) {
  int run_bits = code->zero_run_bits;
  if (run_bits <= FLAG_TABLE_MAX_RUN_BITS) {
    for (unsigned index = 0; index < 256U << run_bits; index++) {
      tables->symbols[index] = symbols_of(index >> 8, index & 0xFF, run_bits);
    }
  }
  for (unsigned index = 0; index < 1U << FLAG_INDEX_BITS; index++) {
    tables->flags[index] = flags_of(index, run_bits);
  }
}

/* Writes count (1 to 64) flags run by run; those from count on must be zero. */
void ebpc_write_flag_runs(const struct code *code, struct flag_writer *writer, uint64_t flags,
                          int count) {
  uint32_t max_run = 1U << code->zero_run_bits;
  uint64_t length = 1 + (uint64_t)code->zero_run_bits;
  while (count > 0) {
    int zeros = flags != 0 ? __builtin_ctzll(flags) : count;
    writer->pending += (uint32_t)zeros;
    while (writer->pending >= max_run) {
      put(&writer->out, max_run - 1, length);
      writer->pending -= max_run;
    }
    count -= zeros;
    if (count > 0) {
      ebpc_end_flags(code, writer);
      put(&writer->out, 1, 1);
      flags = flags >> zeros >> 1;
      count--;
    }
  }
}

/* Ends the last run of a chunk. */
void ebpc_end_flags(const struct code *code, struct flag_writer *writer) {
  if (writer->pending > 0) {
    put(&writer->out, writer->pending - 1, 1 + (uint64_t)code->zero_run_bits);
    writer->pending = 0;
  }
}

/* Appends the flags of one run or one word. */
EBPC_INLINE void append_flags(struct flag_reader *reader, uint64_t flags, int count) {
  reader->mask[reader->have >> 6] |= flags << (reader->have & 63);
  reader->have += count;
  reader->left -= count;
}

/* One symbol, checked; false if it is cut off or reaches past the last word. */
static bool read_symbol(const struct code *code, struct flag_reader *reader) {
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

/* Puts the flags of a table entry behind have others; gives the bits used. */
EBPC_INLINE uint64_t take_entry(uint64_t *mask, int *have, uint64_t entry) {
  uint64_t flags = entry & ((UINT64_C(1) << COUNT_SHIFT) - 1);
  uint64_t *part = mask + (*have >> 6);
  int shift = *have & 63;
  part[0] |= flags << shift;
  part[1] = flags >> 1 >> (63 - shift);
  *have += (int)(entry >> COUNT_SHIFT & 0xFF);
  return entry >> USED_SHIFT;
}

/* Brings the mask to count flags or more, one chunk by itself; false if the stream is wrong. */
static bool read_alone(const struct code *code, const uint64_t *table, struct flag_reader *reader,
                       int count) {
  while (reader->have < count) {
    int lookups = reader->left / MOST_FLAGS < LOOKUPS ? reader->left / MOST_FLAGS : LOOKUPS;
    int before = reader->have;
    if (reader->bit < reader->limit) {
      uint64_t window = window_at(reader->stream, reader->bit);
      for (int i = 0; i < lookups; i++) {
        uint64_t entry = table[window >> (64 - FLAG_INDEX_BITS)];
        uint64_t used = take_entry(reader->mask, &reader->have, entry);
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
  return reader->have < count && reader->left >= LOOKUPS * MOST_FLAGS &&
         reader->bit < reader->limit;
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
  for (int i = 0; i < LOOKUPS; i++) {
    for (int s = 0; s < SIDE_BY_SIDE; s++) {
      uint64_t entry = table[window[s] << used[s] >> (64 - FLAG_INDEX_BITS)];
      used[s] += take_entry(readers[s]->mask, &have[s], entry);
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
bool ebpc_read_flags(const struct code *code, const struct flag_tables *tables,
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
