# Debian: gcc-s390x-linux-gnu, libc6-dev-s390x-cross, qemu-user or qemu-user-static
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR s390x)
set(CMAKE_C_COMPILER s390x-linux-gnu-gcc)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
find_program(EBPC_QEMU NAMES qemu-s390x-static qemu-s390x)
if(EBPC_QEMU)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${EBPC_QEMU};-L;/usr/s390x-linux-gnu)
endif()
