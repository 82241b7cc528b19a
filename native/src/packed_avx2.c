/* The packed profile for AVX2 and BMI2. */
#if defined(__x86_64__)
#  include "packed_lanes_avx2.h"

#  include "packed_words.h"
#  include "packed_blocks.h"
#  include "packed_flags.h"
#  include "packed_choice.h"
#  include "packed_encode.h"
#  include "packed_decode.h"

void ebpc_packed_avx2_kernels(struct packed_kernels *kernels) {
  kernels->encode = encode_batch;
  kernels->decode = decode_batch;
}
#endif
