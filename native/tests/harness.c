#if !defined(_WIN32)
#  define _DEFAULT_SOURCE
#endif
#include "harness.h"

#include <string.h>

long current_case;
bool guarded_in_front;

#if !defined(_WIN32)
#  include <sys/mman.h>
#  include <unistd.h>

struct guarded guarded_make(size_t size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t usable = (size + page - 1) / page * page;
  struct guarded memory;
  memory.mapped = usable + 2 * page;
  memory.mapping = mmap(NULL, memory.mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(memory.mapping != MAP_FAILED);
  uint8_t *first = (uint8_t *)memory.mapping + page;
  CHECK(usable == 0 || mprotect(first, usable, PROT_READ | PROT_WRITE) == 0);
  memory.bytes = guarded_in_front ? first : first + usable - size;
  return memory;
}

void guarded_free(struct guarded *memory) {
  CHECK(munmap(memory->mapping, memory->mapped) == 0);
}
#else
struct guarded guarded_make(size_t size) {
  struct guarded memory = {.mapped = size};
  memory.mapping = calloc(1, size + 1);
  CHECK(memory.mapping != NULL);
  memory.bytes = memory.mapping;
  return memory;
}

void guarded_free(struct guarded *memory) {
  free(memory->mapping);
}
#endif

uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

/* The workspace begins at the first aligned address behind a pointer to the allocation. */
uint8_t *aligned_workspace(size_t size) {
  CHECK(size > 0);
  uint8_t *allocation = malloc(size + 2 * EBPC_ALIGNMENT);
  CHECK(allocation != NULL);
  uintptr_t begin =
      ((uintptr_t)allocation + 2 * EBPC_ALIGNMENT - 1) / EBPC_ALIGNMENT * EBPC_ALIGNMENT;
  uint8_t *workspace = allocation + (begin - (uintptr_t)allocation);
  memcpy(workspace - sizeof allocation, &allocation, sizeof allocation);
  return workspace;
}

void *make_workspace(const ebpc_code *code, bool padded_to_words, ebpc_path path) {
  uint8_t *workspace = aligned_workspace(ebpc_workspace_size(code));
  ebpc_status status = ebpc_prepare(workspace, code, padded_to_words, path);
  if (status == EBPC_UNSUPPORTED_PATH) {
    free_workspace(workspace);
    return NULL;
  }
  CHECK(status == EBPC_OK);
  return workspace;
}

void free_workspace(void *workspace) {
  uint8_t *allocation;
  memcpy(&allocation, (uint8_t *)workspace - sizeof allocation, sizeof allocation);
  free(allocation);
}

void store_word(uint8_t *words, const ebpc_code *code, int index, uint32_t word) {
  if (code->sign_extended && word >> (code->word_bits - 1) & 1) {
    word |= code->word_bits < 32 ? UINT32_MAX << code->word_bits : 0;
  }
  for (int i = 0; i < code->container_bytes; i++) {
    words[index * code->container_bytes + i] = (uint8_t)(word >> (8 * i));
  }
}
