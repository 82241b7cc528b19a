/*
 * The BPC code for blocks of any width and size, plane by plane.
 *
 * A plane is the low n-1 bits of a 64-bit integer, the oldest delta in the highest of them.
 */
#include "kernels.h"
#include "transpose.h"

enum { MOST_WORDS = 64, MOST_PLANES = 40 /* 33, rounded up to whole squares */ };

EBPC_INLINE int32_t sign_extend(uint32_t word, int word_bits) {
  int unused = 32 - word_bits;
  return (int32_t)(word << unused) >> unused;
}

EBPC_INLINE uint32_t load_container(const uint8_t *at, int bytes) {
  uint32_t container = at[0];
  for (int i = 1; i < bytes; i++) {
    container |= (uint32_t)at[i] << (8 * i);
  }
  return container;
}

EBPC_INLINE void store_container(uint8_t *at, int bytes, uint32_t container) {
  for (int i = 0; i < bytes; i++) {
    at[i] = (uint8_t)(container >> (8 * i));
  }
}

/* Where the column of 8 deltas from a given one goes in a plane. */
EBPC_INLINE uint64_t place_column(uint64_t column, int first, int block_size) {
  int shift = block_size - 8 - first;
  return shift >= 0 ? column << shift : column >> -shift;
}

/* Cuts deltas (0 at index 0) into planes 0 to W-1. */
EBPC_INLINE void cut_planes(const struct code *code, const uint32_t *deltas, uint64_t *planes) {
  for (int low = 0; low < code->word_bits; low += 8) {
    memset(planes + low, 0, 8 * sizeof planes[0]);
    for (int first = 0; first < code->block_size; first += 8) {
      uint64_t square = 0;
      for (int row = 0; row < 8; row++) {
        square |= (uint64_t)(deltas[first + row] >> low & 0xFF) << (8 * row);
      }
      /* Mirrored, so that the oldest delta leads and plane 0 is in the top byte. */
      uint64_t columns = mirror_square(square);
      for (int plane = 0; plane < 8; plane++) {
        uint64_t column = columns >> (56 - 8 * plane) & 0xFF;
        planes[low + plane] |= place_column(column, first, code->block_size);
      }
    }
  }
}

/* Puts the words of a block together from its base and planes 0 to W-1. */
EBPC_INLINE void join_planes(const struct code *code, uint32_t base, const uint64_t *planes,
                             uint32_t *words) {
  memset(words, 0, MOST_WORDS * sizeof words[0]);
  for (int low = 0; low < code->word_bits; low += 8) {
    for (int first = 0; first < code->block_size; first += 8) {
      int shift = code->block_size - 8 - first;
      uint64_t columns = 0;
      for (int plane = 0; plane < 8; plane++) {
        uint64_t bits = low + plane < code->word_bits ? planes[low + plane] : 0;
        uint64_t column = shift >= 0 ? bits >> shift : bits << -shift;
        columns |= (column & 0xFF) << (56 - 8 * plane);
      }
      uint64_t square = mirror_square(columns);
      for (int row = 0; row < 8; row++) {
        words[first + row] |= (uint32_t)(square >> (8 * row) & 0xFF) << low;
      }
    }
  }
  words[0] = base;
  for (int i = 1; i < code->block_size; i++) {
    words[i] += words[i - 1];
  }
}

EBPC_INLINE void put_plane_run(const struct code *code, int run, struct bit_writer *out) {
  if (run == 1) {
    put(out, 1, 2);
  } else if (run > 1) {
    uint64_t length = (uint64_t)code->plane_run_bits;
    put(out, UINT64_C(1) << length | (uint64_t)(run - 2), 3 + length);
  }
}

