/* The parameters of a code and what follows from them, in the terms of the format. */
#ifndef EBPC_CODE_H
#define EBPC_CODE_H

#include "bits.h"
#include "ebpc.h"

struct code {
  int word_bits;       /* W */
  int block_size;      /* n */
  int plane_bits;      /* n - 1 */
  int position_bits;   /* b = log2 n */
  int plane_run_bits;  /* L = ceil(log2 W) */
  int zero_run_bits;   /* Z = log2 R */
  int container_bytes; /* 1, 2 or 4 */
  int stream_unit;     /* decoded streams are padded to this many bits, then to bytes */
  bool sign_extended;
};

/* Fills in what follows from the parameters; false if they are not legal. */
bool ebpc_code_of(const ebpc_code *parameters, struct code *code);

/* Blocks that hold a number of non-zero words, the last one padded. */
EBPC_INLINE int64_t blocks_of(const struct code *code, int64_t non_zeros) {
  return (non_zeros + code->plane_bits) / code->block_size;
}

/* Bytes of a stream to decode that has a number of bits. */
EBPC_INLINE int64_t stream_bytes(const struct code *code, uint64_t bits) {
  uint64_t unit = (uint64_t)code->stream_unit;
  return (int64_t)(((bits + unit - 1) / unit * unit + 7) / 8);
}

#endif
