/*
 * The BPC code for 8-bit words in blocks of 8, over the vectors of a byte_lanes_*.h.
 *
 * A block is a 64-bit group of 8 lanes: first its words, word 0 in lane 0, then, mirrored, its
 * planes, plane 0 in lane 7 and position 0 in bit 6. Lanes of planes hold what is coded.
 */
#ifndef EBPC_BYTE_BLOCKS_H
#define EBPC_BYTE_BLOCKS_H

#include "kernels.h"

enum {
  GROUP_BLOCKS = LANES_BYTES / 8, /* blocks of a vector */
  BYTE_PLANES = 9,
  CODE_ALL_ONES = 0xFF, /* in place of 00000: the raw symbol of the same plane */
  CODE_DBP_ZERO = 0x08  /* in place of 00001: a byte that no 8-bit symbol looks like */
};

EBPC_INLINE bool is_byte_code(const struct code *code) {
  return code->word_bits == 8 && code->block_size == 8 && code->container_bytes == 1;
}

/* What a vector of blocks is coded as. */
struct symbols {
  lanes code; /* base, then planes 0 to 6, right-aligned in their lanes */
  lanes mask; /* the bits of code that count */
  lanes tail; /* planes 7 and 8, right-aligned in the group */
  lanes tail_length;
};

/* Plane 8, the sign of the 9-bit deltas: its symbol where DBX is not zero. */
EBPC_INLINE void code_sign_plane(lanes dbx, lanes dbp7, lane_mask set, lanes *code, lanes *length) {
  lane_mask all_ones = l_eq8(dbx, l_splat(0x7F));
  lane_mask dbp_zero = l_eq8(dbx, dbp7);
  lanes symbol = l_select(l_mask_and(dbp_zero, l_mask_not(all_ones)), l_splat(1), l_symbol(dbx));
  *code = l_select(set, symbol, *code);
  lanes bits = l_select(l_mask_or(all_ones, dbp_zero), l_splat(5), l_splat(8));
  *length = l_select(set, bits, *length);
}

/* DBP planes from DBX planes: each is the XOR of all DBX planes up to its own. */
EBPC_INLINE lanes sum_planes(lanes dbx) {
  dbx = l_xor(dbx, l_shr(dbx, 8));
  dbx = l_xor(dbx, l_shr(dbx, 16));
  return l_xor(dbx, l_shr(dbx, 32));
}

EBPC_INLINE struct symbols analyse(lanes words) {
  const lanes low_byte = l_splat64(0xFF);
  const lanes zeros = l_splat(0);
  /* 1. Deltas in lanes 1 to 7, the base in lane 0; where a delta does not fit into 8 bits. */
  lanes previous = l_shl(words, 8);
  lanes delta = l_sub8(words, previous);
  lanes overflow = l_and(l_and(l_xor(words, previous), l_xor(words, delta)), l_splat(0x80));
  /* 2. DBX and DBP planes 0 to 7. Neighbouring planes are XORed before they are planes. */
  lanes dbx = l_and(l_mirror(l_xor(delta, l_add8(delta, delta))), l_splat(0x7F));
  lanes dbp = MIRROR_IS_FAST ? l_and(l_mirror(delta), l_splat(0x7F)) : sum_planes(dbx);
  /* 3. Symbols of planes that are not zero. */
  lane_mask zero = l_eq8(dbx, zeros);
  lane_mask all_ones = l_eq8(dbx, l_splat(0x7F));
  lane_mask dbp_zero = l_eq8(dbp, zeros);
  lane_mask five = l_mask_or(all_ones, dbp_zero);
  lanes code =
      l_select(l_mask_and(dbp_zero, l_mask_not(all_ones)), l_splat(1), l_symbol(dbx));
  /* 4. Plane 8 is a zero plane of its own only behind a plane 7 that is not zero. */
  lanes code8 = l_and(l_select(zero, zeros, l_splat(1)), low_byte);
  lanes length8 = l_add8(code8, code8);
  lanes sign_set = zeros;
  if (EBPC_UNLIKELY(l_any(overflow))) {
    lanes dbx8 = l_mirror(overflow);
    lane_mask set = l_mask_not(l_eq8(dbx8, zeros));
    code_sign_plane(dbx8, dbp, set, &code8, &length8);
    code8 = l_and(code8, low_byte);
    length8 = l_and(length8, low_byte);
    sign_set = l_and(l_of_mask(set), l_splat64(1));
  }
  /* 5. Runs of zero planes: 9 - k for the nearest plane k behind that is not zero. */
  lanes behind = l_select(zero, sign_set, l_splat64(UINT64_C(0x0908070605040302)));
  behind = l_max8(behind, l_shl(behind, 8));
  behind = l_max8(behind, l_shl(behind, 16));
  behind = l_max8(behind, l_shl(behind, 32));
  lanes run = l_sub8(l_splat64(UINT64_C(0x0908070605040302)), behind);
  lane_mask single = l_eq8(run, l_splat(1));
  lanes above = l_or(l_shr(dbx, 8), l_splat64(UINT64_C(1) << 56));
  lane_mask inside = l_eq8(above, zeros);
  lanes run_code = l_select(single, l_splat(1), l_add8(run, l_splat(6)));
  lanes run_mask = l_select(inside, zeros, l_select(single, l_splat(0x03), l_splat(0x3F)));
  lanes run_length = l_select(inside, zeros, l_select(single, l_splat(2), l_splat(6)));
  /* 6. All together; plane 7 moves to the tail and makes room for the base. */
  code = l_select(zero, run_code, code);
  lanes mask = l_select(zero, run_mask, l_select(five, l_splat(0x1F), l_splat(0xFF)));
  lanes length7 = l_select(zero, run_length, l_select(five, l_splat(5), l_splat(8)));
  lanes code7 = l_and(l_and(code, mask), low_byte);
  struct symbols symbols;
  symbols.code = l_or(l_shr(code, 8), l_shl(words, 56));
  symbols.mask = l_or(l_shr(mask, 8), l_splat64(UINT64_C(0xFF) << 56));
  symbols.tail = l_or(l_shlv(code7, length8), code8);
  symbols.tail_length = l_add8(l_and(length7, low_byte), length8);
  return symbols;
}

