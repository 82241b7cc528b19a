/* The packed profile in plain C. */
#include "packed_lanes_swar.h"

#include "packed_words.h"
#include "packed_blocks.h"
#include "packed_flags.h"
#include "packed_choice.h"
#include "packed_encode.h"
#include "packed_decode.h"

void ebpc_packed_portable_kernels(struct packed_kernels *kernels) {
  kernels->encode = encode_batch;
  kernels->decode = decode_batch;
}
