#include "reference.h"

#include <stdbool.h>

static void put_bits(struct bits *out, uint64_t code, int length) {
  for (int i = length - 1; i >= 0; i--, out->count++) {
    out->bytes[out->count / 8] |= (uint8_t)((code >> i & 1) << (7 - out->count % 8));
  }
}

static int ceil_log2(int value) {
  int bits = 0;
  while (1 << bits < value) {
    bits++;
  }
  return bits;
}

static int encode_znz(const ebpc_code *code, const uint32_t *words, int count, struct bits *znz) {
  int length = 1 + ceil_log2(code->max_zero_run);
  int non_zeros = 0;
  int run = 0;
  for (int i = 0; i < count; i++) {
    if (words[i] != 0) {
      put_bits(znz, 1, 1);
      non_zeros++;
      continue;
    }
    run++;
    if (run == code->max_zero_run || i + 1 == count || words[i + 1] != 0) {
      put_bits(znz, (uint64_t)(run - 1), length);
      run = 0;
    }
  }
  return non_zeros;
}

static int64_t signed_word(uint32_t word, int word_bits) {
  int64_t sign = INT64_C(1) << (word_bits - 1);
  return ((int64_t)word ^ sign) - sign;
}

static void put_plane(const ebpc_code *code, const bool *dbx, const bool *dbp, struct bits *bpc) {
  int positions = code->block_size - 1;
  int ones = 0;
  int dbp_ones = 0;
  int first = -1;
  for (int p = 0; p < positions; p++) {
    ones += dbx[p];
    dbp_ones += dbp[p];
    first = first < 0 && dbx[p] ? p : first;
  }
  int position_bits = ceil_log2(code->block_size);
  if (ones == positions) {
    put_bits(bpc, 0, 5);
  } else if (dbp_ones == 0) {
    put_bits(bpc, 1, 5);
  } else if (ones == 1 || (ones == 2 && dbx[first + 1])) {
    put_bits(bpc, ones == 1 ? 3 : 2, 5);
    put_bits(bpc, (uint64_t)first, position_bits);
  } else {
    put_bits(bpc, 1, 1);
    for (int p = 0; p < positions; p++) {
      put_bits(bpc, dbx[p], 1);
    }
  }
}

static void put_run(const ebpc_code *code, int run, struct bits *bpc) {
  if (run == 1) {
    put_bits(bpc, 1, 2);
  } else if (run > 1) {
    put_bits(bpc, 1, 3);
    put_bits(bpc, (uint64_t)(run - 2), ceil_log2(code->word_bits));
  }
}

static void encode_block(const ebpc_code *code, const uint32_t *words, struct bits *bpc) {
  int positions = code->block_size - 1;
  bool below[64] = {false};
  int run = 0;
  put_bits(bpc, words[0], code->word_bits);
  for (int k = 0; k <= code->word_bits; k++) {
    bool dbp[64];
    bool dbx[64];
    bool any = false;
    for (int p = 0; p < positions; p++) {
      int64_t delta =
          signed_word(words[p + 1], code->word_bits) - signed_word(words[p], code->word_bits);
      dbp[p] = (uint64_t)delta >> k & 1;
      dbx[p] = dbp[p] != below[p];
      below[p] = dbp[p];
      any |= dbx[p];
    }
    if (!any) {
      run++;
      continue;
    }
    put_run(code, run, bpc);
    run = 0;
    put_plane(code, dbx, dbp, bpc);
  }
  put_run(code, run, bpc);
}

int reference_encode(const ebpc_code *code, const uint32_t *words, int count, struct bits *znz,
                     struct bits *bpc) {
  int non_zeros = encode_znz(code, words, count, znz);
  uint32_t block[64] = {0};
  int filled = 0;
  for (int i = 0; i < count; i++) {
    if (words[i] == 0) {
      continue;
    }
    block[filled++] = words[i];
    if (filled == code->block_size) {
      encode_block(code, block, bpc);
      filled = 0;
    }
  }
  if (filled > 0) {
    while (filled < code->block_size) {
      block[filled++] = 0;
    }
    encode_block(code, block, bpc);
  }
  return non_zeros;
}
