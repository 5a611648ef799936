// Rules on what the lexicon knows.
#include "indexer/entities/rules.h"

#include "indexer/entities/labels.h"

namespace dateline::entities {
namespace {

constexpr int kPlace = 1;  ///< as a type of labels
constexpr std::int16_t kVeto = 1000, kKnown = 64, kKnownTown = 48, kKnownCity = 16;
constexpr std::uint32_t kPlaces = kBigCity | kCity | kTown | kRegion | kCountry | kPlaceName;

/// What the lexicon says of the longest known name that token `i` stands in.
std::uint32_t known_name(const Analysis& a, std::uint32_t i) {
  const auto& facts = a.facts[i];
  return facts.phrase_place != 0 ? facts.phrase : facts.flags;
}

bool is_capital(const Token& token) { return token.shape == Shape::kTitle || token.shape == Shape::kUpper; }

/// Where the known name around token `i` begins.
std::size_t first_of_name(const Analysis& a, std::size_t i) {
  if (a.facts[i].phrase_place == 0) return i;
  while (i > 0 && a.facts[i].phrase_place != 1) --i;
  return i;
}

/// Whether no other word with a capital and no hyphen stands beside the known name around token `i`.
bool stands_alone(const Analysis& a, std::uint32_t i) {
  const auto& list = a.tokens.list;
  const auto first = first_of_name(a, i);
  std::size_t last = i;
  if (a.facts[i].phrase_place != 0) {
    while (last + 1 < list.size() && a.facts[last].phrase_place != 3) ++last;
  }
  if (first > 0 && !list[first].sentence_start && is_capital(list[first - 1])) return false;
  return last + 1 == list.size() || list[last + 1].line_start ||
         !(is_capital(list[last + 1]) || a.tokens.fold(list[last + 1]) == "-");
}

bool is_people(std::uint32_t known) { return (known & kDemonym) != 0 && (known & kPlaces) == 0; }

/// Whether `known` is the whole name of a country or of a part of the world, and nothing that people are
/// called.
bool is_known_place(std::uint32_t known) {
  constexpr auto kOthers = kGivenName | kSurname | kFairSurname | kOrganizationWord;
  constexpr auto kSmaller = kPlaces & ~(kPlaceName | kCountry);
  if ((known & kWholeName) == 0 || (known & kOthers) != 0) return false;
  if ((known & kCountry) != 0) return true;
  return (known & kPlaceName) != 0 && (known & (kSmaller | kRareGivenName)) == 0;
}

/// Points for a town or division that nobody and no people is called, in running text: lists of results open
/// with teams. Names of several words are surer, "Santiago de Cuba"; of single ones only cities count.
std::int16_t points_for_town(const Analysis& a, std::uint32_t i) {
  constexpr auto kOthers = kGivenName | kSurname | kFairSurname | kOrganizationWord;
  constexpr auto kOthersOfWord = kOthers | kRareGivenName | kRareSurname | kCommonWord | kDemonym;
  const auto first = first_of_name(a, i);
  if (a.tokens.list[first].line_start || a.tokens.list[first].capital_line || first == 0) return 0;
  const auto known = known_name(a, i);
  if (a.facts[i].phrase_place != 0)
    return (known & (kBigCity | kCity | kTown | kRegion)) != 0 && (known & kOthers) == 0 ? kKnownTown : 0;
  const bool is_city = (known & kWholeName) != 0 && (known & (kBigCity | kCity | kRegion)) != 0;
  return is_city && (known & kOthersOfWord) == 0 ? kKnownCity : 0;
}

/// Adds `points` to the score of a place's `part`.
void add(int part, std::int16_t points, Scores& scores) {
  auto& score = scores[make_label(kPlace, part)];
  score = static_cast<std::int16_t>(score + points);
}

}  // namespace

void forbid(const Analysis& a, std::uint32_t i, Scores& scores) {
  if (!is_people(known_name(a, i))) return;
  for (int part = a.facts[i].phrase_place == 0 ? 3 : 0; part < 4; ++part) add(part, -kVeto, scores);
}

void favour(const Analysis& a, std::uint32_t i, Scores& scores) {
  const auto points = is_known_place(known_name(a, i)) ? kKnown : points_for_town(a, i);
  if (points == 0 || !stands_alone(a, i)) return;
  const auto place = a.facts[i].phrase_place;  // a phrase's first, inside and last are a label's parts 0 to 2
  add(place == 0 ? 3 : place - 1, points, scores);
}

}  // namespace dateline::entities
