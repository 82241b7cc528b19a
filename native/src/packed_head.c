/* The head of a packed batch. */
#include "packed.h"

enum { FOLDED = 1 << 4 };

static uint32_t number_at(const uint8_t *in, int bytes) {
  uint32_t number = 0;
  for (int i = 0; i < bytes; i++) {
    number |= (uint32_t)in[i] << (8 * i);
  }
  return number;
}

static uint8_t *put_number(uint8_t *out, uint32_t number, int bytes) {
  for (int i = 0; i < bytes; i++) {
    *out++ = (uint8_t)(number >> (8 * i));
  }
  return out;
}

static int head_length(const struct packed_format *format, enum packed_kind kind) {
  switch (kind) {
    case PACKED_STORED:
      return 1;
    case PACKED_CONSTANT:
      return 1 + format->container_bytes;
    default:
      return 11 + format->container_bytes + 6 * format->columns;
  }
}

int ebpc_packed_write_head(const struct packed_format *format, const struct packed_head *head,
                           uint8_t *out) {
  uint8_t *to = out;
  if (head->kind == PACKED_STORED) {
    *to = PACKED_STORED;
    return 1;
  }
  if (head->kind == PACKED_CONSTANT) {
    *to++ = PACKED_CONSTANT;
    return (int)(put_number(to, head->manner.base, format->container_bytes) - out);
  }
  *to++ = (uint8_t)(PACKED_CODED | head->form << 2 | (head->manner.folded ? FOLDED : 0));
  *to++ = head->manner.reference;
  to = put_number(to, head->manner.base, format->container_bytes);
  to = put_number(to, (uint32_t)head->distance, 3);
  to = put_number(to, (uint32_t)head->coded_words, 3);
  to = put_number(to, (uint32_t)head->flag_bytes, 3);
  for (int i = 0; i < format->columns; i++) {
    to = put_number(to, (uint32_t)head->plane_bytes[i], 3);
    to = put_number(to, (uint32_t)head->escapes[i], 3);
  }
  return (int)(to - out);
}

/* Whether a container is the extension of a word. */
static bool is_container(const struct packed_format *format, uint32_t container) {
  uint32_t mask = packed_word_mask(format);
  uint32_t word = container & mask;
  bool negative = format->sign_extended && word >> (format->word_bits - 1) != 0;
  uint32_t extended = negative ? word | ~mask : word;
  return container == (extended & UINT32_MAX >> (32 - 8 * format->container_bytes));
}

static bool flag_bytes_are_legal(const struct packed_head *head, int words) {
  int bitmap = bytes_of_bits(words);
  int index = bytes_of_bits(bitmap);
  switch (head->form) {
    case PACKED_NO_FLAGS:
      return head->flag_bytes == 0;
    case PACKED_BITMAP:
      return head->flag_bytes == bitmap;
    default:
      return head->flag_bytes >= index && head->flag_bytes <= index + bitmap;
  }
}

/* The numbers from the distance on; gives the bytes of the payload, -1 if one of them is wrong. */
static int read_sections(const struct packed_format *format, const uint8_t *in, int words,
                         struct packed_head *head) {
  head->distance = (int)number_at(in, 3);
  head->coded_words = (int)number_at(in + 3, 3);
  head->flag_bytes = (int)number_at(in + 6, 3);
  bool rows = head->form == PACKED_ROWS;
  if ((rows ? head->distance < 1 || head->distance >= words : head->distance != 0) ||
      head->coded_words < 1 || head->coded_words > words ||
      (head->form == PACKED_NO_FLAGS && head->coded_words != words) ||
      !flag_bytes_are_legal(head, words)) {
    return -1;
  }
  int sum = head->flag_bytes + head->coded_words * format->rest_bytes;
  for (int i = 0; i < format->columns; i++) {
    head->plane_bytes[i] = (int)number_at(in + 9 + 6 * i, 3);
    head->escapes[i] = (int)number_at(in + 12 + 6 * i, 3);
    if (head->plane_bytes[i] > 8 * bytes_of_bits(head->coded_words) ||
        head->escapes[i] > head->coded_words) {
      return -1;
    }
    sum += head->plane_bytes[i] + head->escapes[i] + width_bytes(head->coded_words);
  }
  return sum;
}

bool ebpc_packed_read_head(const struct packed_format *format, const uint8_t *bytes, int head_bytes,
                           int payload_bytes, int words, struct packed_head *head) {
  /* A copy, since somebody may change the head meanwhile. */
  uint8_t in[EBPC_PACKED_MAX_HEAD];
  if (head_bytes < 1 || head_bytes > EBPC_PACKED_MAX_HEAD) {
    return false;
  }
  memcpy(in, bytes, (size_t)head_bytes);
  memset(head, 0, sizeof *head);
  int mode = in[0];
  int stored = words * format->container_bytes;
  if ((mode & 3) > PACKED_CODED || mode > ((mode & 3) == PACKED_CODED ? 31 : 3)) {
    return false;
  }
  head->kind = (enum packed_kind)(mode & 3);
  head->form = (enum packed_form)(mode >> 2 & 3);
  head->manner.flagged = head->form != PACKED_NO_FLAGS;
  head->manner.folded = (mode & FOLDED) != 0;
  if (head_bytes != head_length(format, head->kind)) {
    return false;
  }
  if (head->kind == PACKED_STORED) {
    return payload_bytes == stored;
  }
  const uint8_t *base = in + 1 + (head->kind == PACKED_CODED);
  head->manner.base = number_at(base, format->container_bytes);
  if (!is_container(format, head->manner.base)) {
    return false;
  }
  if (head->kind == PACKED_CONSTANT) {
    return payload_bytes == 0;
  }
  head->manner.reference = in[1];
  if (format->floating ? !head->manner.flagged && head->manner.base != 0
                       : head->manner.reference != 0) {
    return false;
  }
  int sum = read_sections(format, base + format->container_bytes, words, head);
  return sum == payload_bytes && head_bytes + sum <= stored;
}
