/*
 * Any bytes as a packed batch: every path must reach the verdict of plain C and the same words.
 * Input: format (2 bytes), words less one (2), head and payload.
 */
#include <stdlib.h>
#include <string.h>

#include "packed_paths.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < FORMAT_BYTES + 3) {
    return 0;
  }
  ebpc_packed_format format = packed_format_of(data);
  int32_t most = EBPC_PACKED_MAX_BYTES / format.container_bytes;
  int32_t count = 1 + (data[2] | data[3] << 8) % most;
  size_t word_bytes = (size_t)(count * format.container_bytes);
  const uint8_t *batch = data + FORMAT_BYTES + 2;
  size_t bytes = size - FORMAT_BYTES - 2;
  size_t head_bytes = (size_t)packed_head_bytes(&format, batch[0]);
  head_bytes = head_bytes < bytes ? head_bytes : bytes;
  size_t payload_bytes = bytes - head_bytes;
  uint8_t *head = exact_copy(batch, head_bytes, head_bytes);
  uint8_t *payload = exact_copy(batch + head_bytes, payload_bytes, payload_bytes + EBPC_SLACK);
  uint8_t *first = exact_copy(NULL, 0, word_bytes);
  uint8_t *words = exact_copy(NULL, 0, word_bytes);
  ebpc_status expected = EBPC_OK;
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare_packed(&format, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    /* What lies after the payload must not matter. */
    memset(payload + payload_bytes, 0x55 * path, EBPC_SLACK);
    uint8_t *out = path == EBPC_PATH_PORTABLE ? first : words;
    ebpc_status status = ebpc_packed_decode(workspace, head, (int32_t)head_bytes, payload,
                                            (int32_t)payload_bytes, count, out);
    REQUIRE(status == EBPC_OK || status == EBPC_BAD_STREAM);
    expected = path == EBPC_PATH_PORTABLE ? status : expected;
    REQUIRE(status == expected);
    REQUIRE(status != EBPC_OK || memcmp(out, first, word_bytes) == 0);
  }
  free(head);
  free(payload);
  free(first);
  free(words);
  return 0;
}
