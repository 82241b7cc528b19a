/* Columns of bytes to planes, escaped values and width codes, and back. */
#ifndef EBPC_PACKED_BLOCKS_H
#define EBPC_PACKED_BLOCKS_H

#include "packed.h"

/* A column while it is coded. */
struct column_writer {
  uint8_t *planes;  /* where the next go */
  uint8_t *escaped; /* where the next go */
  uint8_t *codes;   /* where the next go, a byte each */
};

/* A column while it is decoded. */
struct column_reader {
  const uint8_t *planes; /* the next */
  const uint8_t *escaped;
  const uint8_t *escaped_end;
  const uint8_t *codes; /* all, two per byte */
  int block;            /* the next */
};

/* Bits that values would take as one block; zeros follow them up to a whole block. */
static int bits_of_sample(const uint8_t *values, int count) {
  int escapes[8] = {0};
  int width = 0;
  for (int at = 0; at < count; at += PACKED_BLOCK) {
    block_lanes x = b_load(values + at);
    int more = b_width(x);
    width = more > width ? more : width;
    block_counts counts = b_count_escapes(x);
    for (int k = 1; k < 8; k++) {
      escapes[k] += b_escapes(counts, k);
    }
  }
  int best = width * count;
  for (int k = 1; k < 8; k++) {
    int bits = k * count + 8 * escapes[k];
    best = bits < best ? bits : best;
  }
  return best;
}

/*
 * The code of a block that takes the fewest bytes, of equals the one with the most planes: in the
 * low 3 bits of what is compared is 8 - k, and 0 if nothing is escaped. Which code it is cannot be
 * guessed, so there is no branch; nor vectors, which compilers would make of seven costs.
 */
EBPC_INLINE int code_of_block(block_lanes values, int groups) {
  int width = b_width(values);
  int best = 8 * width * groups;
  block_counts counts = b_count_escapes(values);
#define ESCAPE_FROM(k)                                                \
  do {                                                                \
    int cost = 8 * b_escapes(counts, k) + (8 * (k)*groups + 8 - (k)); \
    best = cost < best ? cost : best;                                 \
    __asm__("" : "+r"(best));                                         \
  } while (0)
  ESCAPE_FROM(1);
  ESCAPE_FROM(2);
  ESCAPE_FROM(3);
  ESCAPE_FROM(4);
  ESCAPE_FROM(5);
  ESCAPE_FROM(6);
  ESCAPE_FROM(7);
#undef ESCAPE_FROM
  int order = best & 7;
  int escaping = 16 - order;
  return escaping ^ ((escaping ^ width) & (int)mask_of(order == 0));
}

/* All ones of the planes of a code; of no meaning if it has 8. */
EBPC_INLINE int ones_of(int code) {
  return ((1 << planes_of(code)) - 1) & 0xFF;
}

EBPC_INLINE void write_block(struct column_writer *to, const uint8_t *values, int groups) {
  block_lanes x = b_load(values);
  int code = code_of_block(x, groups);
  uint64_t escapes = 0;
  if (ESCAPES_ARE_CHEAP || has_escapes(code)) {
    escapes = b_at_least(x, ones_of(code)) & -(uint64_t)has_escapes(code);
    to->escaped = b_compress(x, escapes, to->escaped);
  }
  to->planes = b_put_planes(x, escapes, planes_of(code), groups, to->planes);
  *to->codes++ = (uint8_t)code;
}

/* Codes values, followed by zeros up to a whole block; whole blocks but for the last call's. */
static EBPC_NOINLINE void write_blocks(struct column_writer *out, const uint8_t *values,
                                       int count) {
  struct column_writer to = *out;
  const uint8_t *end = values + (count & -PACKED_BLOCK);
  for (; values < end; values += PACKED_BLOCK) {
    write_block(&to, values, 8);
  }
  if (count % PACKED_BLOCK != 0) {
    write_block(&to, values, bytes_of_bits(count % PACKED_BLOCK));
  }
  *out = to;
}

/* False if there are fewer escaped values than the planes have escapes. */
EBPC_INLINE bool read_block(struct column_reader *from, int groups, uint8_t *values) {
  int code = from->codes[from->block >> 1] >> (4 * (from->block & 1)) & 15;
  int k = planes_of(code);
  block_lanes x = b_get_values(from->planes, k);
  from->block++;
  from->planes += k * groups;
  if (ESCAPES_ARE_CHEAP || has_escapes(code)) {
    uint64_t there = ~UINT64_C(0) >> (64 - 8 * groups);
    uint64_t escapes = b_at_least(x, ones_of(code)) & there & -(uint64_t)has_escapes(code);
    x = b_expand(x, escapes, from->escaped);
    from->escaped += b_popcount(escapes);
    if (EBPC_UNLIKELY(from->escaped > from->escaped_end)) {
      return false;
    }
  }
  b_store(values, x);
  return true;
}

/* Decodes values, up to a whole block; whole blocks but for the last call's. False if there are
   fewer escaped values than the planes have escapes. */
static EBPC_NOINLINE bool read_blocks(struct column_reader *in, int count, uint8_t *values) {
  struct column_reader from = *in;
  const uint8_t *end = values + (count & -PACKED_BLOCK);
  for (; values < end; values += PACKED_BLOCK) {
    if (!read_block(&from, 8, values)) {
      return false;
    }
  }
  if (count % PACKED_BLOCK != 0 &&
      !read_block(&from, bytes_of_bits(count % PACKED_BLOCK), values)) {
    return false;
  }
  *in = from;
  return true;
}

/*
 * Begins to read a column: copies its width codes, so that what is counted is what is read, and
 * checks them and the bits without a value. Gives where the column ends, NULL if it is wrong.
 */
static const uint8_t *begin_column(struct column_reader *in, const uint8_t *at, int plane_bytes,
                                   int escapes, int count, uint8_t *codes) {
  in->planes = at;
  in->escaped = at + plane_bytes;
  in->escaped_end = in->escaped + escapes;
  in->codes = codes;
  in->block = 0;
  int blocks = (count + PACKED_BLOCK - 1) / PACKED_BLOCK;
  int bytes = (blocks + 1) / 2;
  memcpy(codes, in->escaped_end, (size_t)bytes);
  int sum = 0;
  for (int i = 0; i < bytes; i++) {
    sum += planes_of(codes[i] & 15) + planes_of(codes[i] >> 4);
  }
  int last = planes_of(codes[(blocks - 1) >> 1] >> (4 * ((blocks - 1) & 1)) & 15);
  int groups = bytes_of_bits(count - PACKED_BLOCK * (blocks - 1));
  if (((blocks & 1) != 0 && codes[bytes - 1] > 15) ||
      8 * (sum - last) + groups * last != plane_bytes) {
    return NULL;
  }
  for (int plane = 1; plane <= last && (count & 7) != 0; plane++) {
    if (in->escaped[-plane] >> (count & 7) != 0) {
      return NULL;
    }
  }
  return in->escaped_end + bytes;
}

#endif
