/* What the tests share: guarded memory, random data, all paths of this CPU. */
#ifndef EBPC_HARNESS_H
#define EBPC_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "ebpc.h"

#define CHECK(condition)                                                        \
  do {                                                                          \
    if (!(condition)) {                                                         \
      fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
      fprintf(stderr, "case %ld\n", current_case);                              \
      exit(1);                                                                  \
    }                                                                           \
  } while (0)

/* Number of the case at hand, for CHECK to tell. */
extern long current_case;

/*
 * Bytes between unmapped pages, where the system has such pages: they end right in front of one, or
 * begin right behind one.
 */
struct guarded {
  uint8_t *bytes;
  void *mapping;
  size_t mapped;
};

/* Whether those made from now on begin behind an unmapped page. */
extern bool guarded_in_front;

struct guarded guarded_make(size_t size);
void guarded_free(struct guarded *memory);

/* xorshift; never zero. */
uint64_t next_random(uint64_t *state);

/* Bytes at an aligned address. Freed by free_workspace. */
uint8_t *aligned_workspace(size_t size);

/* A workspace for a code, or NULL if the path does not run here. Freed by free_workspace. */
void *make_workspace(const ebpc_code *code, bool padded_to_words, ebpc_path path);
void free_workspace(void *workspace);

void store_word(uint8_t *words, const ebpc_code *code, int index, uint32_t word);

#endif
