/*
 * Every path against the reference, over random codes and data, with unmapped pages behind every
 * buffer or in front of it: equal streams, equal words back, and for damaged streams the same
 * verdict and error.
 */
#include <string.h>

#include "harness.h"
#include "reference.h"
#include "strict.h"

enum { MOST_CHUNKS = 40, DAMAGES = 8 };

static const ebpc_path PATHS[] = {EBPC_PATH_PORTABLE, EBPC_PATH_NEON, EBPC_PATH_AVX2,
                                  EBPC_PATH_AVX512};

struct sample {
  ebpc_code code;
  bool padded_to_words;
  int chunks;
  int64_t word_offset[MOST_CHUNKS];
  int32_t word_count[MOST_CHUNKS];
  int32_t non_zeros[MOST_CHUNKS];
  struct guarded words;
  size_t word_bytes;
  struct guarded znz;
  struct guarded bpc;
  int32_t znz_start[MOST_CHUNKS];
  int32_t znz_bits[MOST_CHUNKS];
  int32_t bpc_start[MOST_CHUNKS];
  int32_t bpc_bits[MOST_CHUNKS];
  size_t znz_bytes;
  size_t bpc_bytes;
};

static ebpc_code random_code(uint64_t *random) {
  static const ebpc_code common[] = {
      {8, 8, 16, 1, 0},  {8, 8, 16, 1, 1},   {8, 8, 64, 1, 1},    {16, 8, 16, 2, 1},
      {16, 8, 2, 2, 0},  {16, 16, 16, 2, 0}, {16, 16, 32, 2, 1},  {32, 8, 16, 4, 0},
      {32, 8, 4, 4, 1},  {32, 16, 16, 4, 1}, {32, 16, 256, 4, 0}, {12, 8, 16, 2, 1},
      {12, 8, 16, 2, 0}, {12, 16, 16, 2, 1}, {24, 8, 16, 4, 0},   {24, 16, 8, 4, 1},
      {8, 8, 16, 2, 1},  {8, 8, 16, 4, 0},   {16, 8, 16, 4, 1},   {16, 16, 16, 4, 0}};
  const uint64_t count = sizeof common / sizeof common[0];
  uint64_t choice = next_random(random) % (2 * count);
  if (choice < count) {
    return common[choice];
  }
  ebpc_code code;
  code.word_bits = 2 + (int)(next_random(random) % 31);
  code.block_size = 4 << next_random(random) % 5;
  code.max_zero_run = 2 << next_random(random) % 8;
  int fewest = code.word_bits <= 8 ? 1 : code.word_bits <= 16 ? 2 : 4;
  int choices[] = {fewest, fewest, fewest, 2 * fewest, 4};
  code.container_bytes = choices[next_random(random) % 5];
  code.container_bytes = code.container_bytes > 4 ? 4 : code.container_bytes;
  code.sign_extended = next_random(random) & 1;
  return code;
}

/* Words as different as rectified walks, noise, constants, zeros and numbers with a sign bit. */
static void random_words(const ebpc_code *code, uint64_t *random, uint32_t *words, int count) {
  uint64_t kind = next_random(random) % 9;
  uint64_t zero_share = next_random(random) % 17;
  uint64_t rhythm = next_random(random) % 3; /* of zeros: runs, any, every second word */
  uint32_t keep = UINT32_MAX >> (32 - code->word_bits);
  uint32_t word = (uint32_t)next_random(random);
  bool zero = false;
  for (int i = 0; i < count; i++) {
    uint64_t r = next_random(random);
    if (rhythm == 2 && r % 32 != 0) {
      zero = !zero;
    } else if (rhythm == 1 || r % 4 == 0) {
      zero = (r >> 8) % 16 < zero_share;
    }
    switch (kind) {
      case 0:
        word = (uint32_t)(r >> 16);
        break;
      case 1:
        word += (uint32_t)(r >> 16) % 7 - 3;
        break;
      case 2:
        word = (uint32_t)(r >> 16) % 128 & (uint32_t)(r >> 32);
        break;
      case 3:
        word = (r >> 20) % 8 == 0 ? ~word : word;
        break;
      case 4:
        word = UINT32_C(1) << (r >> 16) % (unsigned)code->word_bits;
        break;
      case 5: /* mantissas behind a sign and a small exponent, as floating-point numbers are */
        word = (uint32_t)((r >> 16 & UINT32_MAX) >> (33 - code->word_bits + (int)(r >> 60))) |
               (uint32_t)(r >> 59 & 1) << (code->word_bits - 1);
        break;
      case 6: /* the ends of the range: deltas overflow in some words, all words or none */
        word = (keep >> 1) + ((r >> 16) % 16 < zero_share);
        break;
      case 7: /* planes that are full of ones or empty */
        word = i % 2 == 0 ? word : word + (UINT32_C(1) << (r >> 16) % (unsigned)code->word_bits);
        break;
      default:
        word = (uint32_t)(r >> 16) % 3 - 1;
        break;
    }
    words[i] = zero ? 0 : word & keep;
  }
}

