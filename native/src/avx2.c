/* Kernels for AVX2 and BMI2. */
#if defined(__x86_64__)
#  include "byte_lanes_avx2.h"
#  include "flag_lanes_avx2.h"
#  include "split_avx2.h"

#  include "byte_blocks.h"
#  include "byte_decoder.h"
#  include "flag_lanes.h"
#  include "flag_reader.h"
#  include "kernels.h"
#  include "split_words.h"
#  include "wide_lanes_avx2.h"

#  include "wide_blocks.h"

void ebpc_avx2_kernels(const struct code *code, struct kernels *kernels) {
  EBPC_USE_SPLITS(code, kernels);
  kernels->read_flags = read_flags;
  kernels->count_flags = count_flags;
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
