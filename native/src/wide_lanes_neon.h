/* What wide_lanes_avx2.h has, for vectors of 32 bytes in two registers of 64-bit ARM. */
#ifndef EBPC_WIDE_LANES_H
#define EBPC_WIDE_LANES_H

#include "byte_lanes_neon.h"

#include "shape.h"

typedef lane_mask lane16_mask;

/* Words, or 16-bit lanes of planes, of as many blocks as have LANES_BYTES planes. */
struct pair {
  lanes part[2]; /* the second one is there for blocks of 16 */
};

/* Functions of registers of 16- and 32-bit lanes, for registers of bytes. */
#define DEFINE_OF_16(name, f)                                                         \
  EBPC_INLINE uint8x16_t name(uint8x16_t a, uint8x16_t b) {                           \
    return vreinterpretq_u8_u16(f(vreinterpretq_u16_u8(a), vreinterpretq_u16_u8(b))); \
  }
#define DEFINE_OF_32(name, f)                                                         \
  EBPC_INLINE uint8x16_t name(uint8x16_t a, uint8x16_t b) {                           \
    return vreinterpretq_u8_u32(f(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b))); \
  }

DEFINE_OF_16(add16, vaddq_u16)
DEFINE_OF_16(sub16, vsubq_u16)
DEFINE_OF_16(eq16, vceqq_u16)
DEFINE_OF_32(add32, vaddq_u32)
DEFINE_OF_32(sub32, vsubq_u32)

EBPC_INLINE lanes l_splat16(uint16_t x) {
  return l_both(vreinterpretq_u8_u16(vdupq_n_u16(x)));
}

EBPC_INLINE lanes l_add16(lanes a, lanes b) {
  return OF_TWO(add16, a, b);
}

EBPC_INLINE lanes l_sub16(lanes a, lanes b) {
  return OF_TWO(sub16, a, b);
}

EBPC_INLINE lane16_mask l_eq16(lanes a, lanes b) {
  return OF_TWO(eq16, a, b);
}

EBPC_INLINE lanes l_select16(lane16_mask mask, lanes if_set, lanes if_clear) {
  return l_select(mask, if_set, if_clear);
}

EBPC_INLINE lane16_mask l_mask16_or(lane16_mask a, lane16_mask b) {
  return l_or(a, b);
}

EBPC_INLINE lanes l_of_mask16(lane16_mask mask) {
  return mask;
}

EBPC_INLINE uint64_t l_bits(lane_mask mask) {
  lanes bits = l_and(mask, l_splat64(UINT64_C(0x8040201008040201)));
  uint8x16_t sums = vpaddq_u8(bits.val[0], bits.val[1]);
  sums = vpaddq_u8(sums, sums);
  sums = vpaddq_u8(sums, sums);
  return vgetq_lane_u32(vreinterpretq_u32_u8(sums), 0);
}

EBPC_INLINE lanes l_words_sub(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? OF_TWO(sub16, a, b) : OF_TWO(sub32, a, b);
}

EBPC_INLINE lanes l_words_add(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? OF_TWO(add16, a, b) : OF_TWO(add32, a, b);
}

/* Words shifted to the top of their containers. */
EBPC_INLINE uint8x16_t to_top(uint8x16_t x, struct shape shape, int unused) {
  return shape.bytes == 2
             ? vreinterpretq_u8_u16(vshlq_u16(vreinterpretq_u16_u8(x), vdupq_n_s16((short)unused)))
             : vreinterpretq_u8_u32(vshlq_u32(vreinterpretq_u32_u8(x), vdupq_n_s32(unused)));
}

