/*
 * The stations of a chunk's way that have kernels of their own:
 *   words -> split -> flags + non-zero words -> write_flags -> ZNZ stream
 *                                            -> encode_blocks -> BPC stream
 * and back: read_flags, decode_blocks, join. Each path of ebpc_path fills in what it does better
 * than the path before it.
 */
#ifndef EBPC_KERNELS_H
#define EBPC_KERNELS_H

#include "code.h"

enum {
  TILE_WORDS = 4096,            /* words that are worked on at a time; they fit the L1 cache */
  TILE_PARTS = TILE_WORDS / 64, /* 64-bit parts of a tile's flags */
  FLAG_OVERHANG_PARTS = 8,      /* flags that a reader may be ahead of its tile */
  BUFFER_SLACK = 64,            /* bytes behind an internal buffer that kernels may touch */
  GROUP_CHUNKS = 32,            /* chunks that are decoded side by side */
  FLAG_INDEX_BITS = 11,         /* bits of the ZNZ stream that one table entry covers */
  MOST_FLAGS = 32,              /* flags of a table entry */
  COUNT_SHIFT = 32,             /* of their number in it */
  USED_SHIFT = 56,              /* of the bits they take */
  FLAG_TABLE_MAX_RUN_BITS = 4   /* largest Z whose symbols are written by table */
};

/* Tables of a ZNZ code, made by ebpc_make_flag_tables. */
struct flag_tables {
  /* By pending zeros << 8 | 8 flags: their symbols, right-aligned, above 8 bits of length. */
  uint32_t symbols[1 << (FLAG_TABLE_MAX_RUN_BITS + 8)];
  /* By bits of the stream: flags, from COUNT_SHIFT on how many, from USED_SHIFT on bits used. */
  uint64_t flags[1 << FLAG_INDEX_BITS];
};

struct flag_writer {
  struct bit_writer out;
  uint32_t pending; /* zero words whose symbol is not written yet, less than R */
};

/* Reads the flags of one chunk, a tile at a time. */
struct flag_reader {
  const uint8_t *stream;
  uint64_t bit;   /* bits read */
  uint64_t limit; /* bits there are */
  int left;       /* words of the chunk that no symbol was read for */
  int have;       /* flags in the mask that are not used up */
  uint64_t mask[TILE_PARTS + FLAG_OVERHANG_PARTS]; /* one bit per word, 1 is non-zero */
};

/* Blocks of one chunk to decode. */
struct block_job {
  const uint8_t *stream;
  uint64_t bit;    /* bits read */
  uint64_t limit;  /* bits there are */
  int blocks;      /* how many to decode */
  uint8_t *values; /* receives their containers; BUFFER_SLACK bytes behind them may be touched */
};

struct kernels {
  /* Splits words into flags (whole parts, zero behind the last word) and non-zero containers;
     gives the number of those. BUFFER_SLACK bytes behind the values may be touched. */
  int (*split)(const uint8_t *words, int count, uint64_t *mask, uint8_t *values);

  /* Writes the symbols of whole parts of flags. */
  void (*write_flags)(const struct code *code, const struct flag_tables *tables,
                      struct flag_writer *writer, const uint64_t *mask, int parts);

  /* Appends the symbols of blocks. Reads at most 2 * BUFFER_SLACK bytes behind their values. */
  void (*encode_blocks)(const struct code *code, const uint8_t *values, int blocks,
                        struct bit_writer *out);

  /* Brings the mask of each reader to its count of flags or more; false if a stream is wrong. The
     words that the flags stand for must be there. Reads at most 8 bytes past a stream. */
  bool (*read_flags)(const struct code *code, const struct flag_tables *tables,
                     struct flag_reader *const *readers, const int *counts, int chunks);

  /* Flags of a mask that are set. */
  int (*count_flags)(const uint64_t *mask, int flags);

  /* Decodes jobs; false if a stream is wrong. Reads at most EBPC_SLACK bytes past a limit. */
  bool (*decode_blocks)(const struct code *code, struct block_job *jobs, int count);

  /* Joins flags and non-zero containers into words; gives the number of values used. Reads at most
     BUFFER_SLACK bytes behind them. Writes nothing but the words. */
  int (*join)(const uint64_t *mask, int count, const uint8_t *values, uint8_t *words);
};

/* Takes a path's split and join for 1, 2 or 4 bytes. */
#define EBPC_USE_SPLIT(kernels, bytes) \
  do {                                 \
    (kernels)->split = split##bytes;   \
    (kernels)->join = join##bytes;     \
  } while (0)
#define EBPC_USE_SPLITS(code, kernels)         \
  do {                                         \
    if ((code)->container_bytes == 1) {        \
      EBPC_USE_SPLIT(kernels, 1);              \
    } else if ((code)->container_bytes == 2) { \
      EBPC_USE_SPLIT(kernels, 2);              \
    } else {                                   \
      EBPC_USE_SPLIT(kernels, 4);              \
    }                                          \
  } while (0)

void ebpc_portable_kernels(const struct code *code, struct kernels *kernels);
void ebpc_avx2_kernels(const struct code *code, struct kernels *kernels);
void ebpc_avx512_kernels(const struct code *code, struct kernels *kernels);
void ebpc_neon_kernels(const struct code *code, struct kernels *kernels);

/* flags.c */
void ebpc_make_flag_tables(const struct code *code, struct flag_tables *tables);
void ebpc_write_flag_runs(const struct code *code, struct flag_writer *writer, uint64_t flags,
                          int count);
void ebpc_end_flags(const struct code *code, struct flag_writer *writer);

/* blocks.c: kernels for the blocks of any code. */
void ebpc_block_kernels(const struct code *code, struct kernels *kernels);

#endif
