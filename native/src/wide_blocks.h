/* The kernels for words of 2 and 4 bytes in blocks of 8 and 16. */
#ifndef EBPC_WIDE_BLOCKS_H
#define EBPC_WIDE_BLOCKS_H

#include "wide_decoder.h"
#include "wide_encoder.h"

#define DEFINE_WIDE(name, bytes, size, whole)                                                     \
  static void encode_##name(const struct code *code, const uint8_t *values, int blocks,           \
                            struct bit_writer *out) {                                             \
    encode_wide(code, values, blocks, out, (struct shape){bytes, size, whole});                   \
  }                                                                                               \
  static EBPC_NOINLINE bool next_slots_##name(const struct code *code, struct chain *chain,       \
                                              struct wide_jobs *jobs, uint64_t *bad) {            \
    return next_slots(code, chain, jobs, (struct shape){bytes, size, whole}, bad);                \
  }                                                                                               \
  static bool decode_##name(const struct code *code, struct block_job *jobs, int count) {         \
    return decode_wide(code, jobs, count, (struct shape){bytes, size, whole}, next_slots_##name); \
  }

DEFINE_WIDE(8_of_16_bits, 2, 8, true)
DEFINE_WIDE(16_of_16_bits, 2, 16, true)
DEFINE_WIDE(8_of_32_bits, 4, 8, true)
DEFINE_WIDE(16_of_32_bits, 4, 16, true)
DEFINE_WIDE(8_of_2_bytes, 2, 8, false)
DEFINE_WIDE(16_of_2_bytes, 2, 16, false)
DEFINE_WIDE(8_of_4_bytes, 4, 8, false)
DEFINE_WIDE(16_of_4_bytes, 4, 16, false)

#define USE_WIDE(name)                      \
  do {                                      \
    kernels->encode_blocks = encode_##name; \
    kernels->decode_blocks = decode_##name; \
  } while (0)

static void use_wide_blocks(const struct code *code, struct kernels *kernels) {
  bool whole = code->word_bits == 8 * code->container_bytes;
  bool of_8 = code->block_size == 8;
  if ((!of_8 && code->block_size != 16) || code->word_bits <= 4 * code->container_bytes) {
    return;
  }
  if (code->container_bytes == 2) {
    if (whole) {
      if (of_8) {
        USE_WIDE(8_of_16_bits);
      } else {
        USE_WIDE(16_of_16_bits);
      }
    } else if (of_8) {
      USE_WIDE(8_of_2_bytes);
    } else {
      USE_WIDE(16_of_2_bytes);
    }
  } else if (code->container_bytes == 4) {
    if (whole) {
      if (of_8) {
        USE_WIDE(8_of_32_bits);
      } else {
        USE_WIDE(16_of_32_bits);
      }
    } else if (of_8) {
      USE_WIDE(8_of_4_bytes);
    } else {
      USE_WIDE(16_of_4_bytes);
    }
  }
}

#endif
