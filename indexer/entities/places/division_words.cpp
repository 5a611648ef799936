#include "indexer/entities/places/division_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/base/text.h"
#include "indexer/entities/places/place_forms.h"

namespace dateline {
namespace {

struct Kind {
  std::string_view one, many;
  bool is_never_town;
};

constexpr std::array<Kind, 9> kKinds{{{"province", "provinces", true},
                                      {"state", "states", true},
                                      {"county", "counties", true},
                                      {"governorate", "governorates", true},
                                      {"prefecture", "prefectures", true},
                                      {"region", "regions", false},
                                      {"district", "districts", false},
                                      {"division", "divisions", false},
                                      {"department", "departments", false}}};

/// What stands between the names of a list.
constexpr std::array<std::string_view, 6> kBetween{", and ", ", ", " and ", " & ", " or ", "/"};

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// The letters and hyphens that `text` begins with.
std::string_view first_word(std::string_view text) {
  const auto end = std::ranges::find_if_not(text, [](char c) { return is_letter(c) || c == '-'; });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::optional<Kind> kind_of(std::string_view word, std::string_view Kind::* number) {
  const auto small = ascii_lower(word);
  const auto known = std::ranges::find(kKinds, small, number);
  return known == kKinds.end() ? std::nullopt : std::optional(*known);
}

/// The kind of several that `word` calls; "the United States" are one.
std::optional<Kind> kind_of_several(std::string_view word) {
  return word == "States" ? std::nullopt : kind_of(word, &Kind::many);
}

/// Takes the words of one name from the front of `rest`: until a small word, or one that calls what came
/// before it. The name begins there or, `is_begun`, before; what it then goes on with are directions only.
std::optional<Kind> take_name(std::string_view& rest, bool is_begun) {
  constexpr std::size_t kMostWords = 4;
  for (std::size_t words = is_begun ? 1 : 0;; ++words) {
    const auto blank = rest.starts_with(' ') ? 1u : 0u;
    const auto word = first_word(rest.substr(blank));
    if (word.empty() || (blank == 0 && words > 0)) return std::nullopt;
    if (const auto kind = words > 0 ? kind_of_several(word) : std::nullopt) return kind;
    const bool goes_on = is_capital(word[0]) && (!is_begun || is_direction(word));
    if (!goes_on || words == kMostWords) return std::nullopt;
    rest.remove_prefix(blank + word.size());
  }
}

}  // namespace

CalledDivision called_division(std::string_view rest) {
  if (rest.starts_with(' ')) {
    if (const auto kind = kind_of(first_word(rest.substr(1)), &Kind::one)) return {kind->one};
  }
  constexpr std::size_t kMostNames = 12;
  for (std::size_t names = 0; names < kMostNames; ++names) {
    if (const auto kind = take_name(rest, names == 0)) return {kind->one, true};
    const auto between = std::ranges::find_if(kBetween, [&](auto one) { return rest.starts_with(one); });
    if (between == kBetween.end()) return {};
    rest.remove_prefix(between->size());
  }
  return {};
}

bool is_division_word(std::string_view word) { return kind_of(word, &Kind::one).has_value(); }

bool is_never_town(std::string_view kind) {
  const auto known = kind_of(kind, &Kind::one);
  return known && known->is_never_town;
}

std::string in_singular(std::string key) {
  const auto blank = key.rfind(' ');
  if (blank == key.npos) return key;
  if (const auto kind = kind_of(std::string_view(key).substr(blank + 1), &Kind::many))
    key.replace(blank + 1, key.npos, kind->one);
  return key;
}

}  // namespace dateline
