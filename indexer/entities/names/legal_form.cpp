#include "indexer/entities/names/legal_form.h"

#include <array>
#include <string_view>

#include "corpus/base/word_list.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 22> kLegalForms{
    "inc",     "incorporated", "corp", "corporation", "co",  "company", "cos", "ltd",
    "limited", "plc",          "llc",  "llp",         "ag",  "gmbh",    "sa",  "spa",
    "nv",      "group",        "bhd",  "pvt",         "pty", "holdings"};

}  // namespace

bool is_legal_form(std::string_view word) { return contains(kLegalForms, word); }

std::vector<std::string> without_legal_form(std::vector<std::string> words) {
  if (words.size() > 1 && words[0] == "the") words.erase(words.begin());
  while (!words.empty() && is_legal_form(words.back())) words.pop_back();
  constexpr std::size_t kFewestOfBoard = 3;  // a board by itself is another: "Tea Board"
  if (words.size() >= kFewestOfBoard && words.back() == "board") words.pop_back();
  return words;
}

std::string last_partner(const std::vector<std::string>& words) {
  const auto core = without_legal_form(words);
  if (core.empty()) return {};
  const auto slash = core.back().rfind('/');
  return slash == std::string::npos || (core.size() == 1 && slash == 0) ? "" : core.back().substr(slash + 1);
}

}  // namespace dateline
