#include "packed_paths.h"

#include <stdlib.h>

ebpc_packed_format packed_format_of(const uint8_t *bytes) {
  static const ebpc_packed_format common[] = {{1, 8, 1, 0},  {1, 8, 0, 0},  {1, 8, 1, 1},
                                              {2, 12, 1, 0}, {2, 16, 1, 0}, {2, 16, 1, 1},
                                              {4, 32, 1, 0}, {4, 32, 1, 1}};
  if (bytes[0] < 192) {
    return common[bytes[0] % 8];
  }
  int container = 1 << bytes[0] % 3;
  return (ebpc_packed_format){container, 2 + bytes[1] % (8 * container - 1), bytes[0] >> 4 & 1, 0};
}

int32_t packed_head_bytes(const ebpc_packed_format *format, uint8_t mode) {
  int columns = format->floating ? 1 : (format->word_bits + 7) / 8;
  switch (mode & 3) {
    case 0:
      return 1;
    case 1:
      return 1 + format->container_bytes;
    default:
      return 11 + format->container_bytes + 6 * columns;
  }
}

void *prepare_packed(const ebpc_packed_format *format, ebpc_path path) {
  static void *workspaces[PATHS];
  if (workspaces[path] == NULL) {
    size_t size = ebpc_packed_workspace_size() + EBPC_ALIGNMENT - 1;
    workspaces[path] = aligned_alloc(EBPC_ALIGNMENT, size / EBPC_ALIGNMENT * EBPC_ALIGNMENT);
    REQUIRE(workspaces[path] != NULL);
  }
  ebpc_status status = ebpc_packed_prepare(workspaces[path], format, path);
  REQUIRE(status == EBPC_OK || status == EBPC_UNSUPPORTED_PATH);
  return status == EBPC_OK ? workspaces[path] : NULL;
}
