/* The kernels for words of 2 and 4 bytes in blocks of 8 and 16. */
#ifndef EBPC_WIDE_BLOCKS_H
#define EBPC_WIDE_BLOCKS_H

#include "wide_byte_decoder.h"
#include "wide_decoder.h"
#include "wide_encoder.h"

#define DEFINE_ENCODER(name, bytes, size, whole)                                        \
  static void encode_##name(const struct code *code, const uint8_t *values, int blocks, \
                            struct bit_writer *out) {                                   \
    encode_wide(code, values, blocks, out, (struct shape){bytes, size, whole});         \
  }

#define DEFINE_WIDE(name, bytes, size, whole)                                                     \
  DEFINE_ENCODER(name, bytes, size, whole)                                                        \
  static EBPC_NOINLINE bool next_slots_##name(const struct code *code, struct chain *chain,       \
                                              struct wide_jobs *jobs, uint64_t *bad) {            \
    return next_slots(code, chain, jobs, (struct shape){bytes, size, whole}, bad);                \
  }                                                                                               \
  static bool decode_##name(const struct code *code, struct block_job *jobs, int count) {         \
    return decode_wide(code, jobs, count, (struct shape){bytes, size, whole}, next_slots_##name); \
  }

DEFINE_ENCODER(8_of_16_bits, 2, 8, true)
DEFINE_WIDE(16_of_16_bits, 2, 16, true)
DEFINE_ENCODER(8_of_32_bits, 4, 8, true)
DEFINE_WIDE(16_of_32_bits, 4, 16, true)
DEFINE_WIDE(8_of_2_bytes, 2, 8, false)
DEFINE_WIDE(16_of_2_bytes, 2, 16, false)
DEFINE_WIDE(8_of_4_bytes, 4, 8, false)
DEFINE_WIDE(16_of_4_bytes, 4, 16, false)

struct wide_kernels {
  void (*encode)(const struct code *code, const uint8_t *values, int blocks,
                 struct bit_writer *out);
  bool (*decode)(const struct code *code, struct block_job *jobs, int count);
};

static void use_wide_blocks(const struct code *code, struct kernels *kernels) {
  /* By container, whether words fill it, and block size. */
  static const struct wide_kernels all[2][2][2] = {
      {{{encode_8_of_2_bytes, decode_8_of_2_bytes}, {encode_16_of_2_bytes, decode_16_of_2_bytes}},
       {{encode_8_of_16_bits, decode_8_of_16_bits}, {encode_16_of_16_bits, decode_16_of_16_bits}}},
      {{{encode_8_of_4_bytes, decode_8_of_4_bytes}, {encode_16_of_4_bytes, decode_16_of_4_bytes}},
       {{encode_8_of_32_bits, decode_8_of_32_bits}, {encode_16_of_32_bits, decode_16_of_32_bits}}}};
  bool has_size = code->block_size == 8 || code->block_size == 16;
  if (code->container_bytes == 1 || !has_size || code->word_bits <= 4 * code->container_bytes) {
    return;
  }
  bool whole = code->word_bits == 8 * code->container_bytes;
  const struct wide_kernels *wide = &all[code->container_bytes == 4][whole][code->block_size == 16];
  kernels->encode_blocks = wide->encode;
  kernels->decode_blocks = wide->decode;
}

#endif
