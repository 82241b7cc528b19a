/*
 * Arithmetic on words and the bytes of columns, a word at a time: loops that compilers turn into
 * whatever vectors the path has. Exactly the words and values that are named are touched.
 */
#ifndef EBPC_PACKED_WORDS_H
#define EBPC_PACKED_WORDS_H

#include "packed.h"

/* What the steps of a format and a manner come to, in the low bits of a container. */
struct word_steps {
  uint32_t base;   /* subtracted from integers */
  uint32_t mask;   /* W ones */
  uint32_t top;    /* the highest bit of W */
  uint32_t fold;   /* all ones if integers are folded */
  uint32_t one;    /* 1 if integers are coded less one */
  uint32_t extend; /* the sign of words that are extended by it, else 0 */
  uint32_t flip;   /* exclusive or that makes the base zero, if there are flags */
  int field_shift; /* of floating-point numbers */
  uint32_t rest;   /* what of them is not the field and stays where it is */
  uint32_t sign;   /* where in the rest the sign goes, by 8 bits down; 0 if it is in the field */
  bool rotated;    /* 8-bit floating-point numbers have the sign below the field */
  bool differ;     /* whether integers are anything but the words themselves */
};

EBPC_INLINE struct word_steps steps_of(const struct packed_format *format,
                                       const struct packed_manner *manner) {
  int bits = 8 * format->container_bytes;
  struct word_steps steps = {0};
  steps.flip = manner->flagged ? manner->base : 0;
  if (format->floating) {
    bool sign_apart = manner->folded && bits > 8;
    steps.rotated = manner->folded && bits == 8;
    steps.field_shift = bits - (sign_apart ? 9 : 8);
    steps.rest = (UINT32_C(1) << steps.field_shift) - 1;
    steps.sign = sign_apart ? UINT32_C(1) << steps.field_shift : 0;
    return steps;
  }
  steps.base = manner->base;
  steps.mask = packed_word_mask(format);
  steps.top = UINT32_C(1) << (format->word_bits - 1);
  steps.fold = manner->folded ? UINT32_MAX : 0;
  steps.one = manner->flagged;
  steps.extend = format->sign_extended && format->word_bits < bits ? steps.top : 0;
  steps.differ = manner->base != 0 || manner->folded || format->word_bits < bits;
  return steps;
}

#define DEFINE_WORDS(bytes, type)                                                               \
  /* Words to z of the format. */                                                               \
  static void differences##bytes(const struct word_steps *steps, const uint8_t *restrict words, \
                                 int count, uint8_t *restrict out) {                            \
    type base = (type)steps->base;                                                              \
    type mask = (type)steps->mask;                                                              \
    type top = (type)steps->top;                                                                \
    type fold = (type)steps->fold;                                                              \
    for (int i = 0; i < count; i++) {                                                           \
      type d = (type)(load##bytes(words + i * bytes) - base) & mask;                            \
      type sign = (type)(-(type)(d >= top)) & fold;                                             \
      store##bytes(out + i * bytes, (type)((type)(d + (d & fold)) ^ sign) & mask);              \
    }                                                                                           \
  }                                                                                             \
  /* Exclusive or with one word. */                                                             \
  static void flip##bytes(uint32_t word, const uint8_t *words, int count, uint8_t *out) {       \
    type flip = (type)word;                                                                     \
    for (int i = 0; i < count; i++) {                                                           \
      store##bytes(out + i * bytes, load##bytes(words + i * bytes) ^ flip);                     \
    }                                                                                           \
  }                                                                                             \
  /* The bytes of a column of coded integers. */                                                \
  static void take_byte##bytes(const struct word_steps *steps, int column,                      \
                               const uint8_t *restrict coded, int count,                        \
                               uint8_t *restrict values) {                                      \
    type one = (type)steps->one;                                                                \
    for (int i = 0; i < count; i++) {                                                           \
      type y = (type)(load##bytes(coded + i * bytes) - one);                                    \
      values[i] = (uint8_t)(y >> (bytes == 1 ? 0 : 8 * column));                                \
    }                                                                                           \
  }                                                                                             \
  static void fill##bytes(uint32_t word, int count, uint8_t *out) {                             \
    for (int i = 0; i < count; i++) {                                                           \
      store##bytes(out + i * bytes, (type)word);                                                \
    }                                                                                           \
  }                                                                                             \
  /* Whether all words are the extensions of words of W bits. */                                \
  static bool are_extended##bytes(const struct word_steps *steps, const uint8_t *words,         \
                                  int count) {                                                  \
    type mask = (type)steps->mask;                                                              \
    type extend = (type)steps->extend;                                                          \
    type excess = 0;                                                                            \
    for (int i = 0; i < count; i++) {                                                           \
      type word = load##bytes(words + i * bytes);                                               \
      excess |= word ^ (type)(((word & mask) ^ extend) - extend);                               \
    }                                                                                           \
    return excess == 0;                                                                         \
  }                                                                                             \
  /* Whether one of some differences is negative. */                                            \
  static bool are_negative##bytes(const struct word_steps *steps, const uint8_t *words,         \
                                  int count) {                                                  \
    type any = 0;                                                                               \
    for (int i = 0; i < count; i++) {                                                           \
      any |= load##bytes(words + i * bytes);                                                    \
    }                                                                                           \
    return (any & steps->top) != 0;                                                             \
  }                                                                                             \
  /* Whether all words are a given one. */                                                      \
  static bool are_all##bytes(uint32_t word, const uint8_t *words, int count) {                  \
    type first = (type)word;                                                                    \
    type other = 0;                                                                             \
    for (int i = 0; i < count; i++) {                                                           \
      other |= load##bytes(words + i * bytes) ^ first;                                          \
    }                                                                                           \
    return other == 0;                                                                          \
  }

