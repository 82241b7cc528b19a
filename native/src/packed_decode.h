/* Decodes a packed batch whose head was checked. */
#ifndef EBPC_PACKED_DECODE_H
#define EBPC_PACKED_DECODE_H

#include "packed.h"

static bool read_stored(const struct packed_format *format, const uint8_t *payload, int count,
                        uint8_t *words) {
  struct packed_manner manner = {0};
  struct word_steps steps = steps_of(format, &manner);
  memcpy(words, payload, (size_t)(count * format->container_bytes));
  return format->floating || format->word_bits == 8 * format->container_bytes ||
         BY_CONTAINER(format->container_bytes, are_extended, &steps, words, count);
}

/* What is read of a batch as its tiles are made. */
struct batch_reader {
  const uint8_t *rest;
  struct column_reader columns[PACKED_COLUMNS];
};

/* Finds the columns and checks their width codes; false if those are wrong. */
static bool begin_columns(struct packed_workspace *workspace, const struct packed_head *head,
                          const uint8_t *payload, struct batch_reader *in) {
  const struct packed_format *format = &workspace->format;
  int count = head->coded_words;
  const uint8_t *at = payload + count * format->rest_bytes;
  in->rest = payload;
  for (int i = 0; i < format->columns; i++) {
    at = begin_column(&in->columns[i], at, head->plane_bytes[i], head->escapes[i], count,
                      workspace->codes + i * width_bytes(count));
    if (at == NULL) {
      return false;
    }
  }
  return true;
}

/* Columns and rest to coded words, a tile of them; false if they are wrong. */
static bool read_tile(struct packed_workspace *workspace, const struct word_steps *steps,
                      uint8_t reference, int count, struct batch_reader *in, uint8_t *words) {
  const struct packed_format *format = &workspace->format;
  for (int i = 0; i < format->columns; i++) {
    if (!read_blocks(&in->columns[i], count, workspace->columns[i])) {
      return false;
    }
  }
  if (!format->floating) {
    const uint8_t(*columns)[PACKED_TILE + BUFFER_SLACK] =
        (const uint8_t(*)[PACKED_TILE + BUFFER_SLACK]) workspace->columns;
    return integers(format, steps, columns, count, words) == 0;
  }
  uint8_t *fields = workspace->columns[0];
  subtract_from(reference, fields, count);
  if (format->rest_bytes == 0) {
    floats1(steps, fields, count, words);
  } else if (format->rest_bytes == 1) {
    floats2(steps, fields, in->rest, count, words);
  } else {
    floats4(steps, fields, in->rest, count, words);
  }
  in->rest += count * format->rest_bytes;
  return true;
}

/* Coded words to a buffer, or to where they belong; false if the columns are wrong. */
static bool read_columns(struct packed_workspace *workspace, const struct packed_head *head,
                         const uint8_t *payload, uint8_t *words) {
  const struct packed_format *format = &workspace->format;
  struct word_steps steps = steps_of(format, &head->manner);
  struct batch_reader in;
  if (!begin_columns(workspace, head, payload, &in)) {
    return false;
  }
  for (int done = 0; done < head->coded_words; done += PACKED_TILE) {
    int left = head->coded_words - done;
    int part = left < PACKED_TILE ? left : PACKED_TILE;
    if (!read_tile(workspace, &steps, head->manner.reference, part, &in,
                   words + (size_t)(done * format->container_bytes))) {
      return false;
    }
  }
  for (int i = 0; i < format->columns; i++) {
    if (in.columns[i].escaped != in.columns[i].escaped_end) {
      return false;
    }
  }
  return true;
}

static bool decode_batch(struct packed_workspace *workspace, const struct packed_head *head,
                         const uint8_t *payload, int count, uint8_t *words) {
  const struct packed_format *format = &workspace->format;
  int container = format->container_bytes;
  if (head->kind == PACKED_STORED) {
    return read_stored(format, payload, count, words);
  }
  if (head->kind == PACKED_CONSTANT) {
    BY_CONTAINER(container, fill, head->manner.base, count, words);
    return true;
  }
  if (!head->manner.flagged) {
    return read_columns(workspace, head, payload, words);
  }
  int flags = head->coded_words * format->rest_bytes;
  for (int i = 0; i < format->columns; i++) {
    flags += head->plane_bytes[i] + head->escapes[i] + width_bytes(head->coded_words);
  }
  if (!read_flags(workspace, head, count, payload + flags) ||
      !read_columns(workspace, head, payload, workspace->coded)) {
    return false;
  }
  /* The words are flipped, so that those without a flag are zero. */
  workspace->kernels.join(workspace->flags, count, workspace->coded, words);
  if (head->manner.base != 0) {
    BY_CONTAINER(container, flip, head->manner.base, words, count, words);
  }
  return true;
}

#endif
