/* Vectors of 64 bytes for words of 2 and 4 bytes; the operations are described in
 * wide_lanes_avx2.h. */
#ifndef EBPC_WIDE_LANES_H
#define EBPC_WIDE_LANES_H

#include "byte_lanes_avx512.h"

#include "shape.h"

typedef __mmask32 lane16_mask;

struct pair {
  lanes part[2];
};

/*
 * Where the bytes of words go before their squares are mirrored: by byte of the vector, for words
 * of 4 bytes in blocks of 8, then for blocks of 16 of both. The last two have the newer half of a
 * block in front of the older one for each byte of the words.
 */
#define TO_SQUARE_8(i) (uint8_t)(((i)&32) + 4 * ((i)&7) + 3 - ((i) >> 3 & 3))
#define HALF(i) (((i)&7) + ((i)&8 ? 0 : 8))
#define TO_SQUARE_16_OF_2(i) (uint8_t)(((i)&32) + 2 * HALF(i) + 1 - ((i) >> 4 & 1))
#define TO_SQUARE_16_OF_4(i) (uint8_t)(4 * HALF(i) + 3 - ((i) >> 4))

/* And back. */
#define TO_WORD_8(i) (uint8_t)(((i)&32) + 8 * (3 - ((i)&3)) + ((i) >> 2 & 7))
#define TO_WORD_16_OF_2(i) \
  (uint8_t)(((i)&32) + 16 * (1 - ((i)&1)) + ((i)&16 ? 0 : 8) + ((i) >> 1 & 7))
#define TO_WORD_16_OF_4(i) (uint8_t)(16 * (3 - ((i)&3)) + ((i)&32 ? 0 : 8) + ((i) >> 2 & 7))

#define BYTES_4(f, i) f(i), f((i) + 1), f((i) + 2), f((i) + 3)
#define BYTES_16(f, i) BYTES_4(f, i), BYTES_4(f, (i) + 4), BYTES_4(f, (i) + 8), BYTES_4(f, (i) + 12)
#define BYTES_64(f) \
  { BYTES_16(f, 0), BYTES_16(f, 16), BYTES_16(f, 32), BYTES_16(f, 48) }

_Alignas(64) static const uint8_t SQUARES_8[64] = BYTES_64(TO_SQUARE_8);
_Alignas(64) static const uint8_t SQUARES_16[2][64] = {BYTES_64(TO_SQUARE_16_OF_2),
                                                       BYTES_64(TO_SQUARE_16_OF_4)};
_Alignas(64) static const uint8_t WORDS_8[64] = BYTES_64(TO_WORD_8);
_Alignas(64) static const uint8_t WORDS_16[2][64] = {BYTES_64(TO_WORD_16_OF_2),
                                                     BYTES_64(TO_WORD_16_OF_4)};

EBPC_INLINE lanes in_all_16(__m128i x) {
  return _mm512_broadcast_i32x4(x);
}

/* The halves of every 32 bytes to the other half; the rest is zero. */
EBPC_INLINE lanes upper_of_lower(lanes x) {
  return _mm512_maskz_permutex_epi64(0xCC, x, 0x44);
}

EBPC_INLINE lanes lower_of_upper(lanes x) {
  return _mm512_maskz_permutex_epi64(0x33, x, 0xEE);
}

EBPC_INLINE lanes l_splat16(uint16_t x) {
  return _mm512_set1_epi16((short)x);
}

EBPC_INLINE lanes l_add16(lanes a, lanes b) {
  return _mm512_add_epi16(a, b);
}

EBPC_INLINE lanes l_sub16(lanes a, lanes b) {
  return _mm512_sub_epi16(a, b);
}

EBPC_INLINE lane16_mask l_eq16(lanes a, lanes b) {
  return _mm512_cmpeq_epi16_mask(a, b);
}

EBPC_INLINE lanes l_select16(lane16_mask mask, lanes if_set, lanes if_clear) {
  return _mm512_mask_blend_epi16(mask, if_clear, if_set);
}

EBPC_INLINE lane16_mask l_mask16_or(lane16_mask a, lane16_mask b) {
  return _kor_mask32(a, b);
}

EBPC_INLINE lanes l_of_mask16(lane16_mask mask) {
  return _mm512_movm_epi16(mask);
}

EBPC_INLINE uint64_t l_bits(lane_mask mask) {
  return mask;
}

EBPC_INLINE lanes l_words_sub(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm512_sub_epi16(a, b) : _mm512_sub_epi32(a, b);
}

EBPC_INLINE lanes l_words_add(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm512_add_epi16(a, b) : _mm512_add_epi32(a, b);
}

