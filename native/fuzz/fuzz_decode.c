/*
 * Any bytes as streams: every path must reach the verdict of the plain reader and the same words.
 * Input: code (3 bytes), words (2), bytes of the ZNZ stream (2), both streams.
 */
#include <stdlib.h>
#include <string.h>

#include "paths.h"
#include "strict.h"

enum { HEADER = CODE_BYTES + 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < HEADER) {
    return 0;
  }
  ebpc_code parameters = code_of(data);
  struct code code;
  REQUIRE(ebpc_code_of(&parameters, &code));
  int32_t count = 1 + (data[3] | data[4] << 8) % 20000;
  size_t znz_bytes = (size_t)(data[5] | data[6] << 8);
  data += HEADER;
  size -= HEADER;
  znz_bytes = znz_bytes < size ? znz_bytes : size;
  size_t bpc_bytes = size - znz_bytes;
  uint8_t *znz = exact_copy(data, znz_bytes, znz_bytes + EBPC_SLACK);
  uint8_t *bpc = exact_copy(data + znz_bytes, bpc_bytes, bpc_bytes + EBPC_SLACK);
  size_t word_bytes = (size_t)(count * parameters.container_bytes);
  uint8_t *first = exact_copy(NULL, 0, word_bytes);
  uint8_t *words = exact_copy(NULL, 0, word_bytes);

  int64_t offset = 0;
  int32_t non_zeros = EBPC_UNKNOWN;
  int32_t starts[2] = {0, 0};
  int32_t sizes[2] = {(int32_t)znz_bytes, (int32_t)bpc_bytes};
  ebpc_batch batch = {0,   1,          first,     &offset, &count,     &non_zeros,
                      znz, &starts[0], &sizes[0], bpc,     &starts[1], &sizes[1]};
  ebpc_error expected;
  ebpc_find_error(&code, &batch, 0, 1, &expected);
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare(&parameters, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    non_zeros = EBPC_UNKNOWN;
    batch.words = path == EBPC_PATH_PORTABLE ? first : words;
    ebpc_status status = ebpc_decode(workspace, &batch, NULL);
    REQUIRE((status == EBPC_OK) == (expected.status == EBPC_OK));
    REQUIRE(status != EBPC_OK || memcmp(batch.words, first, word_bytes) == 0);
  }
  free(znz);
  free(bpc);
  free(first);
  free(words);
  return 0;
}
