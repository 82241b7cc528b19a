/*
 * What each stage of the kernels costs, on every path that this CPU has.
 *
 *   ebpc_stages [-w WORD_BITS] [-n BLOCK_SIZE] [-c CHUNKS] [-s SECONDS] [-p PATH] [FILE...]
 *
 * Files are .npy or raw words; they are joined, and cut into chunks of 4096 words, all of which are
 * one call's unless -c says how many a call takes. Without files the words are generated. GB/s of
 * uncompressed words, whatever a stage sees of them: the rates of the stages add up as parallel
 * resistors do. Rounds over all stages, medians.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "workspace.h"

enum { CHUNK_WORDS = 4096, MOST_ROUNDS = 1000, DEFAULT_BYTES = 8 << 20, GROUP = 32 };

struct run {
  ebpc_code parameters;
  ebpc_path path;
  struct workspace *workspace;
  uint8_t *words;
  uint8_t *back;
  int chunks;
  int call_chunks; /* of a call of the library */
  int64_t *word_offset;
  int32_t *word_count;
  int32_t *non_zeros;
  int32_t *znz_start;
  int32_t *znz_bits;
  int32_t *znz_bytes;
  int32_t *bpc_start;
  int32_t *bpc_bits;
  int32_t *bpc_bytes;
  uint8_t *znz;
  uint8_t *bpc;
  uint8_t *scratch;                                   /* streams of single stages */
  uint64_t (*mask)[TILE_PARTS + FLAG_OVERHANG_PARTS]; /* of every chunk */
  uint8_t *values; /* non-zero words of every chunk, values_size apart */
};

static void *make(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 127) / 64 * 64);
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  memset(memory, 0, (bytes + 127) / 64 * 64);
  return memory;
}

/* Seconds of processor time, of which other processes take no part. */
static double now(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

/* The chunks of a call that begins with a given one. */
static ebpc_batch batch_of(struct run *run, int first, uint8_t *words, bool decode) {
  int left = run->chunks - first;
  return (ebpc_batch){first,
                      left < run->call_chunks ? left : run->call_chunks,
                      words,
                      run->word_offset,
                      run->word_count,
                      run->non_zeros,
                      run->znz,
                      run->znz_start,
                      decode ? run->znz_bytes : run->znz_bits,
                      run->bpc,
                      run->bpc_start,
                      decode ? run->bpc_bytes : run->bpc_bits};
}

static void encode(struct run *run) {
  for (int first = 0; first < run->chunks; first += run->call_chunks) {
    ebpc_batch batch = batch_of(run, first, run->words, false);
    ebpc_encode(run->workspace, &batch);
  }
}

static void decode(struct run *run) {
  for (int first = 0; first < run->chunks; first += run->call_chunks) {
    ebpc_batch batch = batch_of(run, first, run->back, true);
    if (ebpc_decode(run->workspace, &batch, NULL) != EBPC_OK) {
      fprintf(stderr, "decoding failed\n");
      exit(1);
    }
  }
}

static uint8_t *values_of(struct run *run, int chunk) {
  return run->values + (size_t)chunk * values_size(&run->workspace->code);
}

static void split(struct run *run) {
  for (int i = 0; i < run->chunks; i++) {
    run->workspace->kernels.split(run->words + run->word_offset[i], run->word_count[i],
                                  run->mask[i], values_of(run, i));
  }
}

static void write_flags(struct run *run) {
  struct workspace *workspace = run->workspace;
  for (int i = 0; i < run->chunks; i++) {
    struct flag_writer flags = {.pending = 0};
    writer_begin(&flags.out, run->scratch);
    workspace->kernels.write_flags(&workspace->code, &workspace->tables, &flags, run->mask[i],
                                   run->word_count[i] / 64);
  }
}

static void encode_blocks(struct run *run) {
  struct workspace *workspace = run->workspace;
  for (int i = 0; i < run->chunks; i++) {
    struct bit_writer out;
    writer_begin(&out, run->scratch);
    int blocks = (int)blocks_of(&workspace->code, run->non_zeros[i]);
    workspace->kernels.encode_blocks(&workspace->code, values_of(run, i), blocks, &out);
  }
}

static int group_of(const struct run *run, int first) {
  return run->chunks - first < GROUP ? run->chunks - first : GROUP;
}

static void read_flags(struct run *run) {
  static struct flag_reader readers[GROUP];
  struct flag_reader *current[GROUP];
  for (int first = 0; first < run->chunks; first += GROUP) {
    int count = group_of(run, first);
    for (int i = 0; i < count; i++) {
      int chunk = first + i;
      readers[i].stream = run->znz + run->znz_start[chunk];
      readers[i].bit = 0;
      readers[i].limit = (uint64_t)run->znz_bytes[chunk] * 8;
      readers[i].left = run->word_count[chunk];
      readers[i].have = 0;
      current[i] = &readers[i];
    }
    run->workspace->kernels.read_flags(&run->workspace->code, &run->workspace->tables, current,
                                       run->word_count + first, count);
  }
}

static void decode_blocks(struct run *run) {
  struct workspace *workspace = run->workspace;
  struct block_job jobs[GROUP];
  for (int first = 0; first < run->chunks; first += GROUP) {
    int count = group_of(run, first);
    for (int i = 0; i < count; i++) {
      int chunk = first + i;
      jobs[i] = (struct block_job){run->bpc + run->bpc_start[chunk], 0,
                                   (uint64_t)run->bpc_bytes[chunk] * 8,
                                   (int)blocks_of(&workspace->code, run->non_zeros[chunk]),
                                   workspace->values + (size_t)i * values_size(&workspace->code)};
    }
    workspace->kernels.decode_blocks(&workspace->code, jobs, count);
  }
}

static void join(struct run *run) {
  for (int i = 0; i < run->chunks; i++) {
    run->workspace->kernels.join(run->mask[i], run->word_count[i], values_of(run, i),
                                 run->back + run->word_offset[i]);
  }
}

static const struct {
  const char *name;
  void (*work)(struct run *);
} STAGES[] = {
    {"encode", encode},
    {"  zero compaction", split},
    {"  ZNZ coding", write_flags},
    {"  symbol coding and packing", encode_blocks},
    {"decode", decode},
    {"  ZNZ parsing", read_flags},
    {"  symbol parsing and inverse", decode_blocks},
    {"  zero expansion", join},
};

enum { STAGE_COUNT = sizeof STAGES / sizeof STAGES[0] };

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a;
  double y = *(const double *)b;
  return (x > y) - (x < y);
}

