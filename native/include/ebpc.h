/*
 * EBPC: lossless compression of neural-network tensors, the bit streams.
 *
 * Codes chunks of words as hardware transmissions, a ZNZ and a BPC stream each, and decodes them;
 * the format is docs/format.md. Codes and decodes batches of the packed profile, docs/packed.md, by
 * the functions named ebpc_packed_*. The library keeps no state, allocates nothing and needs of the
 * C library only memcpy, memmove and memset: all working memory is a workspace that the caller
 * owns.
 *
 * Threads: every function may be called from any thread at any time, as long as no two calls use
 * the same workspace or write to the same memory at once.
 */
#ifndef EBPC_H
#define EBPC_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(EBPC_SHARED) && defined(_WIN32)
#  ifdef EBPC_BUILDING
#    define EBPC_API __declspec(dllexport)
#  else
#    define EBPC_API __declspec(dllimport)
#  endif
#elif defined(__GNUC__)
#  define EBPC_API __attribute__((visibility("default")))
#else
#  define EBPC_API
#endif

/* Changes whenever a function, a structure or a number of this header changes its meaning. */
#define EBPC_ABI 2

/* Bytes behind a stream that may be read, and behind the encoder's last one that it overwrites. */
#define EBPC_SLACK 64

/* Alignment of a workspace in bytes. */
#define EBPC_ALIGNMENT 64

/* Most words of one chunk: the hardware counts them in 24 bits. */
#define EBPC_MAX_WORDS (1 << 24)

/* In place of a non-zero count that the decoder has to find out by itself. */
#define EBPC_UNKNOWN (-1)

/* What a function found. Numbers never change their meaning. */
typedef enum ebpc_status {
  EBPC_OK = 0,
  EBPC_POSITION_OUT_OF_RANGE = 1, /* a position code names a bit that the plane does not have */
  EBPC_PLANE_RUN_PAST_BLOCK = 2,  /* a run of zero planes reaches past the last plane */
  EBPC_ZERO_RUN_PAST_END = 3,     /* a run of zero words reaches past the last word */
  EBPC_STREAM_TOO_SHORT = 4,      /* a stream ends inside a symbol */
  EBPC_STREAM_TOO_LONG = 5,       /* a stream is longer than its symbols, rounded up */
  EBPC_NON_ZERO_COUNT = 6,        /* another number of non-zero words than was declared */
  EBPC_BAD_ARGUMENT = 7,          /* a parameter or a count is out of its range */
  EBPC_UNSUPPORTED_PATH = 8,      /* this CPU or this build does not have the path asked for */
  EBPC_BAD_STREAM = 9             /* a stream is wrong; nobody asked in which way */
} ebpc_status;

/* Which kernels to run. Every path gives the same bits and accepts the same streams. */
typedef enum ebpc_path {
  EBPC_PATH_BEST = 0,     /* the fastest that this CPU has */
  EBPC_PATH_PORTABLE = 1, /* plain C */
  EBPC_PATH_NEON = 2,     /* 64-bit ARM */
  EBPC_PATH_AVX2 = 3,     /* AVX2, BMI1, BMI2, LZCNT */
  EBPC_PATH_AVX512 = 4    /* AVX-512 F, BW, CD, DQ, VL, VBMI, VBMI2, VPOPCNTDQ; GFNI, BMI2 */
} ebpc_path;

/* The code and how its words lie in memory. Plain 32-bit integers, so that it is easily built. */
typedef struct ebpc_code {
  int32_t word_bits;       /* W, 2 to 32 */
  int32_t block_size;      /* n, a power of two, 4 to 64 */
  int32_t max_zero_run;    /* R, a power of two, 2 to 256 */
  int32_t container_bytes; /* of a word in memory, little-endian: 1, 2 or 4, at least W bits */
  int32_t sign_extended;   /* whether decoded words are sign-extended to their container, else 0 */
} ebpc_code;

/*
 * Chunks that are coded or decoded in one call. Element i of each array is chunk i's. Streams lie
 * in two buffers, one stream behind the other or anywhere; words likewise.
 */
typedef struct ebpc_batch {
  int32_t first;  /* first chunk to work on, from 0 */
  int32_t chunks; /* number of chunks to work on, from 0 */

  uint8_t *words;             /* containers; the encoder only reads them */
  const int64_t *word_offset; /* bytes from words to each chunk's first container; any alignment */
  const int32_t *word_count;  /* words of each chunk, 1 to EBPC_MAX_WORDS */
  int32_t *non_zeros;         /* encoder: out. decoder: declared, or EBPC_UNKNOWN and then out */

  uint8_t *znz;       /* ZNZ streams */
  int32_t *znz_start; /* first byte of each stream; encoder: out */
  int32_t *znz_size;  /* encoder: out, exact bits. decoder: in, bytes */

  uint8_t *bpc;       /* BPC streams */
  int32_t *bpc_start; /* first byte of each stream; encoder: out */
  int32_t *bpc_size;  /* encoder: out, exact bits. decoder: in, bytes */
} ebpc_batch;

