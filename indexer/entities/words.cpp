#include "indexer/entities/words.h"

#include <algorithm>
#include <string>

#include "corpus/base/word_list.h"
#include "indexer/entities/letters.h"

namespace dateline::entities {
namespace {

// Abbreviations that keep their full stop whatever follows.
constexpr std::string_view kAbbreviations[] = {
    "adm",  "brig",   "bros", "capt", "cmdr", "co",  "col",  "corp", "cpl",  "dr",
    "drs",  "fr",     "ft",   "gen",  "gov",  "hon", "inc",  "jr",   "lt",   "ltd",
    "maj",  "messrs", "mr",   "mrs",  "ms",   "mt",  "pres", "prof", "pvt",  "rep",
    "reps", "rev",    "sen",  "sens", "sgt",  "sr",  "st",   "ste",  "supt", "vs"};
// Abbreviations that keep it unless a sentence may end there: American states, months.
constexpr std::string_view kStateAbbreviations[] = {
    "ala", "apr", "ariz", "ark", "aug", "calif", "colo", "conn", "dec",  "del",  "feb",  "fla",  "ga",  "ill",
    "ind", "jan", "kan",  "ky",  "la",  "md",    "mass", "mich", "minn", "miss", "mo",   "mont", "neb", "nev",
    "nov", "oct", "okla", "ore", "pa",  "sept",  "tenn", "tex",  "va",   "vt",   "wash", "wis",  "wyo"};

/// Whether the full stop after an abbreviation of a state belongs to it: what follows does not open a
/// sentence.
bool goes_on(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (text[at] == ',' || text[at] == ')' || text[at] == ';' || text[at] == ':') return true;
  if (text[at] != ' ' || at + 1 >= text.size()) return false;
  const auto next = char_at(text, at + 1).kind;
  return next == Kind::kLower || next == Kind::kDigit;
}

/// Goes on with `word` over letters and digits of ASCII: most words have nothing else.
void scan_ascii(std::string_view text, Word& word) {
  const auto kind_at = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < kAsciiKinds.size() ? kAsciiKinds[byte] : Kind::kMark;
  };
  int uppers = 0, digits = 0;
  auto end = word.end;
  for (; end < text.size(); ++end) {
    const auto kind = kind_at(end);
    if (!is_word(kind)) break;
    uppers += kind == Kind::kUpper;
    digits += kind == Kind::kDigit;
  }
  const auto scanned = static_cast<int>(end - word.end);
  if (scanned > 0 && word.letters + word.digits == 0) word.first_upper = kind_at(word.end) == Kind::kUpper;
  word.letters += scanned - digits;
  word.uppers += uppers;
  word.digits += digits;
  word.end = end;
}

}  // namespace

bool starts_clitic(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t end = at + bytes;
  std::string tail;
  while (end < text.size() && tail.size() < 3) {
    const auto next = char_at(text, end);
    if (!is_word(next.kind)) break;
    tail += static_cast<char>(next.value < 128 ? next.value | 32 : 0x7F);
    end += next.bytes;
  }
  return tail == "s" || tail == "t" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" ||
         tail == "m";
}

std::size_t loose_possessive_end(std::string_view text, std::size_t at, std::size_t bytes) {
  const auto s = at + bytes + 1;
  if (s >= text.size() || text[s - 1] != ' ' || text[s] != 's') return 0;
  return s + 1 == text.size() || !is_word(char_at(text, s + 1).kind) ? s + 1 : 0;
}

Word scan_word(std::string_view text, std::size_t at) {
  Word word{at};
  for (;;) {
    scan_ascii(text, word);
    if (word.end == text.size()) break;
    const auto c = char_at(text, word.end);
    if (c.kind == Kind::kApostrophe) {
      const auto next = word.end + c.bytes;
      if (c.value == '`' || word.end == at || next >= text.size() || !is_letter(char_at(text, next).kind) ||
          starts_clitic(text, word.end, c.bytes)) {
        break;
      }
    } else if (!is_word(c.kind)) {
      break;
    }
    if (word.letters + word.digits == 0) word.first_upper = c.kind == Kind::kUpper;
    word.letters += is_letter(c.kind);
    word.uppers += c.kind == Kind::kUpper;
    word.digits += c.kind == Kind::kDigit;
    word.end += c.bytes;
  }
  return word;
}

Shape shape_of(const Word& word) {
  if (word.digits > 0) return word.letters > 0 ? Shape::kOrdinal : Shape::kNumber;
  if (word.uppers == 0) return Shape::kLower;
  if (word.letters == 1) return Shape::kInitial;
  if (word.uppers == word.letters) return Shape::kUpper;
  return word.uppers == 1 && word.first_upper ? Shape::kTitle : Shape::kMixed;
}

std::size_t dotted_end(std::string_view text, std::size_t end, int& letters) {
  while (is_dot(text, end) && end + 1 < text.size()) {
    const auto next = char_at(text, end + 1);
    if (next.kind != Kind::kUpper) break;
    const auto after = end + 1 + next.bytes;
    if (after < text.size() && is_word(char_at(text, after).kind)) break;
    end = after;
    ++letters;
  }
  return end;
}

bool keeps_stop(std::string_view text, const Word& word, std::string_view folded) {
  if (!is_dot(text, word.end) || !word.first_upper || word.digits > 0) return false;
  if (word.letters == 1) return true;
  if (contains_sorted(kAbbreviations, folded)) return true;
  return contains_sorted(kStateAbbreviations, folded) && goes_on(text, word.end + 1);
}

std::size_t number_end(std::string_view text, std::size_t end) {
  while (end + 1 < text.size() && (text[end] == '.' || text[end] == ',') && text[end + 1] >= '0' &&
         text[end + 1] <= '9') {
    end += 2;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  }
  return end;
}

std::size_t mark_end(std::string_view text, std::size_t at, std::size_t bytes) {
  auto end = at + bytes;
  if (text[at] != '-' && text[at] != '.') return end;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end;
}

std::size_t address_end(std::string_view text, std::size_t at) {
  if (text[at] != 'h' && text[at] != 'w') return at;
  const auto rest = text.substr(at, 8);
  if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return at;
  return std::min(text.find_first_of(" \t\r\n<>\"", at), text.size());
}

}  // namespace dateline::entities
