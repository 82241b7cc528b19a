#include "paths.h"

#include <stdlib.h>
#include <string.h>

ebpc_code code_of(const uint8_t *bytes) {
  static const ebpc_code common[] = {{8, 8, 16, 1, 1},   {16, 8, 16, 2, 1}, {16, 16, 16, 2, 0},
                                     {32, 16, 16, 4, 1}, {32, 8, 16, 4, 0}, {12, 8, 16, 2, 1},
                                     {24, 16, 16, 4, 1}, {8, 8, 64, 1, 0}};
  if (bytes[0] < 192) {
    return common[bytes[0] < 96 ? 0 : bytes[0] % 8];
  }
  ebpc_code code = {2 + bytes[1] % 31, 4 << bytes[2] % 5, 2 << bytes[0] % 8, 4, bytes[2] >> 7};
  code.container_bytes = code.word_bits <= 8 ? 1 : code.word_bits <= 16 ? 2 : 4;
  return code;
}

/* Workspaces of codes seen before: to prepare one takes longer than most inputs. */
static struct kept {
  ebpc_code code;
  void *workspace[PATHS];
} all_kept[256];

static struct kept *kept_of(const ebpc_code *code) {
  size_t at = (size_t)(code->word_bits * 37 + code->block_size * 5 + code->max_zero_run) +
              (size_t)code->sign_extended;
  struct kept *kept = &all_kept[at % (sizeof all_kept / sizeof all_kept[0])];
  if (memcmp(&kept->code, code, sizeof *code) != 0) {
    for (int path = 0; path < PATHS; path++) {
      free(kept->workspace[path]);
      kept->workspace[path] = NULL;
    }
    kept->code = *code;
  }
  return kept;
}

void *prepare(const ebpc_code *code, ebpc_path path) {
  struct kept *kept = kept_of(code);
  if (kept->workspace[path] == NULL) {
    size_t size = ebpc_workspace_size(code) + EBPC_ALIGNMENT - 1;
    void *workspace = aligned_alloc(EBPC_ALIGNMENT, size / EBPC_ALIGNMENT * EBPC_ALIGNMENT);
    REQUIRE(workspace != NULL);
    if (ebpc_prepare(workspace, code, 0, path) == EBPC_OK) {
      kept->workspace[path] = workspace;
    } else {
      free(workspace);
    }
  }
  return kept->workspace[path];
}

uint8_t *exact_copy(const uint8_t *bytes, size_t size, size_t room) {
  uint8_t *copy = calloc(1, room);
  REQUIRE(copy != NULL || room == 0);
  if (size > 0) {
    memcpy(copy, bytes, size);
  }
  return copy;
}
