#include "indexer/entities/names/names.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// "Obama, Jr." is no name turned round.
bool is_suffix(std::string_view given) {
  constexpr std::array<std::string_view, 10> kSuffixes{"jr",  "sr",  "ii", "iii", "iv",
                                                       "esq", "phd", "md", "mp",  "obe"};
  const auto words = name_words(given);
  return words.size() == 1 && std::ranges::find(kSuffixes, words[0]) != kSuffixes.end();
}

}  // namespace

std::string turned_name(std::string_view name) {
  const auto comma = name.find(',');
  if (comma == name.npos || name.find(',', comma + 1) != name.npos) return "";
  const auto family = trimmed(name.substr(0, comma)), given = trimmed(name.substr(comma + 1));
  return family.empty() || given.empty() || is_suffix(given) ? ""
                                                             : std::string(given).append(" ").append(family);
}

std::vector<std::string> name_words(std::string_view name) {
  if (const auto turned = turned_name(name); !turned.empty()) return name_words(turned);
  constexpr std::size_t kMostly = 4;  // words
  std::vector<std::string> words;
  words.reserve(kMostly);
  words.emplace_back();
  const auto end_word = [&] {
    if (!words.back().empty()) words.emplace_back();
  };
  for (std::size_t at = 0; at < name.size();) {
    const char byte = name[at];
    if (static_cast<unsigned char>(byte) < 0x80) {
      ++at;
      if (byte == '-' || (byte <= ' ' && is_space(static_cast<char32_t>(byte)))) {
        end_word();
      } else if (byte != '.' && byte != '\'') {
        words.back() += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
      }
      continue;
    }
    const auto c = decode_utf8(name, at);
    if (is_space(c.value) || c.value == 0x2010 || c.value == 0x2011) {
      end_word();
    } else if (c.value != 0x2019) {
      words.back().append(name, at, c.bytes);
    }
    at += c.bytes;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace dateline
