# Sanitizers and coverage, for the presets of that name.
set(EBPC_SANITIZERS "" CACHE STRING "Sanitizers to build with: address, undefined, fuzzer-no-link")
option(EBPC_COVERAGE "Build for gcov" OFF)

function(ebpc_instrument target)
  if(EBPC_SANITIZERS)
    target_compile_options(${target} PRIVATE -fsanitize=${EBPC_SANITIZERS}
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=${EBPC_SANITIZERS})
  endif()
  if(EBPC_COVERAGE)
    target_compile_options(${target} PRIVATE --coverage)
    target_link_options(${target} PRIVATE --coverage)
  endif()
endfunction()
