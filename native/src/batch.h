/* Whether a batch says what it may say. */
#ifndef EBPC_BATCH_H
#define EBPC_BATCH_H

#include <stdbool.h>

#include "ebpc.h"

/* Whether first, chunks and the word counts are in their ranges. */
bool ebpc_counts_are_legal(const ebpc_batch *batch);

/* Whether no stream to decode begins in front of its buffer or has a negative size. */
bool ebpc_streams_are_legal(const ebpc_batch *batch);

#endif
