#include "strict.h"

struct symbol_reader {
  const uint8_t *stream;
  uint64_t bit;
  uint64_t limit;
};

/* Bits at an offset from the next one, right-aligned. Nothing behind the stream is read. */
static uint64_t peek(const struct symbol_reader *in, int offset, int length) {
  uint64_t bits = 0;
  for (int i = 0; i < length; i++) {
    uint64_t at = in->bit + (uint64_t)(offset + i);
    unsigned next = at < in->limit ? in->stream[at >> 3] >> (7 - (at & 7)) & 1U : 0;
    bits = bits << 1 | next;
  }
  return bits;
}

static bool has(const struct symbol_reader *in, int length) {
  return in->bit + (uint64_t)length <= in->limit;
}

static ebpc_status take(struct symbol_reader *in, int length) {
  if (!has(in, length)) {
    return EBPC_STREAM_TOO_SHORT;
  }
  in->bit += (uint64_t)length;
  return EBPC_OK;
}

static ebpc_status read_flags(const struct code *code, struct symbol_reader *in, int words,
                              int *non_zeros) {
  int word = 0;
  *non_zeros = 0;
  while (word < words) {
    int run = 1;
    ebpc_status status;
    if (peek(in, 0, 1) == 1) {
      status = take(in, 1);
      ++*non_zeros;
    } else {
      run = (int)peek(in, 1, code->zero_run_bits) + 1;
      if (has(in, 1 + code->zero_run_bits) && run > words - word) {
        return EBPC_ZERO_RUN_PAST_END;
      }
      status = take(in, 1 + code->zero_run_bits);
    }
    if (status != EBPC_OK) {
      return status;
    }
    word += run;
  }
  return EBPC_OK;
}

/* The symbols that begin with 01 and 001; takes planes off those left of the block. */
static ebpc_status read_plane_run(const struct code *code, struct symbol_reader *in, int *left) {
  if (peek(in, 0, 2) == 1) {
    --*left;
    return take(in, 2);
  }
  int length = 3 + code->plane_run_bits;
  int run = (int)peek(in, 3, code->plane_run_bits) + 2;
  if (has(in, length) && run > *left) {
    return EBPC_PLANE_RUN_PAST_BLOCK;
  }
  *left -= run;
  return take(in, length);
}

/* The symbols that begin with 000. */
static ebpc_status read_short(const struct code *code, struct symbol_reader *in) {
  uint64_t prefix = peek(in, 0, 5);
  if (prefix < 2) {
    return take(in, 5);
  }
  int last = code->plane_bits - (prefix == 3 ? 1 : 2);
  if (has(in, 5 + code->position_bits) && (int)peek(in, 5, code->position_bits) > last) {
    return EBPC_POSITION_OUT_OF_RANGE;
  }
  return take(in, 5 + code->position_bits);
}

static ebpc_status read_block(const struct code *code, struct symbol_reader *in) {
  ebpc_status status = take(in, code->word_bits);
  int left = code->word_bits + 1;
  while (status == EBPC_OK && left > 0) {
    if (peek(in, 0, 1) == 1) {
      status = take(in, code->block_size);
      left--;
    } else if (peek(in, 0, 3) == 0) {
      status = read_short(code, in);
      left--;
    } else {
      status = read_plane_run(code, in, &left);
    }
  }
  return status;
}

static ebpc_status check_end(const struct code *code, uint64_t bits, int32_t size) {
  int64_t expected = stream_bytes(code, bits);
  return expected == size  ? EBPC_OK
         : expected < size ? EBPC_STREAM_TOO_LONG
                           : EBPC_STREAM_TOO_SHORT;
}

static void check_chunk(const struct code *code, const ebpc_batch *batch, int32_t chunk,
                        ebpc_error *error) {
  struct symbol_reader znz = {batch->znz + batch->znz_start[chunk], 0,
                              (uint64_t)batch->znz_size[chunk] * 8};
  int non_zeros;
  ebpc_status status = read_flags(code, &znz, batch->word_count[chunk], &non_zeros);
  if (status == EBPC_OK) {
    status = check_end(code, znz.bit, batch->znz_size[chunk]);
  }
  int32_t declared = batch->non_zeros[chunk];
  if (status == EBPC_OK && declared != EBPC_UNKNOWN && declared != non_zeros) {
    status = EBPC_NON_ZERO_COUNT;
  }
  *error = (ebpc_error){status, chunk, 0, (int64_t)znz.bit};
  if (status != EBPC_OK) {
    return;
  }
  struct symbol_reader bpc = {batch->bpc + batch->bpc_start[chunk], 0,
                              (uint64_t)batch->bpc_size[chunk] * 8};
  for (int64_t blocks = blocks_of(code, non_zeros); status == EBPC_OK && blocks > 0; blocks--) {
    status = read_block(code, &bpc);
  }
  if (status == EBPC_OK) {
    status = check_end(code, bpc.bit, batch->bpc_size[chunk]);
  }
  *error = (ebpc_error){status, chunk, 1, (int64_t)bpc.bit};
}

void ebpc_find_error(const struct code *code, const ebpc_batch *batch, int32_t first, int count,
                     ebpc_error *error) {
  for (int i = 0; i < count; i++) {
    check_chunk(code, batch, first + i, error);
    if (error->status != EBPC_OK) {
      return;
    }
  }
}
