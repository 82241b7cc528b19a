/*
 * The packed profile: the worked example of docs/packed.md, what the functions refuse, and every
 * path over random formats and words with unmapped pages around every buffer: the same bytes, the
 * words back, and for damaged batches the same verdict and the same words. That the bytes are those
 * of the format is tested against the plain encoder in Java.
 */
#include <string.h>

#include "packed_input.h"

enum { DAMAGES = 12 };

static const ebpc_path PATHS[] = {EBPC_PATH_PORTABLE, EBPC_PATH_NEON, EBPC_PATH_AVX2,
                                  EBPC_PATH_AVX512};
enum { PATH_COUNT = sizeof PATHS / sizeof PATHS[0] };

struct sample {
  ebpc_packed_format format;
  int count;
  int row;
  size_t word_bytes;
  struct guarded words;
  void *workspaces[PATH_COUNT];
  uint8_t *batch; /* as the portable path encodes it */
  int bytes;
};

/* Encodes into guarded memory; gives the bytes, and a copy of them if wanted. */
static int encode(const struct sample *sample, void *workspace, const uint8_t *expected,
                  uint8_t *copy) {
  struct guarded out = guarded_make(EBPC_PACKED_ROOM(sample->word_bytes));
  int bytes =
      ebpc_packed_encode(workspace, sample->words.bytes, sample->count, sample->row, out.bytes);
  CHECK(bytes >= 2 && (size_t)bytes <= sample->word_bytes + 1);
  if (expected != NULL) {
    CHECK(bytes == sample->bytes && memcmp(out.bytes, expected, (size_t)bytes) == 0);
  }
  if (copy != NULL) {
    memcpy(copy, out.bytes, (size_t)bytes);
  }
  guarded_free(&out);
  return bytes;
}

static int head_length(const ebpc_packed_format *format, uint8_t mode) {
  int columns = format->floating ? 1 : (format->word_bits + 7) / 8;
  return (mode & 3) == 0   ? 1
         : (mode & 3) == 1 ? 1 + format->container_bytes
                           : 11 + format->container_bytes + 6 * columns;
}

/* Decodes a batch of which a head of the length that byte 0 tells is the head. */
static ebpc_status decode(const struct sample *sample, void *workspace, const uint8_t *batch,
                          int bytes, uint8_t *words) {
  int head_bytes = head_length(&sample->format, batch[0]);
  head_bytes = head_bytes < bytes ? head_bytes : bytes;
  int payload_bytes = bytes - head_bytes;
  struct guarded head = guarded_make((size_t)head_bytes);
  struct guarded payload = guarded_make((size_t)payload_bytes + EBPC_SLACK);
  memcpy(head.bytes, batch, (size_t)head_bytes);
  memcpy(payload.bytes, batch + head_bytes, (size_t)payload_bytes);
  memset(payload.bytes + payload_bytes, 0xB7, EBPC_SLACK);
  ebpc_status status = ebpc_packed_decode(workspace, head.bytes, head_bytes, payload.bytes,
                                          payload_bytes, sample->count, words);
  guarded_free(&head);
  guarded_free(&payload);
  return status;
}

static void check_paths(const struct sample *sample) {
  struct guarded back = guarded_make(sample->word_bytes);
  for (int p = 0; p < PATH_COUNT; p++) {
    if (sample->workspaces[p] != NULL) {
      encode(sample, sample->workspaces[p], sample->batch, NULL);
      memset(back.bytes, 0xEE, sample->word_bytes);
      CHECK(decode(sample, sample->workspaces[p], sample->batch, sample->bytes, back.bytes) ==
            EBPC_OK);
      CHECK(memcmp(back.bytes, sample->words.bytes, sample->word_bytes) == 0);
    }
  }
  guarded_free(&back);
}