/* Codes up to GROUP_BLOCKS blocks. Whole vectors of values are read. */
EBPC_INLINE void encode_group(const uint8_t *values, int blocks, struct bit_writer *out) {
  _Alignas(LANES_BYTES) uint8_t stored[4][LANES_BYTES];
  struct symbols symbols = analyse(l_load(values));
  l_store(stored[0], symbols.code);
  l_store(stored[1], symbols.mask);
  l_store(stored[2], symbols.tail);
  l_store(stored[3], symbols.tail_length);
  for (int i = 0; i < 8 * blocks; i += 8) {
    uint64_t bits;
    uint64_t joined = l_join(load_little(stored[0] + i), load_little(stored[1] + i), &bits);
    uint64_t tail = load_little(stored[2] + i);
    uint64_t tail_length = load_little(stored[3] + i);
    uint64_t length = bits + tail_length;
    if (EBPC_UNLIKELY(length > 63)) {
      put(out, joined, bits);
      put_short(out, tail, tail_length);
    } else {
      put_short(out, joined << tail_length | tail, length);
    }
  }
}

static void encode_byte_blocks(const struct code *code, const uint8_t *values, int blocks,
                               struct bit_writer *out) {
  (void)code;
  struct bit_writer local = *out;
  int done = 0;
  for (; done + GROUP_BLOCKS <= blocks; done += GROUP_BLOCKS) {
    encode_group(values + 8 * done, GROUP_BLOCKS, &local);
  }
  if (done < blocks) {
    encode_group(values + 8 * done, blocks - done, &local);
  }
  *out = local;
}

/* Code bytes of planes 0 to 7 (zero: DBX is zero) and bases to words. */
EBPC_INLINE lanes restore(lanes code, lanes base) {
  /* 1. DBX. */
  lanes x = l_plane(code);
  /* 2. DBP: XOR of all planes from the last zero DBP on. */
  lanes stop = l_of_mask(l_eq8(code, l_splat(CODE_DBP_ZERO)));
  x = l_xor(x, l_andnot(stop, l_shr(x, 8)));
  stop = l_or(stop, l_shr(stop, 8));
  x = l_xor(x, l_andnot(stop, l_shr(x, 16)));
  stop = l_or(stop, l_shr(stop, 16));
  x = l_xor(x, l_andnot(stop, l_shr(x, 32)));
  /* 3. Deltas; words are the sums of the base and all deltas up to theirs. */
  x = l_or(l_mirror(x), base);
  x = l_add8(x, l_shl(x, 8));
  x = l_add8(x, l_shl(x, 16));
  return l_add8(x, l_shl(x, 32));
}

/* The symbols that do not have 8 bits, by their first 6 bits: code byte on top, then planes from
   bit 8 on, length in the low byte; all zero for symbols of 8 bits. */
#define SHORT_SYMBOL(six)                                                        \
  ((six) >> 4 == 1   ? UINT64_C(1) << 8 | 2                                      \
   : (six) >> 3 == 1 ? (uint64_t)(((six)&7) + 2) << 8 | 6                        \
   : (six) >> 1 == 0 ? (uint64_t)CODE_ALL_ONES << 56 | UINT64_C(1) << 8 | 5      \
   : (six) >> 1 == 1 ? (uint64_t)CODE_DBP_ZERO << 56 | UINT64_C(1) << 8 | 5      \
                     : 0)
