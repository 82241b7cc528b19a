// The header as C++ sees it, and a library that fits it.
#include <ebpc.h>

#include <cstdio>

int main() {
  ebpc_code code = {8, 8, 16, 1, 0};
  std::printf("interface %d, %s kernels\n", static_cast<int>(ebpc_abi()),
              ebpc_path_name(ebpc_best_path()));
  return ebpc_abi() == EBPC_ABI && ebpc_workspace_size(&code) > 0 ? 0 : 1;
}
