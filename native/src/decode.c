/* Decodes the chunks of a batch side by side, a tile of each at a time. */
#include "batch.h"
#include "strict.h"
#include "workspace.h"

static void begin_chunk(struct workspace *workspace, const ebpc_batch *batch, int32_t chunk,
                        struct chunk_state *state) {
  state->flags.stream = batch->znz + batch->znz_start[chunk];
  state->flags.bit = 0;
  state->flags.limit = (uint64_t)batch->znz_size[chunk] * 8;
  state->flags.left = batch->word_count[chunk];
  state->flags.have = 0;
  state->bpc_bit = 0;
  state->values =
      workspace->values + (size_t)(state - workspace->chunks) * values_size(&workspace->code);
  state->waiting = 0;
  state->found = 0;
}

/* Forgets the flags of a tile; those of the next one move to the front. */
static void drop_flags(struct flag_reader *flags, int count) {
  flags->have -= count;
  if (flags->have > 0) {
    memmove(flags->mask, flags->mask + TILE_PARTS, FLAG_OVERHANG_PARTS * 8);
  }
}

/* The chunks of a group that have a tile from a given word on. */
struct tiles {
  int count;
  int32_t chunk[GROUP_CHUNKS];
  int words[GROUP_CHUNKS];
  struct chunk_state *state[GROUP_CHUNKS];
  struct flag_reader *flags[GROUP_CHUNKS];
  struct block_job jobs[GROUP_CHUNKS];
};

static void find_tiles(struct workspace *workspace, const ebpc_batch *batch, int32_t first,
                       int count, int done, struct tiles *tiles) {
  tiles->count = 0;
  for (int i = 0; i < count; i++) {
    int left = batch->word_count[first + i] - done;
    if (left > 0) {
      int t = tiles->count++;
      tiles->chunk[t] = first + i;
      tiles->words[t] = left < TILE_WORDS ? left : TILE_WORDS;
      tiles->state[t] = &workspace->chunks[i];
      tiles->flags[t] = &workspace->chunks[i].flags;
    }
  }
}

/* As many blocks as a tile lacks values. */
static struct block_job job_of(const struct workspace *workspace, const ebpc_batch *batch,
                               int32_t chunk, struct chunk_state *state, int words) {
  const struct code *code = &workspace->code;
  int ones = workspace->kernels.count_flags(state->flags.mask, words);
  struct block_job job;
  state->found += ones;
  job.stream = batch->bpc + batch->bpc_start[chunk];
  job.bit = state->bpc_bit;
  job.limit = (uint64_t)batch->bpc_size[chunk] * 8;
  job.blocks = ones > state->waiting ? (int)blocks_of(code, ones - state->waiting) : 0;
  job.values = state->values + state->waiting * code->container_bytes;
  return job;
}

/* Values to their places; what is left over waits for the next tile. */
static void join_tile(const struct workspace *workspace, const ebpc_batch *batch, int32_t chunk,
                      struct chunk_state *state, int words, int done) {
  int container = workspace->code.container_bytes;
  uint8_t *to = batch->words + batch->word_offset[chunk] + (size_t)done * (size_t)container;
  int used = workspace->kernels.join(state->flags.mask, words, state->values, to);
  state->waiting -= used;
  memmove(state->values, state->values + used * container, (size_t)(state->waiting * container));
  drop_flags(&state->flags, words);
}

/* A tile of every chunk of a group that has one; false if a stream is wrong. */
static bool decode_tiles(struct workspace *workspace, const ebpc_batch *batch, int32_t first,
                         int count, int done) {
  const struct code *code = &workspace->code;
  struct tiles tiles;
  find_tiles(workspace, batch, first, count, done, &tiles);
  /* 1. Flags, so that the number of blocks is known. */
  if (!workspace->kernels.read_flags(code, &workspace->tables, tiles.flags, tiles.words,
                                     tiles.count)) {
    return false;
  }
  /* 2. Blocks. */
  for (int t = 0; t < tiles.count; t++) {
    tiles.jobs[t] = job_of(workspace, batch, tiles.chunk[t], tiles.state[t], tiles.words[t]);
  }
  if (!workspace->kernels.decode_blocks(code, tiles.jobs, tiles.count)) {
    return false;
  }
  /* 3. Words. */
  for (int t = 0; t < tiles.count; t++) {
    tiles.state[t]->bpc_bit = tiles.jobs[t].bit;
    tiles.state[t]->waiting += tiles.jobs[t].blocks * code->block_size;
    join_tile(workspace, batch, tiles.chunk[t], tiles.state[t], tiles.words[t], done);
  }
  return true;
}

static bool end_chunk(const struct code *code, const ebpc_batch *batch, int32_t chunk,
                      const struct chunk_state *state) {
  int32_t declared = batch->non_zeros[chunk];
  batch->non_zeros[chunk] = state->found;
  return (declared == EBPC_UNKNOWN || declared == state->found) &&
         stream_bytes(code, state->flags.bit) == batch->znz_size[chunk] &&
         stream_bytes(code, state->bpc_bit) == batch->bpc_size[chunk];
}

static bool decode_group(struct workspace *workspace, const ebpc_batch *batch, int32_t first,
                         int count) {
  int longest = 0;
  for (int i = 0; i < count; i++) {
    begin_chunk(workspace, batch, first + i, &workspace->chunks[i]);
    int words = batch->word_count[first + i];
    longest = words > longest ? words : longest;
  }
  for (int done = 0; done < longest; done += TILE_WORDS) {
    if (!decode_tiles(workspace, batch, first, count, done)) {
      return false;
    }
  }
  bool good = true;
  for (int i = 0; i < count; i++) {
    good &= end_chunk(&workspace->code, batch, first + i, &workspace->chunks[i]);
  }
  return good;
}

ebpc_status ebpc_decode(void *memory, const ebpc_batch *batch, ebpc_error *error) {
  struct workspace *workspace = memory;
  if (!ebpc_counts_are_legal(batch) || !ebpc_streams_are_legal(batch)) {
    return EBPC_BAD_ARGUMENT;
  }
  for (int32_t done = 0, count = 0; done < batch->chunks; done += count) {
    int32_t left = batch->chunks - done;
    int32_t first = batch->first + done;
    count = left < GROUP_CHUNKS ? left : GROUP_CHUNKS;
    /* The declared counts are wanted again to find the error. */
    int32_t declared[GROUP_CHUNKS];
    memcpy(declared, batch->non_zeros + first, (size_t)count * sizeof declared[0]);
    if (!decode_group(workspace, batch, first, count)) {
      if (error == NULL) {
        return EBPC_BAD_STREAM;
      }
      memcpy(batch->non_zeros + first, declared, (size_t)count * sizeof declared[0]);
      ebpc_find_error(&workspace->code, batch, first, count, error);
      if (error->status == EBPC_OK) {
        /* Somebody changed the streams meanwhile. */
        error->status = EBPC_BAD_STREAM;
      }
      return error->status;
    }
  }
  return EBPC_OK;
}
