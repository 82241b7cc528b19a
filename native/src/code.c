#include "code.h"

static int ceil_log2(int value) {
  return value > 1 ? 32 - __builtin_clz((unsigned)value - 1) : 0;
}

static bool in_range(int value, int low, int high) {
  return low <= value && value <= high;
}

static bool power_of_two(int value) {
  return (value & (value - 1)) == 0;
}

bool ebpc_code_of(const ebpc_code *parameters, struct code *code) {
  int word_bits = parameters->word_bits;
  int block_size = parameters->block_size;
  int max_zero_run = parameters->max_zero_run;
  int container_bytes = parameters->container_bytes;
  if (!in_range(word_bits, 2, 32) || !in_range(block_size, 4, 64) || !power_of_two(block_size) ||
      !in_range(max_zero_run, 2, 256) || !power_of_two(max_zero_run) ||
      !in_range(container_bytes, 1, 4) || !power_of_two(container_bytes) ||
      word_bits > 8 * container_bytes) {
    return false;
  }
  code->word_bits = word_bits;
  code->block_size = block_size;
  code->plane_bits = block_size - 1;
  code->position_bits = ceil_log2(block_size);
  code->plane_run_bits = ceil_log2(word_bits);
  code->zero_run_bits = ceil_log2(max_zero_run);
  code->container_bytes = container_bytes;
  code->stream_unit = 1;
  code->sign_extended = parameters->sign_extended != 0;
  return true;
}

int64_t ebpc_max_znz_bits(const ebpc_code *parameters, int64_t words) {
  int64_t zero_runs = (words + 1) / 2;
  return zero_runs * (1 + ceil_log2(parameters->max_zero_run)) + (words - zero_runs);
}

int64_t ebpc_max_bpc_bits(const ebpc_code *parameters, int64_t non_zero_words) {
  int block_size = parameters->block_size;
  int position_symbol = 5 + ceil_log2(block_size);
  int symbol = block_size > position_symbol ? block_size : position_symbol;
  int64_t blocks = (non_zero_words + block_size - 1) / block_size;
  return blocks * (parameters->word_bits + (parameters->word_bits + 1) * (int64_t)symbol);
}