static void make_sample(struct sample *sample, uint64_t *random) {
  sample->code = random_code(random);
  const ebpc_code *code = &sample->code;
  sample->padded_to_words = next_random(random) % 4 == 0;
  sample->chunks = 1 + (int)(next_random(random) % MOST_CHUNKS);
  int longest = next_random(random) % 16 == 0 ? 20000 : next_random(random) % 4 == 0 ? 5000 : 300;
  int total = 0;
  int64_t znz_room = 0;
  int64_t bpc_room = 0;
  for (int i = 0; i < sample->chunks; i++) {
    sample->word_count[i] = 1 + (int)(next_random(random) % (unsigned)longest);
    sample->word_offset[i] = (int64_t)total * code->container_bytes;
    total += sample->word_count[i];
    znz_room += (ebpc_max_znz_bits(code, sample->word_count[i]) + 7) / 8;
    bpc_room += (ebpc_max_bpc_bits(code, sample->word_count[i]) + 7) / 8;
  }
  sample->word_bytes = (size_t)total * (size_t)code->container_bytes;
  sample->words = guarded_make(sample->word_bytes);
  sample->znz = guarded_make((size_t)znz_room + EBPC_SLACK);
  sample->bpc = guarded_make((size_t)bpc_room + EBPC_SLACK);
  uint32_t *words = malloc((size_t)longest * sizeof words[0]);
  CHECK(words != NULL);
  struct bits znz = {sample->znz.bytes, 0};
  struct bits bpc = {sample->bpc.bytes, 0};
  for (int i = 0; i < sample->chunks; i++) {
    random_words(code, random, words, sample->word_count[i]);
    for (int w = 0; w < sample->word_count[i]; w++) {
      store_word(sample->words.bytes + sample->word_offset[i], code, w, words[w]);
    }
    sample->znz_start[i] = (int32_t)(znz.count / 8);
    sample->bpc_start[i] = (int32_t)(bpc.count / 8);
    int64_t znz_begin = znz.count;
    int64_t bpc_begin = bpc.count;
    sample->non_zeros[i] = reference_encode(code, words, sample->word_count[i], &znz, &bpc);
    sample->znz_bits[i] = (int32_t)(znz.count - znz_begin);
    sample->bpc_bits[i] = (int32_t)(bpc.count - bpc_begin);
    znz.count = (znz.count + 7) / 8 * 8;
    bpc.count = (bpc.count + 7) / 8 * 8;
  }
  sample->znz_bytes = (size_t)znz.count / 8;
  sample->bpc_bytes = (size_t)bpc.count / 8;
  free(words);
}

static void free_sample(struct sample *sample) {
  guarded_free(&sample->words);
  guarded_free(&sample->znz);
  guarded_free(&sample->bpc);
}

static void check_encoder(struct sample *sample, void *workspace) {
  int32_t non_zeros[MOST_CHUNKS];
  int32_t starts[2][MOST_CHUNKS];
  int32_t bits[2][MOST_CHUNKS];
  struct guarded znz = guarded_make(sample->znz_bytes + EBPC_SLACK);
  struct guarded bpc = guarded_make(sample->bpc_bytes + EBPC_SLACK);
  ebpc_batch batch = {0,
                      sample->chunks,
                      sample->words.bytes,
                      sample->word_offset,
                      sample->word_count,
                      non_zeros,
                      znz.bytes,
                      starts[0],
                      bits[0],
                      bpc.bytes,
                      starts[1],
                      bits[1]};
  /* In two calls, the second of which goes on where the first one ended. */
  batch.chunks = sample->chunks / 2;
  CHECK(ebpc_encode(workspace, &batch) == EBPC_OK);
  batch.first = batch.chunks;
  batch.chunks = sample->chunks - batch.first;
  CHECK(ebpc_encode(workspace, &batch) == EBPC_OK);
  size_t array = (size_t)sample->chunks * sizeof non_zeros[0];
  CHECK(memcmp(non_zeros, sample->non_zeros, array) == 0);
  CHECK(memcmp(starts[0], sample->znz_start, array) == 0);
  CHECK(memcmp(starts[1], sample->bpc_start, array) == 0);
  CHECK(memcmp(bits[0], sample->znz_bits, array) == 0);
  CHECK(memcmp(bits[1], sample->bpc_bits, array) == 0);
  CHECK(memcmp(znz.bytes, sample->znz.bytes, sample->znz_bytes) == 0);
  CHECK(memcmp(bpc.bytes, sample->bpc.bytes, sample->bpc_bytes) == 0);
  guarded_free(&znz);
  guarded_free(&bpc);
}

