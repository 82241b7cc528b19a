/* What the functions refuse, and what their bounds are worth. */
#include <string.h>

#include "harness.h"

static void check_codes(void) {
  static const ebpc_code wrong[] = {{1, 8, 16, 1, 0},  {33, 8, 16, 4, 0},  {8, 2, 16, 1, 0},
                                    {8, 12, 16, 1, 0}, {8, 128, 16, 1, 0}, {8, 8, 1, 1, 0},
                                    {8, 8, 512, 1, 0}, {8, 8, 20, 1, 0},   {9, 8, 16, 1, 0},
                                    {8, 8, 16, 3, 0},  {17, 8, 16, 2, 0},  {8, 8, 16, 0, 0}};
  _Alignas(EBPC_ALIGNMENT) static uint8_t memory[EBPC_ALIGNMENT];
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    current_case = (long)i;
    CHECK(ebpc_workspace_size(&wrong[i]) == 0);
    CHECK(ebpc_prepare(memory, &wrong[i], 0, EBPC_PATH_BEST) == EBPC_BAD_ARGUMENT);
  }
}

static void check_paths(void) {
  ebpc_code code = {8, 8, 16, 1, 0};
  uint8_t *workspace = make_workspace(&code, false, EBPC_PATH_BEST);
  CHECK(ebpc_abi() == EBPC_ABI);
  CHECK(strcmp(ebpc_path_name(EBPC_PATH_AVX512), "avx512") == 0);
  CHECK(ebpc_path_name((ebpc_path)5) == NULL);
  CHECK(ebpc_path_name((ebpc_path)-1) == NULL);
  CHECK(ebpc_prepare(workspace, &code, 0, (ebpc_path)5) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_prepare(workspace + 8, &code, 0, EBPC_PATH_BEST) == EBPC_BAD_ARGUMENT);
  CHECK(ebpc_prepare(workspace, &code, 0, ebpc_best_path()) == EBPC_OK);
#if defined(EBPC_EMULATE_AVX512)
  CHECK(ebpc_best_path() == EBPC_PATH_AVX512);
#endif
#if defined(__x86_64__)
  CHECK(ebpc_prepare(workspace, &code, 0, EBPC_PATH_NEON) == EBPC_UNSUPPORTED_PATH);
#else
  CHECK(ebpc_prepare(workspace, &code, 0, EBPC_PATH_AVX2) == EBPC_UNSUPPORTED_PATH);
#endif
  free_workspace(workspace);
}

static bool runs_here(ebpc_path path) {
  static const ebpc_code code = {8, 8, 16, 1, 0};
  void *workspace = make_workspace(&code, false, path);
  if (workspace == NULL) {
    return false;
  }
  free_workspace(workspace);
  return true;
}

/* For which codes the paths have kernels of their own; plain C is what they are measured by. */
static void check_kernels(void) {
  static const struct {
    ebpc_code code;
    int32_t own;
  } cases[] = {{{8, 8, 16, 1, 0}, 1},   {{8, 8, 256, 1, 1}, 1},  {{8, 16, 16, 1, 0}, 0},
               {{8, 4, 16, 1, 0}, 0},   {{7, 8, 16, 1, 0}, 0},   {{16, 8, 16, 2, 1}, 1},
               {{16, 16, 16, 2, 0}, 1}, {{9, 8, 16, 2, 0}, 1},   {{8, 8, 16, 2, 0}, 0},
               {{16, 4, 16, 2, 0}, 0},  {{16, 32, 16, 2, 0}, 0}, {{32, 8, 16, 4, 0}, 1},
               {{32, 16, 16, 4, 0}, 1}, {{17, 16, 2, 4, 1}, 1},  {{16, 16, 16, 4, 0}, 0},
               {{32, 64, 16, 4, 0}, 0}, {{9, 8, 16, 1, 0}, 0},   {{16, 8, 16, 3, 0}, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const ebpc_code *code = &cases[i].code;
    current_case = (long)i;
    for (int path = EBPC_PATH_PORTABLE; path <= EBPC_PATH_AVX512; path++) {
      bool simd = path != EBPC_PATH_PORTABLE && runs_here((ebpc_path)path);
      CHECK(ebpc_has_kernels(code, (ebpc_path)path) == (simd ? cases[i].own : 0));
    }
    CHECK(ebpc_has_kernels(code, EBPC_PATH_BEST) == ebpc_has_kernels(code, ebpc_best_path()));
    CHECK(ebpc_has_kernels(code, (ebpc_path)5) == 0);
    CHECK(ebpc_has_kernels(code, (ebpc_path)-1) == 0);
  }
}

static void check_counts(void) {
  ebpc_code code = {8, 8, 16, 1, 0};
  void *workspace = make_workspace(&code, false, EBPC_PATH_BEST);
  int64_t offset = 0;
  int32_t count;
  int32_t out[5] = {0};
  uint8_t bytes[3][128] = {{0}};
  ebpc_batch batch = {0,        1,       bytes[0], &offset,  &count,  &out[0],
                      bytes[1], &out[1], &out[2],  bytes[2], &out[3], &out[4]};
  static const int32_t wrong[] = {0, -1, EBPC_MAX_WORDS + 1, INT32_MIN};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    count = wrong[i];
    CHECK(ebpc_encode(workspace, &batch) == EBPC_BAD_ARGUMENT);
    CHECK(ebpc_decode(workspace, &batch, NULL) == EBPC_BAD_ARGUMENT);
  }
  count = 1;
  for (int i = 1; i < 5; i++) {
    out[i] = -1;
    CHECK(ebpc_decode(workspace, &batch, NULL) == EBPC_BAD_ARGUMENT);
    out[i] = 0;
  }
  batch.chunks = -1;
  CHECK(ebpc_encode(workspace, &batch) == EBPC_BAD_ARGUMENT);
  batch.chunks = 0;
  CHECK(ebpc_encode(workspace, &batch) == EBPC_OK);
  free_workspace(workspace);
}

/* Streams padded to words are accepted only where they are asked for. */
static void check_padding(void) {
  ebpc_code code = {16, 8, 16, 2, 0};
  for (int padded = 0; padded < 2; padded++) {
    void *workspace = make_workspace(&code, padded, EBPC_PATH_BEST);
    int64_t offset = 0;
    int32_t count = 1;
    int32_t out[5] = {EBPC_UNKNOWN, 0, 2, 0, 0};
    uint8_t words[2] = {1, 1};
    uint8_t streams[2][128] = {{0}};
    ebpc_batch batch = {0,          1,       words,   &offset,    &count,  &out[0],
                        streams[0], &out[1], &out[2], streams[1], &out[3], &out[4]};
    ebpc_error error;
    CHECK(ebpc_decode(workspace, &batch, &error) == (padded ? EBPC_OK : EBPC_STREAM_TOO_LONG));
    CHECK(padded ? words[0] == 0 : error.chunk == 0 && !error.in_bpc && error.bit == 5);
    free_workspace(workspace);
  }
}

int main(void) {
  check_codes();
  check_paths();
  check_kernels();
  check_counts();
  check_padding();
  return 0;
}
