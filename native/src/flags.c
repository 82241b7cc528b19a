/* The ZNZ code: one bit for a non-zero word, 0 and Z bits for a run of zeros. Tables, and runs. */
#include "kernels.h"

enum { HALF_FLAGS = 4, HALVES = 1 << HALF_FLAGS };

/* Symbols of 4 flags behind some pending zeros, above 8 bits of length. */
static uint32_t symbols_of_half(unsigned zeros, unsigned flags, int run_bits) {
  uint32_t symbols = 0;
  uint32_t length = 0;
  for (int i = 0; i < HALF_FLAGS; i++) {
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

/* Zeros that are pending behind 4 flags. */
static unsigned zeros_behind(unsigned zeros, unsigned flags, int run_bits) {
  unsigned behind =
      flags != 0 ? (unsigned)__builtin_clz(flags) - (32 - HALF_FLAGS) : zeros + HALF_FLAGS;
  return behind & ((1U << run_bits) - 1);
}

/* Halves first: making 8 flags at a time would take most of the time to prepare a workspace. */
static void make_symbols(int run_bits, uint32_t *symbols) {
  uint32_t halves[HALVES << FLAG_TABLE_MAX_RUN_BITS];
  for (unsigned i = 0; i < (unsigned)HALVES << run_bits; i++) {
    halves[i] = symbols_of_half(i / HALVES, i % HALVES, run_bits);
  }
  for (unsigned zeros = 0; zeros < 1U << run_bits; zeros++) {
    for (unsigned flags = 0; flags < 256; flags++) {
      unsigned between = zeros_behind(zeros, flags % HALVES, run_bits);
      uint32_t first = halves[zeros * HALVES + flags % HALVES];
      uint32_t second = halves[between * HALVES + flags / HALVES];
      uint32_t length = (first & 0xFF) + (second & 0xFF);
      symbols[zeros << 8 | flags] = ((first >> 8) << (second & 0xFF) | second >> 8) << 8 | length;
    }
  }
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
    make_symbols(run_bits, tables->symbols);
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
