/*
 * Any words: every path must give the streams of the reference, and the words back.
 * Input: code (3 bytes), words in containers of which W bits count.
 */
#include <stdlib.h>
#include <string.h>

#include "paths.h"
#include "reference.h"

/* The low W bits of a container; the container becomes what they are when extended. */
static uint32_t take_word(const ebpc_code *code, uint8_t *container) {
  uint32_t word = 0;
  for (int i = 0; i < code->container_bytes; i++) {
    word |= (uint32_t)container[i] << (8 * i);
  }
  word &= UINT32_MAX >> (32 - code->word_bits);
  uint32_t stored = word;
  if (code->sign_extended && word >> (code->word_bits - 1) && code->word_bits < 32) {
    stored |= UINT32_MAX << code->word_bits;
  }
  for (int i = 0; i < code->container_bytes; i++) {
    container[i] = (uint8_t)(stored >> (8 * i));
  }
  return word;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < CODE_BYTES + 4) {
    return 0;
  }
  ebpc_code code = code_of(data);
  int32_t count = (int32_t)((size - CODE_BYTES) / (size_t)code.container_bytes);
  size_t word_bytes = (size_t)(count * code.container_bytes);
  uint8_t *containers = exact_copy(data + CODE_BYTES, word_bytes, word_bytes);
  uint32_t *words = calloc((size_t)count, sizeof words[0]);
  REQUIRE(words != NULL);
  for (int32_t i = 0; i < count; i++) {
    words[i] = take_word(&code, containers + i * code.container_bytes);
  }
  size_t znz_room = (size_t)(ebpc_max_znz_bits(&code, count) + 7) / 8;
  size_t bpc_room = (size_t)(ebpc_max_bpc_bits(&code, count) + 7) / 8;
  struct bits znz = {exact_copy(NULL, 0, znz_room), 0};
  struct bits bpc = {exact_copy(NULL, 0, bpc_room), 0};
  int expected = reference_encode(&code, words, count, &znz, &bpc);

  uint8_t *streams[2] = {exact_copy(NULL, 0, znz_room + EBPC_SLACK),
                         exact_copy(NULL, 0, bpc_room + EBPC_SLACK)};
  uint8_t *back = exact_copy(NULL, 0, word_bytes);
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare(&code, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    int64_t offset = 0;
    int32_t non_zeros;
    int32_t starts[2];
    int32_t sizes[2];
    ebpc_batch batch = {0,          1,          containers, &offset,    &count,     &non_zeros,
                        streams[0], &starts[0], &sizes[0],  streams[1], &starts[1], &sizes[1]};
    REQUIRE(ebpc_encode(workspace, &batch) == EBPC_OK);
    REQUIRE(non_zeros == expected && sizes[0] == znz.count && sizes[1] == bpc.count);
    sizes[0] = (sizes[0] + 7) / 8;
    sizes[1] = (sizes[1] + 7) / 8;
    REQUIRE(memcmp(streams[0], znz.bytes, (size_t)sizes[0]) == 0);
    REQUIRE(memcmp(streams[1], bpc.bytes, (size_t)sizes[1]) == 0);
    batch.words = back;
    REQUIRE(ebpc_decode(workspace, &batch, NULL) == EBPC_OK);
    REQUIRE(memcmp(back, containers, word_bytes) == 0);
  }
  free(containers);
  free(words);
  free(znz.bytes);
  free(bpc.bytes);
  free(streams[0]);
  free(streams[1]);
  free(back);
  return 0;
}