static void measure(struct run *run, double seconds, size_t bytes) {
  static double times[STAGE_COUNT][MOST_ROUNDS];
  double end = now() + seconds;
  int rounds = 0;
  for (; rounds < 3 || (rounds < MOST_ROUNDS && now() < end); rounds++) {
    for (int s = 0; s < STAGE_COUNT; s++) {
      double start = now();
      STAGES[s].work(run);
      times[s][rounds] = now() - start;
    }
  }
  printf("%s, %d rounds\n", ebpc_path_name(run->path), rounds);
  for (int s = 0; s < STAGE_COUNT; s++) {
    qsort(times[s], (size_t)rounds, sizeof times[s][0], by_size);
    printf("%-28s %7.3f GB/s, best %7.3f\n", STAGES[s].name,
           1e-9 * (double)bytes / times[s][rounds / 2], 1e-9 * (double)bytes / times[s][0]);
  }
}

static void prepare(struct run *run, size_t bytes) {
  size_t container = (size_t)run->parameters.container_bytes;
  size_t words = bytes / container;
  run->chunks = (int)((words + CHUNK_WORDS - 1) / CHUNK_WORDS);
  size_t chunks = (size_t)run->chunks;
  run->word_offset = make(chunks * sizeof run->word_offset[0]);
  int32_t **numbers[] = {&run->word_count, &run->non_zeros, &run->znz_start, &run->znz_bits,
                         &run->znz_bytes,  &run->bpc_start, &run->bpc_bits,  &run->bpc_bytes};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    *numbers[i] = make(chunks * sizeof(int32_t));
  }
  for (size_t i = 0; i < chunks; i++) {
    size_t left = words - i * CHUNK_WORDS;
    run->word_offset[i] = (int64_t)(i * CHUNK_WORDS * container);
    run->word_count[i] = (int32_t)(left < CHUNK_WORDS ? left : CHUNK_WORDS);
  }
  run->znz = make(chunks * (size_t)(ebpc_max_znz_bits(&run->parameters, CHUNK_WORDS) / 8 + 1) + 64);
  run->bpc = make(chunks * (size_t)(ebpc_max_bpc_bits(&run->parameters, CHUNK_WORDS) / 8 + 1) + 64);
  run->scratch =
      make((size_t)(ebpc_max_bpc_bits(&run->parameters, CHUNK_WORDS) / 8) + CHUNK_WORDS + 64);
  run->back = make(bytes);
  run->mask = make(chunks * sizeof run->mask[0]);
}

