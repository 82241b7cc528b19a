/*
 * Vectors of 32 bytes for words of 2 and 4 bytes. Every wide_lanes_*.h offers the same operations
 * (those that begin with l_), so that wide_encoder.h and wide_decoder.h are written once. What a
 * vector holds, words or planes, is said in wide_encoder.h.
 */
#ifndef EBPC_WIDE_LANES_H
#define EBPC_WIDE_LANES_H

#include "byte_lanes_avx2.h"

#include "shape.h"

typedef __m256i lane16_mask;

/* Words, or 16-bit lanes of planes, of as many blocks as have LANES_BYTES planes. */
struct pair {
  lanes part[2]; /* the second one is there for blocks of 16 */
};

/* Both halves of a vector to one half up or down; the rest is zero. */
EBPC_INLINE lanes upper_of_lower(lanes x) {
  return _mm256_permute2x128_si256(x, x, 0x08);
}

EBPC_INLINE lanes lower_of_upper(lanes x) {
  return _mm256_permute2x128_si256(x, x, 0x81);
}

EBPC_INLINE lanes both_halves(__m128i x) {
  return _mm256_broadcastsi128_si256(x);
}

EBPC_INLINE lanes l_splat16(uint16_t x) {
  return _mm256_set1_epi16((short)x);
}

EBPC_INLINE lanes l_add16(lanes a, lanes b) {
  return _mm256_add_epi16(a, b);
}

EBPC_INLINE lanes l_sub16(lanes a, lanes b) {
  return _mm256_sub_epi16(a, b);
}

EBPC_INLINE lane16_mask l_eq16(lanes a, lanes b) {
  return _mm256_cmpeq_epi16(a, b);
}

EBPC_INLINE lanes l_select16(lane16_mask mask, lanes if_set, lanes if_clear) {
  return _mm256_blendv_epi8(if_clear, if_set, mask);
}

EBPC_INLINE lane16_mask l_mask16_or(lane16_mask a, lane16_mask b) {
  return _mm256_or_si256(a, b);
}

/* One bit per byte of a mask. */
EBPC_INLINE uint64_t l_bits(lane_mask mask) {
  return (uint32_t)_mm256_movemask_epi8(mask);
}

EBPC_INLINE lanes l_words_sub(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm256_sub_epi16(a, b) : _mm256_sub_epi32(a, b);
}

EBPC_INLINE lanes l_words_add(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm256_add_epi16(a, b) : _mm256_add_epi32(a, b);
}

/* Extends the sign of words that leave bits of their containers unused; cuts what is in those. */
EBPC_INLINE lanes l_words_extend(lanes x, struct shape shape, int unused) {
  const __m128i count = _mm_cvtsi32_si128(unused);
  return shape.bytes == 2 ? _mm256_sra_epi16(_mm256_sll_epi16(x, count), count)
                          : _mm256_sra_epi32(_mm256_sll_epi32(x, count), count);
}

EBPC_INLINE lanes l_words_cut(lanes x, struct shape shape, int unused) {
  const __m128i count = _mm_cvtsi32_si128(unused);
  return shape.bytes == 2 ? _mm256_srl_epi16(_mm256_sll_epi16(x, count), count)
                          : _mm256_srl_epi32(_mm256_sll_epi32(x, count), count);
}

/* The word in front of each; zero in front of the first one of a block. */
EBPC_INLINE struct pair l_previous(struct pair words, struct shape shape) {
  struct pair previous = words;
  if (shape.bytes == 2 && shape.size == 8) {
    previous.part[0] = _mm256_slli_si256(words.part[0], 2);
  } else if (shape.bytes == 2) {
    for (int i = 0; i < 2; i++) {
      previous.part[i] = _mm256_alignr_epi8(words.part[i], upper_of_lower(words.part[i]), 14);
    }
  } else {
    previous.part[0] = _mm256_alignr_epi8(words.part[0], upper_of_lower(words.part[0]), 12);
    lanes between = _mm256_permute2x128_si256(words.part[0], words.part[1], 0x21);
    previous.part[1] = _mm256_alignr_epi8(words.part[1], between, 12);
  }
  return previous;
}