/* Where a stream is wrong. */
typedef struct ebpc_error {
  ebpc_status status;
  int32_t chunk;  /* counted as in the batch */
  int32_t in_bpc; /* 0: the ZNZ stream, 1: the BPC stream */
  int64_t bit;    /* first bit of the offending symbol, from the start of the stream */
} ebpc_error;

/* EBPC_ABI of the library. */
EBPC_API int32_t ebpc_abi(void);

/* The path that EBPC_PATH_BEST stands for on this CPU. */
EBPC_API ebpc_path ebpc_best_path(void);

/* Name of a path: "portable", "neon", "avx2", "avx512", "best"; NULL for any other number. */
EBPC_API const char *ebpc_path_name(ebpc_path path);

/*
 * Whether a path has kernels of its own for the blocks of a code: 1 if so; 0 if it takes those of
 * plain C, as EBPC_PATH_PORTABLE always does. 0 as well for a code that is not legal, a path that
 * this CPU cannot run or a number that is no path.
 */
EBPC_API int32_t ebpc_has_kernels(const ebpc_code *code, ebpc_path path);

/* Bytes of a workspace for a code; 0 if the code is not legal. */
EBPC_API size_t ebpc_workspace_size(const ebpc_code *code);

/*
 * Prepares a workspace for a code: fills in its tables (a tenth of a millisecond, and more
 * where the memory is new) and picks the kernels. It may then be used for any number of calls, and
 * copied or dropped at will.
 *
 * workspace: ebpc_workspace_size(code) bytes at an address that is a multiple of EBPC_ALIGNMENT.
 * padded_to_words: 1 if decoded streams are padded to whole W-bit words and then to bytes (bare
 * hardware streams), 0 if to bytes only.
 * Returns EBPC_OK; EBPC_BAD_ARGUMENT for a code that is not legal, a misaligned workspace or a
 * number that is no path; EBPC_UNSUPPORTED_PATH if this CPU cannot run the path.
 */
EBPC_API ebpc_status ebpc_prepare(void *workspace, const ebpc_code *code, int32_t padded_to_words,
                                  ebpc_path path);

/*
 * Most bits of the streams of a chunk; there are words of whole blocks that need them all. The code
 * must be legal, words 0 to 2^31 - 1.
 */
EBPC_API int64_t ebpc_max_znz_bits(const ebpc_code *code, int64_t words);
EBPC_API int64_t ebpc_max_bpc_bits(const ebpc_code *code, int64_t non_zero_words);

/*
 * Codes chunks first to first + chunks - 1. The streams of chunk 0 start at byte 0 of their
 * buffers, those of every other chunk behind those of the one before, padded with zero bits to
 * bytes; so first > 0 goes on where a call for the chunks before it ended.
 *
 * The ZNZ buffer must have room for the sum over the chunks of ebpc_max_znz_bits rounded up to
 * bytes, and EBPC_SLACK bytes behind that; the BPC buffer likewise, by ebpc_max_bpc_bits of all
 * words. Sums must not exceed 2^31 - 1 - EBPC_SLACK. Containers must hold W-bit words, sign- or
 * zero-extended; a word is zero if its container is.
 * Reads only the chunks' words; writes only the two buffers and the arrays marked as out.
 * Returns EBPC_OK, or EBPC_BAD_ARGUMENT if a count is out of its range (nothing is written then).
 */
EBPC_API ebpc_status ebpc_encode(void *workspace, const ebpc_batch *batch);

/*
 * Decodes chunks first to first + chunks - 1. Whatever the bits of the streams, nothing is read but
 * the streams and EBPC_SLACK bytes behind each, and nothing is written but the chunks' words and
 * non_zeros. All of a stream's bytes must be accounted for.
 *
 * error: receives the first error in the order lowest chunk, ZNZ before BPC, lowest bit, and is not
 * written if there is none; may be NULL, which saves the search for it.
 * Returns EBPC_OK; EBPC_BAD_ARGUMENT if a count, start or size is out of its range (nothing is
 * written then); else what is wrong with a stream, EBPC_BAD_STREAM if error is NULL. Words and
 * non_zeros are undefined then.
 */
EBPC_API ebpc_status ebpc_decode(void *workspace, const ebpc_batch *batch, ebpc_error *error);

/*
 * The same with the members of ebpc_batch as arguments, for callers that cannot put addresses into
 * a structure (foreign-function interfaces that pass managed arrays).
 */
