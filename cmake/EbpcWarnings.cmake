# The warnings that every target is compiled with; none is let through.
function(ebpc_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wstrict-prototypes
                         -Wmissing-prototypes -Werror)
endfunction()
