/* Kernels for 64-bit ARM. */
#if defined(__aarch64__)
#  include "byte_lanes_neon.h"

#  include "byte_blocks.h"
#  include "byte_parser.h"
#  include "kernels.h"

void ebpc_neon_kernels(const struct code *code, struct kernels *kernels) {
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_byte_blocks;
    kernels->decode_blocks = decode_byte_blocks;
  }
}
#endif
