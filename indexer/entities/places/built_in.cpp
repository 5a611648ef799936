#include "indexer/entities/places/gazetteer.h"

// The built-in gazetteer stands in the program's read-only data.
__asm__(
    ".pushsection .rodata\n"
    ".balign 64\n"
    "dateline_places_begin:\n"
    ".incbin \"" DATELINE_PLACES_FILE
    "\"\n"
    "dateline_places_end:\n"
    ".byte 0\n"
    ".balign 64\n"
    ".popsection\n");
extern "C" {
extern const char places_begin __asm__("dateline_places_begin");
extern const char places_end __asm__("dateline_places_end");
}

namespace dateline {

std::string_view built_in_gazetteer() {
  return {&places_begin, static_cast<std::size_t>(&places_end - &places_begin)};
}

}  // namespace dateline
