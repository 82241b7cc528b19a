/* The plain reading of the format, which finds what is wrong with streams. */
#ifndef EBPC_STRICT_H
#define EBPC_STRICT_H

#include "code.h"

/* Reads chunks symbol by symbol and reports the first error; EBPC_OK if there is none. */
void ebpc_find_error(const struct code *code, const ebpc_batch *batch, int32_t first, int count,
                     ebpc_error *error);

#endif
