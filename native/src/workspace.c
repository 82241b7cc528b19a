/* Which path a CPU can run, and the preparation of workspaces. */
#include "workspace.h"

int32_t ebpc_abi(void) {
  return EBPC_ABI;
}

#if defined(__x86_64__)
#  include <cpuid.h>

/* Not every compiler knows it as a feature. */
static bool has_lzcnt(void) {
  unsigned a;
  unsigned b;
  unsigned c;
  unsigned d;
  return __get_cpuid(0x80000001, &a, &b, &c, &d) != 0 && (c & bit_LZCNT) != 0;
}

static bool has_avx2(void) {
  return has_lzcnt() && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static bool has_avx512(void) {
#  if defined(EBPC_EMULATE_AVX512)
  return has_avx2();
#  else
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("avx512vpopcntdq") &&
         __builtin_cpu_supports("gfni");
#  endif
}

/* PEXT and PDEP are microcoded there and take longer than plain C. */
static bool has_slow_pext(void) {
  return __builtin_cpu_is("znver1") || __builtin_cpu_is("znver2");
}
#endif

bool ebpc_runs_here(ebpc_path path) {
  switch (path) {
    case EBPC_PATH_PORTABLE:
      return true;
#if defined(__x86_64__)
    case EBPC_PATH_AVX2:
      __builtin_cpu_init();
      return has_avx2();
    case EBPC_PATH_AVX512:
      __builtin_cpu_init();
      return has_avx512();
#elif defined(__aarch64__)
    case EBPC_PATH_NEON:
      return true;
#endif
    default:
      return false;
  }
}

ebpc_path ebpc_best_path(void) {
  if (ebpc_runs_here(EBPC_PATH_AVX512)) {
    return EBPC_PATH_AVX512;
  }
#if defined(__x86_64__)
  if (ebpc_runs_here(EBPC_PATH_AVX2) && !has_slow_pext()) {
    return EBPC_PATH_AVX2;
  }
#endif
  return ebpc_runs_here(EBPC_PATH_NEON) ? EBPC_PATH_NEON : EBPC_PATH_PORTABLE;
}

const char *ebpc_path_name(ebpc_path path) {
  static const char *const names[] = {"best", "portable", "neon", "avx2", "avx512"};
  return (unsigned)path < sizeof names / sizeof names[0] ? names[path] : NULL;
}

void ebpc_pick_kernels(const struct code *code, ebpc_path path, struct kernels *kernels) {
  ebpc_portable_kernels(code, kernels);
#if defined(__x86_64__)
  if (path >= EBPC_PATH_AVX2) {
    ebpc_avx2_kernels(code, kernels);
  }
  if (path >= EBPC_PATH_AVX512) {
    ebpc_avx512_kernels(code, kernels);
  }
#elif defined(__aarch64__)
  if (path == EBPC_PATH_NEON) {
    ebpc_neon_kernels(code, kernels);
  }
#else
  (void)path;
#endif
}

ebpc_path ebpc_path_meant_by(ebpc_path path) {
  return path == EBPC_PATH_BEST ? ebpc_best_path() : path;
}

int32_t ebpc_has_kernels(const ebpc_code *parameters, ebpc_path path) {
  struct code code;
  struct kernels plain;
  struct kernels picked;
  path = ebpc_path_meant_by(path);
  if (!ebpc_code_of(parameters, &code) || !ebpc_runs_here(path)) {
    return 0;
  }
  /* Asked of the choice itself, so that no list of codes can be at odds with it. */
  ebpc_portable_kernels(&code, &plain);
  ebpc_pick_kernels(&code, path, &picked);
  return picked.encode_blocks != plain.encode_blocks && picked.decode_blocks != plain.decode_blocks;
}

size_t ebpc_workspace_size(const ebpc_code *parameters) {
  struct code code;
  if (!ebpc_code_of(parameters, &code)) {
    return 0;
  }
  return sizeof(struct workspace) + GROUP_CHUNKS * values_size(&code);
}

ebpc_status ebpc_prepare(void *memory, const ebpc_code *parameters, int32_t padded_to_words,
                         ebpc_path path) {
  struct workspace *workspace = memory;
  struct code code;
  if (!ebpc_code_of(parameters, &code) || (uintptr_t)memory % EBPC_ALIGNMENT != 0 ||
      ebpc_path_name(path) == NULL) {
    return EBPC_BAD_ARGUMENT;
  }
  path = ebpc_path_meant_by(path);
  if (!ebpc_runs_here(path)) {
    return EBPC_UNSUPPORTED_PATH;
  }
  code.stream_unit = padded_to_words ? code.word_bits : 1;
  workspace->code = code;
  ebpc_pick_kernels(&code, path, &workspace->kernels);
  ebpc_make_flag_tables(&code, &workspace->tables);
  /* Kernels look at whole vectors of values, the unused end of the last one included. */
  memset(workspace->values, 0, GROUP_CHUNKS * values_size(&code));
  return EBPC_OK;
}
