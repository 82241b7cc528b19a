/* Formats and words that a packed batch is tried with. */
#ifndef EBPC_PACKED_INPUT_H
#define EBPC_PACKED_INPUT_H

#include "harness.h"

ebpc_packed_format random_packed_format(uint64_t *random);

/* Fills in containers of words that are like something: noise, maps, quantised, floating. */
void random_packed_words(uint64_t *random, const ebpc_packed_format *format, int count,
                         uint8_t *words);

/* A workspace for a format, or NULL if the path does not run here. Freed by free_workspace. */
void *make_packed_workspace(const ebpc_packed_format *format, ebpc_path path);

#endif
