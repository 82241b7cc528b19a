/* Which manner codes a batch, by exact costs of a sample of its words. */
#ifndef EBPC_PACKED_CHOICE_H
#define EBPC_PACKED_CHOICE_H

#include "packed.h"

enum { SAMPLE_RUNS = 64 };

/*
 * The words that are coded, of at most a tile: differences of integers, floating-point numbers
 * flipped. With flags, their mask is written. Gives how many there are. BUFFER_SLACK bytes after
 * them may be written.
 */
static int keep_words(struct packed_workspace *workspace, const struct word_steps *steps,
                      bool flagged, const uint8_t *words, int count, uint64_t *mask,
                      uint8_t *coded) {
  int container = workspace->format.container_bytes;
  uint8_t *changed = flagged ? workspace->tile : coded;
  if (workspace->format.floating ? steps->flip != 0 : steps->differ) {
    if (workspace->format.floating) {
      BY_CONTAINER(container, flip, steps->flip, words, count, changed);
    } else {
      BY_CONTAINER(container, differences, steps, words, count, changed);
    }
    words = changed;
  }
  if (flagged) {
    return workspace->kernels.split(words, count, mask, coded);
  }
  if (words != coded) {
    memcpy(coded, words, (size_t)(count * container));
  }
  return count;
}

/* The field of floating-point words, or a byte of integers. */
static void take_column(const struct packed_format *format, const struct word_steps *steps,
                        int column, const uint8_t *coded, int count, uint8_t *values) {
  if (format->floating) {
    BY_CONTAINER(format->container_bytes, take_field, steps, coded, count, values);
  } else {
    BY_CONTAINER(format->container_bytes, take_byte, steps, column, coded, count, values);
  }
}

/* All words, or 64 runs of 16 bytes spread evenly; gives how many words. */
static int take_sample(struct packed_workspace *workspace, const uint8_t *words, int count) {
  int container = workspace->format.container_bytes;
  if (count * container <= PACKED_SAMPLE_BYTES) {
    memcpy(workspace->sample, words, (size_t)(count * container));
    return count;
  }
  int run = PACKED_SAMPLE_BYTES / SAMPLE_RUNS;
  for (int i = 0; i < SAMPLE_RUNS; i++) {
    int word = (count - run / container) * i / (SAMPLE_RUNS - 1);
    memcpy(workspace->sample + run * i, words + (size_t)word * (size_t)container, (size_t)run);
  }
  return PACKED_SAMPLE_BYTES / container;
}

EBPC_INLINE uint32_t word_of_sample(const struct packed_workspace *workspace, int i) {
  return BY_CONTAINER(workspace->format.container_bytes, load,
                      workspace->sample + i * workspace->format.container_bytes);
}

/*
 * The commonest byte from a bit on among words whose lower bits are known; of equals the smallest.
 * Gives how many words have it.
 */
static int commonest(const struct packed_workspace *workspace, int size, int shift, uint32_t digit,
                     uint32_t known, uint32_t *base) {
  /* Two histograms, so that equal neighbours need not wait for one another. */
  uint16_t counts[2][256] = {{0}};
  for (int i = 0; i < size; i++) {
    uint32_t word = word_of_sample(workspace, i);
    counts[i & 1][word >> shift & digit] += (word & known) == *base;
  }
  uint32_t best = 0;
  for (uint32_t value = 0; value < 256; value++) {
    uint32_t rank = (uint32_t)(counts[0][value] + counts[1][value]) << 8 | (255 - value);
    best = rank > best ? rank : best;
  }
  *base |= (255 - (best & 255)) << shift;
  return (int)(best >> 8);
}

/* The commonest word, byte by byte from the lowest, as W bits. A rare one is no better than zero
   where words are wider than a byte. */
