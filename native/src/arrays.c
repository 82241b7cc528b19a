/* The batch's members as arguments. */
#include "ebpc.h"

int32_t ebpc_encode_arrays(void *workspace, int32_t first, int32_t chunks, const uint8_t *words,
                           const int64_t *word_offset, const int32_t *word_count,
                           int32_t *non_zeros, uint8_t *znz, int32_t *znz_start, int32_t *znz_bits,
                           uint8_t *bpc, int32_t *bpc_start, int32_t *bpc_bits) {
  /* The encoder only reads the words. */
  union {
    const uint8_t *in;
    uint8_t *out;
  } source = {.in = words};
  ebpc_batch batch = {first, chunks,    source.out, word_offset, word_count, non_zeros,
                      znz,   znz_start, znz_bits,   bpc,         bpc_start,  bpc_bits};
  return ebpc_encode(workspace, &batch);
}

int32_t ebpc_decode_arrays(void *workspace, int32_t first, int32_t chunks, uint8_t *words,
                           const int64_t *word_offset, const int32_t *word_count,
                           int32_t *non_zeros, uint8_t *znz, int32_t *znz_start, int32_t *znz_bytes,
                           uint8_t *bpc, int32_t *bpc_start, int32_t *bpc_bytes) {
  ebpc_batch batch = {first, chunks,    words,     word_offset, word_count, non_zeros,
                      znz,   znz_start, znz_bytes, bpc,         bpc_start,  bpc_bytes};
  return ebpc_decode(workspace, &batch, NULL);
}
