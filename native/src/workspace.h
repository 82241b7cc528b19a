/* What lies in a caller's workspace. */
#ifndef EBPC_WORKSPACE_H
#define EBPC_WORKSPACE_H

#include "kernels.h"

enum {
  VALUE_SLACK_WORDS =
      2 * 64, /* values of a block that wait for the next tile, and of a last block */
  MAX_CONTAINER_BYTES = 4
};

/* One chunk while its group is decoded. */
struct chunk_state {
  struct flag_reader flags;
  uint64_t bpc_bit;
  uint8_t *values; /* non-zero containers, first those left over from the tile before */
  int waiting;     /* how many those are */
  int found;       /* non-zero words so far */
};

struct workspace {
  struct code code;
  struct kernels kernels;
  struct flag_tables tables;
  uint64_t mask[TILE_PARTS];
  struct chunk_state chunks[GROUP_CHUNKS];
  /* Containers of a tile's non-zero words, for each chunk of a group; the encoder has the first. */
  _Alignas(EBPC_ALIGNMENT) uint8_t values[];
};

EBPC_INLINE size_t values_size(const struct code *code) {
  size_t bytes = (size_t)(TILE_WORDS + VALUE_SLACK_WORDS) * (size_t)code->container_bytes;
  return bytes + BUFFER_SLACK;
}

/* Whether this CPU and this build have a path. */
bool ebpc_runs_here(ebpc_path path);

/* The path itself, or the best one. */
ebpc_path ebpc_path_meant_by(ebpc_path path);

/* The kernels for a code on a path that runs here. */
void ebpc_pick_kernels(const struct code *code, ebpc_path path, struct kernels *kernels);

#endif
