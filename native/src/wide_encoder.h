/*
 * The BPC encoder for words of 2 and 4 bytes in blocks of 8 and 16, over the vectors of a
 * wide_lanes_*.h. A vector of LANES_BYTES bytes has one byte per plane of one or more blocks.
 *
 * Planes lie mirrored in memory, plane 0 in the last lane of its block, position 0 below the top
 * bit of its lane. Lanes are bytes for blocks of 8, 16 bits for blocks of 16. What fits into bytes
 * whatever the size, such as runs of zero planes, is found with one byte per plane.
 */
#ifndef EBPC_WIDE_ENCODER_H
#define EBPC_WIDE_ENCODER_H

#include "kernels.h"
#include "shape.h"

/* Sign planes of the blocks at hand: bit 0 is for the newest delta. */
struct sign_planes {
  uint64_t dbx;
  uint64_t dbp;
};

/* What the blocks at hand are coded as. */
struct wide_symbols {
  _Alignas(LANES_BYTES) uint8_t code[2 * LANES_BYTES]; /* right-aligned in their lanes */
  _Alignas(LANES_BYTES) uint8_t mask[2 * LANES_BYTES]; /* the bits of code that count */
  uint64_t zero;                                       /* planes whose DBX is zero, one bit each */
  struct sign_planes signs;
};

/* Constants of a code that are the same for all blocks. */
struct plane_runs {
  uint8_t long_run; /* code of a run of r planes, less r */
  uint8_t long_mask;
  uint8_t end; /* what l_spread_max finds behind the last plane */
};

/* Mirrors each group of size bits. */
EBPC_INLINE uint64_t mirror_bits(uint64_t x, int size) {
  x = (x >> 1 & UINT64_C(0x5555555555555555)) | (x & UINT64_C(0x5555555555555555)) << 1;
  x = (x >> 2 & UINT64_C(0x3333333333333333)) | (x & UINT64_C(0x3333333333333333)) << 2;
  x = (x >> 4 & UINT64_C(0x0F0F0F0F0F0F0F0F)) | (x & UINT64_C(0x0F0F0F0F0F0F0F0F)) << 4;
  return size == 8
             ? x
             : (x >> 8 & UINT64_C(0x00FF00FF00FF00FF)) | (x & UINT64_C(0x00FF00FF00FF00FF)) << 8;
}

/* One byte per plane: which blocks have a sign plane that is not zero. */
EBPC_INLINE lanes blocks_with_sign(uint64_t dbx, struct shape shape) {
  _Alignas(LANES_BYTES) uint8_t set[LANES_BYTES];
  for (int at = 0; at < LANES_BYTES; at += plane_bytes(shape)) {
    memset(set + at, (dbx & ((UINT64_C(1) << (shape.size - 1)) - 1)) != 0,
           (size_t)plane_bytes(shape));
    dbx >>= shape.size;
  }
  return l_load(set);
}

/* Code and mask of the runs of zero planes, at their first planes; masks are zero at the others. */
EBPC_INLINE void code_runs(lane_mask zero, lanes end, struct shape shape,
                           const struct plane_runs *runs, lanes *code, lanes *mask) {
  const lanes place = l_places(shape);
  lanes run = l_sub8(place, l_spread_max(l_select(zero, end, place), shape));
  lane_mask single = l_eq8(run, l_splat(1));
  *code = l_select(single, l_splat(1), l_add8(run, l_splat(runs->long_run)));
  *mask = l_select(single, l_splat(3), l_splat(runs->long_mask));
  *mask = l_select(l_mask_and(zero, l_mask_before(zero, shape)), l_splat(0), *mask);
}

EBPC_INLINE void store_symbols(struct wide_symbols *symbols, int part, lanes code, lanes mask) {
  l_prepare_join(&code, &mask);
  l_store(symbols->code + part * LANES_BYTES, code);
  l_store(symbols->mask + part * LANES_BYTES, mask);
}

/* Symbols of blocks of 8. */
EBPC_INLINE void code_bytes(lanes dbx, lane_mask zero, lane_mask absent, lanes run_code,
                            lanes run_mask, lanes coded, struct wide_symbols *symbols) {
  lane_mask all_ones = l_eq8(dbx, l_splat(0x7F));
  lanes code = l_select(l_mask_and(absent, l_mask_not(all_ones)), l_splat(1), l_symbol(dbx));
  lanes mask = l_select(l_mask_or(absent, all_ones), l_splat(0x1F), l_splat(0xFF));
  code = l_select(zero, run_code, code);
  mask = l_and(l_select(zero, run_mask, mask), coded);
  store_symbols(symbols, 0, code, mask);
}

