/* The ZNZ code: one bit for a non-zero word, 0 and Z bits for a run of zeros. Tables, and runs. */
#include "kernels.h"

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
