/* Kernels for AVX2 and BMI2. */
#if defined(__x86_64__)
#  include "byte_lanes_avx2.h"

#  include "byte_blocks.h"
#  include "kernels.h"
#  include "wide_lanes_avx2.h"

#  include "wide_blocks.h"
#  include "wide_split_avx2.h"

/* High bit of every lane of a container. */
EBPC_INLINE uint64_t high_bits(int bytes) {
  return bytes == 1   ? UINT64_C(0x8080808080808080)
         : bytes == 2 ? UINT64_C(0x8000800080008000)
                      : UINT64_C(0x8000000080000000);
}

/* 8 bytes at a time: PEXT gathers the lanes that are not zero. */
EBPC_INLINE int split(const uint8_t *words, int count, uint64_t *mask, uint8_t *values, int bytes) {
  const uint64_t high = high_bits(bytes);
  const int lanes_of_8 = 8 / bytes;
  uint8_t *out = values;
  for (int first = 0; first < count; first += 64) {
    int part = count - first < 64 ? count - first : 64;
    uint64_t flags = 0;
    for (int i = 0; i < part; i += lanes_of_8) {
      int left = (part - i) * bytes;
      uint64_t eight = 0;
      memcpy(&eight, words, left < 8 ? (size_t)left : 8);
      words += 8;
      uint64_t set = (((eight & ~high) + ~high) | eight) & high;
      uint64_t whole = (set << 1) - (set >> (8 * bytes - 1));
      uint64_t bits = _pext_u64(set, high);
      store_little(out, _pext_u64(eight, whole));
      out += _mm_popcnt_u64(bits) * bytes;
      flags |= bits << i;
    }
    mask[first >> 6] = flags;
  }
  return (int)(out - values) / bytes;
}

/* The reverse by PDEP. */
EBPC_INLINE int join(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words,
                     int bytes) {
  const uint64_t low = high_bits(bytes) >> (8 * bytes - 1);
  const int lanes_of_8 = 8 / bytes;
  const uint8_t *in = values;
  for (int first = 0; first < count; first += 64) {
    int part = count - first < 64 ? count - first : 64;
    uint64_t flags = mask[first >> 6];
    for (int i = 0; i < part; i += lanes_of_8) {
      int left = (part - i) * bytes;
      uint64_t set = _pdep_u64(flags, low);
      uint64_t whole = (set << 1 << (8 * bytes - 1)) - set;
      uint64_t eight = _pdep_u64(load_little(in), whole);
      memcpy(words, &eight, left < 8 ? (size_t)left : 8);
      words += 8;
      in += _mm_popcnt_u64(set) * bytes;
      flags >>= lanes_of_8;
    }
  }
  return (int)(in - values) / bytes;
}

#  define DEFINE_SPLIT(bytes)                                                                  \
    static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) { \
      return split(words, count, mask, values, bytes);                                         \
    }                                                                                          \
    static int join##bytes(const uint64_t *mask, int count, const uint8_t *values,             \
                           uint8_t *words) {                                                   \
      return join(mask, count, values, words, bytes);                                          \
    }

DEFINE_SPLIT(1)

#  define DEFINE_WIDE_SPLIT(bytes)                                                             \
    static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) { \
      return split_words(words, count, mask, values, bytes);                                   \
    }                                                                                          \
    static int join##bytes(const uint64_t *mask, int count, const uint8_t *values,             \
                           uint8_t *words) {                                                   \
      return join_words(mask, count, values, words, bytes);                                    \
    }

DEFINE_WIDE_SPLIT(2)
DEFINE_WIDE_SPLIT(4)

void ebpc_avx2_kernels(const struct code *code, struct kernels *kernels) {
  switch (code->container_bytes) {
    case 1:
      kernels->split = split1;
      kernels->join = join1;
      break;
    case 2:
      kernels->split = split2;
      kernels->join = join2;
      break;
    default:
      kernels->split = split4;
      kernels->join = join4;
      break;
  }
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_byte_blocks;
    kernels->decode_blocks = decode_byte_blocks;
  }
  use_wide_blocks(code, kernels);
}
#endif