/* Symbols of blocks of 16; those of zero DBX and DBP planes are made as bytes. */
EBPC_INLINE void code_lanes16(struct pair dbx, lane_mask zero, lane_mask absent, lanes run_code,
                              lanes run_mask, lanes coded, struct wide_symbols *symbols) {
  struct pair byte_code = l_widen(l_select(zero, run_code, l_splat(1)));
  struct pair byte_mask = l_widen(l_and(l_select(zero, run_mask, l_splat(0x1F)), coded));
  lane16_mask of_bytes[2];
  l_widen_mask(l_mask_or(zero, absent), of_bytes);
  for (int i = 0; i < 2; i++) {
    lanes plane = dbx.part[i];
    lanes lowest = l_and(plane, l_sub16(l_splat(0), plane));
    lanes others = l_sub16(plane, lowest);
    lane16_mask one = l_eq16(others, l_splat(0));
    lane16_mask two = l_eq16(others, l_add16(lowest, lowest));
    lane16_mask all_ones = l_eq16(plane, l_splat16(0x7FFF));
    /* The position of two adjacent ones is that of the first, one less. */
    lanes prefix = l_select16(one, l_splat16(0x30), l_splat16(0x1F));
    lanes near = l_add16(l_lowest_position(lowest), prefix);
    lane16_mask is_near = l_mask16_or(one, two);
    lanes code = l_select16(is_near, near, l_or(plane, l_splat16(0x8000)));
    lanes mask = l_select16(is_near, l_splat16(0x1FF), l_splat16(0xFFFF));
    code = l_select16(of_bytes[i], byte_code.part[i], code);
    mask = l_select16(of_bytes[i], byte_mask.part[i], mask);
    code = l_select16(all_ones, l_splat(0), code);
    mask = l_select16(all_ones, l_splat16(0x1F), mask);
    store_symbols(symbols, i, code, mask);
  }
}

EBPC_INLINE struct pair load_words(const uint8_t *values, struct shape shape, int unused) {
  struct pair words;
  words.part[0] = l_load(values);
  words.part[1] = shape.size == 8 ? words.part[0] : l_load(values + LANES_BYTES);
  if (!shape.whole) {
    words.part[0] = l_words_extend(words.part[0], shape, unused);
    words.part[1] = l_words_extend(words.part[1], shape, unused);
  }
  return words;
}

EBPC_INLINE struct sign_planes find_signs(struct pair words, struct pair previous,
                                          struct pair overflow, struct shape shape) {
  struct pair less;
  for (int i = 0; i < 2; i++) {
    less.part[i] = l_words_less(words.part[i], previous.part[i], shape);
  }
  struct sign_planes signs;
  signs.dbx = mirror_bits(l_sign_bits(overflow, shape), shape.size);
  signs.dbp = mirror_bits(l_sign_bits(less, shape), shape.size);
  return signs;
}

EBPC_INLINE void analyse_wide(struct pair words, struct shape shape, const struct plane_runs *runs,
                              struct wide_symbols *symbols) {
  const int parts = shape.size / 8;
  const lanes position_bits = shape.size == 8 ? l_splat(0x7F) : l_splat16(0x7FFF);
  /* 1. Deltas; neighbouring planes are XORed before they are planes. */
  struct pair previous = l_previous(words, shape);
  struct pair delta = words;
  struct pair crossed = words;
  struct pair overflow = words;
  for (int i = 0; i < parts; i++) {
    lanes v = words.part[i];
    lanes d = l_words_sub(v, previous.part[i], shape);
    delta.part[i] = d;
    crossed.part[i] = l_xor(d, l_words_add(d, d, shape));
    overflow.part[i] = l_and(l_xor(v, previous.part[i]), l_xor(v, d));
  }
  /* 2. DBX planes, and which are zero, one byte each. */
  struct pair dbx = l_planes(crossed, shape);
  dbx.part[0] = l_and(dbx.part[0], position_bits);
  lane_mask zero;
  if (shape.size == 8) {
    zero = l_eq8(dbx.part[0], l_splat(0));
  } else {
    dbx.part[1] = l_and(dbx.part[1], position_bits);
    zero = l_pack_masks(l_eq16(dbx.part[0], l_splat(0)), l_eq16(dbx.part[1], l_splat(0)));
  }
  lane_mask absent = l_absent(delta, shape);
  /* 3. Where deltas do not fit into the words there are sign planes that are not zero. */
  lanes end = l_splat(runs->end);
  symbols->zero = l_bits(zero);
  symbols->signs = (struct sign_planes){0, 0};
  if (shape.whole && EBPC_UNLIKELY(l_any_sign(overflow, shape))) {
    symbols->signs = find_signs(words, previous, overflow, shape);
    end = l_add8(end, blocks_with_sign(symbols->signs.dbx, shape));
  }
  /* 4. Symbols. */
  lanes run_code;
  lanes run_mask;
  code_runs(zero, end, shape, runs, &run_code, &run_mask);
  lanes coded = l_splat(0xFF);
  if (!shape.whole) {
    const lanes place = l_places(shape);
    coded = l_of_mask(l_eq8(l_max8(place, l_splat(runs->end + 1)), place));
  }
  if (shape.size == 8) {
    code_bytes(dbx.part[0], zero, absent, run_code, run_mask, coded, symbols);
  } else {
    code_lanes16(dbx, zero, absent, run_code, run_mask, coded, symbols);
  }
}

