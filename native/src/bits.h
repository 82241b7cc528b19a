/* Loads, stores and bit streams. The first bit of a stream is the top bit of its first byte. */
#ifndef EBPC_BITS_H
#define EBPC_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#  define EBPC_LITTLE16(x) (x)
#  define EBPC_LITTLE32(x) (x)
#  define EBPC_LITTLE64(x) (x)
#  define EBPC_BIG64(x) __builtin_bswap64(x)
#else
#  define EBPC_LITTLE16(x) __builtin_bswap16(x)
#  define EBPC_LITTLE32(x) __builtin_bswap32(x)
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

EBPC_INLINE uint8_t load1(const uint8_t *at) {
  return *at;
}

EBPC_INLINE void store1(uint8_t *at, uint8_t x) {
  *at = x;
}

EBPC_INLINE uint16_t load2(const uint8_t *at) {
  uint16_t x;
  memcpy(&x, at, 2);
  return EBPC_LITTLE16(x);
}

EBPC_INLINE void store2(uint8_t *at, uint16_t x) {
  x = EBPC_LITTLE16(x);
  memcpy(at, &x, 2);
}

EBPC_INLINE uint32_t load4(const uint8_t *at) {
  uint32_t x;
  memcpy(&x, at, 4);
  return EBPC_LITTLE32(x);
}

EBPC_INLINE void store4(uint8_t *at, uint32_t x) {
  x = EBPC_LITTLE32(x);
  memcpy(at, &x, 4);
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

/*
 * Appends bits to a stream. 8 bytes are stored with every piece, whether they are complete or not:
 * that takes no branch, and what is incomplete is stored again. So up to 8 bytes behind the stream
 * are overwritten.
 */
struct bit_writer {
  uint8_t *start;
  uint8_t *at;     /* whole 64-bit words so far */
  uint64_t buffer; /* the bits behind them in its low bits; what is above is left over */
  uint64_t fill;   /* how many, 0 to 63 */
};

EBPC_INLINE void writer_begin(struct bit_writer *out, uint8_t *start) {
  out->start = start;
  out->at = start;
  out->buffer = 0;
  out->fill = 0;
}

/* Appends the low length bits (0 to 63) of code; all higher ones must be zero. */
EBPC_INLINE void put_short(struct bit_writer *out, uint64_t code, uint64_t length) {
  uint64_t sum = out->fill + length;
  /* Meant only if the word is full. Shifts take the low 6 bits of a count. */
  store_big(out->at, out->buffer << (-out->fill & 63) | code >> (sum & 63));
  out->at += sum >> 6 << 3;
  out->buffer = out->buffer << length | code;
  out->fill = sum & 63;
}

/* Appends the low length bits (0 to 64) of code; all higher ones must be zero. */
EBPC_INLINE void put(struct bit_writer *out, uint64_t code, uint64_t length) {
  uint64_t sum = out->fill + length;
  store_big(out->at, out->buffer << 1 << (63 - out->fill) | code >> (sum & 63));
  out->at += sum >> 6 << 3;
  /* In two shifts, since 64 bits are too many for one. */
  uint64_t half = length >> 1;
  out->buffer = out->buffer << half << (length - half) | code;
  out->fill = sum & 63;
}

/* Stores the last bits, with zeros behind them. */
EBPC_INLINE void writer_end(struct bit_writer *out) {
  store_big(out->at, out->buffer << 1 << (63 - out->fill));
}

EBPC_INLINE int32_t written_bits(const struct bit_writer *out) {
  return (int32_t)((out->at - out->start) * 8 + (ptrdiff_t)out->fill);
}

#endif
