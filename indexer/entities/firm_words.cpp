#include "indexer/entities/firm_words.h"

#include <algorithm>

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

/// The parts of `text` between `divider`s.
std::vector<std::string_view> divided(std::string_view text, char divider) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find(divider, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

FirmWords read_firm_words() {
  FirmWords found;
  const std::string_view file(&firms_begin, static_cast<std::size_t>(&firms_end - &firms_begin));
  for (const auto line : divided(file, '\n')) {
    const auto fields = divided(line, '\t');  // kind, countries, words
    if (line.starts_with('#') || fields.size() != 3) continue;
    for (const auto word : divided(fields[2], '|')) {
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