/* Symbol of a sign plane that is not zero, above its length in the low byte. */
EBPC_INLINE uint64_t sign_symbol(uint64_t dbx, uint64_t dbp, struct shape shape) {
  const uint64_t position_bits = shape.size == 8 ? 3 : 4;
  const uint64_t plane_bits = (uint64_t)shape.size - 1;
  uint64_t lowest = dbx & (~dbx + 1);
  uint64_t others = dbx ^ lowest;
  uint64_t prefix = others == 0 ? 3 : 2;
  uint64_t position = plane_bits - 1 - (uint64_t)(63 - __builtin_clzll(dbx | 1));
  bool near = others == 0 || others == lowest << 1;
  uint64_t symbol = near ? (prefix << position_bits | position) << 8 | (5 + position_bits)
                         : (UINT64_C(1) << plane_bits | dbx) << 8 | (plane_bits + 1);
  symbol = dbp == 0 ? 1 << 8 | 5 : symbol;
  return dbx == (UINT64_C(1) << plane_bits) - 1 ? 5 : symbol;
}

EBPC_INLINE uint64_t load_base(const uint8_t *at, struct shape shape) {
  uint64_t base = at[0] | (uint64_t)at[1] << 8;
  return shape.bytes == 2 ? base : base | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24;
}

/* The sign plane of a block, which is written together with the base of the next one. */
struct tail {
  uint64_t code;
  uint64_t length;
};

EBPC_INLINE void put_block(const uint8_t *codes, const uint8_t *masks, struct shape shape,
                           struct bit_writer *out) {
  const int bytes = plane_bytes(shape) * (shape.size / 8);
  for (int i = bytes - 8; i >= 0; i -= 8) {
    uint64_t length;
    uint64_t joined = l_join(load_little(codes + i), load_little(masks + i), &length);
    put(out, joined, length);
  }
}

/* Codes as many blocks as a vector has planes of, or fewer. Whole vectors of values are read. */
EBPC_INLINE void encode_vector(const struct code *code, const uint8_t *values, int blocks,
                               struct shape shape, const struct plane_runs *runs, struct tail *tail,
                               struct bit_writer *out) {
  const int block_bytes = shape.bytes * shape.size;
  const uint64_t word_bits = shape.whole ? 8 * (uint64_t)shape.bytes : (uint64_t)code->word_bits;
  struct wide_symbols symbols;
  analyse_wide(load_words(values, shape, 8 * shape.bytes - (int)word_bits), shape, runs, &symbols);
  for (int i = 0; i < blocks; i++) {
    uint64_t base = load_base(values + i * block_bytes, shape) & (~UINT64_C(0) >> (64 - word_bits));
    put_short(out, tail->code << word_bits | base, tail->length + word_bits);
    put_block(symbols.code + i * block_bytes, symbols.mask + i * block_bytes, shape, out);
    if (shape.whole) {
      /* A zero sign plane is a run of its own behind a plane that is not zero. */
      uint64_t last_set = ~symbols.zero >> (i * plane_bytes(shape)) & 1;
      tail->code = last_set;
      tail->length = last_set << 1;
      if (EBPC_UNLIKELY(symbols.signs.dbx != 0)) {
        uint64_t keep = (UINT64_C(1) << (shape.size - 1)) - 1;
        uint64_t dbx = symbols.signs.dbx >> (i * shape.size) & keep;
        uint64_t symbol = sign_symbol(dbx, symbols.signs.dbp >> (i * shape.size) & keep, shape);
        tail->code = dbx != 0 ? symbol >> 8 : tail->code;
        tail->length = dbx != 0 ? symbol & 0xFF : tail->length;
      }
    }
  }
}

EBPC_INLINE void encode_wide(const struct code *code, const uint8_t *values, int blocks,
                             struct bit_writer *out, struct shape shape) {
  const int vector_blocks = LANES_BYTES / plane_bytes(shape);
  const int vector_bytes = LANES_BYTES * (shape.size / 8);
  int narrower = 8 * shape.bytes - code->word_bits;
  struct plane_runs runs;
  runs.long_run = (uint8_t)((1 << code->plane_run_bits) - 2);
  runs.long_mask = (uint8_t)((8 << code->plane_run_bits) - 1);
  runs.end = (uint8_t)narrower;
  struct tail tail = {0, 0};
  struct bit_writer local = *out;
  int left = blocks;
  for (; left >= vector_blocks; left -= vector_blocks) {
    encode_vector(code, values, vector_blocks, shape, &runs, &tail, &local);
    values += vector_bytes;
  }
  if (left > 0) {
    encode_vector(code, values, left, shape, &runs, &tail, &local);
  }
  put(&local, tail.code, tail.length);
  *out = local;
}

#endif
