/* Kernels for AVX2 and BMI2. */
#if defined(__x86_64__)
#  include "byte_lanes_avx2.h"
#  include "flag_lanes_avx2.h"

#  include "byte_blocks.h"
#  include "byte_parser.h"
#  include "flag_lanes.h"
#  include "flag_reader.h"
#  include "kernels.h"
#  include "wide_lanes_avx2.h"

#  include "wide_blocks.h"
#  include "wide_split_avx2.h"

/* 64 words whose flags are known. */
EBPC_INLINE uint8_t *compact64(const uint8_t *words, uint64_t flags, uint8_t *out) {
  /* Whole zero or non-zero parts are frequent, since maps are smooth. */
  if (flags == 0) {
    return out;
  }
  if (flags == ~UINT64_C(0)) {
    l_store(out, l_load(words));
    l_store(out + 32, l_load(words + 32));
    return out + 64;
  }
  for (int i = 0; i < 64; i += 8) {
    uint64_t set = flags >> i & 0xFF;
    uint64_t whole = _pdep_u64(set, UINT64_C(0x0101010101010101)) * 0xFF;
    store_little(out, _pext_u64(load_little(words + i), whole));
    out += _mm_popcnt_u64(set);
  }
  return out;
}

EBPC_INLINE uint64_t flags_of_64(const uint8_t *words) {
  lanes zero = l_splat(0);
  uint32_t low = (uint32_t)_mm256_movemask_epi8(l_eq8(l_load(words), zero));
  uint32_t high = (uint32_t)_mm256_movemask_epi8(l_eq8(l_load(words + 32), zero));
  return ~((uint64_t)high << 32 | low);
}

static int split1(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {
  uint8_t *out = values;
  int first = 0;
  for (; first + 64 <= count; first += 64) {
    uint64_t flags = flags_of_64(words + first);
    mask[first >> 6] = flags;
    out = compact64(words + first, flags, out);
  }
  if (first < count) {
    uint8_t rest[64] = {0};
    memcpy(rest, words + first, (size_t)(count - first));
    uint64_t flags = flags_of_64(rest);
    mask[first >> 6] = flags;
    out = compact64(rest, flags, out);
  }
  return (int)(out - values);
}

EBPC_INLINE const uint8_t *expand64(uint64_t flags, const uint8_t *in, uint8_t *words) {
  if (flags == 0) {
    l_store(words, l_splat(0));
    l_store(words + 32, l_splat(0));
    return in;
  }
  if (flags == ~UINT64_C(0)) {
    l_store(words, l_load(in));
    l_store(words + 32, l_load(in + 32));
    return in + 64;
  }
  for (int i = 0; i < 64; i += 8) {
    uint64_t set = flags >> i & 0xFF;
    uint64_t whole = _pdep_u64(set, UINT64_C(0x0101010101010101)) * 0xFF;
    store_little(words + i, _pdep_u64(load_little(in), whole));
    in += _mm_popcnt_u64(set);
  }
  return in;
}

static int join1(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words) {
  const uint8_t *in = values;
  int first = 0;
  for (; first + 64 <= count; first += 64) {
    in = expand64(mask[first >> 6], in, words + first);
  }
  if (first < count) {
    uint8_t rest[64];
    uint64_t flags = mask[first >> 6] & ((UINT64_C(1) << (count - first)) - 1);
    in = expand64(flags, in, rest);
    memcpy(words + first, rest, (size_t)(count - first));
  }
  return (int)(in - values);
}

#  define DEFINE_SPLIT(bytes)                                                                  \
    static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) { \
      return split_words(words, count, mask, values, bytes);                                   \
    }                                                                                          \
    static int join##bytes(const uint64_t *mask, int count, const uint8_t *values,             \
                           uint8_t *words) {                                                   \
      return join_words(mask, count, values, words, bytes);                                    \
    }

DEFINE_SPLIT(2)
DEFINE_SPLIT(4)

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
  kernels->read_flags = read_flags;
  kernels->count_flags = count_flags;
  if (code->zero_run_bits <= LANE_MAX_RUN_BITS) {
    kernels->write_flags = write_flag_lanes;
  }
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_byte_blocks;
    kernels->decode_blocks = decode_byte_blocks;
  }
  use_wide_blocks(code, kernels);
}
#endif