EBPC_API int32_t ebpc_encode_arrays(void *workspace, int32_t first, int32_t chunks,
                                    const uint8_t *words, const int64_t *word_offset,
                                    const int32_t *word_count, int32_t *non_zeros, uint8_t *znz,
                                    int32_t *znz_start, int32_t *znz_bits, uint8_t *bpc,
                                    int32_t *bpc_start, int32_t *bpc_bits);
EBPC_API int32_t ebpc_decode_arrays(void *workspace, int32_t first, int32_t chunks, uint8_t *words,
                                    const int64_t *word_offset, const int32_t *word_count,
                                    int32_t *non_zeros, uint8_t *znz, int32_t *znz_start,
                                    int32_t *znz_bytes, uint8_t *bpc, int32_t *bpc_start,
                                    int32_t *bpc_bytes);

/*
 * The packed profile, docs/packed.md: batches of words as a head and a payload of whole bytes.
 * Streams and chunks above have no part in it.
 */

/* Most bytes of the words of a batch. */
#define EBPC_PACKED_MAX_BYTES (1 << 17)

/* Most bytes of a head. */
#define EBPC_PACKED_MAX_HEAD 39

/* Bytes that an encoder may write for a batch of so many bytes of words. */
#define EBPC_PACKED_ROOM(bytes) ((bytes) + (bytes) / 4 + 256)

/* The words of a batch and how they lie in memory. */
typedef struct ebpc_packed_format {
  int32_t container_bytes; /* of a word, little-endian: 1, 2 or 4 */
  int32_t word_bits;       /* W, 2 to 32, at most 8 per byte of the container */
  int32_t sign_extended;   /* whether words are sign-extended to their container, else by zeros */
  int32_t floating;        /* whether they are floating-point numbers; W fills the container then */
} ebpc_packed_format;

/* Bytes of a workspace for any format, about half a megabyte. */
EBPC_API size_t ebpc_packed_workspace_size(void);

/*
 * Prepares a workspace for a format and picks the kernels; that takes no time to speak of. It may
 * then be used for any number of calls, and copied or dropped at will.
 *
 * workspace: ebpc_packed_workspace_size() bytes at an address that is a multiple of EBPC_ALIGNMENT.
 * Returns EBPC_OK; EBPC_BAD_ARGUMENT for a format that is not legal, a misaligned workspace or a
 * number that is no path; EBPC_UNSUPPORTED_PATH if this CPU cannot run the path.
 */
EBPC_API ebpc_status ebpc_packed_prepare(void *workspace, const ebpc_packed_format *format,
                                         ebpc_path path);

/*
 * Codes the words of a batch as a head and, after it, its payload. All paths write the same bytes.
 *
 * words: containers of W-bit words, sign- or zero-extended, at any alignment; only read.
 * count: words of the batch, at least 1; at most EBPC_PACKED_MAX_BYTES of them.
 * row: words of a row of the tensor, 0 if not known. It need not be less than count.
 * out: has EBPC_PACKED_ROOM bytes; all of them may be written. Must not overlap the words.
 * Returns the bytes of head and payload, at most 1 more than the words have; 0 if count or row is
 * out of its range (nothing is written then).
 */
EBPC_API int32_t ebpc_packed_encode(void *workspace, const uint8_t *words, int32_t count,
                                    int32_t row, uint8_t *out);

/*
 * Decodes a batch. Whatever head and payload hold, and even if they change meanwhile, nothing is
 * read but them and EBPC_SLACK bytes after the payload, and nothing is written but the words.
 * Everything that docs/packed.md asks of a decoder is checked.
 *
 * head, head_bytes: all bytes of the head, not one more or less.
 * payload, payload_bytes: likewise; where it lies need not be after the head.
 * count: as of the encoder.
 * words: receives count containers, at any alignment. Must overlap neither head nor payload.
 * Returns EBPC_OK; EBPC_BAD_ARGUMENT if count is out of its range or a length is negative (nothing
 * is written then); EBPC_BAD_STREAM if the batch breaks a rule: words are undefined then.
 */
EBPC_API ebpc_status ebpc_packed_decode(void *workspace, const uint8_t *head, int32_t head_bytes,
                                        const uint8_t *payload, int32_t payload_bytes,
                                        int32_t count, uint8_t *words);

/*
 * The same with words that begin at a byte of an array, for callers to whom the address of a place
 * in an array costs an object (foreign-function interfaces that pass managed arrays).
 */
EBPC_API int32_t ebpc_packed_encode_at(void *workspace, const uint8_t *array, int64_t start,
                                       int32_t count, int32_t row, uint8_t *out);
EBPC_API int32_t ebpc_packed_decode_at(void *workspace, const uint8_t *head, int32_t head_bytes,
                                       const uint8_t *payload, int32_t payload_bytes, int32_t count,
                                       uint8_t *array, int64_t start);

#ifdef __cplusplus
}
#endif

#endif