EBPC_INLINE lanes l_words_extend(lanes x, struct shape shape, int unused) {
  const __m128i count = _mm_cvtsi32_si128(unused);
  return shape.bytes == 2 ? _mm512_sra_epi16(_mm512_sll_epi16(x, count), count)
                          : _mm512_sra_epi32(_mm512_sll_epi32(x, count), count);
}

EBPC_INLINE lanes l_words_cut(lanes x, struct shape shape, int unused) {
  const __m128i count = _mm_cvtsi32_si128(unused);
  return shape.bytes == 2 ? _mm512_srl_epi16(_mm512_sll_epi16(x, count), count)
                          : _mm512_srl_epi32(_mm512_sll_epi32(x, count), count);
}

EBPC_INLINE lanes l_words_less(lanes a, lanes b, struct shape shape) {
  return shape.bytes == 2 ? _mm512_movm_epi16(_mm512_cmplt_epi16_mask(a, b))
                          : _mm512_movm_epi32(_mm512_cmplt_epi32_mask(a, b));
}

EBPC_INLINE bool l_any_sign(struct pair words, struct shape shape) {
  lanes all = shape.size == 8 ? words.part[0] : l_or(words.part[0], words.part[1]);
  return (shape.bytes == 2 ? _mm512_movepi16_mask(all) : _mm512_movepi32_mask(all)) != 0;
}

EBPC_INLINE uint64_t l_sign_bits(struct pair words, struct shape shape) {
  if (shape.bytes == 2) {
    uint64_t first = _mm512_movepi16_mask(words.part[0]);
    return shape.size == 8 ? first : first | (uint64_t)_mm512_movepi16_mask(words.part[1]) << 32;
  }
  uint64_t first = _mm512_movepi32_mask(words.part[0]);
  return shape.size == 8 ? first : first | (uint64_t)_mm512_movepi32_mask(words.part[1]) << 16;
}

EBPC_INLINE struct pair l_previous(struct pair words, struct shape shape) {
  struct pair previous = words;
  if (shape.bytes == 2 && shape.size == 8) {
    previous.part[0] = _mm512_bslli_epi128(words.part[0], 2);
    return previous;
  }
  for (int i = 0; i < shape.size / 8; i++) {
    lanes v = words.part[i];
    if (shape.bytes == 4 && shape.size == 16) {
      previous.part[i] = _mm512_alignr_epi32(v, _mm512_setzero_si512(), 15);
    } else if (shape.bytes == 4) {
      previous.part[i] = _mm512_alignr_epi8(v, upper_of_lower(v), 12);
    } else {
      previous.part[i] = _mm512_alignr_epi8(v, upper_of_lower(v), 14);
    }
  }
  return previous;
}

EBPC_INLINE struct pair l_planes(struct pair words, struct shape shape) {
  struct pair planes = words;
  if (shape.size == 8 && shape.bytes == 2) {
    const __m128i squares = _mm_setr_epi8(1, 3, 5, 7, 9, 11, 13, 15, 0, 2, 4, 6, 8, 10, 12, 14);
    planes.part[0] = l_mirror(_mm512_shuffle_epi8(words.part[0], in_all_16(squares)));
  } else if (shape.size == 8) {
    planes.part[0] = l_mirror(_mm512_permutexvar_epi8(l_load(SQUARES_8), words.part[0]));
  } else {
    const __m128i zip = _mm_setr_epi8(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15);
    const lanes squares = l_load(SQUARES_16[shape.bytes == 4]);
    for (int i = 0; i < 2; i++) {
      lanes x = l_mirror(_mm512_permutexvar_epi8(squares, words.part[i]));
      planes.part[i] = _mm512_shuffle_epi8(x, in_all_16(zip));
    }
  }
  return planes;
}

EBPC_INLINE lane_mask l_pack_masks(lane16_mask first, lane16_mask second) {
  return (uint64_t)second << 32 | first;
}

EBPC_INLINE lane_mask l_absent(struct pair deltas, struct shape shape) {
  struct pair planes = l_planes(deltas, shape);
  if (shape.size == 8) {
    return _mm512_testn_epi8_mask(planes.part[0], l_splat(0x7F));
  }
  return l_pack_masks(_mm512_testn_epi16_mask(planes.part[0], l_splat16(0x7FFF)),
                      _mm512_testn_epi16_mask(planes.part[1], l_splat16(0x7FFF)));
}

EBPC_INLINE lane_mask l_mask_before(lane_mask mask, struct shape shape) {
  const lane_mask inner =
      shape.bytes == 2 ? UINT64_C(0x7FFF7FFF7FFF7FFF) : UINT64_C(0x7FFFFFFF7FFFFFFF);
  return l_mask_and(_kshiftri_mask64(mask, 1), inner);
}

