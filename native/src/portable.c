/* Kernels in plain C, for every code and every machine. */
#include "byte_lanes_swar.h"

#include "byte_decoder.h"
#include "byte_tables.h"
#include "flag_reader.h"
#include "kernels.h"

/* Words are moved as whole containers; only zero is told from the rest: byte order is all one. */
#define DEFINE_SPLIT(bytes, type)                                                                  \
  static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {      \
    int found = 0;                                                                                 \
    for (int first = 0; first < count; first += 64) {                                              \
      int part = count - first < 64 ? count - first : 64;                                          \
      uint64_t flags = 0;                                                                          \
      for (int i = 0; i < part; i++) {                                                             \
        type word;                                                                                 \
        memcpy(&word, words + (size_t)(first + i) * sizeof word, sizeof word);                     \
        memcpy(values + (size_t)found * sizeof word, &word, sizeof word);                          \
        found += word != 0;                                                                        \
        flags |= (uint64_t)(word != 0) << i;                                                       \
      }                                                                                            \
      mask[first >> 6] = flags;                                                                    \
    }                                                                                              \
    return found;                                                                                  \
  }                                                                                                \
                                                                                                   \
  static int join##bytes(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words) { \
    int used = 0;                                                                                  \
    for (int i = 0; i < count; i++) {                                                              \
      type value;                                                                                  \
      memcpy(&value, values + (size_t)used * sizeof value, sizeof value);                          \
      type flag = mask[i >> 6] >> (i & 63) & 1;                                                    \
      value = (type)(flag * value);                                                                \
      used += flag;                                                                                \
      memcpy(words + (size_t)i * sizeof value, &value, sizeof value);                              \
    }                                                                                              \
    return used;                                                                                   \
  }

DEFINE_SPLIT(2, uint16_t)
DEFINE_SPLIT(4, uint32_t)

/* Moves the bytes of flags that are set, lowest first, without branches, which would be guessed
   wrong too often. */
EBPC_INLINE uint8_t *compact8(uint64_t words, uint64_t flags, uint8_t *out) {
  for (int i = 0; i < 8; i++) {
    *out = (uint8_t)(words >> (8 * i));
    out += flags >> i & 1;
  }
  return out;
}

/* Bytes that are not zero, the lowest at bit 0. */
EBPC_INLINE uint64_t flags_of_8(uint64_t words) {
  uint64_t set = (((words & SWAR_LOW7) + SWAR_LOW7) | words) & SWAR_HIGH;
  return (set >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* 64 words; parts that are alike are frequent, since maps are smooth. */
EBPC_INLINE uint8_t *split64(const uint8_t *words, uint64_t *mask, uint8_t *out) {
  uint64_t flags = 0;
  for (int i = 0; i < 64; i += 8) {
    flags |= flags_of_8(load_little(words + i)) << i;
  }
  *mask = flags;
  if (flags == 0) {
    return out;
  }
  if (flags == ~UINT64_C(0)) {
    memcpy(out, words, 64);
    return out + 64;
  }
  for (int i = 0; i < 64; i += 8) {
    out = compact8(load_little(words + i), flags >> i, out);
  }
  return out;
}

static int split1(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {
  uint8_t *out = values;
  int first = 0;
  for (; first + 64 <= count; first += 64) {
    out = split64(words + first, mask + (first >> 6), out);
  }
  if (first < count) {
    uint8_t rest[64] = {0};
    memcpy(rest, words + first, (size_t)(count - first));
    out = split64(rest, mask + (first >> 6), out);
  }
  return (int)(out - values);
}

/* Values to the places of flags that are set, zeros to the others. */
EBPC_INLINE uint64_t expand8(uint64_t flags, const uint8_t **values) {
  const uint8_t *in = *values;
  uint64_t words = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t flag = flags >> i & 1;
    words |= (-flag & *in) << (8 * i);
    in += flag;
  }
  *values = in;
  return words;
}

EBPC_INLINE const uint8_t *join64(uint64_t flags, const uint8_t *in, uint8_t *words) {
  if (flags == 0) {
    memset(words, 0, 64);
    return in;
  }
  if (flags == ~UINT64_C(0)) {
    memcpy(words, in, 64);
    return in + 64;
  }
  for (int i = 0; i < 64; i += 8) {
    store_little(words + i, expand8(flags >> i, &in));
  }
  return in;
}

static int join1(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words) {
  const uint8_t *in = values;
  int first = 0;
  for (; first + 64 <= count; first += 64) {
    in = join64(mask[first >> 6], in, words + first);
  }
  if (first < count) {
    uint8_t rest[64];
    uint64_t flags = mask[first >> 6] & ((UINT64_C(1) << (count - first)) - 1);
    in = join64(flags, in, rest);
    memcpy(words + first, rest, (size_t)(count - first));
  }
  return (int)(in - values);
}

/* 8 flags at a time by table. */
static void write_flags(const struct code *code, const struct flag_tables *tables,
                        struct flag_writer *writer, const uint64_t *mask, int parts) {
  uint32_t last = (1U << code->zero_run_bits) - 1;
  struct bit_writer out = writer->out;
  uint32_t zeros = writer->pending;
  for (int part = 0; part < parts; part++) {
    uint64_t flags = mask[part];
    for (int pair = 0; pair < 4; pair++) {
      uint32_t symbols[2];
      for (int i = 0; i < 2; i++) {
        uint32_t eight = flags & 0xFF;
        symbols[i] = tables->symbols[zeros << 8 | eight];
        uint32_t behind = eight == 0 ? zeros + 8 : (uint32_t)__builtin_clz(eight | 1) - 24;
        zeros = behind & last;
        flags >>= 8;
      }
      uint64_t second = symbols[1] & 0xFF;
      uint64_t length = (symbols[0] & 0xFF) + second;
      uint64_t joined = (uint64_t)(symbols[0] >> 8) << second | symbols[1] >> 8;
      put_short(&out, joined, length);
    }
  }
  writer->out = out;
  writer->pending = zeros;
}

static void write_flags_by_runs(const struct code *code, const struct flag_tables *tables,
                                struct flag_writer *writer, const uint64_t *mask, int parts) {
  (void)tables;
  for (int part = 0; part < parts; part++) {
    ebpc_write_flag_runs(code, writer, mask[part], 64);
  }
}

void ebpc_portable_kernels(const struct code *code, struct kernels *kernels) {
  EBPC_USE_SPLITS(code, kernels);
  kernels->write_flags =
      code->zero_run_bits <= FLAG_TABLE_MAX_RUN_BITS ? write_flags : write_flags_by_runs;
  kernels->read_flags = read_flags;
  kernels->count_flags = count_flags;
  ebpc_block_kernels(code, kernels);
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_by_table;
    kernels->decode_blocks = decode_byte_blocks;
  }
}
