#include "indexer/entities/dateline.h"

#include <algorithm>
#include <array>

#include "corpus/base/word_list.h"

namespace dateline {
namespace {

constexpr std::size_t kLongest = 100;  ///< bytes of a dateline

/// What ends a dateline; behind a colon or semicolon only where capitals or brackets come before it.
constexpr std::array<std::string_view, 6> kDashes{" - ", " -- ", " \u2013 ", " \u2014 ", "\u2014", "\u2013"};
constexpr std::array<std::string_view, 2> kStops{": ", "; "};

/// Small words inside the names of places.
constexpr std::array<std::string_view, 14> kSmallWords{"and", "de", "del", "la", "le", "les", "of",
                                                       "do",  "da", "el",  "al", "on", "sur", "am"};

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Whether every word begins with a capital, a digit, a bracket or a letter beyond ASCII.
bool is_of_names(std::string_view head) {
  while (!head.empty()) {
    const auto gap = std::ranges::find_if(head, [](char c) { return c == ' ' || c == '-'; });
    const auto end = static_cast<std::size_t>(gap - head.begin());
    const auto word = head.substr(0, end);
    head.remove_prefix(std::min(end + 1, head.size()));
    const bool is_small = !word.empty() && is_small_letter(word[0]);
    if (is_small && !contains(kSmallWords, word)) return false;
  }
  return true;
}

bool begins_in_capitals(std::string_view head) {
  constexpr std::size_t kFewest = 3;
  return head.size() >= kFewest && std::ranges::all_of(head.substr(0, kFewest), is_capital);
}

/// Where `head` ends with one of `marks`, first in `text`; the bytes with the mark.
template <std::size_t kCount>
std::size_t ended_by(std::string_view text, const std::array<std::string_view, kCount>& marks,
                     std::string_view& head) {
  std::size_t best = text.npos, bytes = 0;
  for (const auto mark : marks) {
    const auto at = text.find(mark);
    if (at < best) best = at, bytes = mark.size();
  }
  if (best == text.npos || best == 0) return 0;
  head = text.substr(0, best);
  return best + bytes;
}

}  // namespace

std::size_t dateline_bytes(std::string_view text) {
  const auto line = text.substr(0, std::min(text.find('\n'), kLongest));
  if (line.empty() || is_small_letter(line[0])) return 0;
  std::string_view head;
  const auto has = [&](char c) { return line.find(c) != line.npos; };
  if (has('-') || has(kDashes.back()[0])) {
    if (const auto bytes = ended_by(line, kDashes, head); bytes > 0 && is_of_names(head)) return bytes;
  }
  if (!has(':') && !has(';')) return 0;
  if (const auto bytes = ended_by(line, kStops, head); bytes > 0 && is_of_names(head)) {
    if (begins_in_capitals(head) || head.ends_with(')')) return bytes;
  }
  return 0;
}

}  // namespace dateline
