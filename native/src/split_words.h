/* Splits and joins words, 64 at a time with what a split_*.h offers. */
#ifndef EBPC_SPLIT_WORDS_H
#define EBPC_SPLIT_WORDS_H

#include "kernels.h"

/* Container bytes are a constant when compiled. */
EBPC_INLINE int split_words(const uint8_t *words, int count, uint64_t *mask, uint8_t *values,
                            int bytes) {
  uint8_t *out = values;
  int part = 0;
  for (; part < count >> 6; part++) {
    mask[part] = flags_of_words(words, bytes);
    out = split_part(words, mask[part], out, bytes);
    words += 64 * bytes;
  }
  if ((count & 63) != 0) {
    uint8_t rest[64 * 4] = {0};
    memcpy(rest, words, (size_t)(count & 63) * (size_t)bytes);
    mask[part] = flags_of_words(rest, bytes);
    out = split_part(rest, mask[part], out, bytes);
  }
  return (int)(out - values) / bytes;
}

EBPC_INLINE int join_words(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words,
                           int bytes) {
  const uint8_t *in = values;
  int part = 0;
  for (; part < count >> 6; part++) {
    in = join_part(mask[part], in, words, bytes);
    words += 64 * bytes;
  }
  if ((count & 63) != 0) {
    uint8_t rest[64 * 4];
    uint64_t flags = mask[part] & ((UINT64_C(1) << (count & 63)) - 1);
    in = join_part(flags, in, rest, bytes);
    memcpy(words, rest, (size_t)(count & 63) * (size_t)bytes);
  }
  return (int)(in - values) / bytes;
}

#define DEFINE_SPLIT(bytes)                                                                        \
  static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {      \
    return split_words(words, count, mask, values, bytes);                                         \
  }                                                                                                \
  static int join##bytes(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words) { \
    return join_words(mask, count, values, words, bytes);                                          \
  }

DEFINE_SPLIT(1)
DEFINE_SPLIT(2)
DEFINE_SPLIT(4)

#endif
