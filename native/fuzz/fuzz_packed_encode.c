/*
 * Any words as a packed batch: every path must write the bytes of plain C, and give the words back.
 * Input: format (2 bytes), words of a row (2), words in containers of which W bits count; they may
 * be repeated, since batches that are sampled are longer than most inputs.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "packed_paths.h"

enum { HEADER = FORMAT_BYTES + 3 };

/* Makes a container of what has its low W bits. */
static void extend(const ebpc_packed_format *format, uint8_t *container) {
  uint32_t word = 0;
  for (int i = 0; i < format->container_bytes; i++) {
    word |= (uint32_t)container[i] << (8 * i);
  }
  uint32_t mask = UINT32_MAX >> (32 - format->word_bits);
  bool negative = format->sign_extended && (word >> (format->word_bits - 1) & 1) != 0;
  word = negative ? word | ~mask : word & mask;
  for (int i = 0; i < format->container_bytes; i++) {
    container[i] = (uint8_t)(word >> (8 * i));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < HEADER + 4) {
    return 0;
  }
  ebpc_packed_format format = packed_format_of(data);
  int32_t row = data[2] | data[3] << 8;
  size_t times = (size_t)1 << data[4] % 8;
  size_t part = (size - HEADER) / (size_t)format.container_bytes * (size_t)format.container_bytes;
  while (times > 1 && times * part > EBPC_PACKED_MAX_BYTES) {
    times /= 2;
  }
  part = part < EBPC_PACKED_MAX_BYTES ? part : EBPC_PACKED_MAX_BYTES;
  size_t word_bytes = times * part;
  int32_t count = (int32_t)(word_bytes / (size_t)format.container_bytes);
  uint8_t *words = exact_copy(NULL, 0, word_bytes);
  for (size_t i = 0; i < times; i++) {
    memcpy(words + i * part, data + HEADER, part);
  }
  for (int32_t i = 0; i < count; i++) {
    extend(&format, words + i * format.container_bytes);
  }
  size_t room = EBPC_PACKED_ROOM(word_bytes);
  uint8_t *first = exact_copy(NULL, 0, room);
  uint8_t *out = exact_copy(NULL, 0, room);
  uint8_t *back = exact_copy(NULL, 0, word_bytes);
  int32_t expected = 0;
  for (int path = EBPC_PATH_PORTABLE; path < PATHS; path++) {
    void *workspace = prepare_packed(&format, (ebpc_path)path);
    if (workspace == NULL) {
      continue;
    }
    uint8_t *batch = path == EBPC_PATH_PORTABLE ? first : out;
    int32_t bytes = ebpc_packed_encode(workspace, words, count, row, batch);
    REQUIRE(bytes >= 2 && (size_t)bytes <= word_bytes + 1);
    expected = path == EBPC_PATH_PORTABLE ? bytes : expected;
    REQUIRE(bytes == expected && memcmp(batch, first, (size_t)bytes) == 0);
    int32_t head_bytes = packed_head_bytes(&format, batch[0]);
    size_t payload_bytes = (size_t)(bytes - head_bytes);
    uint8_t *payload = exact_copy(batch + head_bytes, payload_bytes, payload_bytes + EBPC_SLACK);
    REQUIRE(ebpc_packed_decode(workspace, batch, head_bytes, payload, (int32_t)payload_bytes, count,
                               back) == EBPC_OK);
    REQUIRE(memcmp(back, words, word_bytes) == 0);
    free(payload);
  }
  free(words);
  free(first);
  free(out);
  free(back);
  return 0;
}
