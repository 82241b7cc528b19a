# Debian: gcc-aarch64-linux-gnu, libc6-dev-arm64-cross, qemu-user or qemu-user-static
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
find_program(EBPC_QEMU NAMES qemu-aarch64-static qemu-aarch64)
if(EBPC_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${EBPC_QEMU};-L;/usr/aarch64-linux-gnu)
endif()