#define SHORT_SYMBOLS4(i) SHORT_SYMBOL(i), SHORT_SYMBOL(i + 1), SHORT_SYMBOL(i + 2), SHORT_SYMBOL(i + 3)
#define SHORT_SYMBOLS16(i) \
  SHORT_SYMBOLS4(i), SHORT_SYMBOLS4(i + 4), SHORT_SYMBOLS4(i + 8), SHORT_SYMBOLS4(i + 12)

static const uint64_t SHORT_SYMBOLS[64] = {SHORT_SYMBOLS16(0), SHORT_SYMBOLS16(16),
                                           SHORT_SYMBOLS16(32), SHORT_SYMBOLS16(48)};

/* Position symbols that name a bit behind the plane: 00011 111, 00010 110, 00010 111. */
EBPC_INLINE uint64_t bad_positions(uint64_t codes) {
  uint64_t wrong = codes << 3 & codes << 5 & codes << 6 & (codes << 7 | ~(codes << 4));
  return wrong & ~codes & UINT64_C(0x8080808080808080);
}

/*
 * Cuts one block out of a stream: base and one code byte per plane, plane 0 in the top byte. Gives
 * the bits behind it; *bad becomes non-zero if it is wrong. Most symbols have 8 bits: a run of them
 * is taken at once, and then one other symbol.
 */
EBPC_INLINE uint64_t cut_block(const uint8_t *stream, uint64_t bit, uint64_t *base, uint64_t *codes,
                               uint64_t *bad) {
  uint64_t window = window_at(stream, bit);
  *base = window >> 56;
  bit += 8;
  window <<= 8;
  /* Where a run is cut: 57 bits are valid, 8 may be the base, the symbol behind it needs 6. */
  uint64_t guard = UINT64_C(1) << 23;
  uint64_t found = 0;
  uint64_t plane = 0;
  for (;;) {
    /* 1. Lanes that do not begin with 1 or 0001; the bits in front of them. */
    uint64_t other = ((window & UINT64_C(0x6060606060606060)) + UINT64_C(0x6060606060606060)) |
                     (~window & UINT64_C(0x1010101010101010)) << 3;
    other &= ~window & UINT64_C(0x8080808080808080);
    uint64_t run = (uint64_t)__builtin_clzll(other | guard) & 0x38;
    uint64_t shift = 4 * plane;
    if (run >= 72 - 2 * shift) {
      /* 2. Only 8-bit symbols to the end of the block, the sign plane's the last of them. */
      found |= window >> shift >> shift;
      *bad |= bad_positions(window >> (2 * shift - 8) & 0xFF);
      bit += 72 - 2 * shift;
      break;
    }
    /* 3. The run and the symbol behind it. */
    uint64_t symbol = SHORT_SYMBOLS[window << run >> 58];
    uint64_t taken = (window & ~(~UINT64_C(0) >> run)) | (symbol & UINT64_C(0xFF) << 56) >> run;
    found |= taken >> shift >> shift;
    plane += (run >> 3) + (symbol >> 8 & 0xFF);
    bit += run + (symbol & 0xFF);
    if (plane >= BYTE_PLANES) {
      *bad |= plane - BYTE_PLANES;
      break;
    }
    window = window_at(stream, bit);
    guard = UINT64_C(1) << 15;
  }
  *bad |= bad_positions(found);
  *codes = found;
  return bit;
}

EBPC_INLINE bool decode_job(struct block_job *job) {
  uint64_t bit = job->bit;
  uint64_t bad = 0;
  for (int done = 0; done < job->blocks; done += GROUP_BLOCKS) {
    _Alignas(LANES_BYTES) uint8_t codes[LANES_BYTES] = {0};
    _Alignas(LANES_BYTES) uint8_t bases[LANES_BYTES] = {0};
    int blocks = job->blocks - done < GROUP_BLOCKS ? job->blocks - done : GROUP_BLOCKS;
    for (int i = 0; i < 8 * blocks; i += 8) {
      uint64_t base;
      uint64_t code;
      if (bit >= job->limit) {
        return false;
      }
      bit = cut_block(job->stream, bit, &base, &code, &bad);
      store_little(codes + i, code);
      store_little(bases + i, base);
    }
    l_store(job->values + 8 * done, restore(l_load(codes), l_load(bases)));
  }
  job->bit = bit;
  return bad == 0 && bit <= job->limit;
}

static bool decode_byte_blocks(const struct code *code, struct block_job *jobs, int count) {
  (void)code;
  for (int j = 0; j < count; j++) {
    if (!decode_job(&jobs[j])) {
      return false;
    }
  }
  return true;
}

#endif
