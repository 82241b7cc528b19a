/*
 * The ZNZ writer for R = 16 without loops over runs: 64 flags are 64 byte lanes.
 *
 * A symbol is written where its word is non-zero (with the run in front of it, if that is not a
 * multiple of 16) or where a run reaches 16; so a lane needs only the zeros in front of it. Symbols
 * are joined in pairs up to those of 16 flags, at most 48 bits, for one append.
 */
#ifndef EBPC_FLAG_LANES_H
#define EBPC_FLAG_LANES_H

#include "kernels.h"

enum {
  LANE_RUN_BITS = 4,
  ZEROS_OFFSET = 80 /* more than the zeros in front of any lane of a part */
};

/* Symbols of 64 flags, joined by eights and right-aligned, and their lengths. */
struct joined_flags {
  __m512i code;
  __m512i length;
};

/* Zeros in front of every flag, given those in front of the first one. */
EBPC_INLINE __m512i zeros_in_front(uint64_t flags, uint64_t pending) {
  const __m512i index = _mm512_set1_epi64(0x0706050403020100);
  const __m512i behind_index = _mm512_set1_epi8(ZEROS_OFFSET + 1);
  /* 1. In front of every 8 flags: from the nearest set flag below them. */
  const __m512i above = _mm512_setr_epi64(64, 56, 48, 40, 32, 24, 16, 8);
  const __m512i first = _mm512_setr_epi64(0, 8, 16, 24, 32, 40, 48, 56);
  __m512i below = _mm512_sllv_epi64(_mm512_set1_epi64((long long)flags), above);
  __m512i zeros = _mm512_lzcnt_epi64(below);
  __mmask8 none = _mm512_testn_epi64_mask(below, below);
  zeros = _mm512_mask_add_epi64(zeros, none, first, _mm512_set1_epi64((long long)pending));
  /* 2. Within them: the place behind the nearest set flag below, as a prefix maximum. */
  __m512i place = _mm512_maskz_add_epi8(flags, index, behind_index);
  __m512i nearest = _mm512_or_si512(_mm512_slli_epi64(place, 8),
                                    _mm512_sub_epi64(_mm512_set1_epi64(ZEROS_OFFSET), zeros));
  nearest = _mm512_max_epu8(nearest, _mm512_slli_epi64(nearest, 8));
  nearest = _mm512_max_epu8(nearest, _mm512_slli_epi64(nearest, 16));
  nearest = _mm512_max_epu8(nearest, _mm512_slli_epi64(nearest, 32));
  return _mm512_sub_epi8(_mm512_add_epi8(index, _mm512_set1_epi8(ZEROS_OFFSET)), nearest);
}

EBPC_INLINE struct joined_flags join_flags(uint64_t flags, uint64_t pending) {
  /* By zeros in front, modulo 16: the symbol of a non-zero word and its length. */
  const __m512i set_code = _mm512_broadcast_i32x4(
      _mm_setr_epi8(1, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29));
  const __m512i set_length =
      _mm512_broadcast_i32x4(_mm_setr_epi8(1, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6));
  const __m512i low4 = _mm512_set1_epi8(15);
  __m512i zeros = _mm512_and_si512(zeros_in_front(flags, pending), low4);
  __mmask64 full = _mm512_cmpeq_epi8_mask(zeros, low4);
  __m512i code = _mm512_maskz_mov_epi8(full, low4);
  code = _mm512_mask_shuffle_epi8(code, flags, set_code, zeros);
  __m512i length = _mm512_maskz_mov_epi8(full, _mm512_set1_epi8(LANE_RUN_BITS + 1));
  length = _mm512_mask_shuffle_epi8(length, flags, set_length, zeros);
  /* Twos: the first is shifted by multiplying it with 2 to the length of the second. */
  const __m512i powers =
      _mm512_broadcast_i32x4(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  __m512i power = _mm512_shuffle_epi8(powers, length);
  __m512i scale = _mm512_or_si512(_mm512_srli_epi16(power, 8), _mm512_set1_epi16(0x0100));
  __m512i code16 = _mm512_maddubs_epi16(code, scale);
  __m512i length16 = _mm512_maddubs_epi16(length, _mm512_set1_epi8(1));
  /* Fours and eights. */
  __m512i first = _mm512_and_si512(code16, _mm512_set1_epi32(0xFFFF));
  __m512i code32 = _mm512_or_si512(_mm512_sllv_epi32(first, _mm512_srli_epi32(length16, 16)),
                                   _mm512_srli_epi32(code16, 16));
  __m512i length32 = _mm512_madd_epi16(length16, _mm512_set1_epi16(1));
  first = _mm512_and_si512(code32, _mm512_set1_epi64(0xFFFFFFFF));
  struct joined_flags joined;
  joined.code = _mm512_or_si512(_mm512_sllv_epi64(first, _mm512_srli_epi64(length32, 32)),
                                _mm512_srli_epi64(code32, 32));
  joined.length = _mm512_sad_epu8(length, _mm512_setzero_si512());
  return joined;
}

/* Appends two parts, 16 flags at a time. */
EBPC_INLINE void put_joined(struct joined_flags one, struct joined_flags two,
                            struct bit_writer *out) {
  const __m512i in_order = _mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7);
  __m512i first = _mm512_unpacklo_epi64(one.code, two.code);
  __m512i second = _mm512_unpackhi_epi64(one.code, two.code);
  __m512i first_length = _mm512_unpacklo_epi64(one.length, two.length);
  __m512i second_length = _mm512_unpackhi_epi64(one.length, two.length);
  __m512i length = _mm512_add_epi64(first_length, second_length);
  __m512i code = _mm512_or_si512(_mm512_sllv_epi64(first, second_length), second);
  code = _mm512_sllv_epi64(code, _mm512_sub_epi64(_mm512_set1_epi64(64), length));
  uint64_t codes[8];
  uint64_t lengths[8];
  _mm512_storeu_si512(codes, _mm512_permutexvar_epi64(in_order, code));
  _mm512_storeu_si512(lengths, _mm512_permutexvar_epi64(in_order, length));
  for (int i = 0; i < 8; i++) {
    put_left(out, codes[i], lengths[i]);
  }
}

static void write_flag_lanes(const struct code *code, const struct flag_tables *tables,
                             struct flag_writer *writer, const uint64_t *mask, int parts) {
  (void)code;
  (void)tables;
  struct bit_writer out = writer->out;
  uint64_t pending = writer->pending;
  for (int part = 0; part < parts; part += 2) {
    uint64_t flags = mask[part];
    struct joined_flags one = join_flags(flags, pending);
    pending = flags != 0 ? (uint64_t)__builtin_clzll(flags) & 15 : pending;
    struct joined_flags two = {_mm512_setzero_si512(), _mm512_setzero_si512()};
    if (part + 1 < parts) {
      flags = mask[part + 1];
      two = join_flags(flags, pending);
      pending = flags != 0 ? (uint64_t)__builtin_clzll(flags) & 15 : pending;
    }
    put_joined(one, two, &out);
  }
  writer->out = out;
  writer->pending = (uint32_t)pending;
}

#endif