/* The code of a plane whose DBX is not zero. */
EBPC_INLINE void put_plane(const struct code *code, uint64_t dbx, uint64_t dbp,
                           struct bit_writer *out) {
  uint64_t position_bits = (uint64_t)code->position_bits;
  uint64_t lowest = dbx & (~dbx + 1);
  if (dbx == (UINT64_C(1) << code->plane_bits) - 1) {
    put(out, 0, 5);
  } else if (dbp == 0) {
    put(out, 1, 5);
  } else if (dbx == lowest || dbx == 3 * lowest) {
    uint64_t position = (uint64_t)(__builtin_clzll(dbx) - (64 - code->plane_bits));
    uint64_t prefix = dbx == lowest ? 3 : 2;
    put(out, prefix << position_bits | position, 5 + position_bits);
  } else {
    put(out, UINT64_C(1) << code->plane_bits | dbx, (uint64_t)code->block_size);
  }
}

EBPC_INLINE void encode_block(const struct code *code, const uint8_t *values,
                              struct bit_writer *out) {
  uint32_t deltas[MOST_WORDS] = {0};
  uint64_t planes[MOST_PLANES];
  int container = code->container_bytes;
  uint32_t base = load_container(values, container);
  int32_t previous = sign_extend(base, code->word_bits);
  uint64_t sign = 0;
  for (int i = 1; i < code->block_size; i++) {
    int32_t word = sign_extend(load_container(values + i * container, container), code->word_bits);
    deltas[i] = (uint32_t)word - (uint32_t)previous;
    sign = sign << 1 | (word < previous);
    previous = word;
  }
  cut_planes(code, deltas, planes);
  planes[code->word_bits] = sign;
  put(out, base & (UINT32_MAX >> (32 - code->word_bits)), (uint64_t)code->word_bits);
  uint64_t below = 0;
  int zero_planes = 0;
  for (int plane = 0; plane <= code->word_bits; plane++) {
    uint64_t dbx = planes[plane] ^ below;
    below = planes[plane];
    if (dbx == 0) {
      zero_planes++;
      continue;
    }
    put_plane_run(code, zero_planes, out);
    zero_planes = 0;
    put_plane(code, dbx, planes[plane], out);
  }
  put_plane_run(code, zero_planes, out);
}

/* The code with what the compiler shall know of it put in as constants, 0 for what it shall not. */
EBPC_INLINE struct code with_constants(const struct code *code, int block_size, int container) {
  struct code known = *code;
  if (block_size != 0) {
    known.block_size = block_size;
    known.plane_bits = block_size - 1;
    known.position_bits = __builtin_ctz((unsigned)block_size);
    known.container_bytes = container;
  }
  return known;
}

EBPC_INLINE void encode_blocks(const struct code *code, const uint8_t *values, int blocks,
                               struct bit_writer *out, int block_size, int container) {
  const struct code known = with_constants(code, block_size, container);
  int block_bytes = known.block_size * known.container_bytes;
  struct bit_writer local = *out;
  for (int i = 0; i < blocks; i++) {
    encode_block(&known, values + i * block_bytes, &local);
  }
  *out = local;
}

static void encode_any_blocks(const struct code *code, const uint8_t *values, int blocks,
                              struct bit_writer *out) {
  encode_blocks(code, values, blocks, out, 0, 0);
}

/* Takes the symbol at the front of a window; gives its planes, 0 if it is wrong. */
EBPC_INLINE int read_symbol(const struct code *code, uint64_t window, uint64_t *dbp,
                            uint64_t *length) {
  int plane_bits = code->plane_bits;
  if (window >> 63) {
    *dbp ^= window << 1 >> (64 - plane_bits);
    *length = (uint64_t)code->block_size;
    return 1;
  }
  if (window >> 62) {
    *length = 2;
    return 1;
  }
  if (window >> 61) {
    *length = 3 + (uint64_t)code->plane_run_bits;
    return (int)(window << 3 >> (64 - code->plane_run_bits)) + 2;
  }
  *length = 5;
  uint64_t prefix = window >> 59;
  if (prefix < 2) {
    *dbp = prefix == 1 ? 0 : *dbp ^ ((UINT64_C(1) << plane_bits) - 1);
    return 1;
  }
  *length += (uint64_t)code->position_bits;
  int position = (int)(window << 5 >> (64 - code->position_bits));
  int last = plane_bits - (prefix == 3 ? 1 : 2);
  if (position > last) {
    return 0;
  }
  *dbp ^= (prefix == 3 ? UINT64_C(1) : UINT64_C(3)) << (last - position);
  return 1;
}

