/* Encodes a packed batch. */
#ifndef EBPC_PACKED_ENCODE_H
#define EBPC_PACKED_ENCODE_H

#include "packed.h"

/* Whether all words are one word; most batches show at once that they are not. */
static bool all_equal(const struct packed_format *format, const uint8_t *words, int count,
                      uint32_t first) {
  int container = format->container_bytes;
  for (int done = 0; done < count; done += PACKED_TILE / 16) {
    int part = count - done < PACKED_TILE / 16 ? count - done : PACKED_TILE / 16;
    if (!BY_CONTAINER(container, are_all, first, words + (size_t)(done * container), part)) {
      return false;
    }
  }
  return true;
}

/* The words that are coded, of a whole batch; gives how many, and where they are. */
static int keep_batch(struct packed_workspace *workspace, const struct word_steps *steps,
                      bool flagged, const uint8_t *words, int count, const uint8_t **coded) {
  int container = workspace->format.container_bytes;
  if (!flagged && !steps->differ) {
    *coded = words;
    return count;
  }
  int kept = 0;
  for (int done = 0; done < count; done += PACKED_TILE) {
    int part = count - done < PACKED_TILE ? count - done : PACKED_TILE;
    kept += keep_words(workspace, steps, flagged, words + (size_t)(done * container), part,
                       workspace->flags + done / 64, workspace->coded + kept * container);
  }
  *coded = workspace->coded;
  return kept;
}

/* Writes the bytes of floating-point words that are not coded; gives their end. */
static uint8_t *write_rest(const struct packed_format *format, const struct word_steps *steps,
                           const uint8_t *coded, int count, uint8_t *out) {
  if (format->rest_bytes == 1) {
    take_rest2(steps, coded, count, out);
  } else if (format->rest_bytes == 3) {
    take_rest4(steps, coded, count, out);
  }
  return out + count * format->rest_bytes;
}

/* Writes a column; gives its end. */
static uint8_t *write_column(struct packed_workspace *workspace, const struct word_steps *steps,
                             const uint8_t *coded, int column, struct packed_head *head,
                             uint8_t *out) {
  const struct packed_format *format = &workspace->format;
  uint8_t *values = workspace->columns[0];
  struct column_writer to = {out, workspace->escaped, workspace->codes};
  for (int done = 0; done < head->coded_words; done += PACKED_TILE) {
    int left = head->coded_words - done;
    int part = left < PACKED_TILE ? left : PACKED_TILE;
    take_column(format, steps, column, coded + (size_t)(done * format->container_bytes), part,
                values);
    if (format->floating) {
      subtract_from(head->manner.reference, values, part);
    }
    memset(values + part, 0, PACKED_BLOCK);
    write_blocks(&to, values, part);
  }
  head->plane_bytes[column] = (int)(to.planes - out);
  head->escapes[column] = (int)(to.escaped - workspace->escaped);
  memcpy(to.planes, workspace->escaped, (size_t)head->escapes[column]);
  *to.codes = 0;
  uint8_t *codes = to.planes + head->escapes[column];
  int bytes = width_bytes(head->coded_words);
  for (int i = 0; i < bytes; i++) {
    codes[i] = (uint8_t)(workspace->codes[2 * i] | workspace->codes[2 * i + 1] << 4);
  }
  return codes + bytes;
}

/* Gives the bytes of head and payload. */
static int write_coded(struct packed_workspace *workspace, const struct packed_manner *manner,
                       const uint8_t *words, int count, int row, uint8_t *out) {
  const struct packed_format *format = &workspace->format;
  struct word_steps steps = steps_of(format, manner);
  struct packed_head head = {.kind = PACKED_CODED, .manner = *manner};
  const uint8_t *coded;
  head.coded_words = keep_batch(workspace, &steps, manner->flagged, words, count, &coded);
  if (manner->flagged) {
    choose_form(workspace, count, row, &head);
  }
  /* The length of a head does not depend on what it says. */
  uint8_t *to = out + ebpc_packed_write_head(format, &head, out);
  to = write_rest(format, &steps, coded, head.coded_words, to);
  for (int column = 0; column < format->columns; column++) {
    to = write_column(workspace, &steps, coded, column, &head, to);
  }
  if (manner->flagged) {
    write_flags(workspace, &head, count, to);
  }
  ebpc_packed_write_head(format, &head, out);
  return (int)(to - out) + head.flag_bytes;
}

static int encode_batch(struct packed_workspace *workspace, const uint8_t *words, int count,
                        int row, uint8_t *out) {
  const struct packed_format *format = &workspace->format;
  int stored = count * format->container_bytes;
  uint32_t first = BY_CONTAINER(format->container_bytes, load, words);
  if (all_equal(format, words, count, first)) {
    struct packed_head head = {.kind = PACKED_CONSTANT, .manner.base = first};
    return ebpc_packed_write_head(format, &head, out);
  }
  struct packed_manner manner;
  if (choose_manner(workspace, words, count, &manner)) {
    int bytes = write_coded(workspace, &manner, words, count, row, out);
    if (bytes <= stored) {
      return bytes;
    }
  }
  struct packed_head head = {.kind = PACKED_STORED};
  int bytes = ebpc_packed_write_head(format, &head, out);
  memcpy(out + bytes, words, (size_t)stored);
  return bytes + stored;
}

#endif
