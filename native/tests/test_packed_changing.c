/*
 * Packed batches that change while they are coded and decoded: whatever the outcome, nothing is
 * read or written outside of its memory, which unmapped pages surround.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "packed_input.h"

static const ebpc_path PATHS[] = {EBPC_PATH_PORTABLE, EBPC_PATH_NEON, EBPC_PATH_AVX2,
                                  EBPC_PATH_AVX512};

enum { CALLS = 60 };

/* Memory that a thread writes to until it is told to stop. */
struct changing {
  uint8_t *bytes;
  size_t size;
  uint64_t random;
  atomic_bool stop;
};

static void *change(void *argument) {
  struct changing *memory = argument;
  while (!atomic_load_explicit(&memory->stop, memory_order_relaxed)) {
    uint64_t x = next_random(&memory->random);
    volatile uint8_t *at = memory->bytes + (x >> 8) % memory->size;
    uint8_t before = *at;
    *at = (uint8_t)x;
    /* Most checks are passed only with what was there. */
    for (int i = 0; i < (int)(x >> 56); i++) {
      (void)*at;
    }
    *at = before;
  }
  return NULL;
}

static void begin_change(struct changing *memory, pthread_t *thread) {
  atomic_init(&memory->stop, false);
  CHECK(pthread_create(thread, NULL, change, memory) == 0);
}

static void end_change(struct changing *memory, pthread_t thread) {
  atomic_store(&memory->stop, true);
  CHECK(pthread_join(thread, NULL) == 0);
}

static int head_length(const ebpc_packed_format *format, uint8_t mode) {
  int columns = format->floating ? 1 : (format->word_bits + 7) / 8;
  return mode == 0   ? 1
         : mode == 1 ? 1 + format->container_bytes
                     : 11 + format->container_bytes + 6 * columns;
}

/* Adds what the decoder said of changing batches. */
static void check_sample(uint64_t seed, ebpc_path path, long *outcomes) {
  uint64_t random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
  ebpc_packed_format format = random_packed_format(&random);
  void *workspace = make_packed_workspace(&format, path);
  if (workspace == NULL) {
    return;
  }
  guarded_in_front = seed % 4 == 0;
  int count = 200 + (int)(next_random(&random) % 5000);
  size_t word_bytes = (size_t)(count * format.container_bytes);
  struct guarded words = guarded_make(word_bytes);
  struct guarded out = guarded_make(EBPC_PACKED_ROOM(word_bytes));
  random_packed_words(&random, &format, count, words.bytes);
  int row = (int)(next_random(&random) % 300);
  int bytes = ebpc_packed_encode(workspace, words.bytes, count, row, out.bytes);
  int head_bytes = head_length(&format, out.bytes[0]);
  int payload_bytes = bytes - head_bytes;
  struct guarded payload = guarded_make((size_t)payload_bytes + EBPC_SLACK);
  memcpy(payload.bytes, out.bytes + head_bytes, (size_t)payload_bytes);
  uint8_t head[EBPC_PACKED_MAX_HEAD];
  memcpy(head, out.bytes, (size_t)head_bytes);

  pthread_t thread;
  struct changing changing = {words.bytes, word_bytes, random, false};
  begin_change(&changing, &thread);
  for (int i = 0; i < CALLS; i++) {
    int again = ebpc_packed_encode(workspace, words.bytes, count, row, out.bytes);
    CHECK(again >= 2 && (size_t)again <= word_bytes + 1);
  }
  end_change(&changing, thread);

  changing.bytes = payload_bytes > 0 ? payload.bytes : head;
  changing.size = payload_bytes > 0 ? (size_t)payload_bytes : (size_t)head_bytes;
  begin_change(&changing, &thread);
  for (int i = 0; i < CALLS; i++) {
    ebpc_status status = ebpc_packed_decode(workspace, head, head_bytes, payload.bytes,
                                            payload_bytes, count, words.bytes);
    CHECK(status == EBPC_OK || status == EBPC_BAD_STREAM);
    outcomes[status == EBPC_OK]++;
  }
  end_change(&changing, thread);
  guarded_free(&payload);
  guarded_free(&out);
  guarded_free(&words);
  free_workspace(workspace);
}

/* Arguments: number of samples, first seed. */
int main(int argc, char **argv) {
  long samples = argc > 1 ? strtol(argv[1], NULL, 10) : 50;
  long seed = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
  long outcomes[2] = {0, 0};
  for (long i = 0; i < samples; i++) {
    current_case = seed + i;
    for (size_t p = 0; p < sizeof PATHS / sizeof PATHS[0]; p++) {
      check_sample((uint64_t)(seed + i), PATHS[p], outcomes);
    }
  }
  printf("%ld refused, %ld accepted\n", outcomes[0], outcomes[1]);
  return 0;
}
