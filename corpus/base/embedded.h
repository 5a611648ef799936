// Files that become part of the program's read-only data, so that there is none to find at run time.
#pragma once

#include <string_view>

/// Puts the file `path`, a string literal, into the program under `symbol`; stands outside all namespaces,
/// once in all of the program. Begins at a multiple of 64 bytes, and a zero byte follows.
#define DATELINE_EMBED(symbol, path)                  \
  __asm__(                                            \
      ".pushsection .rodata\n"                        \
      ".global dateline_embedded_" #symbol            \
      "\n"                                            \
      ".global dateline_embedded_" #symbol            \
      "_end\n"                                        \
      ".balign 64\n"                                  \
      "dateline_embedded_" #symbol                    \
      ":\n"                                           \
      ".incbin \"" path                               \
      "\"\n"                                          \
      "dateline_embedded_" #symbol                    \
      "_end:\n"                                       \
      ".byte 0\n"                                     \
      ".popsection\n");                               \
  extern "C" const char dateline_embedded_##symbol[]; \
  extern "C" const char dateline_embedded_##symbol##_end[];

/// The bytes of that file.
#define DATELINE_EMBEDDED(symbol)              \
  std::string_view(dateline_embedded_##symbol, \
                   static_cast<std::size_t>(dateline_embedded_##symbol##_end - dateline_embedded_##symbol))
