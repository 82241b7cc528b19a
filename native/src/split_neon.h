/* What split_words.h needs, by table, for 64-bit ARM. */
#ifndef EBPC_SPLIT_NEON_H
#define EBPC_SPLIT_NEON_H

#include <arm_neon.h>

#include "bits.h"
#include "split_tables.h"

/* Numbers of words to those of their bytes; 0x80 stays out of range. */
EBPC_INLINE uint8x16_t bytes_of_2(uint8x8_t words) {
  uint8x8_t first = vqadd_u8(words, words);
  return vcombine_u8(vzip1_u8(first, vqadd_u8(first, vdup_n_u8(1))),
                     vzip2_u8(first, vqadd_u8(first, vdup_n_u8(1))));
}

EBPC_INLINE uint8x16x2_t bytes_of_4(uint8x8_t words) {
  uint8x16_t pairs = bytes_of_2(words);
  uint8x16_t first = vqaddq_u8(pairs, pairs);
  uint8x16_t second = vqaddq_u8(first, vdupq_n_u8(1));
  return (uint8x16x2_t){{vzip1q_u8(first, second), vzip2q_u8(first, second)}};
}

/* One bit per byte that is not zero. */
EBPC_INLINE uint64_t bits_of_16(uint8x16_t not_zero) {
  uint8x16_t weights = vreinterpretq_u8_u64(vdupq_n_u64(UINT64_C(0x8040201008040201)));
  uint8x16_t bits = vandq_u8(not_zero, weights);
  return vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

/* Flags of 64 words. */
EBPC_INLINE uint64_t flags_of_words(const uint8_t *words, int bytes) {
  uint64_t flags = 0;
  for (int i = 0; i < 4; i++) {
    const uint8_t *at = words + 16 * bytes * i;
    uint8x16_t set = vld1q_u8(at);
    if (bytes == 1) {
      set = vtstq_u8(set, set);
    } else if (bytes == 2) {
      uint16x8_t low = vreinterpretq_u16_u8(set);
      uint16x8_t high = vreinterpretq_u16_u8(vld1q_u8(at + 16));
      set = vcombine_u8(vmovn_u16(vtstq_u16(low, low)), vmovn_u16(vtstq_u16(high, high)));
    } else {
      uint16x4_t quarters[4];
      for (int j = 0; j < 4; j++) {
        uint32x4_t four = vreinterpretq_u32_u8(vld1q_u8(at + 16 * j));
        quarters[j] = vmovn_u32(vtstq_u32(four, four));
      }
      set = vcombine_u8(vmovn_u16(vcombine_u16(quarters[0], quarters[1])),
                        vmovn_u16(vcombine_u16(quarters[2], quarters[3])));
    }
    flags |= bits_of_16(set) << (16 * i);
  }
  return flags;
}

/* The bytes of 8 words to the places of a table. */
EBPC_INLINE void move_words(const uint8_t *from, const uint8_t *numbers, uint8_t *to, int bytes) {
  uint8x8_t words = vld1_u8(numbers);
  if (bytes == 1) {
    vst1_u8(to, vtbl1_u8(vld1_u8(from), words));
  } else if (bytes == 2) {
    vst1q_u8(to, vqtbl1q_u8(vld1q_u8(from), bytes_of_2(words)));
  } else {
    uint8x16x2_t x = {{vld1q_u8(from), vld1q_u8(from + 16)}};
    uint8x16x2_t places = bytes_of_4(words);
    vst1q_u8(to, vqtbl2q_u8(x, places.val[0]));
    vst1q_u8(to + 16, vqtbl2q_u8(x, places.val[1]));
  }
}

/* Moves the words among 64 that are not zero to values; gives the end of those. */
EBPC_INLINE uint8_t *split_part(const uint8_t *words, uint64_t flags, uint8_t *values, int bytes) {
  for (int i = 0; i < 8; i++) {
    unsigned eight = flags >> (8 * i) & 0xFF;
    move_words(words + 8 * bytes * i, PLACES[eight], values, bytes);
    values += __builtin_popcount(eight) * bytes;
  }
  return values;
}

/* The reverse. */
EBPC_INLINE const uint8_t *join_part(uint64_t flags, const uint8_t *values, uint8_t *words,
                                     int bytes) {
  for (int i = 0; i < 8; i++) {
    unsigned eight = flags >> (8 * i) & 0xFF;
    move_words(values, RANKS[eight], words + 8 * bytes * i, bytes);
    values += __builtin_popcount(eight) * bytes;
  }
  return values;
}

#endif
