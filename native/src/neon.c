/* Kernels for 64-bit ARM. */
#if defined(__aarch64__)
#  include "byte_lanes_neon.h"
#  include "flag_lanes_neon.h"
#  include "split_neon.h"

#  include "byte_blocks.h"
#  include "byte_decoder.h"
#  include "flag_lanes.h"
#  include "kernels.h"
#  include "split_words.h"
#  include "wide_restore_neon.h"

#  include "wide_blocks.h"

void ebpc_neon_kernels(const struct code *code, struct kernels *kernels) {
  EBPC_USE_SPLITS(code, kernels);
  if (code->zero_run_bits <= LANE_MAX_RUN_BITS) {
    kernels->write_flags = write_flag_lanes;
  }
  if (is_byte_code(code)) {
    kernels->encode_blocks = encode_byte_blocks;
    kernels->decode_blocks = decode_byte_blocks;
  }
  use_wide_blocks(code, kernels);
}
#endif
