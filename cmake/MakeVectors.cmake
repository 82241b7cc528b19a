# Turns the golden vectors (JSON, one case per line) into initialisers of C structures whose
# members have the names of the JSON fields. Run by cmake -P with OUTPUT and FILES (|-separated).
string(REPLACE "|" ";" FILES "${FILES}")
set(all "")
foreach(file IN LISTS FILES)
  file(READ ${file} text)
  # Array brackets stand alone on their lines; each case becomes one initialiser.
  string(REGEX REPLACE "^\\[\n" "" text "${text}")
  string(REGEX REPLACE "\n\\]\n*$" "" text "${text}")
  string(REGEX REPLACE "\"([a-z_]+)\":" ".\\1 = " text "${text}")
  string(APPEND all "${text},\n")
endforeach()
file(WRITE ${OUTPUT} "${all}")