static void run_path(struct run *run, ebpc_path path, double seconds, size_t bytes) {
  run->path = path;
  run->workspace = make(ebpc_workspace_size(&run->parameters));
  if (ebpc_prepare(run->workspace, &run->parameters, 0, path) == EBPC_OK) {
    run->values = make((size_t)run->chunks * values_size(&run->workspace->code));
    encode(run);
    for (int i = 0; i < run->chunks; i++) {
      run->znz_bytes[i] = (run->znz_bits[i] + 7) / 8;
      run->bpc_bytes[i] = (run->bpc_bits[i] + 7) / 8;
    }
    decode(run);
    if (memcmp(run->words, run->back, bytes) != 0) {
      fprintf(stderr, "%s: words differ\n", ebpc_path_name(path));
      exit(1);
    }
    split(run);
    measure(run, seconds, bytes);
    free(run->values);
  }
  free(run->workspace);
}

/* Appends a file's words; an .npy header is left out. */
static size_t append_file(const char *name, uint8_t **words, size_t have) {
  FILE *file = fopen(name, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
    perror(name);
    exit(1);
  }
  size_t size = (size_t)ftell(file);
  rewind(file);
  uint8_t *all = make(have + size);
  memcpy(all, *words, have);
  if (fread(all + have, 1, size, file) != size) {
    perror(name);
    exit(1);
  }
  fclose(file);
  size_t header = 0;
  if (size > 10 && memcmp(all + have, "\x93NUMPY", 6) == 0) {
    header = 10 + (size_t)(all[have + 8] | all[have + 9] << 8);
  }
  memmove(all + have, all + have + header, size - header);
  free(*words);
  *words = all;
  return have + size - header;
}

/* A rectified random walk: half of the words are zero, neighbours differ by little. */
static size_t generate(uint8_t **words, int container) {
  free(*words);
  *words = make(DEFAULT_BYTES);
  uint64_t random = 1;
  int value = 0;
  for (int i = 0; i < DEFAULT_BYTES / container; i++) {
    random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    value = value * 15 / 16 + (int)(random >> 59) - 16;
    (*words)[i * container] = (uint8_t)(value > 0 ? value : 0);
  }
  return DEFAULT_BYTES;
}

int main(int argc, char **argv) {
  struct run run = {.parameters = {8, 8, 16, 1, 0}};
  double seconds = 3;
  const char *only = NULL;
  int at = 1;
  for (; at + 1 < argc && argv[at][0] == '-'; at += 2) {
    switch (argv[at][1]) {
      case 'w':
        run.parameters.word_bits = atoi(argv[at + 1]);
        break;
      case 'n':
        run.parameters.block_size = atoi(argv[at + 1]);
        break;
      case 'c':
        run.call_chunks = atoi(argv[at + 1]);
        break;
      case 's':
        seconds = atof(argv[at + 1]);
        break;
      case 'p':
        only = argv[at + 1];
        break;
      default:
        fprintf(stderr, "unknown option %s\n", argv[at]);
        return 2;
    }
  }
  int bits = run.parameters.word_bits;
  run.parameters.container_bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
  run.parameters.sign_extended = bits != 8 * run.parameters.container_bytes;
  if (ebpc_workspace_size(&run.parameters) == 0) {
    fprintf(stderr, "no such code\n");
    return 2;
  }
  run.words = make(64);
  size_t bytes = 0;
  for (int i = at; i < argc; i++) {
    bytes = append_file(argv[i], &run.words, bytes);
  }
  if (bytes == 0) {
    bytes = generate(&run.words, run.parameters.container_bytes);
  }
  prepare(&run, bytes);
  if (run.call_chunks <= 0) {
    run.call_chunks = run.chunks;
  }
  printf("%.1f MB\n", 1e-6 * (double)bytes);
  for (int path = EBPC_PATH_PORTABLE; path <= EBPC_PATH_AVX512; path++) {
    if (only == NULL || strcmp(only, ebpc_path_name((ebpc_path)path)) == 0) {
      run_path(&run, (ebpc_path)path, seconds, bytes);
    }
  }
  return 0;
}