EBPC_INLINE lanes l_words_extend(lanes x, struct shape shape, int unused) {
  for (int i = 0; i < 2; i++) {
    uint8x16_t top = to_top(x.val[i], shape, unused);
    x.val[i] =
        shape.bytes == 2
            ? vreinterpretq_u8_s16(
                  vshlq_s16(vreinterpretq_s16_u8(top), vdupq_n_s16((short)-unused)))
            : vreinterpretq_u8_s32(vshlq_s32(vreinterpretq_s32_u8(top), vdupq_n_s32(-unused)));
  }
  return x;
}

EBPC_INLINE lanes l_words_cut(lanes x, struct shape shape, int unused) {
  for (int i = 0; i < 2; i++) {
    x.val[i] = to_top(to_top(x.val[i], shape, unused), shape, -unused);
  }
  return x;
}

EBPC_INLINE struct pair l_previous(struct pair words, struct shape shape) {
  const uint8x16_t zero = vdupq_n_u8(0);
  struct pair previous = words;
  uint8x16_t before = zero;
  for (int i = 0; i < shape.size / 8; i++) {
    lanes x = words.part[i];
    if (shape.bytes == 2) {
      previous.part[i].val[0] = vextq_u8(zero, x.val[0], 14);
      previous.part[i].val[1] = vextq_u8(shape.size == 8 ? zero : x.val[0], x.val[1], 14);
    } else {
      previous.part[i].val[0] = vextq_u8(before, x.val[0], 12);
      previous.part[i].val[1] = vextq_u8(x.val[0], x.val[1], 12);
      before = x.val[1];
    }
  }
  return previous;
}

/* Squares of the bytes of 8 words, the highest bytes first; in registers if words have 2. */
EBPC_INLINE lanes squares(lanes words, struct shape shape) {
  static const uint8_t of_2[16] = {1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 14};
  static const uint8_t of_4[32] = {3, 7, 11, 15, 19, 23, 27, 31, 2, 6, 10, 14, 18, 22, 26, 30,
                                   1, 5, 9,  13, 17, 21, 25, 29, 0, 4, 8,  12, 16, 20, 24, 28};
  if (shape.bytes == 2) {
    return l_shuffle(words, l_both(vld1q_u8(of_2)));
  }
  return (lanes){{vqtbl2q_u8(words, vld1q_u8(of_4)), vqtbl2q_u8(words, vld1q_u8(of_4 + 16))}};
}

/* The words whose bytes are in the groups of squares(). */
EBPC_INLINE lanes words_of_squares(lanes x, struct shape shape) {
  static const uint8_t of_2[16] = {8, 0, 9, 1, 10, 2, 11, 3, 12, 4, 13, 5, 14, 6, 15, 7};
  static const uint8_t of_4[32] = {24, 16, 8,  0, 25, 17, 9,  1, 26, 18, 10, 2, 27, 19, 11, 3,
                                   28, 20, 12, 4, 29, 21, 13, 5, 30, 22, 14, 6, 31, 23, 15, 7};
  if (shape.bytes == 2) {
    return l_shuffle(x, l_both(vld1q_u8(of_2)));
  }
  return (lanes){{vqtbl2q_u8(x, vld1q_u8(of_4)), vqtbl2q_u8(x, vld1q_u8(of_4 + 16))}};
}

/* Bytes of two registers in turn, those of low first. */
EBPC_INLINE lanes zip(uint8x16_t low, uint8x16_t high) {
  return (lanes){{vzip1q_u8(low, high), vzip2q_u8(low, high)}};
}

/* The planes of words, mirrored; what the first word has is in the top bits of the lanes. */
EBPC_INLINE struct pair l_planes(struct pair words, struct shape shape) {
  struct pair planes = words;
  if (shape.size == 8) {
    planes.part[0] = l_mirror(squares(words.part[0], shape));
  } else if (shape.bytes == 2) {
    for (int i = 0; i < 2; i++) {
      lanes x = l_mirror(squares(words.part[i], shape));
      planes.part[i] = zip(x.val[1], x.val[0]);
    }
  } else {
    lanes old = l_mirror(squares(words.part[0], shape));
    lanes new = l_mirror(squares(words.part[1], shape));
    for (int i = 0; i < 2; i++) {
      planes.part[i] = zip(new.val[i], old.val[i]);
    }
  }
  return planes;
}

