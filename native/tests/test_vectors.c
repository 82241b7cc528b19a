/* Golden vectors on every path, both ways. */
#include <string.h>

#include "harness.h"

struct vector {
  const char *id;
  int data_w;
  int block_size;
  int max_zrle;
  int num_words;
  const char *words;
  int znz_bits;
  const char *znz;
  int bpc_bits;
  const char *bpc;
  bool rtl_stuck_last_word;
};

static const struct vector VECTORS[] = {
#include "vectors.inc"
};

static uint32_t parse_hex(const char *digits, int count) {
  uint32_t value = 0;
  for (int i = 0; i < count; i++) {
    char c = digits[i];
    value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return value;
}

/* The bytes of a stream that its bits need; the files pad to words. */
static int parse_stream(const char *hex, int bits, uint8_t *bytes) {
  int count = (bits + 7) / 8;
  for (int i = 0; i < count; i++) {
    bytes[i] = (uint8_t)parse_hex(hex + 2 * i, 2);
  }
  return count;
}

static void check_vector(const struct vector *vector, ebpc_path path) {
  ebpc_code code = {vector->data_w, vector->block_size, vector->max_zrle, 0, 0};
  code.container_bytes = code.word_bits <= 8 ? 1 : code.word_bits <= 16 ? 2 : 4;
  void *workspace = make_workspace(&code, false, path);
  if (workspace == NULL) {
    return;
  }
  static uint8_t words[1 << 16];
  static uint8_t decoded[1 << 16];
  static uint8_t streams[4][1 << 18];
  size_t word_bytes = (size_t)(vector->num_words * code.container_bytes);
  CHECK(word_bytes < sizeof words);
  int digits = (vector->data_w + 3) / 4;
  for (int i = 0; i < vector->num_words; i++) {
    store_word(words, &code, i, parse_hex(vector->words + i * digits, digits));
  }
  int64_t offset = 0;
  int32_t count = vector->num_words;
  int32_t non_zeros = 0;
  int32_t starts[2] = {0, 0};
  int32_t sizes[2] = {0, 0};
  ebpc_batch batch = {0,          1,          words,     &offset,    &count,     &non_zeros,
                      streams[0], &starts[0], &sizes[0], streams[1], &starts[1], &sizes[1]};
  CHECK(ebpc_encode(workspace, &batch) == EBPC_OK);
  CHECK(sizes[0] == vector->znz_bits);
  CHECK(sizes[1] == vector->bpc_bits);
  int znz_bytes = parse_stream(vector->znz, vector->znz_bits, streams[2]);
  int bpc_bytes = parse_stream(vector->bpc, vector->bpc_bits, streams[3]);
  CHECK(memcmp(streams[0], streams[2], (size_t)znz_bytes) == 0);
  CHECK(memcmp(streams[1], streams[3], (size_t)bpc_bytes) == 0);

  sizes[0] = znz_bytes;
  sizes[1] = bpc_bytes;
  batch.words = decoded;
  batch.znz = streams[2];
  batch.bpc = streams[3];
  ebpc_error error;
  CHECK(ebpc_decode(workspace, &batch, &error) == EBPC_OK);
  CHECK(memcmp(words, decoded, word_bytes) == 0);
  free_workspace(workspace);
}

int main(void) {
  for (size_t i = 0; i < sizeof VECTORS / sizeof VECTORS[0]; i++) {
    current_case = (long)i;
    for (ebpc_path path = EBPC_PATH_BEST; path <= EBPC_PATH_AVX512; path++) {
      check_vector(&VECTORS[i], path);
    }
  }
  return 0;
}
