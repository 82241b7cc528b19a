/*
 * A batch of the packed profile, docs/packed.md, in its terms. The stations of its way:
 *   words -> keep -> flags + coded words -> columns -> planes, escaped values, width codes
 * Everything is written once, in packed_*.h over the lanes of packed_lanes_*.h, and compiled once
 * per path.
 */
#ifndef EBPC_PACKED_H
#define EBPC_PACKED_H

#include "kernels.h"

enum {
  PACKED_TILE = 4096,        /* values of a column that are worked on at a time */
  PACKED_BLOCK = 64,         /* values of a block */
  PACKED_COLUMNS = 4,        /* most columns */
  PACKED_SAMPLE_BYTES = 1024 /* of the words that the choice looks at */
};

/* The first two bits of a head. */
enum packed_kind { PACKED_STORED, PACKED_CONSTANT, PACKED_CODED };

/* The two bits after them. */
enum packed_form { PACKED_NO_FLAGS, PACKED_BITMAP, PACKED_SHORT, PACKED_ROWS };

struct packed_format {
  int container_bytes;
  int word_bits; /* W */
  int columns;
  int rest_bytes; /* of a floating-point number, not coded */
  bool sign_extended;
  bool floating;
};

/* How words become columns. */
struct packed_manner {
  bool flagged;
  bool folded;
  uint8_t reference;
  uint32_t base; /* a container; zero if it is neither subtracted nor flagged */
};

struct packed_head {
  enum packed_kind kind;
  enum packed_form form;
  struct packed_manner manner;
  int distance;
  int coded_words;
  int flag_bytes;
  int plane_bytes[PACKED_COLUMNS];
  int escapes[PACKED_COLUMNS];
};

struct packed_workspace;

struct packed_kernels {
  /* Gives the bytes of head and payload. */
  int (*encode)(struct packed_workspace *workspace, const uint8_t *words, int count, int row,
                uint8_t *out);
  /* Decodes what a checked head says; false if the payload is wrong. */
  bool (*decode)(struct packed_workspace *workspace, const struct packed_head *head,
                 const uint8_t *payload, int count, uint8_t *words);
  /* Those of kernels.h for words of the container's size, and for the bytes of flags. */
  int (*split)(const uint8_t *words, int count, uint64_t *mask, uint8_t *values);
  int (*join)(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words);
  int (*split_bytes)(const uint8_t *words, int count, uint64_t *mask, uint8_t *values);
  int (*join_bytes)(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words);
};

enum {
  PACKED_FLAG_PARTS = EBPC_PACKED_MAX_BYTES / 64, /* 64-bit parts of the flags */
  PACKED_BLOCKS = EBPC_PACKED_MAX_BYTES / PACKED_BLOCK
};

/* Nothing in it outlives a call but format and kernels. */
struct packed_workspace {
  struct packed_format format;
  struct packed_kernels kernels;
  uint64_t flags[PACKED_FLAG_PARTS + 8];
  uint64_t combined[PACKED_FLAG_PARTS + 8]; /* flags and those a row before them */
  uint64_t index[PACKED_FLAG_PARTS / 8 + 8];
  uint8_t codes[PACKED_BLOCKS + 8]; /* width codes: bytes of an encoder, halves of a decoder's
                                       columns one after the other */
  uint8_t sample[PACKED_SAMPLE_BYTES + BUFFER_SLACK];
  uint8_t columns[PACKED_COLUMNS][PACKED_TILE + BUFFER_SLACK];
  uint8_t tile[4 * PACKED_TILE + BUFFER_SLACK];
  uint8_t coded[EBPC_PACKED_MAX_BYTES + BUFFER_SLACK];
  uint8_t escaped[EBPC_PACKED_MAX_BYTES + BUFFER_SLACK];
};

EBPC_INLINE int bytes_of_bits(int bits) {
  return (bits + 7) >> 3;
}

/* Bytes of the width codes of a number of values. */
EBPC_INLINE int width_bytes(int values) {
  return (values + 2 * PACKED_BLOCK - 1) / (2 * PACKED_BLOCK);
}

/* 1 if a width code, of 9 to 15, has escapes, else 0; without a branch. */
EBPC_INLINE int has_escapes(int code) {
  return (code + 7) >> 4;
}

/* Planes of a width code. */
EBPC_INLINE int planes_of(int code) {
  return code - 8 * has_escapes(code);
}

/* W one bits. */
EBPC_INLINE uint32_t packed_word_mask(const struct packed_format *format) {
  return UINT32_MAX >> (32 - format->word_bits);
}

/* packed_head.c: writes a head; gives its length. */
int ebpc_packed_write_head(const struct packed_format *format, const struct packed_head *head,
                           uint8_t *out);

/*
 * Reads a head and checks everything that it says about a number of words; false if it is not
 * exactly a head, or its payload would have another length.
 */
bool ebpc_packed_read_head(const struct packed_format *format, const uint8_t *in, int head_bytes,
                           int payload_bytes, int words, struct packed_head *head);

/* Each path fills in encode and decode. */
void ebpc_packed_portable_kernels(struct packed_kernels *kernels);
void ebpc_packed_neon_kernels(struct packed_kernels *kernels);
void ebpc_packed_avx2_kernels(struct packed_kernels *kernels);
void ebpc_packed_avx512_kernels(struct packed_kernels *kernels);

#endif
