/*
 * Any bytes as streams: every path must reach the verdict of the plain reader and the same words.
 * Input: code (3 bytes), words and copies (2), bytes of the ZNZ stream (2), both streams.
 *
 * Kernels work on several chunks at a time, so there may be copies of the chunk, the last one first
 * in memory, with a bit of one of them turned over.
 */
#include <stdlib.h>
#include <string.h>

#include "paths.h"
#include "strict.h"

enum { HEADER = CODE_BYTES + 4, MOST_WORDS = 20000, MOST_COPIES = 10 };

/* Chunks that are copies of one but for a bit. */
struct copies {
  int32_t count;
  int64_t word_offset[MOST_COPIES];
  int32_t word_count[MOST_COPIES];
  int32_t non_zeros[MOST_COPIES];
  uint8_t *streams[2]; /* ZNZ and BPC */
  int32_t start[2][MOST_COPIES];
  int32_t size[2][MOST_COPIES];
};

static void make_copies(struct copies *copies, const uint8_t *streams[2], const size_t *sizes,
                        int32_t words, size_t word_bytes) {
  for (int s = 0; s < 2; s++) {
    size_t all = (size_t)copies->count * sizes[s];
    copies->streams[s] = exact_copy(NULL, 0, all + EBPC_SLACK);
    for (int i = 0; i < copies->count; i++) {
      copies->size[s][i] = (int32_t)sizes[s];
      copies->start[s][i] = (copies->count - 1 - i) * (int32_t)sizes[s];
      if (sizes[s] > 0) {
        memcpy(copies->streams[s] + copies->start[s][i], streams[s], sizes[s]);
      }
    }
    /* No two inputs of a fuzzer need the same bit; that it depends on all of them is enough. */
    if (copies->count > 1 && all > 0) {
      size_t bit = (size_t)words * 0x9E3779B1U % (8 * all);
      copies->streams[s][bit >> 3] ^= (uint8_t)((words & 1) << (bit & 7));
    }
  }
  for (int i = 0; i < copies->count; i++) {
    copies->word_offset[i] = (int64_t)((size_t)i * word_bytes);
    copies->word_count[i] = words;
    copies->non_zeros[i] = EBPC_UNKNOWN;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < HEADER) {
    return 0;
  }
  ebpc_code parameters = code_of(data);
  struct code code;
  REQUIRE(ebpc_code_of(&parameters, &code));
  int32_t number = data[3] | data[4] << 8;
  int32_t words_of_chunk = 1 + number % MOST_WORDS;
  size_t word_bytes = (size_t)(words_of_chunk * parameters.container_bytes);
  size_t znz_bytes = (size_t)(data[5] | data[6] << 8);
  data += HEADER;
  size -= HEADER;
  znz_bytes = znz_bytes < size ? znz_bytes : size;
  const uint8_t *streams[2] = {data, data + znz_bytes};
  size_t sizes[2] = {znz_bytes, size - znz_bytes};
  struct copies copies = {.count = 1 + number / MOST_WORDS * 3};
  make_copies(&copies, streams, sizes, words_of_chunk, word_bytes);
  uint8_t *first = exact_copy(NULL, 0, (size_t)copies.count * word_bytes);
  uint8_t *words = exact_copy(NULL, 0, (size_t)copies.count * word_bytes);

  ebpc_batch batch = {0,
                      copies.count,
                      first,
                      copies.word_offset,
                      copies.word_count,
                      copies.non_zeros,
                      copies.streams[0],
                      copies.start[0],
                      copies.size[0],
                      copies.streams[1],
                      copies.start[1],
                      copies.size[1]};
  ebpc_error expected;
  ebpc_find_error(&code, &batch, 0, copies.count, &expected);
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare(&parameters, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    for (int i = 0; i < copies.count; i++) {
      copies.non_zeros[i] = EBPC_UNKNOWN;
    }
    batch.words = path == EBPC_PATH_PORTABLE ? first : words;
    ebpc_status status = ebpc_decode(workspace, &batch, NULL);
    REQUIRE((status == EBPC_OK) == (expected.status == EBPC_OK));
    REQUIRE(status != EBPC_OK ||
            memcmp(batch.words, first, (size_t)copies.count * word_bytes) == 0);
  }
  free(copies.streams[0]);
  free(copies.streams[1]);
  free(first);
  free(words);
  return 0;
}
