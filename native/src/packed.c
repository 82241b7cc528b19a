/* The functions of the packed profile, and which kernels they take. */
#include "packed.h"

#include "workspace.h"

static bool format_of(const ebpc_packed_format *parameters, struct packed_format *format) {
  int bits = parameters->word_bits;
  int container = parameters->container_bytes;
  if ((container != 1 && container != 2 && container != 4) || bits < 2 || bits > 8 * container ||
      (parameters->floating != 0 && bits != 8 * container)) {
    return false;
  }
  format->container_bytes = container;
  format->word_bits = bits;
  format->floating = parameters->floating != 0;
  format->sign_extended = parameters->sign_extended != 0;
  format->columns = format->floating ? 1 : (bits + 7) / 8;
  format->rest_bytes = format->floating ? container - 1 : 0;
  return true;
}

static void pick_kernels(int container_bytes, ebpc_path path, struct packed_kernels *kernels) {
  ebpc_packed_portable_kernels(kernels);
#if defined(__x86_64__)
  if (path >= EBPC_PATH_AVX512) {
    ebpc_packed_avx512_kernels(kernels);
  } else if (path >= EBPC_PATH_AVX2) {
    ebpc_packed_avx2_kernels(kernels);
  }
#elif defined(__aarch64__)
  if (path == EBPC_PATH_NEON) {
    ebpc_packed_neon_kernels(kernels);
  }
#endif
  /* Any codes with such containers. */
  ebpc_code words = {8, 8, 16, container_bytes, 0};
  ebpc_code bytes = {8, 8, 16, 1, 0};
  struct code code;
  struct kernels of_words;
  struct kernels of_bytes;
  ebpc_code_of(&words, &code);
  ebpc_pick_kernels(&code, path, &of_words);
  ebpc_code_of(&bytes, &code);
  ebpc_pick_kernels(&code, path, &of_bytes);
  kernels->split = of_words.split;
  kernels->join = of_words.join;
  kernels->split_bytes = of_bytes.split;
  kernels->join_bytes = of_bytes.join;
}

size_t ebpc_packed_workspace_size(void) {
  return sizeof(struct packed_workspace);
}

ebpc_status ebpc_packed_prepare(void *memory, const ebpc_packed_format *parameters,
                                ebpc_path path) {
  struct packed_workspace *workspace = memory;
  struct packed_format format;
  if (!format_of(parameters, &format) || (uintptr_t)memory % EBPC_ALIGNMENT != 0 ||
      ebpc_path_name(path) == NULL) {
    return EBPC_BAD_ARGUMENT;
  }
  path = ebpc_path_meant_by(path);
  if (!ebpc_runs_here(path)) {
    return EBPC_UNSUPPORTED_PATH;
  }
  workspace->format = format;
  pick_kernels(format.container_bytes, path, &workspace->kernels);
  return EBPC_OK;
}

static bool count_is_legal(const struct packed_workspace *workspace, int32_t count) {
  return count >= 1 && count <= EBPC_PACKED_MAX_BYTES / workspace->format.container_bytes;
}

int32_t ebpc_packed_encode(void *memory, const uint8_t *words, int32_t count, int32_t row,
                           uint8_t *out) {
  struct packed_workspace *workspace = memory;
  if (!count_is_legal(workspace, count) || row < 0) {
    return 0;
  }
  return workspace->kernels.encode(workspace, words, count, row, out);
}

ebpc_status ebpc_packed_decode(void *memory, const uint8_t *head_bytes, int32_t head_length,
                               const uint8_t *payload, int32_t payload_length, int32_t count,
                               uint8_t *words) {
  struct packed_workspace *workspace = memory;
  struct packed_head head;
  if (!count_is_legal(workspace, count) || head_length < 0 || payload_length < 0) {
    return EBPC_BAD_ARGUMENT;
  }
  if (!ebpc_packed_read_head(&workspace->format, head_bytes, head_length, payload_length, count,
                             &head) ||
      !workspace->kernels.decode(workspace, &head, payload, count, words)) {
    return EBPC_BAD_STREAM;
  }
  return EBPC_OK;
}

int32_t ebpc_packed_encode_at(void *memory, const uint8_t *array, int64_t start, int32_t count,
                              int32_t row, uint8_t *out) {
  return ebpc_packed_encode(memory, array + start, count, row, out);
}

int32_t ebpc_packed_decode_at(void *memory, const uint8_t *head_bytes, int32_t head_length,
                              const uint8_t *payload, int32_t payload_length, int32_t count,
                              uint8_t *array, int64_t start) {
  return ebpc_packed_decode(memory, head_bytes, head_length, payload, payload_length, count,
                            array + start);
}
