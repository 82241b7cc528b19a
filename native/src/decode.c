/* Decodes the chunks of a batch side by side, a tile of each at a time. */
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

static int count_ones(const uint64_t *mask, int flags) {
  int sum = 0;
  for (int part = 0; part < flags >> 6; part++) {
    sum += __builtin_popcountll(mask[part]);
  }
  if ((flags & 63) != 0) {
    sum += __builtin_popcountll(mask[flags >> 6] & ((UINT64_C(1) << (flags & 63)) - 1));
  }
  return sum;
}

static int tile_of(const ebpc_batch *batch, int32_t chunk, int done) {
  int left = batch->word_count[chunk] - done;
  return left < TILE_WORDS ? left : TILE_WORDS;
}

/* Forgets the flags of a tile; those of the next one move to the front. */
static void drop_flags(struct flag_reader *flags, int count) {
  flags->have -= count;
  if (flags->have > 0) {
    memmove(flags->mask, flags->mask + TILE_PARTS, FLAG_OVERHANG_PARTS * 8);
  }
}

/* A tile of every chunk of a group that has one; false if a stream is wrong. */
static bool decode_tiles(struct workspace *workspace, const ebpc_batch *batch, int32_t first,
                         int count, int done) {
  const struct code *code = &workspace->code;
  int container = code->container_bytes;
  struct block_job jobs[GROUP_CHUNKS];
  int32_t chunk_of[GROUP_CHUNKS];
  int active = 0;
  /* 1. Flags, so that the number of blocks is known. */
  for (int i = 0; i < count; i++) {
    struct chunk_state *state = &workspace->chunks[i];
    if (done >= batch->word_count[first + i]) {
      continue;
    }
    int words = tile_of(batch, first + i, done);
    if (!ebpc_read_flags(code, &workspace->tables, &state->flags, words)) {
      return false;
    }
    int ones = count_ones(state->flags.mask, words);
    state->found += ones;
    jobs[active].stream = batch->bpc + batch->bpc_start[first + i];
    jobs[active].bit = state->bpc_bit;
    jobs[active].limit = (uint64_t)batch->bpc_size[first + i] * 8;
    jobs[active].blocks = ones > state->waiting ? (int)blocks_of(code, ones - state->waiting) : 0;
    jobs[active].values = state->values + state->waiting * container;
    chunk_of[active++] = i;
  }
  /* 2. As many blocks as these tiles lack values. */
  if (!workspace->kernels.decode_blocks(code, jobs, active)) {
    return false;
  }
  /* 3. Values to their places; what is left over waits for the next tile. */
  for (int j = 0; j < active; j++) {
    int32_t chunk = first + chunk_of[j];
    struct chunk_state *state = &workspace->chunks[chunk_of[j]];
    int words = tile_of(batch, chunk, done);
    state->bpc_bit = jobs[j].bit;
    int used = workspace->kernels.join(
        state->flags.mask, words, state->values,
        batch->words + batch->word_offset[chunk] + (size_t)done * (size_t)container);
    state->waiting += jobs[j].blocks * code->block_size - used;
    memmove(state->values, state->values + used * container, (size_t)(state->waiting * container));
    drop_flags(&state->flags, words);
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

static bool sizes_are_legal(const ebpc_batch *batch) {
  for (int32_t i = batch->first; i < batch->first + batch->chunks; i++) {
    if (batch->znz_size[i] < 0 || batch->bpc_size[i] < 0) {
      return false;
    }
  }
  return true;
}

ebpc_status ebpc_decode(void *memory, const ebpc_batch *batch, ebpc_error *error) {
  struct workspace *workspace = memory;
  if (!ebpc_counts_are_legal(batch) || !sizes_are_legal(batch)) {
    return EBPC_BAD_ARGUMENT;
  }
  int32_t end = batch->first + batch->chunks;
  for (int32_t first = batch->first; first < end; first += GROUP_CHUNKS) {
    int count = end - first < GROUP_CHUNKS ? end - first : GROUP_CHUNKS;
    /* The declared counts are wanted again to find the error. */
    int32_t declared[GROUP_CHUNKS];
    memcpy(declared, batch->non_zeros + first, (size_t)count * sizeof declared[0]);
    if (!decode_group(workspace, batch, first, count)) {
      if (error == NULL) {
        return EBPC_BAD_STREAM;
      }
      memcpy(batch->non_zeros + first, declared, (size_t)count * sizeof declared[0]);
      ebpc_find_error(&workspace->code, batch, first, count, error);
      return error->status;
    }
  }
  return EBPC_OK;
}