EBPC_INLINE lanes l_places(struct shape shape) {
  const __m128i first = _mm_setr_epi8(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  lanes places = in_all_16(first);
  return shape.bytes == 2 ? places : l_add8(places, upper_of_lower(l_splat(16)));
}

EBPC_INLINE lanes l_spread_max(lanes x, struct shape shape) {
  if (shape.bytes == 2) {
    x = l_max8(x, _mm512_bslli_epi128(x, 1));
    x = l_max8(x, _mm512_bslli_epi128(x, 2));
    x = l_max8(x, _mm512_bslli_epi128(x, 4));
    return l_max8(x, _mm512_bslli_epi128(x, 8));
  }
  x = l_max8(x, _mm512_alignr_epi8(x, upper_of_lower(x), 15));
  x = l_max8(x, _mm512_alignr_epi8(x, upper_of_lower(x), 14));
  x = l_max8(x, _mm512_alignr_epi8(x, upper_of_lower(x), 12));
  x = l_max8(x, _mm512_alignr_epi8(x, upper_of_lower(x), 8));
  return l_max8(x, upper_of_lower(x));
}

EBPC_INLINE struct pair l_widen(lanes bytes) {
  struct pair wide;
  wide.part[0] = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(bytes));
  wide.part[1] = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(bytes, 1));
  return wide;
}

EBPC_INLINE void l_widen_mask(lane_mask mask, lane16_mask wide[2]) {
  wide[0] = (lane16_mask)mask;
  wide[1] = (lane16_mask)(mask >> 32);
}

EBPC_INLINE lanes l_lowest_position(lanes lowest) {
  const lanes of_sequence =
      in_all_16(_mm_setr_epi8(14, 13, 12, 9, 11, 5, 8, 3, -1, 10, 6, 4, 0, 7, 1, 2));
  lanes sequence = _mm512_mullo_epi16(lowest, l_splat16(0x09AF));
  lanes index = l_or(_mm512_srli_epi16(sequence, 12), l_splat16(0x8000));
  return _mm512_shuffle_epi8(of_sequence, index);
}

EBPC_INLINE struct pair l_load_planes(const uint8_t *slots, struct shape shape) {
  struct pair planes;
  for (int i = 0; i < 2; i++) {
    if (shape.size == 16 && shape.bytes == 4) {
      planes.part[i] = l_load(slots + 128 * i + 64);
    } else if (shape.size == 16) {
      planes.part[i] =
          _mm512_shuffle_i64x2(l_load(slots + 128 * i), l_load(slots + 128 * i + 64), 0xEE);
    } else {
      planes.part[i] = shape.bytes == 4
                           ? _mm512_shuffle_i64x2(l_load(slots), l_load(slots + 64), 0xEE)
                           : _mm512_shuffle_i64x2(l_load(slots), l_load(slots + 64), 0xDD);
    }
  }
  return planes;
}

/* By byte: where codes of planes are that lie in slots of 2 or 4 blocks, from their plane 0 on. */
#define TO_CODE_OF_2(i) (uint8_t)(32 * ((i) >> 4) + 15 - ((i)&15))
#define TO_CODE_OF_4(i) (uint8_t)(64 * ((i) >> 5) + 31 - ((i)&31))
_Alignas(64) static const uint8_t CODES[2][64] = {BYTES_64(TO_CODE_OF_2), BYTES_64(TO_CODE_OF_4)};

EBPC_INLINE lanes l_load_codes(const uint8_t *slots, struct shape shape) {
  const uint8_t *plane0 = slots + (shape.bytes == 2 ? 15 : 31);
  lanes places = l_load(CODES[shape.bytes == 4]);
  return _mm512_permutex2var_epi8(l_load(plane0), places, l_load(plane0 + 64));
}

EBPC_INLINE lanes l_raw8(lanes code) {
  return _mm512_maskz_mov_epi8(_mm512_movepi8_mask(code), l_and(code, l_splat(0x7F)));
}

EBPC_INLINE lanes l_raw16(lanes code) {
  return _mm512_maskz_mov_epi16(_mm512_movepi16_mask(code), l_and(code, l_splat16(0x7FFF)));
}

EBPC_INLINE void undo_step(lanes *x, lanes *stop, lanes x_before, lanes stop_before) {
  *x = l_xor(*x, l_andnot(*stop, x_before));
  *stop = l_or(*stop, stop_before);
}

/* The lowest lane of the upper half of every 32 bytes in all lanes of the lower one. */
EBPC_INLINE lanes carry_down(lanes x, struct shape shape) {
  const lanes lowest = shape.size == 8 ? l_splat(0) : l_splat16(0x0100);
  return _mm512_shuffle_epi8(lower_of_upper(x), lowest);
}