DEFINE_WORDS(1, uint8_t)
DEFINE_WORDS(2, uint16_t)
DEFINE_WORDS(4, uint32_t)

/* Values of columns to words, or what makes words of them when flipped; gives bits past W. */
#define DEFINE_INTEGERS(name, bytes, type, value)                                         \
  static uint32_t integers##name(const struct word_steps *steps,                          \
                                 const uint8_t(*restrict in)[PACKED_TILE + BUFFER_SLACK], \
                                 int count, uint8_t *restrict words) {                    \
    type base = (type)steps->base;                                                        \
    type mask = (type)steps->mask;                                                        \
    type fold = (type)steps->fold;                                                        \
    type one = (type)steps->one;                                                          \
    type extend = (type)steps->extend;                                                    \
    type flip = (type)steps->flip;                                                        \
    type excess = 0;                                                                      \
    for (int i = 0; i < count; i++) {                                                     \
      type y = (type)(value);                                                             \
      excess |= y & (type)~mask;                                                          \
      type z = (type)(y + one) & mask;                                                    \
      type sign = (type)(-(type)(z & 1)) & fold;                                          \
      type half = (type)((type)(z >> 1) & fold) | (type)(z & (type)~fold);                \
      type word = (type)((half ^ sign) + base) & mask;                                    \
      store##bytes(words + i * bytes, (type)((type)((word ^ extend) - extend) ^ flip));   \
    }                                                                                     \
    return excess;                                                                        \
  }

DEFINE_INTEGERS(1, 1, uint8_t, in[0][i])
DEFINE_INTEGERS(2_1, 2, uint16_t, in[0][i])
DEFINE_INTEGERS(2_2, 2, uint16_t, in[0][i] | in[1][i] << 8)
DEFINE_INTEGERS(4_1, 4, uint32_t, in[0][i])
DEFINE_INTEGERS(4_2, 4, uint32_t, in[0][i] | (uint32_t)in[1][i] << 8)
DEFINE_INTEGERS(4_3, 4, uint32_t, in[0][i] | (uint32_t)in[1][i] << 8 | (uint32_t)in[2][i] << 16)
DEFINE_INTEGERS(4_4, 4, uint32_t,
                in[0][i] | (uint32_t)in[1][i] << 8 | (uint32_t)in[2][i] << 16 |
                    (uint32_t)in[3][i] << 24)

/* The fields of coded floating-point numbers. */
static void take_field1(const struct word_steps *steps, const uint8_t *restrict coded, int count,
                        uint8_t *restrict fields) {
  uint8_t flip = (uint8_t)steps->flip;
  if (steps->rotated) {
    for (int i = 0; i < count; i++) {
      uint8_t x = coded[i] ^ flip;
      fields[i] = (uint8_t)((uint8_t)(x + x) | x >> 7);
    }
  } else {
    for (int i = 0; i < count; i++) {
      fields[i] = coded[i] ^ flip;
    }
  }
}

#define DEFINE_FIELDS(bytes, type)                                                             \
  static void take_field##bytes(const struct word_steps *steps, const uint8_t *restrict coded, \
                                int count, uint8_t *restrict fields) {                         \
    type flip = (type)steps->flip;                                                             \
    int shift = steps->field_shift;                                                            \
    for (int i = 0; i < count; i++) {                                                          \
      type x = load##bytes(coded + i * bytes) ^ flip;                                          \
      fields[i] = (uint8_t)(x >> shift);                                                       \
    }                                                                                          \
  }

DEFINE_FIELDS(2, uint16_t)
DEFINE_FIELDS(4, uint32_t)

