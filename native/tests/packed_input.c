#include "packed_input.h"

#include <string.h>

ebpc_packed_format random_packed_format(uint64_t *random) {
  static const ebpc_packed_format common[] = {{1, 8, 1, 0},  {1, 8, 0, 0},  {1, 8, 1, 1},
                                              {2, 12, 1, 0}, {2, 16, 1, 0}, {2, 16, 1, 1},
                                              {4, 32, 1, 0}, {4, 32, 1, 1}};
  const uint64_t count = sizeof common / sizeof common[0];
  uint64_t choice = next_random(random) % (2 * count);
  if (choice < count) {
    return common[choice];
  }
  int bytes = 1 << next_random(random) % 3;
  int bits = 2 + (int)(next_random(random) % (uint64_t)(8 * bytes - 1));
  return (ebpc_packed_format){bytes, bits, (int)(next_random(random) & 1), 0};
}

/* Bits of a positive or negative number of about a scale, in a floating-point format. */
static uint32_t floating_pattern(uint64_t *random, int bits) {
  float value = 0;
  for (int i = 0; i < 4; i++) {
    value += (float)(int32_t)(uint32_t)next_random(random) / 2147483648.0F;
  }
  uint32_t pattern;
  memcpy(&pattern, &value, 4);
  return pattern >> (32 - bits);
}

static bool chance(uint64_t *random, uint64_t percent) {
  return next_random(random) % 100 < percent;
}

void random_packed_words(uint64_t *random, const ebpc_packed_format *format, int count,
                         uint8_t *words) {
  ebpc_code code = {format->word_bits, 8, 16, format->container_bytes, format->sign_extended};
  uint32_t zero = chance(random, 30) ? (uint32_t)next_random(random) : 0;
  uint64_t common = next_random(random) % 101;
  int spread = 1 + (int)(next_random(random) % (uint64_t)format->word_bits);
  int row = 1 + (int)(next_random(random) % 100);
  uint64_t manner = next_random(random) % 8;
  for (int i = 0; i < count; i++) {
    uint32_t noise = (uint32_t)(next_random(random) >> 16);
    uint32_t small = noise >> (32 - spread);
    uint32_t word = noise;
    switch (manner) {
      case 0:
        break;
      case 1:
        word = zero;
        break;
      case 2:
        word = zero + (chance(random, common) ? 0 : small);
        break;
      case 3:
        word = zero + (chance(random, common) ? 0 : small - (UINT32_C(1) << (spread - 1)));
        break;
      case 4:
        word = floating_pattern(random, format->word_bits);
        break;
      case 5:
        word = chance(random, common) ? zero : floating_pattern(random, format->word_bits);
        break;
      case 6:
        word = (uint64_t)(i % row) < common && !chance(random, 2) ? zero : zero + 1 + small;
        break;
      default:
        word = zero + (chance(random, 1) ? noise : noise & 3);
        break;
    }
    word &= UINT32_MAX >> (32 - format->word_bits);
    store_word(words, &code, i, word);
  }
}

void *make_packed_workspace(const ebpc_packed_format *format, ebpc_path path) {
  uint8_t *workspace = aligned_workspace(ebpc_packed_workspace_size());
  ebpc_status status = ebpc_packed_prepare(workspace, format, path);
  if (status == EBPC_UNSUPPORTED_PATH) {
    free_workspace(workspace);
    return NULL;
  }
  CHECK(status == EBPC_OK);
  return workspace;
}