EBPC_INLINE lanes undo_in_vector(lanes x, lanes stop, struct shape shape) {
  if (shape.size == 8) {
    undo_step(&x, &stop, _mm512_bsrli_epi128(x, 1), _mm512_bsrli_epi128(stop, 1));
  }
  undo_step(&x, &stop, _mm512_bsrli_epi128(x, 2), _mm512_bsrli_epi128(stop, 2));
  undo_step(&x, &stop, _mm512_bsrli_epi128(x, 4), _mm512_bsrli_epi128(stop, 4));
  undo_step(&x, &stop, _mm512_bsrli_epi128(x, 8), _mm512_bsrli_epi128(stop, 8));
  if (shape.bytes == 4 || shape.size == 16) {
    undo_step(&x, &stop, carry_down(x, shape), carry_down(stop, shape));
  }
  if (shape.bytes == 4 && shape.size == 16) {
    lanes last = _mm512_maskz_permutexvar_epi16(0xFFFF, l_splat16(16), x);
    x = l_xor(x, l_andnot(stop, last));
  }
  return x;
}

EBPC_INLINE struct pair l_undo_xor(struct pair planes, struct pair stops, struct shape shape) {
  for (int i = 0; i < shape.size / 8; i++) {
    planes.part[i] = undo_in_vector(planes.part[i], stops.part[i], shape);
  }
  return planes;
}

EBPC_INLINE struct pair l_words_of_planes(struct pair planes, struct shape shape) {
  struct pair words = planes;
  if (shape.size == 8 && shape.bytes == 2) {
    const __m128i of_squares = _mm_setr_epi8(8, 0, 9, 1, 10, 2, 11, 3, 12, 4, 13, 5, 14, 6, 15, 7);
    words.part[0] = _mm512_shuffle_epi8(l_mirror(planes.part[0]), in_all_16(of_squares));
  } else if (shape.size == 8) {
    words.part[0] = _mm512_permutexvar_epi8(l_load(WORDS_8), l_mirror(planes.part[0]));
  } else {
    const __m128i unzip = _mm_setr_epi8(0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15);
    const lanes of_squares = l_load(WORDS_16[shape.bytes == 4]);
    for (int i = 0; i < 2; i++) {
      lanes x = l_mirror(_mm512_shuffle_epi8(planes.part[i], in_all_16(unzip)));
      words.part[i] = _mm512_permutexvar_epi8(of_squares, x);
    }
  }
  return words;
}

EBPC_INLINE lanes load_bases(const uint32_t *bases) {
  return _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(const void *)bases));
}

EBPC_INLINE struct pair l_bases(const uint32_t *bases, struct shape shape) {
  const __mmask16 first_words = shape.bytes == 2 && shape.size == 8    ? 0x1111
                                : shape.bytes == 4 && shape.size == 16 ? 0x0001
                                                                       : 0x0101;
  const int blocks_of_part = shape.bytes == 2 ? 2 : 1;
  struct pair pair;
  pair.part[0] = _mm512_maskz_expand_epi32(first_words, load_bases(bases));
  pair.part[1] = pair.part[0];
  if (shape.size == 16) {
    pair.part[1] = _mm512_maskz_expand_epi32(first_words, load_bases(bases + blocks_of_part));
  }
  return pair;
}

/* The last word of the lower half of every 32 bytes in all words of the upper one. */
EBPC_INLINE lanes carry_up(lanes x, struct shape shape) {
  const lanes last = shape.bytes == 2 ? l_splat16(0x0F0E) : _mm512_set1_epi32(0x0F0E0D0C);
  return _mm512_shuffle_epi8(upper_of_lower(x), last);
}

EBPC_INLINE struct pair l_sums(struct pair words, struct shape shape) {
  for (int i = 0; i < shape.size / 8; i++) {
    lanes x = words.part[i];
    if (shape.bytes == 2) {
      x = l_words_add(x, _mm512_bslli_epi128(x, 2), shape);
    }
    x = l_words_add(x, _mm512_bslli_epi128(x, 4), shape);
    x = l_words_add(x, _mm512_bslli_epi128(x, 8), shape);
    if (shape.bytes == 4 || shape.size == 16) {
      x = l_words_add(x, carry_up(x, shape), shape);
    }
    if (shape.bytes == 4 && shape.size == 16) {
      x = l_words_add(x, _mm512_maskz_permutexvar_epi32(0xFF00, _mm512_set1_epi32(7), x), shape);
    }
    words.part[i] = x;
  }
  return words;
}

#endif
