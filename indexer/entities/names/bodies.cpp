#include "indexer/entities/names/bodies.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/base/word_list.h"
#include "indexer/entities/names/legal_form.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 46> kKinds{
    "administration", "agency",       "association", "authority", "bank",        "board",
    "branch",         "bureau",       "centre",      "center",    "chamber",     "club",
    "college",        "commission",   "committee",   "company",   "corporation", "council",
    "court",          "department",   "directorate", "division",  "embassy",     "faculty",
    "federation",     "firm",         "foundation",  "fund",      "government",  "govt",
    "group",          "institute",    "institution", "ministry",  "movement",    "office",
    "organization",   "organisation", "party",       "school",    "secretariat", "society",
    "team",           "tribunal",     "union",       "university"};

constexpr std::array<std::string_view, 6> kTurned{"bureau",      "court",   "department",
                                                  "directorate", "embassy", "ministry"};

}  // namespace

bool is_kind_of_body(const std::vector<std::string>& words) {
  const auto begin = words.begin() + (words.size() > 1 && words[0] == "the" ? 1 : 0);
  if (begin == words.end() || !(contains(kKinds, *begin) || is_legal_form(*begin))) return false;
  return std::all_of(begin + 1, words.end(), [](const std::string& word) { return is_legal_form(word); });
}

std::vector<std::string> with_head_last(std::vector<std::string> words) {
  const bool is_turned = words.size() > 2 && words[1] == "of" && contains(kTurned, words[0]);
  if (!is_turned) return words;
  auto head = std::move(words[0]);
  words.erase(words.begin(), words.begin() + (words.size() > 3 && words[2] == "the" ? 3 : 2));
  words.push_back(std::move(head));
  return words;
}

}  // namespace dateline