/* The reverse. */
EBPC_INLINE struct pair l_words_of_planes(struct pair planes, struct shape shape) {
  struct pair words = planes;
  if (shape.size == 8) {
    words.part[0] = words_of_squares(l_mirror(planes.part[0]), shape);
    return words;
  }
  lanes old;
  lanes new;
  for (int i = 0; i < 2; i++) {
    new.val[i] = vuzp1q_u8(planes.part[i].val[0], planes.part[i].val[1]);
    old.val[i] = vuzp2q_u8(planes.part[i].val[0], planes.part[i].val[1]);
  }
  if (shape.bytes == 2) {
    for (int i = 0; i < 2; i++) {
      lanes block = {{old.val[i], new.val[i]}};
      words.part[i] = words_of_squares(l_mirror(block), shape);
    }
  } else {
    words.part[0] = words_of_squares(l_mirror(old), shape);
    words.part[1] = words_of_squares(l_mirror(new), shape);
  }
  return words;
}

/* The OR of all words of a register in each of them. */
EBPC_INLINE uint8x16_t fold(uint8x16_t x, struct shape shape) {
  x = vorrq_u8(x, vextq_u8(x, x, 8));
  x = vorrq_u8(x, vextq_u8(x, x, 4));
  return shape.bytes == 2 ? vorrq_u8(x, vextq_u8(x, x, 2)) : x;
}

