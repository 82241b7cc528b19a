/* Loads, stores and bit streams. The first bit of a stream is the top bit of its first byte. */
#ifndef EBPC_BITS_H
#define EBPC_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#  define EBPC_LITTLE64(x) (x)
#  define EBPC_BIG64(x) __builtin_bswap64(x)
#else
#  define EBPC_LITTLE64(x) __builtin_bswap64(x)
#  define EBPC_BIG64(x) (x)
#endif

#define EBPC_INLINE static inline __attribute__((always_inline, unused))
#define EBPC_NOINLINE __attribute__((noinline))
#define EBPC_UNLIKELY(x) __builtin_expect(!!(x), 0)

/* A condition that no branch predictor guesses, so that the choice by it is better no branch. */
#if defined(__clang__)
#  define EBPC_ANY(x) __builtin_unpredictable(x)
#else
#  define EBPC_ANY(x) __builtin_expect_with_probability(x, 1, 0.5)
#endif

/* All ones if a condition holds, which the compiler cannot make a branch of. */
EBPC_INLINE uint64_t mask_of(bool condition) {
  uint64_t mask = ~(uint64_t)condition + 1;
  __asm__("" : "+r"(mask));
  return mask;
}

EBPC_INLINE uint64_t load_little(const uint8_t *at) {
  uint64_t x;
  memcpy(&x, at, 8);
  return EBPC_LITTLE64(x);
}

EBPC_INLINE void store_little(uint8_t *at, uint64_t x) {
  x = EBPC_LITTLE64(x);
  memcpy(at, &x, 8);
}

EBPC_INLINE uint64_t load_big(const uint8_t *at) {
  uint64_t x;
  memcpy(&x, at, 8);
  return EBPC_BIG64(x);
}

EBPC_INLINE void store_big(uint8_t *at, uint64_t x) {
  x = EBPC_BIG64(x);
  memcpy(at, &x, 8);
}

/* The next bits of a stream, left-aligned; the first 57 are valid. Reads 8 bytes. */
EBPC_INLINE uint64_t window_at(const uint8_t *stream, uint64_t bit) {
  return load_big(stream + (bit >> 3)) << (bit & 7);
}

/* The next 64 bits of a stream. Reads 9 bytes. */
EBPC_INLINE uint64_t wide_window_at(const uint8_t *stream, uint64_t bit) {
  uint64_t next = stream[(bit >> 3) + 8];
  return window_at(stream, bit) | next >> (8 - (bit & 7));
}

/* Appends bits to a stream, 8 bytes at a time, so up to 8 bytes behind it are overwritten. */
struct bit_writer {
  uint8_t *start;
  uint8_t *at;     /* the next byte that is not complete */
  uint64_t buffer; /* its bits so far, from the top on */
  uint64_t fill;   /* how many, 0 to 7 */
};

EBPC_INLINE void writer_begin(struct bit_writer *out, uint8_t *start) {
  out->start = start;
  out->at = start;
  out->buffer = 0;
  out->fill = 0;
}

/* Appends the top length bits (0 to 56) of code; all lower ones must be zero. */
EBPC_INLINE void put_left(struct bit_writer *out, uint64_t code, uint64_t length) {
  uint64_t joined = out->buffer | code >> out->fill;
  store_big(out->at, joined);
  /* Whole bytes are done with; the rest is stored again with what follows it. */
  uint64_t sum = out->fill + length;
  out->at += sum >> 3;
  out->buffer = joined << (sum & 56);
  out->fill = sum & 7;
}

/* Appends the low length bits (1 to 64) of code; all higher ones must be zero. */
EBPC_INLINE void put(struct bit_writer *out, uint64_t code, uint64_t length) {
  uint64_t left = code << (64 - length);
  uint64_t joined = out->buffer | left >> out->fill;
  uint64_t behind = left << 1 << (63 - out->fill); /* what has no room in joined */
  store_big(out->at, joined);
  uint64_t sum = out->fill + length;
  out->at += sum >> 3;
  /* In two shifts, since 8 whole bytes are too much for one. */
  uint64_t half = sum >> 1 & 60;
  out->buffer = joined << half << half | behind;
  out->fill = sum & 7;
}

EBPC_INLINE int32_t written_bits(const struct bit_writer *out) {
  return (int32_t)((out->at - out->start) * 8 + (ptrdiff_t)out->fill);
}

#endif
