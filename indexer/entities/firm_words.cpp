#include "indexer/entities/firm_words.h"

#include "corpus/base/split.h"
#include "corpus/base/text.h"

// The list stands in the program's read-only data.
__asm__(
    ".pushsection .rodata\n"
    "dateline_firms_begin:\n"
    ".incbin \"" DATELINE_FIRMS_FILE
    "\"\n"
    "dateline_firms_end:\n"
    ".byte 0\n"
    ".balign 8\n"
    ".popsection\n");
extern "C" {
extern const char firms_begin __asm__("dateline_firms_begin");
extern const char firms_end __asm__("dateline_firms_end");
}

namespace dateline {
namespace {

FirmWords read_firm_words() {
  FirmWords found;
  const std::string_view file(&firms_begin, static_cast<std::size_t>(&firms_end - &firms_begin));
  for (const auto line : split(file, '\n')) {
    const auto fields = split(line, '\t');  // kind, countries, words
    if (line.starts_with('#') || fields.size() != 3) continue;
    for (const auto word : split(fields[2], '|')) {
      (fields[0] == "firm" ? found.firms : found.endings).push_back(word);
      if (fields[0] == "party") found.party_endings.push_back(ascii_lower(word));
    }
  }
  return found;
}

}  // namespace

const FirmWords& firm_words() {
  static const FirmWords words = read_firm_words();
  return words;
}

}  // namespace dateline