/* Changes bits or bytes, in the head as often as elsewhere, or the length. */
static int damage(uint64_t *random, uint8_t *batch, int bytes) {
  for (uint64_t change = next_random(random) % 3; change < 3; change++) {
    uint64_t reach = next_random(random) % 2 == 0 && bytes > 40 ? 40 : (uint64_t)bytes;
    uint8_t *at = batch + next_random(random) % reach;
    switch (next_random(random) % 3) {
      case 0:
        *at = (uint8_t)next_random(random);
        break;
      case 1:
        *at = next_random(random) % 4;
        break;
      default:
        *at ^= (uint8_t)(1 << next_random(random) % 8);
        break;
    }
  }
  return next_random(random) % 8 == 0 ? (int)(next_random(random) % (uint64_t)bytes) + 1 : bytes;
}

static void check_damaged(const struct sample *sample, uint64_t *random) {
  uint8_t *batch = malloc((size_t)sample->bytes);
  CHECK(batch != NULL);
  memcpy(batch, sample->batch, (size_t)sample->bytes);
  int bytes = damage(random, batch, sample->bytes);
  struct guarded first = guarded_make(sample->word_bytes);
  struct guarded other = guarded_make(sample->word_bytes);
  ebpc_status expected = EBPC_OK;
  for (int p = 0; p < PATH_COUNT; p++) {
    if (sample->workspaces[p] == NULL) {
      continue;
    }
    uint8_t *words = p == 0 ? first.bytes : other.bytes;
    ebpc_status status = decode(sample, sample->workspaces[p], batch, bytes, words);
    expected = p == 0 ? status : expected;
    CHECK(status == expected);
    CHECK(status != EBPC_OK || memcmp(first.bytes, words, sample->word_bytes) == 0);
  }
  guarded_free(&first);
  guarded_free(&other);
  free(batch);
}

static void check_sample(uint64_t seed) {
  uint64_t random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
  for (int i = 0; i < 4; i++) {
    next_random(&random);
  }
  guarded_in_front = next_random(&random) % 4 == 0;
  struct sample sample;
  sample.format = random_packed_format(&random);
  int most = EBPC_PACKED_MAX_BYTES / sample.format.container_bytes;
  int few = next_random(&random) % 2 == 0 ? 300 : 9000;
  sample.count = next_random(&random) % 8 == 0 ? most - (int)(next_random(&random) % 70)
                                               : 1 + (int)(next_random(&random) % (uint64_t)few);
  sample.row = (int)(next_random(&random) % (next_random(&random) % 2 == 0 ? 200 : 3000));
  sample.word_bytes = (size_t)(sample.count * sample.format.container_bytes);
  sample.words = guarded_make(sample.word_bytes);
  random_packed_words(&random, &sample.format, sample.count, sample.words.bytes);
  for (int p = 0; p < PATH_COUNT; p++) {
    sample.workspaces[p] = make_packed_workspace(&sample.format, PATHS[p]);
  }
  sample.batch = malloc(sample.word_bytes + 1);
  CHECK(sample.batch != NULL);
  sample.bytes = encode(&sample, sample.workspaces[0], NULL, sample.batch);
  check_paths(&sample);
  for (int i = 0; i < DAMAGES; i++) {
    check_damaged(&sample, &random);
  }
  for (int p = 0; p < PATH_COUNT; p++) {
    if (sample.workspaces[p] != NULL) {
      free_workspace(sample.workspaces[p]);
    }
  }
  guarded_free(&sample.words);
  free(sample.batch);
}

