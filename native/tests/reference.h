/* The code as the format describes it, bit by bit: what every path is compared with. */
#ifndef EBPC_REFERENCE_H
#define EBPC_REFERENCE_H

#include <stdint.h>

#include "ebpc.h"

struct bits {
  uint8_t *bytes; /* zero from the start on */
  int64_t count;
};

/* Appends the streams of words (bit patterns, not sign-extended); gives the non-zero words. */
int reference_encode(const ebpc_code *code, const uint32_t *words, int count, struct bits *znz,
                     struct bits *bpc);

#endif
