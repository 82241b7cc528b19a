/* What wide_lanes_avx2.h has for the decoder, for 64-bit ARM. */
#ifndef EBPC_WIDE_RESTORE_NEON_H
#define EBPC_WIDE_RESTORE_NEON_H

#include "wide_lanes_neon.h"

/* Lanes of the blocks in some slots of wide_decoder.h. */
EBPC_INLINE struct pair l_load_planes(const uint8_t *slots, struct shape shape) {
  struct pair planes;
  if (shape.size == 16) {
    planes.part[0] = l_load(slots + (shape.bytes == 2 ? 32 : 64));
    planes.part[1] = l_load(slots + 96);
    return planes;
  }
  if (shape.bytes == 2) {
    planes.part[0] = (lanes){{vld1q_u8(slots + 16), vld1q_u8(slots + 48)}};
  } else {
    planes.part[0] = l_load(slots + 32);
  }
  planes.part[1] = planes.part[0];
  return planes;
}

EBPC_INLINE uint8x16_t reversed(uint8x16_t x) {
  x = vrev64q_u8(x);
  return vextq_u8(x, x, 8);
}

/* Codes of the planes in some slots of byte_parser.h, mirrored. */
EBPC_INLINE lanes l_load_codes(const uint8_t *slots, struct shape shape) {
  return shape.bytes == 2
             ? (lanes){{reversed(vld1q_u8(slots + 15)), reversed(vld1q_u8(slots + 47))}}
             : (lanes){{reversed(vld1q_u8(slots + 47)), reversed(vld1q_u8(slots + 31))}};
}

/* A step of l_undo_xor: lanes that stop at none of theirs get those some planes before. */
#define UNDO_STEP(x, stop, count, joined)                 \
  do {                                                    \
    x = l_xor(x, l_andnot(stop, DOWN(x, count, joined))); \
    stop = l_or(stop, DOWN(stop, count, joined));         \
  } while (0)

EBPC_INLINE void undo_in_vector(lanes *planes, lanes *stops, struct shape shape) {
  const bool joined = shape.bytes == 4 || shape.size == 16;
  lanes x = *planes;
  lanes stop = *stops;
  if (shape.size == 8) {
    UNDO_STEP(x, stop, 1, joined);
  }
  UNDO_STEP(x, stop, 2, joined);
  UNDO_STEP(x, stop, 4, joined);
  UNDO_STEP(x, stop, 8, joined);
  if (joined) {
    x.val[0] = veorq_u8(x.val[0], vbicq_u8(x.val[1], stop.val[0]));
    stop.val[0] = vorrq_u8(stop.val[0], stop.val[1]);
  }
  *planes = x;
  *stops = stop;
}

/* DBP from DBX: XOR of all planes from the last stop on. */
EBPC_INLINE struct pair l_undo_xor(struct pair planes, struct pair stops, struct shape shape) {
  undo_in_vector(&planes.part[0], &stops.part[0], shape);
  if (shape.size == 16) {
    undo_in_vector(&planes.part[1], &stops.part[1], shape);
    if (shape.bytes == 4) {
      uint16x8_t last = vreinterpretq_u16_u8(planes.part[1].val[0]);
      lanes in_all = l_both(vreinterpretq_u8_u16(vdupq_laneq_u16(last, 0)));
      planes.part[0] = l_xor(planes.part[0], l_andnot(stops.part[0], in_all));
    }
  }
  return planes;
}

/* Bases in the first words of their blocks. */
EBPC_INLINE struct pair l_bases(const uint32_t *bases, struct shape shape) {
  const uint32x4_t zero = vdupq_n_u32(0);
  uint8x16_t first = vreinterpretq_u8_u32(vsetq_lane_u32(bases[0], zero, 0));
  struct pair pair = {{l_splat(0), l_splat(0)}};
  pair.part[0].val[0] = first;
  if (shape.bytes == 2) {
    uint8x16_t second = vreinterpretq_u8_u32(vsetq_lane_u32(bases[1], zero, 0));
    if (shape.size == 8) {
      pair.part[0].val[1] = second;
    } else {
      pair.part[1].val[0] = second;
    }
  }
  return pair;
}

EBPC_INLINE lanes sum_in_vector(lanes x, struct shape shape) {
  if (shape.bytes == 2) {
    x = OF_TWO(add16, x, UP(x, 2, false));
    x = OF_TWO(add16, x, UP(x, 4, false));
    x = OF_TWO(add16, x, UP(x, 8, false));
    if (shape.size == 16) {
      uint16x8_t low = vreinterpretq_u16_u8(x.val[0]);
      x.val[1] = add16(x.val[1], vreinterpretq_u8_u16(vdupq_laneq_u16(low, 7)));
    }
    return x;
  }
  x = OF_TWO(add32, x, UP(x, 4, false));
  x = OF_TWO(add32, x, UP(x, 8, false));
  uint32x4_t low = vreinterpretq_u32_u8(x.val[0]);
  x.val[1] = add32(x.val[1], vreinterpretq_u8_u32(vdupq_laneq_u32(low, 3)));
  return x;
}

/* Sums of the words of a block up to each. */
EBPC_INLINE struct pair l_sums(struct pair words, struct shape shape) {
  words.part[0] = sum_in_vector(words.part[0], shape);
  if (shape.size == 16) {
    words.part[1] = sum_in_vector(words.part[1], shape);
    if (shape.bytes == 4) {
      uint32x4_t upper = vreinterpretq_u32_u8(words.part[0].val[1]);
      lanes last = l_both(vreinterpretq_u8_u32(vdupq_laneq_u32(upper, 3)));
      words.part[1] = OF_TWO(add32, words.part[1], last);
    }
  }
  return words;
}

EBPC_INLINE uint8x16_t sign_of_16(uint8x16_t x) {
  return vreinterpretq_u8_s16(vshrq_n_s16(vreinterpretq_s16_u8(x), 15));
}

EBPC_INLINE uint8x16_t sign_of_8(uint8x16_t x) {
  return vreinterpretq_u8_s8(vshrq_n_s8(vreinterpretq_s8_u8(x), 7));
}

/* The planes of raw symbols; zero for anything else. */
EBPC_INLINE lanes l_raw8(lanes code) {
  return l_and(l_and(code, l_splat(0x7F)), OF_ONE(sign_of_8, code));
}

EBPC_INLINE lanes l_raw16(lanes code) {
  return l_and(l_and(code, l_splat16(0x7FFF)), OF_ONE(sign_of_16, code));
}

#endif