/* Some streams in memory that ends EBPC_SLACK behind the last of them, in any order. */
struct placed {
  struct guarded memory;
  int32_t start[MOST_CHUNKS];
  int32_t size[MOST_CHUNKS];
  int32_t end;
};

/* Streams of a sample, perhaps damaged. */
struct streams {
  struct placed znz;
  struct placed bpc;
  int32_t declared[MOST_CHUNKS];
};

static int32_t decoded_bytes(const struct sample *sample, int32_t bits) {
  int32_t unit = sample->padded_to_words ? sample->code.word_bits : 1;
  return ((bits + unit - 1) / unit * unit + 7) / 8;
}

static void place_streams(const struct sample *sample, const uint8_t *bytes, const int32_t *starts,
                          const int32_t *bits, const int *order, uint64_t *random,
                          struct placed *placed) {
  placed->end = 0;
  for (int i = 0; i < sample->chunks; i++) {
    int chunk = order[i];
    placed->start[chunk] = placed->end;
    placed->size[chunk] = decoded_bytes(sample, bits[chunk]);
    placed->end += placed->size[chunk];
  }
  placed->memory = guarded_make((size_t)placed->end + EBPC_SLACK);
  memset(placed->memory.bytes, 0, (size_t)placed->end);
  for (int i = 0; i < sample->chunks; i++) {
    memcpy(placed->memory.bytes + placed->start[i], bytes + starts[i], (size_t)(bits[i] + 7) / 8);
  }
  for (int i = 0; i < EBPC_SLACK; i++) {
    placed->memory.bytes[placed->end + i] = (uint8_t)next_random(random);
  }
}

/* Chunk after chunk, or in a random order. */
static void choose_order(int chunks, uint64_t *random, int *order) {
  bool mixed = next_random(random) & 1;
  for (int i = 0; i < chunks; i++) {
    int at = mixed ? (int)(next_random(random) % (unsigned)(i + 1)) : i;
    order[i] = order[at];
    order[at] = i;
  }
}

static void copy_streams(const struct sample *sample, uint64_t *random, struct streams *streams) {
  int order[MOST_CHUNKS];
  choose_order(sample->chunks, random, order);
  place_streams(sample, sample->znz.bytes, sample->znz_start, sample->znz_bits, order, random,
                &streams->znz);
  place_streams(sample, sample->bpc.bytes, sample->bpc_start, sample->bpc_bits, order, random,
                &streams->bpc);
  for (int i = 0; i < sample->chunks; i++) {
    streams->declared[i] = next_random(random) & 1 ? sample->non_zeros[i] : EBPC_UNKNOWN;
  }
}

static void free_streams(struct streams *streams) {
  guarded_free(&streams->znz.memory);
  guarded_free(&streams->bpc.memory);
}

static void damage(const struct sample *sample, uint64_t *random, struct streams *streams) {
  unsigned chunk = (unsigned)(next_random(random) % (unsigned)sample->chunks);
  struct placed *placed = next_random(random) % 3 == 0 ? &streams->znz : &streams->bpc;
  int32_t *size = &placed->size[chunk];
  switch (next_random(random) % 6) {
    case 0:
      if (*size > 0) {
        *size -= 1 + (int32_t)(next_random(random) % (unsigned)*size);
      }
      break;
    case 1:
      *size += (int32_t)(next_random(random) % (unsigned)(placed->end - placed->start[chunk] + 1));
      *size =
          placed->start[chunk] + *size > placed->end ? placed->end - placed->start[chunk] : *size;
      break;
    case 2:
      streams->declared[chunk] = sample->non_zeros[chunk] + 1;
      break;
    case 3: /* noise from somewhere on */
      for (int32_t i = (int32_t)(next_random(random) % (unsigned)(*size + 1)); i < *size; i++) {
        placed->memory.bytes[placed->start[chunk] + i] = (uint8_t)next_random(random);
      }
      break;
    default:
      for (int i = 0; i < 3 && placed->end > 0; i++) {
        placed->memory.bytes[next_random(random) % (unsigned)placed->end] ^=
            (uint8_t)(1U << next_random(random) % 8);
      }
      break;
  }
}

static ebpc_batch batch_of(struct sample *sample, struct streams *streams, uint8_t *words,
                           int32_t *non_zeros) {
  return (ebpc_batch){0,
                      sample->chunks,
                      words,
                      sample->word_offset,
                      sample->word_count,
                      non_zeros,
                      streams->znz.memory.bytes,
                      streams->znz.start,
                      streams->znz.size,
                      streams->bpc.memory.bytes,
                      streams->bpc.start,
                      streams->bpc.size};
}

