#include "indexer/entities/joining/surroundings.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/base/word_list.h"
#include "indexer/entities/names/person_name.h"
#include "indexer/entities/names/romanized.h"

namespace dateline {
namespace {

using Word = std::string_view;

constexpr std::array<Word, 21> kOfMen{
    "mr",      "pope",     "emperor", "sir",           "lord",        "king",  "prince",
    "husband", "brother",  "father",  "son",           "grandfather", "uncle", "nephew",
    "herr",    "monsieur", "duke",    "father-in-law", "congressman", "count", "señor"};
constexpr std::array<Word, 22> kOfWomen{
    "mrs",   "empress",  "ms",     "miss",    "mme",    "mlle",         "lady",        "dame",
    "queen", "princess", "wife",   "sister",  "mother", "daughter",     "grandmother", "aunt",
    "niece", "frau",     "madame", "duchess", "widow",  "congresswoman"};
/// Words of kOfMen and kOfWomen that are no titles.
constexpr std::array<Word, 16> kKin{
    "husband", "brother", "father", "son",      "grandfather", "uncle", "nephew", "father-in-law",
    "wife",    "sister",  "mother", "daughter", "grandmother", "aunt",  "niece",  "widow"};
constexpr std::array<Word, 4> kHonours{"sheikh", "sheik", "shaikh", "mullah"};
constexpr std::array<Word, 8> kFamilies{"family", "families", "brothers", "sisters",
                                        "clan",   "dynasty",  "siblings", "couple"};
constexpr std::array<Word, 8> kBeforeThings{"a", "an", "each", "every", "that", "the", "these", "this"};
constexpr std::array<Word, 12> kLocatives{"in",     "at",     "from",    "near",   "to",         "into",
                                          "across", "around", "outside", "inside", "throughout", "toward"};

/// Up to `most` words before `begin` on the same line, the nearest first, as written and without their dots;
/// none that begins farther than 64 bytes away.
std::vector<Word> words_before(Word source, std::size_t begin, std::size_t most) {
  constexpr std::size_t kFarthest = 64;
  source = source.substr(0, begin);
  const bool is_cut = begin > kFarthest;
  if (is_cut) source.remove_prefix(begin - kFarthest);
  std::vector<Word> words;
  words.reserve(most);
  auto end = source.size();
  while (words.size() < most) {
    while (end > 0 && (source[end - 1] == ' ' || source[end - 1] == '.')) --end;
    auto first = end;
    while (first > 0 && source[first - 1] != ' ' && source[first - 1] != '\n' && source[first - 1] != '"')
      --first;
    if (first == end || (first == 0 && is_cut)) break;
    words.push_back(source.substr(first, end - first));
    end = first;
  }
  return words;
}

bool begins_with_capital(Word word) { return !word.empty() && word[0] >= 'A' && word[0] <= 'Z'; }

/// The title in the words before a name: "president" before "Jones", "secretary" of "Secretary of State
/// Jones".
std::string office_in(const std::vector<Word>& before) {
  for (const auto word : before) {
    if (!begins_with_capital(word) && word != "of") break;
    if (auto plain = plain_letters(word); is_title(plain)) return plain;
  }
  return {};
}

Word next_word(Word source, std::size_t end) {
  auto rest = source.substr(end);
  if (rest.starts_with("'s")) rest.remove_prefix(2);
  if (!rest.starts_with(' ')) return {};
  rest.remove_prefix(1);
  return rest.substr(0, rest.find_first_of(" \n.,;:!?\"'"));
}

bool are_neighbours(Word between) {
  constexpr std::array<Word, 6> kBetween{" and ", " or ", ", ", ", and ", " & ", " and the "};
  return contains(kBetween, between);
}

}  // namespace

Surroundings surroundings(Word source, std::size_t begin, std::size_t end, std::size_t previous_end) {
  constexpr std::size_t kLooked = 4;
  const auto before = words_before(source, begin, kLooked);
  Surroundings found;
  if (!before.empty()) {
    auto nearest = plain_letters(before[0]);
    const bool kin_with_comma = nearest.ends_with(',');
    if (kin_with_comma) nearest.pop_back();
    const bool kin = contains(kKin, nearest);
    if (kin || !kin_with_comma) {
      if (contains(kOfMen, nearest)) found.sex = Sex::kMan;
      if (contains(kOfWomen, nearest)) found.sex = Sex::kWoman;
    }
    found.office = office_in(before);
    if (begins_with_capital(before[0]) && (is_royal(nearest) || contains(kHonours, nearest)))
      found.rank = nearest;
    found.is_thing = contains(kBeforeThings, nearest);
    found.is_titled = is_title(nearest) || !found.rank.empty() || (found.sex != Sex::kUnknown && !kin);
    found.is_family = nearest == "messrs" || (before.size() > 2 && nearest == "mrs" && before[1] == "and" &&
                                              plain_letters(before[2]) == "mr");
  }
  found.is_family |= contains(kFamilies, next_word(source, end));
  found.follows_name = previous_end > 0 && previous_end < begin &&
                       are_neighbours(source.substr(previous_end, begin - previous_end));
  return found;
}

bool differ(Sex a, Sex b) { return a != Sex::kUnknown && b != Sex::kUnknown && a != b; }

bool follows_locative(Word source, std::size_t begin) {
  const auto before = words_before(source, begin, 1);
  return !before.empty() && contains(kLocatives, plain_letters(before[0]));
}

}  // namespace dateline
