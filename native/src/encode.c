/* Encodes the chunks of a batch tile by tile: split, flags, blocks. */
#include "batch.h"
#include "workspace.h"

static void encode_flags(struct workspace *workspace, struct flag_writer *flags, int count) {
  int parts = count >> 6;
  workspace->kernels.write_flags(&workspace->code, &workspace->tables, flags, workspace->mask,
                                 parts);
  if ((count & 63) != 0) {
    ebpc_write_flag_runs(&workspace->code, flags, workspace->mask[parts], count & 63);
  }
}

static void encode_chunk(struct workspace *workspace, const ebpc_batch *batch, int32_t chunk) {
  const struct code *code = &workspace->code;
  int container = code->container_bytes;
  int block = code->block_size;
  uint8_t *values = workspace->values;
  const uint8_t *words = batch->words + batch->word_offset[chunk];
  int total = batch->word_count[chunk];
  int waiting = 0; /* values that wait for their block to be full */
  int non_zeros = 0;
  struct flag_writer flags = {.pending = 0};
  struct bit_writer bpc;
  writer_begin(&flags.out, batch->znz + batch->znz_start[chunk]);
  writer_begin(&bpc, batch->bpc + batch->bpc_start[chunk]);
  for (int done = 0; done < total; done += TILE_WORDS) {
    int count = total - done < TILE_WORDS ? total - done : TILE_WORDS;
    int found = workspace->kernels.split(words + (size_t)done * (size_t)container, count,
                                         workspace->mask, values + waiting * container);
    encode_flags(workspace, &flags, count);
    int blocks = (waiting + found) / block;
    workspace->kernels.encode_blocks(code, values, blocks, &bpc);
    non_zeros += found;
    waiting += found - blocks * block;
    memmove(values, values + blocks * block * container, (size_t)(waiting * container));
  }
  ebpc_end_flags(code, &flags);
  if (waiting > 0) {
    memset(values + waiting * container, 0, (size_t)((block - waiting) * container));
    workspace->kernels.encode_blocks(code, values, 1, &bpc);
  }
  writer_end(&flags.out);
  writer_end(&bpc);
  batch->non_zeros[chunk] = non_zeros;
  batch->znz_size[chunk] = written_bits(&flags.out);
  batch->bpc_size[chunk] = written_bits(&bpc);
}

ebpc_status ebpc_encode(void *memory, const ebpc_batch *batch) {
  struct workspace *workspace = memory;
  if (!ebpc_counts_are_legal(batch)) {
    return EBPC_BAD_ARGUMENT;
  }
  for (int32_t i = batch->first; i < batch->first + batch->chunks; i++) {
    batch->znz_start[i] = i == 0 ? 0 : batch->znz_start[i - 1] + (batch->znz_size[i - 1] + 7) / 8;
    batch->bpc_start[i] = i == 0 ? 0 : batch->bpc_start[i - 1] + (batch->bpc_size[i - 1] + 7) / 8;
    encode_chunk(workspace, batch, i);
  }
  return EBPC_OK;
}