/* The error that the plain reading of the format finds. */
static ebpc_error read_strictly(struct sample *sample, struct streams *streams) {
  struct code code;
  CHECK(ebpc_code_of(&sample->code, &code));
  code.stream_unit = sample->padded_to_words ? code.word_bits : 1;
  ebpc_batch batch = batch_of(sample, streams, NULL, streams->declared);
  ebpc_error error = {EBPC_OK, 0, 0, 0};
  ebpc_find_error(&code, &batch, 0, sample->chunks, &error);
  return error;
}

static ebpc_error decode(struct sample *sample, void *workspace, struct streams *streams,
                         uint8_t *words, bool ask) {
  int32_t non_zeros[MOST_CHUNKS];
  memcpy(non_zeros, streams->declared, sizeof non_zeros);
  ebpc_batch batch = batch_of(sample, streams, words, non_zeros);
  ebpc_error error = {EBPC_OK, 0, 0, 0};
  ebpc_status status = ebpc_decode(workspace, &batch, ask ? &error : NULL);
  CHECK(ask ? status == error.status : status == EBPC_OK || status == EBPC_BAD_STREAM);
  error.status = status;
  if (status == EBPC_OK) {
    for (int i = 0; i < sample->chunks; i++) {
      CHECK(streams->declared[i] == EBPC_UNKNOWN || non_zeros[i] == streams->declared[i]);
    }
  }
  return error;
}

static void check_decoder(struct sample *sample, void *workspace, uint64_t *random) {
  struct streams streams;
  struct guarded words = guarded_make(sample->word_bytes);
  memset(words.bytes, 0x5A, sample->word_bytes);
  copy_streams(sample, random, &streams);
  CHECK(decode(sample, workspace, &streams, words.bytes, true).status == EBPC_OK);
  CHECK(memcmp(words.bytes, sample->words.bytes, sample->word_bytes) == 0);
  free_streams(&streams);
  guarded_free(&words);
}

/* All paths must accept or reject alike and give the same words. */
static void check_damaged(struct sample *sample, void *const *workspaces, uint64_t *random) {
  struct streams streams;
  copy_streams(sample, random, &streams);
  damage(sample, random, &streams);
  struct guarded first = guarded_make(sample->word_bytes);
  struct guarded other = guarded_make(sample->word_bytes);
  memset(first.bytes, 0x11, sample->word_bytes);
  memset(other.bytes, 0xEE, sample->word_bytes);
  ebpc_error expected = read_strictly(sample, &streams);
  ebpc_status status = decode(sample, workspaces[0], &streams, first.bytes, false).status;
  CHECK((status == EBPC_OK) == (expected.status == EBPC_OK));
  for (size_t p = 0; p < sizeof PATHS / sizeof PATHS[0]; p++) {
    if (workspaces[p] == NULL) {
      continue;
    }
    ebpc_error found = decode(sample, workspaces[p], &streams, other.bytes, true);
    CHECK(found.status == expected.status);
    if (expected.status == EBPC_OK) {
      CHECK(memcmp(first.bytes, other.bytes, sample->word_bytes) == 0);
    } else {
      CHECK(found.chunk == expected.chunk && found.in_bpc == expected.in_bpc);
      CHECK(found.bit == expected.bit);
      CHECK(decode(sample, workspaces[p], &streams, other.bytes, false).status == EBPC_BAD_STREAM);
    }
  }
  guarded_free(&first);
  guarded_free(&other);
  free_streams(&streams);
}

static void check_sample(uint64_t seed) {
  uint64_t random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
  for (int i = 0; i < 4; i++) {
    next_random(&random);
  }
  guarded_in_front = next_random(&random) % 4 == 0;
  struct sample sample;
  make_sample(&sample, &random);
  void *workspaces[sizeof PATHS / sizeof PATHS[0]];
  for (size_t p = 0; p < sizeof PATHS / sizeof PATHS[0]; p++) {
    workspaces[p] = make_workspace(&sample.code, sample.padded_to_words, PATHS[p]);
    if (workspaces[p] != NULL) {
      check_encoder(&sample, workspaces[p]);
      check_decoder(&sample, workspaces[p], &random);
    }
  }
  for (int i = 0; i < DAMAGES; i++) {
    check_damaged(&sample, workspaces, &random);
  }
  for (size_t p = 0; p < sizeof PATHS / sizeof PATHS[0]; p++) {
    if (workspaces[p] != NULL) {
      free_workspace(workspaces[p]);
    }
  }
  free_sample(&sample);
}

/* Arguments: number of samples, first seed. */
int main(int argc, char **argv) {
  long samples = argc > 1 ? strtol(argv[1], NULL, 10) : 500;
  long seed = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
  for (long i = 0; i < samples; i++) {
    current_case = seed + i;
    check_sample((uint64_t)(seed + i));
  }
  return 0;
}
