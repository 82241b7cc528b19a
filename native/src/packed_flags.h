/* The flags of a batch and their forms in a payload. */
#ifndef EBPC_PACKED_FLAGS_H
#define EBPC_PACKED_FLAGS_H

#include "packed.h"

EBPC_INLINE int parts_of(int flags) {
  return (flags + 63) >> 6;
}

/* Bytes of the index of short flags. */
EBPC_INLINE int index_bytes(int words) {
  return bytes_of_bits(bytes_of_bits(words));
}

/* The flags of the last part that there are. */
EBPC_INLINE uint64_t last_part(int words) {
  return ~UINT64_C(0) >> (-words & 63);
}

/* Whole parts to or from the order of bytes in a payload. */
static void swap_parts(uint64_t *parts, int count) {
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
  for (int i = 0; i < count; i++) {
    parts[i] = EBPC_LITTLE64(parts[i]);
  }
#else
  (void)parts;
  (void)count;
#endif
}

/* Bytes that are not zero; zero parts follow up to a whole block. */
static int count_bytes(const uint64_t *flags, int parts) {
  int count = 0;
  for (int i = 0; i < parts; i += 8) {
    count += b_popcount(b_at_least(b_load((const uint8_t *)(flags + i)), 1));
  }
  return count;
}

/* Exclusive or of each flag with the one a distance before it. */
static void combine_rows(const uint64_t *restrict flags, int words, int distance,
                         uint64_t *restrict combined) {
  int parts = parts_of(words);
  int whole = distance >> 6;
  int shift = distance & 63;
  memcpy(combined, flags, (size_t)parts * 8);
  combined[whole] ^= flags[0] << shift;
  for (int i = whole + 1; i < parts; i++) {
    uint64_t before = flags[i - whole] << shift | flags[i - whole - 1] >> 1 >> (63 - shift);
    combined[i] ^= before;
  }
  combined[parts - 1] &= last_part(words);
}

/* Finds the shortest form of the flags of words; the first of equals. */
static void choose_form(struct packed_workspace *workspace, int words, int row,
                        struct packed_head *head) {
  int parts = parts_of(words);
  int index = index_bytes(words);
  memset(workspace->flags + parts, 0, 64);
  head->form = PACKED_BITMAP;
  head->flag_bytes = bytes_of_bits(words);
  int plain = index + count_bytes(workspace->flags, parts);
  if (plain < head->flag_bytes) {
    head->form = PACKED_SHORT;
    head->flag_bytes = plain;
  }
  if (row > 0 && row < words) {
    combine_rows(workspace->flags, words, row, workspace->combined);
    memset(workspace->combined + parts, 0, 64);
    int rows = index + count_bytes(workspace->combined, parts);
    if (rows < head->flag_bytes) {
      head->form = PACKED_ROWS;
      head->distance = row;
      head->flag_bytes = rows;
    }
  }
}

/* Writes the flags in the form that was chosen. Up to 64 bytes after them may be written. */
static void write_flags(struct packed_workspace *workspace, const struct packed_head *head,
                        int words, uint8_t *out) {
  uint64_t *flags = head->form == PACKED_ROWS ? workspace->combined : workspace->flags;
  int bytes = bytes_of_bits(words);
  swap_parts(flags, parts_of(words));
  if (head->form == PACKED_BITMAP) {
    memcpy(out, flags, (size_t)bytes);
    return;
  }
  int index = index_bytes(words);
  workspace->kernels.split_bytes((const uint8_t *)flags, bytes, workspace->index, out + index);
  swap_parts(workspace->index, parts_of(bytes));
  memcpy(out, workspace->index, (size_t)index);
}

/* Rows shorter than a part: doubling inside each, then the last row of one into all of the next. */
static void undo_short_rows(uint64_t *flags, int parts, int row) {
  for (int step = row; step < 64; step *= 2) {
    for (int i = 0; i < parts; i++) {
      flags[i] ^= flags[i] << step;
    }
  }
  uint64_t repeat = 0;
  for (int at = 0; at < 64; at += row) {
    repeat |= UINT64_C(1) << at;
  }
  uint64_t before = 0;
  for (int i = 0; i < parts; i++) {
    before = flags[i] ^ (before >> (64 - row)) * repeat;
    flags[i] = before;
  }
}

/* Each flag becomes the exclusive or of itself and those whole distances before it. */
static void undo_rows(uint64_t *flags, int parts, int distance) {
  if (distance < 64) {
    undo_short_rows(flags, parts, distance);
    return;
  }
  int whole = distance >> 6;
  int shift = distance & 63;
  uint64_t far = 0;
  uint64_t near = flags[0];
  for (int i = whole; i < parts; i++) {
    flags[i] ^= near << shift | far >> 1 >> (63 - shift);
    far = near;
    /* What was just made is better not waited for to come back from memory. */
    near = whole == 1 ? flags[i] : flags[i - whole + 1];
  }
}

/* Short flags to bytes of the bitmap; false if the index is wrong. */
static bool read_short(struct packed_workspace *workspace, int flag_bytes, int words,
                       const uint8_t *in) {
  int bytes = bytes_of_bits(words);
  int index = index_bytes(words);
  int parts = parts_of(bytes);
  /* A copy, so that what is counted is what is read. */
  workspace->index[parts - 1] = 0;
  memcpy(workspace->index, in, (size_t)index);
  swap_parts(workspace->index, parts);
  int listed = 0;
  for (int i = 0; i < parts; i++) {
    listed += b_popcount(workspace->index[i]);
  }
  if ((workspace->index[parts - 1] & ~last_part(bytes)) != 0 || listed != flag_bytes - index) {
    return false;
  }
  workspace->kernels.join_bytes(workspace->index, bytes, in + index, (uint8_t *)workspace->flags);
  return true;
}

/* Reads the flags of words; false if they are wrong. */
static bool read_flags(struct packed_workspace *workspace, const struct packed_head *head,
                       int words, const uint8_t *in) {
  uint64_t *flags = workspace->flags;
  int parts = parts_of(words);
  flags[parts - 1] = 0;
  if (head->form == PACKED_BITMAP) {
    memcpy(flags, in, (size_t)head->flag_bytes);
  } else if (!read_short(workspace, head->flag_bytes, words, in)) {
    return false;
  }
  swap_parts(flags, parts);
  if ((flags[parts - 1] & ~last_part(words)) != 0) {
    return false;
  }
  if (head->form == PACKED_ROWS) {
    undo_rows(flags, parts, head->distance);
    flags[parts - 1] &= last_part(words);
  }
  int ones = 0;
  for (int i = 0; i < parts; i++) {
    ones += b_popcount(flags[i]);
  }
  return ones == head->coded_words;
}

#endif