/* Planes, one byte each, that are zero but for the first word. */
EBPC_INLINE lane_mask l_absent(struct pair deltas, struct shape shape) {
  static const uint8_t no_base_2[16] = {0,    0,    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  static const uint8_t no_base_4[16] = {0,    0,    0,    0,    0xFF, 0xFF, 0xFF, 0xFF,
                                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  static const uint8_t bytes[32] = {3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2,
                                    1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
  const uint8x16_t no_base = vld1q_u8(shape.bytes == 2 ? no_base_2 : no_base_4);
  lanes any;
  if (shape.bytes == 2) {
    for (int i = 0; i < 2; i++) {
      uint8x16_t x = shape.size == 8 ? vandq_u8(deltas.part[0].val[i], no_base)
                                     : vorrq_u8(vandq_u8(deltas.part[i].val[0], no_base),
                                                deltas.part[i].val[1]);
      any.val[i] = fold(x, shape);
    }
    any = l_shuffle(any, l_both(vld1q_u8(bytes + 16)));
  } else {
    uint8x16_t x = vorrq_u8(vandq_u8(deltas.part[0].val[0], no_base), deltas.part[0].val[1]);
    if (shape.size == 16) {
      x = vorrq_u8(x, vorrq_u8(deltas.part[1].val[0], deltas.part[1].val[1]));
    }
    any = l_shuffle(l_both(fold(x, shape)), l_load(bytes));
  }
  return l_eq8(l_and(any, l_splat64(UINT64_C(0x0102040810204080))), l_splat(0));
}

/* In the byte of a plane: that of the plane before, clear in front of plane 0. */
EBPC_INLINE lane_mask l_mask_before(lane_mask mask, struct shape shape) {
  return DOWN(mask, 1, shape.bytes == 4);
}

/* The largest byte of this and all later planes of the block. */
EBPC_INLINE lanes l_spread_max(lanes x, struct shape shape) {
  const bool joined = shape.bytes == 4;
  x = l_max8(x, UP(x, 1, joined));
  x = l_max8(x, UP(x, 2, joined));
  x = l_max8(x, UP(x, 4, joined));
  x = l_max8(x, UP(x, 8, joined));
  if (joined) {
    x.val[1] = vmaxq_u8(x.val[1], x.val[0]);
  }
  return x;
}

/* Masks of planes of 16 bits to one byte per plane, and back. */
EBPC_INLINE lane_mask l_pack_masks(lane16_mask first, lane16_mask second) {
  return (lanes){{vuzp1q_u8(first.val[0], first.val[1]), vuzp1q_u8(second.val[0], second.val[1])}};
}

/* One byte per plane to lanes of 16 bits. */
EBPC_INLINE struct pair l_widen(lanes bytes) {
  const uint8x16_t zero = vdupq_n_u8(0);
  return (struct pair){{zip(bytes.val[0], zero), zip(bytes.val[1], zero)}};
}

EBPC_INLINE void l_widen_mask(lane_mask mask, lane16_mask wide[2]) {
  wide[0] = zip(mask.val[0], mask.val[0]);
  wide[1] = zip(mask.val[1], mask.val[1]);
}

EBPC_INLINE uint8x16_t lowest_position(uint8x16_t lowest) {
  uint16x8_t zeros = vclzq_u16(vreinterpretq_u16_u8(lowest));
  return vreinterpretq_u8_u16(vsubq_u16(zeros, vdupq_n_u16(1)));
}

/* The position that is the lowest of a lane's bits. */
EBPC_INLINE lanes l_lowest_position(lanes lowest) {
  return OF_ONE(lowest_position, lowest);
}

/* The upper bytes of words of 2 bytes. */
EBPC_INLINE uint8x16_t upper_bytes(lanes words) {
  return vuzp2q_u8(words.val[0], words.val[1]);
}

/* The upper 2 bytes of words of 4 bytes. */
EBPC_INLINE uint8x16_t upper_pairs(lanes words) {
  return vreinterpretq_u8_u16(
      vuzp2q_u16(vreinterpretq_u16_u8(words.val[0]), vreinterpretq_u16_u8(words.val[1])));
}

/* The signs of words, one bit each, first word first. */
EBPC_INLINE uint64_t l_sign_bits(struct pair words, struct shape shape) {
  const lanes none = l_splat(0);
  lanes first = words.part[0];
  lanes second = shape.size == 8 ? none : words.part[1];
  if (shape.bytes == 4) {
    first = (lanes){{upper_pairs(first), upper_pairs(second)}};
    second = none;
  }
  lanes bytes = {{upper_bytes(first), upper_bytes(second)}};
  return l_bits(l_eq8(l_max8(bytes, l_splat(0x80)), bytes));
}

EBPC_INLINE uint8x16_t less16(uint8x16_t a, uint8x16_t b) {
  return vreinterpretq_u8_u16(vcltq_s16(vreinterpretq_s16_u8(a), vreinterpretq_s16_u8(b)));
}

EBPC_INLINE uint8x16_t less32(uint8x16_t a, uint8x16_t b) {
  return vreinterpretq_u8_u32(vcltq_s32(vreinterpretq_s32_u8(a), vreinterpretq_s32_u8(b)));
}

/* Words whose sign says whether a is less than b. */
EBPC_INLINE lanes l_words_less(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? OF_TWO(less16, a, b) : OF_TWO(less32, a, b);
}

EBPC_INLINE bool l_any_sign(struct pair words, struct shape shape) {
  const lanes sign =
      l_splat64(shape.bytes == 2 ? UINT64_C(0x8000800080008000) : UINT64_C(0x8000000080000000));
  lanes all = shape.size == 8 ? words.part[0] : l_or(words.part[0], words.part[1]);
  return l_any(l_and(all, sign));
}

/* In the byte of plane k: 1 + planes from there on, not counting a sign plane outside the words. */
EBPC_INLINE lanes l_places(struct shape shape) {
  static const uint8_t places[32] = {2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
                                     13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                                     24, 25, 26, 27, 28, 29, 30, 31, 32, 33};
  return shape.bytes == 2 ? l_both(vld1q_u8(places)) : l_load(places);
}

#endif