/* Squares of the bytes of 8 words, the highest bytes first; in halves of blocks if words have 2. */
EBPC_INLINE lanes squares(lanes words, struct shape shape) {
  if (shape.bytes == 2) {
    return _mm256_shuffle_epi8(
        words, both_halves(_mm_setr_epi8(1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 14)));
  }
  words = _mm256_shuffle_epi8(
      words, both_halves(_mm_setr_epi8(3, 7, 11, 15, 2, 6, 10, 14, 1, 5, 9, 13, 0, 4, 8, 12)));
  return _mm256_permutevar8x32_epi32(words, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

/* The planes of words, mirrored; what the first word has is in the top bits of the lanes. */
EBPC_INLINE struct pair l_planes(struct pair words, struct shape shape) {
  struct pair planes = words;
  if (shape.size == 8) {
    planes.part[0] = l_mirror(squares(words.part[0], shape));
  } else if (shape.bytes == 2) {
    const lanes zip =
        both_halves(_mm_setr_epi8(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
    for (int i = 0; i < 2; i++) {
      lanes x = l_mirror(squares(words.part[i], shape));
      planes.part[i] = _mm256_shuffle_epi8(_mm256_permute4x64_epi64(x, 0x72), zip);
    }
  } else {
    lanes old = l_mirror(squares(words.part[0], shape));
    lanes new = l_mirror(squares(words.part[1], shape));
    lanes low = _mm256_unpacklo_epi8(new, old);
    lanes high = _mm256_unpackhi_epi8(new, old);
    planes.part[0] = _mm256_permute2x128_si256(low, high, 0x20);
    planes.part[1] = _mm256_permute2x128_si256(low, high, 0x31);
  }
  return planes;
}

/* The OR of all 8 double words in each of them. */
EBPC_INLINE lanes fold(lanes x) {
  x = l_or(x, _mm256_permute2x128_si256(x, x, 0x01));
  x = l_or(x, _mm256_shuffle_epi32(x, 0x4E));
  return l_or(x, _mm256_shuffle_epi32(x, 0xB1));
}

/* Planes, one byte each, that are zero but for the first word. */
EBPC_INLINE lane_mask l_absent(struct pair deltas, struct shape shape) {
  const lanes bit = l_splat64(UINT64_C(0x0102040810204080));
  const __m128i upper_lower = _mm_setr_epi8(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  lanes any;
  if (shape.bytes == 2 && shape.size == 8) {
    any = l_and(deltas.part[0], both_halves(_mm_setr_epi16(0, -1, -1, -1, -1, -1, -1, -1)));
    any = l_or(any, _mm256_srli_si256(any, 8));
    any = l_or(any, _mm256_srli_si256(any, 4));
    any = l_or(any, _mm256_srli_si256(any, 2));
    any = _mm256_shuffle_epi8(any, both_halves(upper_lower));
  } else if (shape.bytes == 2) {
    const lanes no_base = _mm256_setr_epi32(-65536, -1, -1, -1, -1, -1, -1, -1);
    any = _mm256_blend_epi32(fold(l_and(deltas.part[0], no_base)),
                             fold(l_and(deltas.part[1], no_base)), 0xF0);
    any = l_or(any, _mm256_srli_epi32(any, 16));
    any = _mm256_shuffle_epi8(any, both_halves(upper_lower));
  } else {
    any = _mm256_blend_epi32(deltas.part[0], _mm256_setzero_si256(), 1);
    any = fold(shape.size == 8 ? any : l_or(any, deltas.part[1]));
    const __m128i three_two = _mm_setr_epi8(3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2);
    any = _mm256_shuffle_epi8(any, _mm256_setr_m128i(three_two, upper_lower));
  }
  return l_eq8(l_and(any, bit), l_splat(0));
}

/* In the byte of a plane: that of the plane before, clear in front of plane 0. */
EBPC_INLINE lane_mask l_mask_before(lane_mask mask, struct shape shape) {
  return shape.bytes == 2 ? _mm256_srli_si256(mask, 1)
                          : _mm256_alignr_epi8(lower_of_upper(mask), mask, 1);
}

/* The largest byte of this and all later planes of the block. */
EBPC_INLINE lanes l_spread_max(lanes x, struct shape shape) {
  if (shape.bytes == 2) {
    x = l_max8(x, _mm256_slli_si256(x, 1));
    x = l_max8(x, _mm256_slli_si256(x, 2));
    x = l_max8(x, _mm256_slli_si256(x, 4));
    return l_max8(x, _mm256_slli_si256(x, 8));
  }
  x = l_max8(x, _mm256_alignr_epi8(x, upper_of_lower(x), 15));
  x = l_max8(x, _mm256_alignr_epi8(x, upper_of_lower(x), 14));
  x = l_max8(x, _mm256_alignr_epi8(x, upper_of_lower(x), 12));
  x = l_max8(x, _mm256_alignr_epi8(x, upper_of_lower(x), 8));
  return l_max8(x, upper_of_lower(x));
}

/* Masks of planes of 16 bits to one byte per plane, and back. */
EBPC_INLINE lane_mask l_pack_masks(lane16_mask first, lane16_mask second) {
  return _mm256_permute4x64_epi64(_mm256_packs_epi16(first, second), 0xD8);
}

/* One byte per plane to lanes of 16 bits. */
EBPC_INLINE struct pair l_widen(lanes bytes) {
  struct pair wide;
  wide.part[0] = _mm256_cvtepu8_epi16(_mm256_castsi256_si128(bytes));
  wide.part[1] = _mm256_cvtepu8_epi16(_mm256_extracti128_si256(bytes, 1));
  return wide;
}

EBPC_INLINE void l_widen_mask(lane_mask mask, lane16_mask wide[2]) {
  wide[0] = _mm256_cvtepi8_epi16(_mm256_castsi256_si128(mask));
  wide[1] = _mm256_cvtepi8_epi16(_mm256_extracti128_si256(mask, 1));
}

/* The position that is the lowest of a lane's bits, by a sequence that a single bit shifts. */
EBPC_INLINE lanes l_lowest_position(lanes lowest) {
  const lanes of_sequence =
      both_halves(_mm_setr_epi8(14, 13, 12, 9, 11, 5, 8, 3, -1, 10, 6, 4, 0, 7, 1, 2));
  lanes sequence = _mm256_mullo_epi16(lowest, l_splat16(0x09AF));
  lanes index = l_or(_mm256_srli_epi16(sequence, 12), l_splat16(0x8000));
  return _mm256_shuffle_epi8(of_sequence, index);
}

/* The signs of words, one bit each, first word first. */
EBPC_INLINE uint64_t l_sign_bits(struct pair words, struct shape shape) {
  if (shape.bytes == 2) {
    lanes second = shape.size == 8 ? l_splat(0) : words.part[1];
    lanes signs = _mm256_packs_epi16(words.part[0], second);
    return (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(signs, 0xD8));
  }
  uint64_t first = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(words.part[0]));
  uint64_t second = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(words.part[1]));
  return shape.size == 8 ? first : first | second << 8;
}

/* Words whose sign says whether a is less than b. */
EBPC_INLINE lanes l_words_less(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm256_cmpgt_epi16(b, a) : _mm256_cmpgt_epi32(b, a);
}

EBPC_INLINE bool l_any_sign(struct pair words, struct shape shape) {
  const lanes sign = shape.bytes == 2 ? l_splat16(0x8000) : _mm256_set1_epi32(INT32_MIN);
  lanes all = shape.size == 8 ? words.part[0] : l_or(words.part[0], words.part[1]);
  return !_mm256_testz_si256(all, sign);
}

/* In the byte of plane k: 1 + planes from there on, not counting a sign plane outside the words. */
EBPC_INLINE lanes l_places(struct shape shape) {
  const __m128i first = _mm_setr_epi8(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  __m128i second = shape.bytes == 2 ? first : _mm_add_epi8(first, _mm_set1_epi8(16));
  return _mm256_setr_m128i(first, second);
}

/* Lanes of the blocks in some slots of wide_decoder.h. */
EBPC_INLINE struct pair l_load_planes(const uint8_t *slots, struct shape shape) {
  struct pair planes;
  if (shape.bytes == 2 && shape.size == 8) {
    planes.part[0] = _mm256_setr_m128i(_mm_load_si128((const __m128i *)(const void *)(slots + 16)),
                                       _mm_load_si128((const __m128i *)(const void *)(slots + 48)));
  } else if (shape.size == 8) {
    planes.part[0] = l_load(slots + 32);
  } else if (shape.bytes == 2) {
    planes.part[0] = l_load(slots + 32);
    planes.part[1] = l_load(slots + 96);
    return planes;
  } else {
    planes.part[0] = l_load(slots + 64);
    planes.part[1] = l_load(slots + 96);
    return planes;
  }
  planes.part[1] = planes.part[0];
  return planes;
}

/* Codes of the planes in some slots of byte_parser.h, mirrored. */
EBPC_INLINE lanes l_load_codes(const uint8_t *slots, struct shape shape) {
  const lanes reversed =
      both_halves(_mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  return shape.bytes == 2 ? _mm256_shuffle_epi8(l_load_halves(slots + 15, slots + 47), reversed)
                          : _mm256_shuffle_epi8(l_load_halves(slots + 47, slots + 31), reversed);
}

/* A step of l_undo_xor: lanes that stop at none of theirs get those some planes before. */
EBPC_INLINE void undo_step(lanes *x, lanes *stop, lanes x_before, lanes stop_before) {
  *x = l_xor(*x, l_andnot(*stop, x_before));
  *stop = l_or(*stop, stop_before);
}

/* The lowest lane of the upper half in all lanes of the lower one. */
EBPC_INLINE lanes carry_down(lanes x, struct shape shape) {
  const lanes lowest = shape.size == 8 ? l_splat(0) : l_splat16(0x0100);
  return _mm256_shuffle_epi8(lower_of_upper(x), lowest);
}

EBPC_INLINE void undo_in_vector(lanes *x, lanes *stop, struct shape shape) {
  if (shape.size == 8) {
    undo_step(x, stop, _mm256_srli_si256(*x, 1), _mm256_srli_si256(*stop, 1));
  }
  undo_step(x, stop, _mm256_srli_si256(*x, 2), _mm256_srli_si256(*stop, 2));
  undo_step(x, stop, _mm256_srli_si256(*x, 4), _mm256_srli_si256(*stop, 4));
  undo_step(x, stop, _mm256_srli_si256(*x, 8), _mm256_srli_si256(*stop, 8));
  if (shape.bytes == 4 || shape.size == 16) {
    undo_step(x, stop, carry_down(*x, shape), carry_down(*stop, shape));
  }
}

/* DBP from DBX: XOR of all planes from the last stop on. */
EBPC_INLINE struct pair l_undo_xor(struct pair planes, struct pair stops, struct shape shape) {
  undo_in_vector(&planes.part[0], &stops.part[0], shape);
  if (shape.size == 16) {
    undo_in_vector(&planes.part[1], &stops.part[1], shape);
    if (shape.bytes == 4) {
      lanes last = _mm256_broadcastw_epi16(_mm256_castsi256_si128(planes.part[1]));
      planes.part[0] = l_xor(planes.part[0], l_andnot(stops.part[0], last));
    }
  }
  return planes;
}

/* The words whose bytes are in the groups of squares(). */
EBPC_INLINE lanes words_of_squares(lanes x, struct shape shape) {
  if (shape.bytes == 2) {
    return _mm256_shuffle_epi8(
        x, both_halves(_mm_setr_epi8(8, 0, 9, 1, 10, 2, 11, 3, 12, 4, 13, 5, 14, 6, 15, 7)));
  }
  x = _mm256_permutevar8x32_epi32(x, _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7));
  return _mm256_shuffle_epi8(
      x, both_halves(_mm_setr_epi8(12, 8, 4, 0, 13, 9, 5, 1, 14, 10, 6, 2, 15, 11, 7, 3)));
}

/* The reverse of l_planes. */
EBPC_INLINE struct pair l_words_of_planes(struct pair planes, struct shape shape) {
  const lanes unzip =
      both_halves(_mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
  struct pair words = planes;
  if (shape.size == 8) {
    words.part[0] = words_of_squares(l_mirror(planes.part[0]), shape);
  } else if (shape.bytes == 2) {
    for (int i = 0; i < 2; i++) {
      lanes x = _mm256_permute4x64_epi64(_mm256_shuffle_epi8(planes.part[i], unzip), 0x8D);
      words.part[i] = words_of_squares(l_mirror(x), shape);
    }
  } else {
    lanes first = _mm256_shuffle_epi8(planes.part[0], unzip);
    lanes second = _mm256_shuffle_epi8(planes.part[1], unzip);
    lanes old = _mm256_permute4x64_epi64(_mm256_unpackhi_epi64(first, second), 0xD8);
    lanes new = _mm256_permute4x64_epi64(_mm256_unpacklo_epi64(first, second), 0xD8);
    words.part[0] = words_of_squares(l_mirror(old), shape);
    words.part[1] = words_of_squares(l_mirror(new), shape);
  }
  return words;
}

/* Bases in the first words of their blocks. */
EBPC_INLINE struct pair l_bases(const uint32_t *bases, struct shape shape) {
  const __m128i zero = _mm_setzero_si128();
  __m128i first = _mm_cvtsi32_si128((int)bases[0]);
  __m128i second = shape.bytes == 2 ? _mm_cvtsi32_si128((int)bases[1]) : zero;
  struct pair pair;
  pair.part[0] = _mm256_setr_m128i(first, shape.size == 8 ? second : zero);
  pair.part[1] = _mm256_setr_m128i(shape.size == 8 ? zero : second, zero);
  return pair;
}

/* The last word of the lower half in all words of the upper one. */
EBPC_INLINE lanes carry_up(lanes x, struct shape shape) {
  const lanes last = shape.bytes == 2 ? l_splat16(0x0F0E) : _mm256_set1_epi32(0x0F0E0D0C);
  return _mm256_shuffle_epi8(upper_of_lower(x), last);
}

EBPC_INLINE lanes sum_in_vector(lanes x, struct shape shape) {
  if (shape.bytes == 2) {
    x = _mm256_add_epi16(x, _mm256_slli_si256(x, 2));
    x = _mm256_add_epi16(x, _mm256_slli_si256(x, 4));
    x = _mm256_add_epi16(x, _mm256_slli_si256(x, 8));
    return shape.size == 8 ? x : _mm256_add_epi16(x, carry_up(x, shape));
  }
  x = _mm256_add_epi32(x, _mm256_slli_si256(x, 4));
  x = _mm256_add_epi32(x, _mm256_slli_si256(x, 8));
  return _mm256_add_epi32(x, carry_up(x, shape));
}

/* Sums of the words of a block up to each. */
EBPC_INLINE struct pair l_sums(struct pair words, struct shape shape) {
  words.part[0] = sum_in_vector(words.part[0], shape);
  if (shape.size == 16) {
    words.part[1] = sum_in_vector(words.part[1], shape);
    if (shape.bytes == 4) {
      lanes last = _mm256_permutevar8x32_epi32(words.part[0], _mm256_set1_epi32(7));
      words.part[1] = _mm256_add_epi32(words.part[1], last);
    }
  }
  return words;
}

/* The planes of raw symbols; zero for anything else. */
EBPC_INLINE lanes l_raw8(lanes code) {
  return _mm256_blendv_epi8(l_splat(0), l_and(code, l_splat(0x7F)), code);
}

EBPC_INLINE lanes l_raw16(lanes code) {
  return l_and(l_and(code, l_splat16(0x7FFF)), _mm256_srai_epi16(code, 15));
}

EBPC_INLINE lanes l_of_mask16(lane16_mask mask) {
  return mask;
}

#endif
