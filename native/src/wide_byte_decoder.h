/*
 * The BPC decoder for words that fill containers of 2 and 4 bytes, in blocks of 8, over the vectors
 * of a wide_lanes_*.h.
 */
#ifndef EBPC_WIDE_BYTE_DECODER_H
#define EBPC_WIDE_BYTE_DECODER_H

#include "byte_parser.h"
#include "wide_restore.h"

enum { MOST_VECTOR_BLOCKS = LANES_BYTES / 16 };

/* The base in the slots of a block. */
EBPC_INLINE uint32_t parsed_base(const uint8_t *slots, int bytes) {
  return (uint32_t)(load_big(slots + BASE_SLOT(bytes)) >> (64 - 8 * bytes));
}

/* Blocks of the slots to words; see restore_function. */
EBPC_INLINE bool restore_parsed(const uint8_t *slots, int blocks, uint8_t *values,
                                struct shape shape) {
  const int vector_blocks = LANES_BYTES / plane_bytes(shape);
  const int block_slots = BLOCK_SLOTS(shape.bytes);
  lanes bad = l_splat(0);
  bool bad_sign = false;
  for (int done = 0; done < blocks; done += vector_blocks) {
    uint32_t bases[MOST_VECTOR_BLOCKS];
    for (int i = 0; i < vector_blocks; i++) {
      const uint8_t *block = slots + (done + i) * block_slots;
      bases[i] = parsed_base(block, shape.bytes);
      bad_sign |= is_bad_position(block[block_slots - 1]);
    }
    lanes codes = l_load_codes(slots + done * block_slots, shape);
    bad = l_or(bad, bad_positions(codes));
    lanes dbx = l_plane(codes);
    lanes stop = l_of_mask(l_eq8(codes, l_splat(CODE_DBP_ZERO)));
    struct pair planes = {{dbx, dbx}};
    struct pair stops = {{stop, stop}};
    struct pair words = restore_planes(NULL, planes, stops, bases, shape);
    l_store(values + 8 * shape.bytes * done, words.part[0]);
  }
  return !bad_sign && !l_any(bad);
}

#define DEFINE_PARSED(bits, bytes)                                                       \
  static bool restore_##bits##_bits(const uint8_t *slots, int blocks, uint8_t *values) { \
    return restore_parsed(slots, blocks, values, (struct shape){bytes, 8, true});        \
  }                                                                                      \
  static bool decode_8_of_##bits##_bits(const struct code *code, struct block_job *jobs, \
                                        int count) {                                     \
    (void)code;                                                                          \
    return decode_parsed(jobs, count, bytes, restore_##bits##_bits);                     \
  }

DEFINE_PARSED(16, 2)
DEFINE_PARSED(32, 4)

#endif
