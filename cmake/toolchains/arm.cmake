# Debian: gcc-arm-linux-gnueabihf, libc6-dev-armhf-cross, qemu-user or qemu-user-static
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-linux-gnueabihf-gcc)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
find_program(EBPC_QEMU NAMES qemu-arm-static qemu-arm)
if(EBPC_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${EBPC_QEMU};-L;/usr/arm-linux-gnueabihf)
endif()
