/* Kernels for AVX-512 with VBMI2 and GFNI. */
#if defined(__x86_64__)
#  include "byte_lanes_avx512.h"

#  include "byte_decoder_avx512.h"
#  include "byte_blocks.h"
#  include "flag_lanes_avx512.h"

#  include "flag_lanes.h"
#  include "kernels.h"
#  include "wide_lanes_avx512.h"

#  include "wide_blocks.h"

/* Flags below count, which is 1 or more. */
EBPC_INLINE uint64_t first_flags(int count) {
  return count < 64 ? (UINT64_C(1) << count) - 1 : ~UINT64_C(0);
}

static int split1(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {
  uint8_t *out = values;
  for (int first = 0; first < count; first += 64) {
    __m512i x = _mm512_maskz_loadu_epi8(first_flags(count - first), words + first);
    uint64_t flags = _mm512_test_epi8_mask(x, x);
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(flags, x));
    out += _mm_popcnt_u64(flags);
    mask[first >> 6] = flags;
  }
  return (int)(out - values);
}

static int join1(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words) {
  const uint8_t *in = values;
  for (int first = 0; first < count; first += 64) {
    uint64_t flags = mask[first >> 6] & first_flags(count - first);
    /* Expanding from memory is many times slower than from a register. */
    __m512i x = _mm512_loadu_si512(in);
    __asm__("" : "+v"(x));
    x = _mm512_maskz_expand_epi8(flags, x);
    _mm512_mask_storeu_epi8(words + first, first_flags(count - first), x);
    in += _mm_popcnt_u64(flags);
  }
  return (int)(in - values);
}

/* Words of 2 and 4 bytes likewise, a register at a time of the 64 of a part. */
#  define DEFINE_SPLIT(bytes, suffix)                                                            \
    static int split##bytes(const uint8_t *words, int count, uint64_t *mask, uint8_t *values) {  \
      uint8_t *out = values;                                                                     \
      memset(mask, 0, (size_t)((count + 63) >> 6) * 8);                                          \
      for (int first = 0; first < count; first += 64 / bytes) {                                  \
        uint64_t there = first_flags(count - first) & (~UINT64_C(0) >> (64 - 64 / bytes));       \
        __m512i x = _mm512_maskz_loadu_##suffix(WORD_MASK##bytes(there), words + first * bytes); \
        uint64_t flags = _mm512_test_##suffix##_mask(x, x);                                      \
        _mm512_storeu_si512(out, _mm512_maskz_compress_##suffix(WORD_MASK##bytes(flags), x));    \
        out += _mm_popcnt_u64(flags) * bytes;                                                    \
        mask[first >> 6] |= flags << (first & 63);                                               \
      }                                                                                          \
      return (int)(out - values) / bytes;                                                        \
    }                                                                                            \
                                                                                                 \
    static int join##bytes(const uint64_t *mask, int count, const uint8_t *values,               \
                           uint8_t *words) {                                                     \
      const uint8_t *in = values;                                                                \
      for (int first = 0; first < count; first += 64 / bytes) {                                  \
        uint64_t there = first_flags(count - first) & (~UINT64_C(0) >> (64 - 64 / bytes));       \
        uint64_t flags = mask[first >> 6] >> (first & 63) & there;                               \
        __m512i x = _mm512_loadu_si512(in);                                                      \
        __asm__("" : "+v"(x));                                                                   \
        x = _mm512_maskz_expand_##suffix(WORD_MASK##bytes(flags), x);                            \
        _mm512_mask_storeu_##suffix(words + first * bytes, WORD_MASK##bytes(there), x);          \
        in += _mm_popcnt_u64(flags) * bytes;                                                     \
      }                                                                                          \
      return (int)(in - values) / bytes;                                                         \
    }

#  define WORD_MASK2(flags) (__mmask32)(flags)
#  define WORD_MASK4(flags) (__mmask16)(flags)

DEFINE_SPLIT(2, epi16)
DEFINE_SPLIT(4, epi32)

void ebpc_avx512_kernels(const struct code *code, struct kernels *kernels) {
  EBPC_USE_SPLITS(code, kernels);
  if (code->zero_run_bits <= LANE_MAX_RUN_BITS) {
    kernels->write_flags = write_flag_lanes;
  }
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_byte_blocks;
    kernels->decode_blocks = decode_byte_lanes;
  }
  use_wide_blocks(code, kernels);
}
#endif
