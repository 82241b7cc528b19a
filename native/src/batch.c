/* What a batch may say. */
#include "batch.h"

bool ebpc_counts_are_legal(const ebpc_batch *batch) {
  if (batch->first < 0 || batch->chunks < 0 || batch->chunks > INT32_MAX - batch->first) {
    return false;
  }
  for (int32_t i = batch->first; i < batch->first + batch->chunks; i++) {
    if (batch->word_count[i] < 1 || batch->word_count[i] > EBPC_MAX_WORDS) {
      return false;
    }
  }
  return true;
}

bool ebpc_streams_are_legal(const ebpc_batch *batch) {
  for (int32_t i = batch->first; i < batch->first + batch->chunks; i++) {
    if (batch->znz_size[i] < 0 || batch->bpc_size[i] < 0 || batch->znz_start[i] < 0 ||
        batch->bpc_start[i] < 0) {
      return false;
    }
  }
  return true;
}