/* docs/packed.md, section 5. */
static void check_example(void) {
  static const uint8_t expected[] = {
      0x0e, 0x00, 0x00, 0x10, 0x00, 0x00, 0x41, 0x00, 0x00, 0x06, 0x00, 0x00, 0x19,
      0x00, 0x00, 0x02, 0x00, 0x00, 0x52, 0x64, 0x87, 0xa9, 0x32, 0xc3, 0x54, 0x99,
      0xe1, 0x2a, 0x4e, 0x72, 0x95, 0x26, 0x38, 0x4a, 0x93, 0x1c, 0x4b, 0x92, 0x1c,
      0xa5, 0xc9, 0x0e, 0x01, 0x59, 0x04, 0x9b, 0x03, 0x28, 0xf0, 0x0f, 0x10, 0x10};
  uint8_t words[128] = {0};
  for (int row = 0; row < 8; row++) {
    for (int column = 4; column < 12; column++) {
      words[16 * row + column] = (uint8_t)(1 + (row + column) % 7);
    }
  }
  words[16 * 3 + 5] = 90;
  words[16 * 5 + 12] = 2;
  const ebpc_packed_format int8 = {1, 8, 1, 0};
  for (int p = 0; p < PATH_COUNT; p++) {
    void *workspace = make_packed_workspace(&int8, PATHS[p]);
    if (workspace != NULL) {
      uint8_t out[EBPC_PACKED_ROOM(128)];
      CHECK(ebpc_packed_encode(workspace, words, 128, 16, out) == sizeof expected);
      CHECK(memcmp(out, expected, sizeof expected) == 0);
      free_workspace(workspace);
    }
  }
}

static void check_arguments(void) {
  static const ebpc_packed_format refused[] = {{0, 8, 0, 0},  {3, 16, 0, 0}, {8, 32, 0, 0},
                                               {1, 1, 0, 0},  {1, 9, 0, 0},  {4, 33, 0, 0},
                                               {2, 15, 1, 1}, {-1, 8, 0, 0}, {4, -8, 0, 0}};
  const ebpc_packed_format int16 = {2, 16, 1, 0};
  uint8_t *workspace = aligned_workspace(ebpc_packed_workspace_size() + EBPC_ALIGNMENT);
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    CHECK(ebpc_packed_prepare(workspace, &refused[i], EBPC_PATH_BEST) == EBPC_BAD_ARGUMENT);
  }
  CHECK(ebpc_packed_prepare(workspace + 1, &int16, EBPC_PATH_BEST) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_packed_prepare(workspace, &int16, (ebpc_path)5) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_packed_prepare(workspace, &int16, EBPC_PATH_BEST) == EBPC_OK);
  uint8_t words[4] = {1, 2, 3, 4};
  uint8_t out[EBPC_PACKED_ROOM(4) + EBPC_SLACK] = {0};
  CHECK(ebpc_packed_encode(workspace, words, 0, 0, out) == 0);
  CHECK(ebpc_packed_encode(workspace, words, -1, 0, out) == 0);
  CHECK(ebpc_packed_encode(workspace, words, EBPC_PACKED_MAX_BYTES / 2 + 1, 0, out) == 0);
  CHECK(ebpc_packed_encode(workspace, words, 2, -1, out) == 0);
  CHECK(ebpc_packed_encode(workspace, words, 2, 0, out) == 5);
  CHECK(ebpc_packed_decode(workspace, out, 1, out + 1, 4, 0, words) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_packed_decode(workspace, out, -1, out + 1, 4, 2, words) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_packed_decode(workspace, out, 1, out + 1, -4, 2, words) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_packed_decode(workspace, out, 0, out + 1, 4, 2, words) == EBPC_BAD_STREAM);
  CHECK(ebpc_packed_decode(workspace, out, 1, out + 1, 3, 2, words) == EBPC_BAD_STREAM);
  CHECK(ebpc_packed_decode(workspace, out, 1, out + 1, 4, 2, words) == EBPC_OK);
  uint8_t array[8] = {0, 1, 2, 3, 4, 0, 0, 0};
  CHECK(ebpc_packed_encode_at(workspace, array, 1, 2, 0, out) == 5);
  CHECK(ebpc_packed_decode_at(workspace, out, 1, out + 1, 4, 2, array, 3) == EBPC_OK);
  CHECK(memcmp(array, (uint8_t[]){0, 1, 2, 1, 2, 3, 4, 0}, sizeof array) == 0);
  free_workspace(workspace);
}

/* Arguments: number of samples, first seed. */
int main(int argc, char **argv) {
  long samples = argc > 1 ? strtol(argv[1], NULL, 10) : 500;
  long seed = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
  check_example();
  check_arguments();
  for (long i = 0; i < samples; i++) {
    current_case = seed + i;
    check_sample((uint64_t)(seed + i));
  }
  return 0;
}