/* The rest of coded floating-point numbers. BUFFER_SLACK bytes after it may be written. */
static void take_rest2(const struct word_steps *steps, const uint8_t *restrict coded, int count,
                       uint8_t *restrict rest) {
  uint16_t flip = (uint16_t)steps->flip;
  uint16_t keep = (uint16_t)steps->rest;
  uint16_t sign = (uint16_t)steps->sign;
  for (int i = 0; i < count; i++) {
    uint16_t x = load2(coded + i * 2) ^ flip;
    rest[i] = (uint8_t)((x & keep) | (x >> 8 & sign));
  }
}

/* Numbers whose rest is in 4 bytes each for a while. */
enum { WIDE_WORDS = 256, WIDE_BYTES = 4 * WIDE_WORDS + BUFFER_SLACK };

static void take_rest4(const struct word_steps *steps, const uint8_t *restrict coded, int count,
                       uint8_t *restrict rest) {
  uint8_t wide[WIDE_BYTES];
  uint32_t flip = steps->flip;
  uint32_t keep = steps->rest;
  uint32_t sign = steps->sign;
  for (int done = 0; done < count; done += WIDE_WORDS) {
    int part = count - done < WIDE_WORDS ? count - done : WIDE_WORDS;
    for (int i = 0; i < part; i++) {
      uint32_t x = load4(coded + (done + i) * 4) ^ flip;
      store4(wide + i * 4, (x & keep) | (x >> 8 & sign));
    }
    b_narrow(wide, part, rest + done * 3);
  }
}

/* A reference minus every byte. */
static void subtract_from(uint8_t reference, uint8_t *values, int count) {
  for (int i = 0; i < count; i++) {
    values[i] = (uint8_t)(reference - values[i]);
  }
}

/* Fields and rest to floating-point numbers, flipped. BUFFER_SLACK bytes after the rest may be
   read. */
static void floats1(const struct word_steps *steps, const uint8_t *restrict fields, int count,
                    uint8_t *restrict words) {
  uint8_t flip = (uint8_t)steps->flip;
  if (steps->rotated) {
    for (int i = 0; i < count; i++) {
      uint8_t x = fields[i];
      words[i] = (uint8_t)(x >> 1 | (uint8_t)(x << 7)) ^ flip;
    }
  } else {
    for (int i = 0; i < count; i++) {
      words[i] = fields[i] ^ flip;
    }
  }
}

static void floats2(const struct word_steps *steps, const uint8_t *restrict fields,
                    const uint8_t *restrict rest, int count, uint8_t *restrict words) {
  uint16_t flip = (uint16_t)steps->flip;
  uint16_t keep = (uint16_t)steps->rest;
  uint16_t sign = (uint16_t)steps->sign;
  int shift = steps->field_shift;
  for (int i = 0; i < count; i++) {
    uint16_t x = rest[i];
    uint16_t field = (uint16_t)(fields[i] << shift);
    store2(words + i * 2, (uint16_t)((x & keep) | (uint16_t)((x & sign) << 8) | field) ^ flip);
  }
}

static void floats4(const struct word_steps *steps, const uint8_t *restrict fields,
                    const uint8_t *restrict rest, int count, uint8_t *restrict words) {
  uint8_t wide[WIDE_BYTES];
  uint32_t flip = steps->flip;
  uint32_t keep = steps->rest;
  uint32_t sign = steps->sign;
  int shift = steps->field_shift;
  for (int done = 0; done < count; done += WIDE_WORDS) {
    int part = count - done < WIDE_WORDS ? count - done : WIDE_WORDS;
    b_widen(rest + done * 3, part, wide);
    for (int i = 0; i < part; i++) {
      uint32_t x = load4(wide + i * 4);
      uint32_t field = (uint32_t)fields[done + i] << shift;
      store4(words + (done + i) * 4, ((x & keep) | (x & sign) << 8 | field) ^ flip);
    }
  }
}

/* Calls what a container of so many bytes needs. */
#define BY_CONTAINER(bytes, name, ...) \
  ((bytes) == 1 ? name##1(__VA_ARGS__) : (bytes) == 2 ? name##2(__VA_ARGS__) : name##4(__VA_ARGS__))

EBPC_INLINE uint32_t integers(const struct packed_format *format, const struct word_steps *steps,
                              const uint8_t (*in)[PACKED_TILE + BUFFER_SLACK], int count,
                              uint8_t *words) {
  switch (format->container_bytes << 4 | format->columns) {
    case 0x11:
      return integers1(steps, in, count, words);
    case 0x21:
      return integers2_1(steps, in, count, words);
    case 0x22:
      return integers2_2(steps, in, count, words);
    case 0x41:
      return integers4_1(steps, in, count, words);
    case 0x42:
      return integers4_2(steps, in, count, words);
    case 0x43:
      return integers4_3(steps, in, count, words);
    default:
      return integers4_4(steps, in, count, words);
  }
}

#endif
