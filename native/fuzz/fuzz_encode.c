/*
 * Any words: every path must give the streams of the reference, and the words back.
 * Input: code (3 bytes), words in containers of which W bits count; they are cut into some chunks.
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

enum { MOST_CHUNKS = 6 };

/* Cuts words into chunks of about the same length; gives how many. */
static int32_t cut(int32_t words, int container_bytes, int64_t *offset, int32_t *count) {
  int32_t chunks = 1 + words % MOST_CHUNKS;
  chunks = chunks < words ? chunks : words;
  for (int32_t i = 0; i < chunks; i++) {
    int32_t begin = (int32_t)((int64_t)words * i / chunks);
    count[i] = (int32_t)((int64_t)words * (i + 1) / chunks) - begin;
    offset[i] = (int64_t)begin * container_bytes;
  }
  return chunks;
}

/* The streams of all chunks one behind the other, as the reference gives them. */
struct expected {
  struct bits streams[2];
  int32_t start[2][MOST_CHUNKS];
  int32_t bits[2][MOST_CHUNKS];
  int32_t non_zeros[MOST_CHUNKS];
};

static void encode_plainly(const ebpc_code *code, const uint32_t *words, int32_t chunks,
                           const int32_t *count, struct expected *expected) {
  struct bits *streams = expected->streams;
  for (int32_t i = 0; i < chunks; i++) {
    int64_t begin[2] = {streams[0].count, streams[1].count};
    expected->non_zeros[i] = reference_encode(code, words, count[i], &streams[0], &streams[1]);
    for (int s = 0; s < 2; s++) {
      expected->start[s][i] = (int32_t)(begin[s] / 8);
      expected->bits[s][i] = (int32_t)(streams[s].count - begin[s]);
      streams[s].count = (streams[s].count + 7) / 8 * 8;
    }
    words += count[i];
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < CODE_BYTES + 4) {
    return 0;
  }
  ebpc_code code = code_of(data);
  int32_t total = (int32_t)((size - CODE_BYTES) / (size_t)code.container_bytes);
  size_t word_bytes = (size_t)(total * code.container_bytes);
  uint8_t *containers = exact_copy(data + CODE_BYTES, word_bytes, word_bytes);
  uint32_t *words = calloc((size_t)total, sizeof words[0]);
  REQUIRE(words != NULL);
  for (int32_t i = 0; i < total; i++) {
    words[i] = take_word(&code, containers + i * code.container_bytes);
  }
  int64_t offset[MOST_CHUNKS];
  int32_t count[MOST_CHUNKS];
  int32_t chunks = cut(total, code.container_bytes, offset, count);
  size_t room[2] = {0, 0};
  for (int32_t i = 0; i < chunks; i++) {
    room[0] += (size_t)(ebpc_max_znz_bits(&code, count[i]) + 7) / 8;
    room[1] += (size_t)(ebpc_max_bpc_bits(&code, count[i]) + 7) / 8;
  }
  struct expected expected = {
      .streams = {{exact_copy(NULL, 0, room[0]), 0}, {exact_copy(NULL, 0, room[1]), 0}}};
  encode_plainly(&code, words, chunks, count, &expected);

  uint8_t *streams[2] = {exact_copy(NULL, 0, room[0] + EBPC_SLACK),
                         exact_copy(NULL, 0, room[1] + EBPC_SLACK)};
  uint8_t *back = exact_copy(NULL, 0, word_bytes);
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare(&code, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    int32_t non_zeros[MOST_CHUNKS];
    int32_t start[2][MOST_CHUNKS];
    int32_t sizes[2][MOST_CHUNKS];
    ebpc_batch batch = {0,          chunks,   containers, offset,     count,    non_zeros,
                        streams[0], start[0], sizes[0],   streams[1], start[1], sizes[1]};
    REQUIRE(ebpc_encode(workspace, &batch) == EBPC_OK);
    size_t array = (size_t)chunks * sizeof count[0];
    REQUIRE(memcmp(non_zeros, expected.non_zeros, array) == 0);
    for (int s = 0; s < 2; s++) {
      REQUIRE(memcmp(start[s], expected.start[s], array) == 0);
      REQUIRE(memcmp(sizes[s], expected.bits[s], array) == 0);
      REQUIRE(memcmp(streams[s], expected.streams[s].bytes,
                     (size_t)expected.streams[s].count / 8) == 0);
      for (int32_t i = 0; i < chunks; i++) {
        sizes[s][i] = (sizes[s][i] + 7) / 8;
      }
    }
    batch.words = back;
    REQUIRE(ebpc_decode(workspace, &batch, NULL) == EBPC_OK);
    REQUIRE(memcmp(back, containers, word_bytes) == 0);
  }
  free(containers);
  free(words);
  for (int s = 0; s < 2; s++) {
    free(expected.streams[s].bytes);
    free(streams[s]);
  }
  free(back);
  return 0;
}
