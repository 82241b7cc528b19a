/* Words of 2 and 4 bytes from their planes, over the vectors of a wide_lanes_*.h. */
#ifndef EBPC_WIDE_RESTORE_H
#define EBPC_WIDE_RESTORE_H

#include "shape.h"

/* The words of the blocks whose DBX planes, and where DBP is zero, a vector has. */
EBPC_INLINE struct pair restore_planes(const struct code *code, struct pair planes,
                                       struct pair stops, const uint32_t *bases,
                                       struct shape shape) {
  /* 1. DBP: XOR of all planes from the last zero DBP on. */
  planes = l_undo_xor(planes, stops, shape);
  /* 2. Deltas; words are the sums of the base and all deltas up to theirs. */
  struct pair words = l_words_of_planes(planes, shape);
  struct pair base = l_bases(bases, shape);
  words.part[0] = l_or(words.part[0], base.part[0]);
  words.part[1] = l_or(words.part[1], base.part[1]);
  words = l_sums(words, shape);
  if (!shape.whole) {
    int unused = 8 * shape.bytes - code->word_bits;
    for (int i = 0; i < 2; i++) {
      words.part[i] = code->sign_extended ? l_words_extend(words.part[i], shape, unused)
                                          : l_words_cut(words.part[i], shape, unused);
    }
  }
  return words;
}

#endif
