/* The BPC encoder for 8-bit words in blocks of 8, over the vectors of a byte_lanes_*.h. */
#ifndef EBPC_BYTE_BLOCKS_H
#define EBPC_BYTE_BLOCKS_H

#include "byte_code.h"

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
  lanes code = l_select(l_mask_and(dbp_zero, l_mask_not(all_ones)), l_splat(1), l_symbol(dbx));
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
  l_prepare_join(&symbols.code, &symbols.mask);
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

#endif
