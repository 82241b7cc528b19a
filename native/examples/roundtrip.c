/*
 * Compresses bytes as 8-bit words and restores them: the whole use of the library in one page.
 * Usage: ebpc_example [FILE]: the first 64 KiB of a file, or a ramp with gaps.
 */
#include <ebpc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what) {
  fprintf(stderr, "ebpc_example: %s\n", what);
  return 1;
}

/* Reads at most room bytes; a ramp with gaps if there is no file. */
static size_t read_words(const char *file, uint8_t *words, size_t room) {
  if (file == NULL) {
    for (size_t i = 0; i < room; i++) {
      words[i] = i / 32 % 2 == 0 ? (uint8_t)(i % 100) : 0;
    }
    return room;
  }
  FILE *in = fopen(file, "rb");
  if (in == NULL) {
    perror(file);
    return 0;
  }
  size_t size = fread(words, 1, room, in);
  if (ferror(in)) {
    perror(file);
  }
  fclose(in);
  return size;
}

int main(int argc, char **argv) {
  static uint8_t words[1 << 16];
  static uint8_t restored[1 << 16];
  size_t size = read_words(argc > 1 ? argv[1] : NULL, words, sizeof words);
  if (size == 0) {
    return fail("nothing to read");
  }

  /* 1. The code and a workspace for it. */
  ebpc_code code = {.word_bits = 8, .block_size = 8, .max_zero_run = 16, .container_bytes = 1};
  uint8_t *memory = malloc(ebpc_workspace_size(&code) + EBPC_ALIGNMENT);
  if (memory == NULL) {
    return fail("out of memory");
  }
  void *workspace = memory + (EBPC_ALIGNMENT - (uintptr_t)memory % EBPC_ALIGNMENT);
  if (ebpc_prepare(workspace, &code, 0, EBPC_PATH_BEST) != EBPC_OK) {
    return fail("cannot prepare");
  }

  /* 2. One chunk, with room for the longest streams it can give. */
  int64_t offset = 0;
  int32_t count = (int32_t)size;
  int32_t non_zeros;
  int32_t starts[2];
  int32_t sizes[2];
  uint8_t *znz = malloc((size_t)ebpc_max_znz_bits(&code, count) / 8 + 1 + EBPC_SLACK);
  uint8_t *bpc = malloc((size_t)ebpc_max_bpc_bits(&code, count) / 8 + 1 + EBPC_SLACK);
  if (znz == NULL || bpc == NULL) {
    return fail("out of memory");
  }
  ebpc_batch batch = {.chunks = 1,
                      .words = words,
                      .word_offset = &offset,
                      .word_count = &count,
                      .non_zeros = &non_zeros,
                      .znz = znz,
                      .znz_start = &starts[0],
                      .znz_size = &sizes[0],
                      .bpc = bpc,
                      .bpc_start = &starts[1],
                      .bpc_size = &sizes[1]};
  if (ebpc_encode(workspace, &batch) != EBPC_OK) {
    return fail("cannot encode");
  }

  /* 3. Back again: sizes of the streams are bytes now. */
  sizes[0] = (sizes[0] + 7) / 8;
  sizes[1] = (sizes[1] + 7) / 8;
  batch.words = restored;
  ebpc_error error;
  if (ebpc_decode(workspace, &batch, &error) != EBPC_OK || memcmp(words, restored, size) != 0) {
    return fail("cannot decode");
  }
  printf("%zu bytes, %d of them not zero: %d + %d bytes on path %s\n", size, (int)non_zeros,
         (int)sizes[0], (int)sizes[1], ebpc_path_name(ebpc_best_path()));
  free(znz);
  free(bpc);
  free(memory);
  return 0;
}
