/* What the fuzz targets of the packed profile share. */
#ifndef EBPC_FUZZ_PACKED_PATHS_H
#define EBPC_FUZZ_PACKED_PATHS_H

#include "paths.h"

enum { FORMAT_BYTES = 2 };

/* Formats that frames have come up more often than their share. */
ebpc_packed_format packed_format_of(const uint8_t *bytes);

/* Bytes of a head, as its first one tells. */
int32_t packed_head_bytes(const ebpc_packed_format *format, uint8_t mode);

/* A workspace for a format on a path, valid until the next call for the path; NULL if it does not
   run here. */
void *prepare_packed(const ebpc_packed_format *format, ebpc_path path);

#endif
