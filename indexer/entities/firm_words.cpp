#include "indexer/entities/firm_words.h"

#include "corpus/base/embedded.h"
#include "corpus/base/split.h"
#include "corpus/base/text.h"

DATELINE_EMBED(firms, DATELINE_FIRMS_FILE)

namespace dateline {
namespace {

FirmWords read_firm_words() {
  FirmWords found;
  for (const auto line : split(DATELINE_EMBEDDED(firms), '\n')) {
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