EBPC_INLINE bool decode_block(const struct code *code, struct block_job *job, uint8_t *values) {
  uint64_t planes[MOST_PLANES];
  uint32_t words[MOST_WORDS];
  uint64_t bit = job->bit;
  if (bit >= job->limit) {
    return false;
  }
  uint32_t base = (uint32_t)(window_at(job->stream, bit) >> (64 - code->word_bits));
  bit += (uint64_t)code->word_bits;
  uint64_t dbp = 0;
  for (int plane = 0; plane <= code->word_bits;) {
    if (bit >= job->limit) {
      return false;
    }
    uint64_t length;
    int run = read_symbol(code, wide_window_at(job->stream, bit), &dbp, &length);
    if (run == 0 || run > code->word_bits + 1 - plane) {
      return false;
    }
    for (; run > 0; run--) {
      planes[plane++] = dbp;
    }
    bit += length;
  }
  job->bit = bit;
  join_planes(code, base, planes, words);
  uint32_t unused = 32 - (uint32_t)code->word_bits;
  for (int i = 0; i < code->block_size; i++) {
    uint32_t word = code->sign_extended ? (uint32_t)sign_extend(words[i], code->word_bits)
                                        : words[i] << unused >> unused;
    store_container(values + i * code->container_bytes, code->container_bytes, word);
  }
  return true;
}

EBPC_INLINE bool decode_blocks(const struct code *code, struct block_job *jobs, int count,
                               int block_size, int container) {
  const struct code known = with_constants(code, block_size, container);
  int block_bytes = known.block_size * known.container_bytes;
  for (int j = 0; j < count; j++) {
    for (int i = 0; i < jobs[j].blocks; i++) {
      if (!decode_block(&known, &jobs[j], jobs[j].values + i * block_bytes)) {
        return false;
      }
    }
  }
  return true;
}

static bool decode_any_blocks(const struct code *code, struct block_job *jobs, int count) {
  return decode_blocks(code, jobs, count, 0, 0);
}

/* The sizes that people use. */
#define DEFINE_BLOCKS(size, container)                                                        \
  static void encode_##size##_of_##container(const struct code *code, const uint8_t *values,  \
                                             int blocks, struct bit_writer *out) {            \
    encode_blocks(code, values, blocks, out, size, container);                                \
  }                                                                                           \
  static bool decode_##size##_of_##container(const struct code *code, struct block_job *jobs, \
                                             int count) {                                     \
    return decode_blocks(code, jobs, count, size, container);                                 \
  }

DEFINE_BLOCKS(4, 1)
DEFINE_BLOCKS(8, 1)
DEFINE_BLOCKS(16, 1)
DEFINE_BLOCKS(4, 2)
DEFINE_BLOCKS(8, 2)
DEFINE_BLOCKS(16, 2)
DEFINE_BLOCKS(4, 4)
DEFINE_BLOCKS(8, 4)
DEFINE_BLOCKS(16, 4)

#define USE_BLOCKS(size, container)                                         \
  if (code->block_size == (size) && code->container_bytes == (container)) { \
    kernels->encode_blocks = encode_##size##_of_##container;                \
    kernels->decode_blocks = decode_##size##_of_##container;                \
  }

void ebpc_block_kernels(const struct code *code, struct kernels *kernels) {
  kernels->encode_blocks = encode_any_blocks;
  kernels->decode_blocks = decode_any_blocks;
  USE_BLOCKS(4, 1)
  USE_BLOCKS(8, 1)
  USE_BLOCKS(16, 1)
  USE_BLOCKS(4, 2)
  USE_BLOCKS(8, 2)
  USE_BLOCKS(16, 2)
  USE_BLOCKS(4, 4)
  USE_BLOCKS(8, 4)
  USE_BLOCKS(16, 4)
}
