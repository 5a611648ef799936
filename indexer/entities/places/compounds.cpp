#include "indexer/entities/places/compounds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/entities/places/division_words.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

/// What the names of peoples become before others.
constexpr std::array<std::string_view, 12> kCombining{"afro",   "anglo", "austro",  "euro",
                                                      "franco", "greco", "hispano", "indo",
                                                      "italo",  "russo", "sino",    "turko"};

/// Between the parts of a compound.
constexpr std::array<std::string_view, 3> kSeams{"-", "/", "\u2013"};

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The most important place of that name, if it is a town of some size or more.
std::optional<Place> known_place(const Gazetteer& gazetteer, std::string_view name) {
  constexpr double kLeast = 4;
  const auto found = gazetteer.find_usual(place_key(name));
  if (found.empty() || importance(gazetteer[found.front()]) < kLeast) return std::nullopt;
  return gazetteer[found.front()];
}

/// Where the hyphen of "Colombo-based" stands: what follows is one small word of four letters or more, what
/// comes before a known name.
std::size_t begin_of_ending(const Gazetteer& gazetteer, std::string_view name) {
  constexpr std::size_t kShortest = 4;
  const auto hyphen = name.rfind('-');
  if (hyphen == name.npos) return name.size();
  const auto ending = name.substr(hyphen + 1);
  const bool is_word = ending.size() >= kShortest && std::ranges::all_of(ending, is_small_letter);
  return is_word && known_place(gazetteer, name.substr(0, hyphen)) ? hyphen : name.size();
}

/// Whether two names are those of two countries or of two places in one.
bool are_two_places(const Gazetteer& gazetteer, std::string_view one, std::string_view other) {
  const auto a = known_place(gazetteer, one), b = known_place(gazetteer, other);
  if (!a || !b) return false;
  return a->country == b->country || (a->kind == PlaceKind::kCountry && b->kind == PlaceKind::kCountry);
}

/// The hyphen or stroke between two known places, as its first byte and the one behind it; empty where there
/// is none.
std::pair<std::size_t, std::size_t> seam_of_two(const Gazetteer& gazetteer, std::string_view name) {
  for (const auto seam : kSeams) {
    for (auto at = name.find(seam); at != name.npos; at = name.find(seam, at + 1)) {
      const auto behind = at + seam.size();
      if (are_two_places(gazetteer, name.substr(0, at), name.substr(behind))) return {at, behind};
    }
  }
  return {};
}

bool is_unknown_compound(const Gazetteer& gazetteer, std::string_view name) {
  return std::ranges::any_of(kSeams, [&](auto seam) { return name.find(seam) != name.npos; }) &&
         gazetteer.find(place_key(name)).empty();
}

}  // namespace

void adjust_compounds(std::string_view text, const Gazetteer& gazetteer, std::vector<Mention>& mentions) {
  std::vector<Mention> adjusted;
  for (auto mention : mentions) {
    const auto name = text.substr(mention.begin, mention.end - mention.begin);
    const auto rest = text.substr(mention.end);
    if (mention.type == MentionType::kPlace && is_direction(name)) {
      const auto called = called_division(rest);
      if (called && !called.in_list) mention.end += static_cast<std::uint32_t>(called.kind.size() + 1);
    } else if (mention.type == MentionType::kPlace && is_unknown_compound(gazetteer, name)) {
      mention.end = mention.begin + static_cast<std::uint32_t>(begin_of_ending(gazetteer, name));
      const auto kept = text.substr(mention.begin, mention.end - mention.begin);
      if (const auto [end, begin] = seam_of_two(gazetteer, kept); begin > 0) {
        adjusted.push_back({mention.type, mention.begin, mention.begin + static_cast<std::uint32_t>(end)});
        mention.begin += static_cast<std::uint32_t>(begin);
      }
    }
    adjusted.push_back(mention);
  }
  mentions = std::move(adjusted);
}

bool names_no_place(std::string_view name) {
  const auto key = place_key(name);
  const auto first = std::string_view(key).substr(0, key.find_first_of(" /"));
  return is_direction(name) || std::ranges::find(kCombining, first) != kCombining.end();
}

}  // namespace dateline
