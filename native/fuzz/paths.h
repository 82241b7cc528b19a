/* What the fuzz targets share: a code out of the input, and a workspace per path. */
#ifndef EBPC_FUZZ_PATHS_H
#define EBPC_FUZZ_PATHS_H

#include <stddef.h>
#include <stdint.h>

#include "ebpc.h"

#define REQUIRE(condition) \
  do {                     \
    if (!(condition)) {    \
      __builtin_trap();    \
    }                      \
  } while (0)

enum { CODE_BYTES = 3, PATHS = EBPC_PATH_AVX512 + 1 };

/* libFuzzer's entry. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Codes that have kernels of their own come up more often than their share. */
ebpc_code code_of(const uint8_t *bytes);

/* A workspace for a code on a path, as an earlier input left it; NULL if it does not run here. */
void *prepare(const ebpc_code *code, ebpc_path path);

/* A copy in memory of just its size, so that the sanitizer sees every byte beyond. */
uint8_t *exact_copy(const uint8_t *bytes, size_t size, size_t room);

#endif
