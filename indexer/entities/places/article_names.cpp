#include "indexer/entities/places/article_names.h"

#include <algorithm>
#include <array>

#include "indexer/entities/places/division_words.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

constexpr std::size_t kMostCandidates = 40;
constexpr std::size_t kMostTies = 16;

/// Words beside a name that say what kind of place it is: "Kunar province", "northern Iraq".
constexpr std::array<std::string_view, 16> kBefore{"republic of ", "kingdom of ", "northern ", "southern ",
                                                   "eastern ",     "western ",    "central ",  "north ",
                                                   "south ",       "east ",       "west ",     "city of ",
                                                   "province of ", "state of ",   "downtown ", "greater "};
constexpr std::array<std::string_view, 12> kAfter{" province", " state",    " city",        " county",
                                                  " region",   " district", " governorate", " prefecture",
                                                  " island",   " islands",  " area",        " peninsula"};

/// `key`, or what is left of it without a word that says what it is, as the gazetteer knows it.
std::string_view known_part(const Gazetteer& gazetteer, std::string_view key) {
  if (!gazetteer.find(key).empty()) return key;
  for (const auto word : kAfter) {
    if (key.ends_with(word)) return key.substr(0, key.size() - word.size());
  }
  for (const auto word : kBefore) {
    if (key.starts_with(word)) return key.substr(word.size());
  }
  return key;
}

/// Whether the last word of `key` calls the others a division.
bool ends_as_division(std::string_view key) {
  const auto blank = key.rfind(' ');
  return blank != key.npos && is_never_town(key.substr(blank + 1));
}

/// Whether the comma behind mention `n` is that of a list: another name of it comes before, or two behind.
bool continues_list(std::string_view text, const std::vector<PlaceMention>& mentions, std::size_t n) {
  const auto gap = [&](std::size_t first) {
    return first + 1 < mentions.size()
               ? text.substr(mentions[first].end, mentions[first + 1].begin - mentions[first].end)
               : std::string_view();
  };
  const auto is_list = [](std::string_view between) { return between == ", " || between == ", and "; };
  return (n > 0 && gap(n - 1) == ", ") ||
         (is_list(gap(n + 1)) && (is_list(gap(n + 2)) || gap(n + 2) == " and "));
}

}  // namespace

ArticleNames::ArticleNames(const Gazetteer& gazetteer, const PlacedText& article,
                           const std::vector<PlaceMention>& mentions)
    : gazetteer_(gazetteer) {
  const auto text = article.text;
  std::unordered_map<std::string_view, std::size_t> by_text;
  for (const auto& mention : mentions) {
    const auto [known, is_new] = by_text.try_emplace(mention.text);
    if (is_new) known->second = number_of(mention.text);
    of_mention_.push_back(known->second);
  }
  for (std::size_t n = 0; n < mentions.size(); ++n) {
    auto& name = names_[of_mention_[n]];
    const auto called = called_division(text.substr(mentions[n].end));
    if (is_never_town(called.kind)) name.is_division = true;
    if (called && is_direction(name.key)) call(name, called.kind);
    if (called.in_list) name.in_list_of_divisions = true;
    const bool in_dateline =
        mentions[n].begin >= article.dateline_begin && mentions[n].end <= article.dateline_end;
    const bool is_first = n == 0 || mentions[n - 1].begin < article.dateline_begin;
    if (in_dateline && is_first) name.is_dateline = true;
  }
  for (std::size_t n = 0; n + 1 < mentions.size(); ++n) tie(text, mentions, n);
}

std::size_t ArticleNames::number_of(std::string_view written) {
  auto key = place_key(written);
  if (gazetteer_.find(key).empty()) key = in_singular(std::move(key));
  const auto [known, is_new] = by_key_.try_emplace(key, names_.size());
  if (is_new) {
    const auto part = known_part(gazetteer_, key);
    const auto found = is_direction(key) ? std::span<const std::uint32_t>() : gazetteer_.find(part);
    const auto count = std::min(found.size(), kMostCandidates);
    const bool is_no_town = gazetteer_.find(key).empty() && ends_as_division(key);
    const auto usual = gazetteer_.find_usual(part).size();
    names_.push_back(
        {.key = key,
         .candidates = {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count)},
         .usual = usual,
         .is_division = is_no_town,
         .is_no_town = is_no_town,
         .has_small = std::ranges::any_of(written, [](char c) { return c >= 'a' && c <= 'z'; })});
  }
  return known->second;
}

/// Gives a direction that the text calls a division, "Northern" of "Northern and Eastern Provinces", what it
/// may mean.
void ArticleNames::call(ArticleName& name, std::string_view kind) {
  if (!name.candidates.empty()) return;
  name.is_division = true;
  const auto found = gazetteer_.find(name.key + ' ' + std::string(kind));
  for (const auto number : found.first(std::min(found.size(), kMostCandidates))) {
    const auto of = gazetteer_[number].kind;
    if (of == PlaceKind::kAdmin || of == PlaceKind::kDistrict) name.candidates.push_back(number);
  }
  name.usual = name.candidates.size();
}

/// Notes what stands between a mention and the next one.
void ArticleNames::tie(std::string_view text, const std::vector<PlaceMention>& mentions, std::size_t n) {
  const auto& first = mentions[n];
  const auto& second = mentions[n + 1];
  const auto between = text.substr(first.end, second.begin - first.end);
  const auto tie = tie_of(between);
  if (tie == Tie::kNone) return;
  const auto one = of_mention_[n], other = of_mention_[n + 1];
  const bool is_comma = between == ", ";
  const bool in_list = is_comma && (names_[one].in_list_of_divisions || continues_list(text, mentions, n));
  const bool is_placed = tie == Tie::kNear || (tie == Tie::kInside && !in_list);
  const auto back = tie == Tie::kHolds ? Tie::kInside : tie == Tie::kListed ? Tie::kListed : Tie::kNear;
  note(one, {other, tie == Tie::kHolds ? Tie::kNear : tie, is_comma, in_list, is_placed});
  note(other, {one, back, is_comma, in_list, tie == Tie::kHolds});
  if (is_comma) names_[other].follows_comma = true;
}

void ArticleNames::note(std::size_t name, const TiedName& tied) {
  auto& ties = names_[name].ties;
  const bool is_new = tied.other != name && std::ranges::find(ties, tied) == ties.end();
  if (is_new && ties.size() < kMostTies) ties.push_back(tied);
}

}  // namespace dateline