static uint32_t find_base(const struct packed_workspace *workspace, int size) {
  uint32_t mask = packed_word_mask(&workspace->format);
  /* Zero is the commonest at every byte if more than half of the sample is zero. */
  int zeros = 0;
  for (int i = 0; i < size; i++) {
    zeros += (word_of_sample(workspace, i) & mask) == 0;
  }
  if (2 * zeros > size) {
    return 0;
  }
  uint32_t base = 0;
  int most = size;
  for (int shift = 0; shift < workspace->format.word_bits; shift += 8) {
    uint32_t known = (UINT32_C(1) << shift) - 1;
    most = commonest(workspace, size, shift, mask >> shift & 255, known, &base);
  }
  return workspace->format.word_bits > 8 && 32 * most < size ? 0 : base;
}

/* A word as its container. */
static uint32_t container_of(const struct packed_format *format, uint32_t word) {
  uint32_t mask = packed_word_mask(format);
  uint32_t sign = format->sign_extended ? UINT32_C(1) << (format->word_bits - 1) : 0;
  uint32_t extended = ((word & mask) ^ sign) - sign;
  return extended & UINT32_MAX >> (32 - 8 * format->container_bytes);
}

static int count_above(const uint8_t *values, int count, uint8_t limit) {
  int above = 0;
  for (int i = 0; i < count; i++) {
    above += values[i] > limit;
  }
  return above;
}

/* The smallest field that at most a 64th of the fields exceed, bit by bit from the highest. */
static uint8_t find_reference(const uint8_t *fields, int count) {
  int reference = 0;
  for (int bit = 128; bit > 0; bit >>= 1) {
    if (count_above(fields, count, (uint8_t)(reference + bit - 1)) > count / 64) {
      reference += bit;
    }
  }
  return (uint8_t)reference;
}

/* Bits that the sample takes in a manner, whose reference is found out. */
static int cost_of(struct packed_workspace *workspace, int size, struct packed_manner *manner) {
  const struct packed_format *format = &workspace->format;
  struct word_steps steps = steps_of(format, manner);
  uint8_t *coded = workspace->coded;
  uint8_t *values = workspace->columns[0];
  int count = keep_words(workspace, &steps, manner->flagged, workspace->sample, size,
                         workspace->flags, coded);
  int cost = (manner->flagged ? 3 * size / 4 : 0) + 8 * format->rest_bytes * count;
  for (int column = 0; column < format->columns; column++) {
    take_column(format, &steps, column, coded, count, values);
    if (format->floating) {
      manner->reference = find_reference(values, count);
      subtract_from(manner->reference, values, count);
    }
    memset(values + count, 0, PACKED_BLOCK);
    cost += bits_of_sample(values, count);
  }
  return cost;
}

/*
 * Whether folding may cost less than not to fold; asked when the first candidate has left its
 * differences. It doubles what is not negative, and that can only make a lower column cheaper.
 */
static bool may_fold(const struct packed_workspace *workspace, int size,
                     const struct packed_manner *manner) {
  const struct packed_format *format = &workspace->format;
  struct word_steps steps = steps_of(format, manner);
  return format->floating || format->columns > 1 ||
         BY_CONTAINER(format->container_bytes, are_negative, &steps, workspace->coded, size);
}

/* Chooses the cheapest of four manners; false if none is better than the words as they are. */
static bool choose_manner(struct packed_workspace *workspace, const uint8_t *words, int count,
                          struct packed_manner *best) {
  const struct packed_format *format = &workspace->format;
  int size = take_sample(workspace, words, count);
  uint32_t base = container_of(format, find_base(workspace, size));
  int least = 8 * format->container_bytes * size;
  bool found = false;
  int candidates = 4;
  for (int number = 0; number < candidates; number++) {
    struct packed_manner manner = {.flagged = (number & 1) != 0, .folded = (number & 2) != 0};
    manner.base = format->floating && !manner.flagged ? 0 : base;
    int cost = cost_of(workspace, size, &manner);
    if (cost < least) {
      least = cost;
      *best = manner;
      found = true;
    }
    if (number == 0 && !may_fold(workspace, size, &manner)) {
      candidates = 2;
    }
  }
  return found;
}

#endif
