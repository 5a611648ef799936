#include "indexer/entities/places/resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>

#include "corpus/base/text.h"
#include "indexer/entities/places/place_key.h"

namespace dateline {
namespace {

// What counts for a candidate, in powers of ten of inhabitants: see importance().
constexpr double kContained = 6;       ///< the name is followed by what the candidate lies in
constexpr double kSameCountry = 1.5;   ///< another place of the article lies in its country …
constexpr double kSameDivision = 0.8;  ///< … in its division
constexpr double kContains = 2;        ///< a place of the article lies in the candidate
constexpr double kMostContained = 1;   ///< places inside a candidate that count
constexpr double kMostForTowns =
    2.5;  ///< of kSameCountry: "Paris" is not in Tennessee for three places there
constexpr double kCalledDivision = 3;  ///< the name is followed by "state", "province", …
constexpr double kDatelined = 2;       ///< towns have correspondents
constexpr double kOtherName = 2;       ///< taken off where a town usually has another name …
constexpr double kFormerName = 0.2;    ///< … and where a city has, which may be a former one
constexpr double kCityFrom = 6;        ///< importance of a city
constexpr double kMargin = 0.15;       ///< towns and districts closer to each other stay unresolved
constexpr double kMostPlaces = 3;      ///< places of one country that count
constexpr double kLeast = 3;           ///< below, a name stays unresolved
constexpr std::size_t kMostCandidates = 40;

/// Words beside a name that say what kind of place it is: "Kunar province", "northern Iraq".
constexpr std::array<std::string_view, 16> kBefore{"republic of ", "kingdom of ", "northern ", "southern ",
                                                   "eastern ",     "western ",    "central ",  "north ",
                                                   "south ",       "east ",       "west ",     "city of ",
                                                   "province of ", "state of ",   "downtown ", "greater "};
constexpr std::array<std::string_view, 12> kAfter{" province", " state",    " city",        " county",
                                                  " region",   " district", " governorate", " prefecture",
                                                  " island",   " islands",  " area",        " peninsula"};

/// What follows a division's name, and never a town's.
constexpr std::array<std::string_view, 5> kOfDivisions{" province", " state", " county", " governorate",
                                                       " prefecture"};

/// Names of divisions that mean nothing without their country.
constexpr std::array<std::string_view, 9> kDirections{"north",    "south",   "east",    "west",   "northern",
                                                      "southern", "eastern", "western", "central"};

/// A name of the article, with everything that is known of it.
struct Name {
  std::string key;
  std::vector<std::uint32_t> candidates;
  std::vector<double> scores;  ///< by candidate, without the other places
  std::optional<std::size_t> best;
  bool follows_comma = false;  ///< somewhere it stands as in "Miami, Fla."
  bool is_division = false;    ///< "Kunar province"
  bool is_dateline = false;    ///< the first of the dateline
  bool is_no_town = false;     ///< "Kunar Province", of which the gazetteer knows the first word only
  bool has_small = false;      ///< it is not written in capitals only
  std::vector<std::size_t> containers;  ///< names that follow it after a comma
};

std::span<const std::uint32_t> find(const Gazetteer& gazetteer, std::string_view key) {
  if (const auto found = gazetteer.find(key); !found.empty()) return found;
  for (const auto word : kAfter) {
    if (key.ends_with(word)) return gazetteer.find(key.substr(0, key.size() - word.size()));
  }
  for (const auto word : kBefore) {
    if (key.starts_with(word)) return gazetteer.find(key.substr(word.size()));
  }
  return {};
}

class Resolution {
 public:
  Resolution(const Gazetteer& gazetteer, const PlacedText& article, const std::vector<PlaceMention>& mentions)
      : gazetteer_(gazetteer) {
    const auto text = article.text;
    for (const auto& mention : mentions) of_mention_.push_back(number_of(mention.text));
    for (std::size_t n = 0; n < mentions.size(); ++n) {
      auto& name = names_[of_mention_[n]];
      if (calls_a_division(text.substr(mentions[n].end))) name.is_division = true;
      const bool in_dateline =
          mentions[n].begin >= article.dateline_begin && mentions[n].end <= article.dateline_end;
      const bool is_first = n == 0 || mentions[n - 1].begin < article.dateline_begin;
      if (in_dateline && is_first) name.is_dateline = true;
    }
    for (std::size_t n = 0; n + 1 < mentions.size(); ++n) {
      const auto between = text.substr(mentions[n].end, mentions[n + 1].begin - mentions[n].end);
      if (between != ", ") continue;
      names_[of_mention_[n]].containers.push_back(of_mention_[n + 1]);
      names_[of_mention_[n + 1]].follows_comma = true;
    }
  }

  void state(std::string_view name) { of_mention_.push_back(number_of(name)); }

  void resolve() {
    for (auto& name : names_) score_alone(name);
    for (auto& name : names_) choose(name, nullptr);
    constexpr int kRounds = 2;
    for (int round = 0; round < kRounds; ++round) {
      const Company company = company_of_all();
      for (auto& name : names_) choose(name, &company);
    }
  }

  std::optional<std::uint32_t> place_of(std::size_t mention) const {
    const auto& name = names_[of_mention_[mention]];
    return name.best ? std::optional(name.candidates[*name.best]) : std::nullopt;
  }

 private:
  /// How many names of the article lie where.
  struct Company {
    std::map<std::string_view, double> countries;
    std::unordered_map<std::uint32_t, double> divisions;
  };

  static bool calls_a_division(std::string_view rest) {
    return std::ranges::any_of(kOfDivisions, [&](std::string_view word) {
      const bool goes_on = rest.size() > word.size() && rest[word.size()] >= 'a' && rest[word.size()] <= 'z';
      return rest.starts_with(word) && !goes_on;
    });
  }

  std::size_t number_of(std::string_view written) {
    auto key = place_key(written);
    const auto [known, is_new] = by_key_.try_emplace(key, names_.size());
    if (is_new) {
      const bool is_direction = std::ranges::find(kDirections, key) != kDirections.end();
      const auto found = is_direction ? std::span<const std::uint32_t>() : find(gazetteer_, key);
      const auto count = std::min(found.size(), kMostCandidates);
      const bool is_no_town =
          gazetteer_.find(key).empty() &&
          std::ranges::any_of(kOfDivisions, [&](auto word) { return key.ends_with(word); });
      names_.push_back(
          {.key = std::move(key),
           .candidates = {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count)},
           .is_division = is_no_town,
           .is_no_town = is_no_town,
           .has_small = std::ranges::any_of(written, [](char c) { return c >= 'a' && c <= 'z'; })});
    }
    return known->second;
  }

  static bool is_division(const Place& place) {
    return place.kind == PlaceKind::kAdmin || place.kind == PlaceKind::kDistrict;
  }

  /// A town where a county is meant; "La." is Louisiana behind a comma only.
  bool is_out_of_place(const Name& name, const Place& place) const {
    if (name.is_no_town && !is_division(place)) return true;
    constexpr std::size_t kLongestInitials = 3;
    const bool initials = !name.has_small && name.key.size() <= kLongestInitials;
    // "La" is not "LA".
    const bool is_word = name.has_small && name.key.size() <= kLongestInitials;
    if (is_word && place.kind == PlaceKind::kCity && place_key(place.name) != name.key) return true;
    if (initials && place.kind == PlaceKind::kCity && importance(place) < kCityFrom) return true;
    constexpr std::size_t kLongestAbbreviation = 5;
    const auto full = place_key(place.name);
    const bool abbreviated = place.kind == PlaceKind::kAdmin && name.key.size() <= kLongestAbbreviation &&
                             full != name.key && !full.starts_with(name.key + ' ') &&
                             !full.ends_with(' ' + name.key);
    return abbreviated && name.has_small && !name.follows_comma;
  }

  /// Of towns and districts there are many with one name.
  static bool is_small(const Place& place) {
    return place.kind == PlaceKind::kDistrict ||
           (place.kind == PlaceKind::kCity && importance(place) < kCityFrom);
  }

  static double of_its_name(const Name& name, const Place& place) {
    if (name.is_division && is_division(place)) return kCalledDivision;
    if (name.is_dateline && place.kind == PlaceKind::kCity) return kDatelined;
    if (place.kind != PlaceKind::kCity || place.is_capital) return 0;
    const auto usual = place_key(place.name);
    if (usual == name.key || usual.starts_with(name.key + ' ')) return 0;
    return importance(place) >= kCityFrom ? -kFormerName : -kOtherName;
  }

  void score_alone(Name& name) {
    for (const auto number : name.candidates) {
      const auto place = gazetteer_[number];
      double score = is_out_of_place(name, place) ? 0 : importance(place) + of_its_name(name, place);
      const auto parents = gazetteer_.parents(number);
      for (const auto container : name.containers) {
        const bool inside = std::ranges::any_of(names_[container].candidates, [&](std::uint32_t other) {
          return std::ranges::find(parents, other) != parents.end();
        });
        if (inside) {
          score += kContained;
          break;
        }
      }
      name.scores.push_back(score);
    }
  }

  double with(const Company& company, const Name& name, std::size_t candidate) const {
    const auto number = name.candidates[candidate];
    const auto place = gazetteer_[number];
    const bool is_mine = name.best == candidate;
    double score = 0;
    if (const auto known = company.countries.find(place.country); known != company.countries.end()) {
      const double others = kSameCountry * std::min(known->second - (is_mine ? 1 : 0), kMostPlaces);
      score += place.kind == PlaceKind::kCity ? std::min(others, kMostForTowns) : others;
    }
    if (is_division(place)) {
      if (const auto known = company.divisions.find(number); known != company.divisions.end())
        score += kContains * std::min(known->second - (is_mine ? 1 : 0), kMostContained);
    }
    if (place.kind == PlaceKind::kCity && place.parent) {
      if (const auto known = company.divisions.find(*place.parent); known != company.divisions.end()) {
        score += kSameDivision * std::min(known->second - (is_mine ? 1 : 0), kMostPlaces);
      }
    }
    return score;
  }

  void choose(Name& name, const Company* company) const {
    std::optional<std::size_t> best;
    double best_score = kLeast, second = 0;
    for (std::size_t n = 0; n < name.candidates.size(); ++n) {
      const double score =
          name.scores[n] == 0 ? 0 : name.scores[n] + (company == nullptr ? 0 : with(*company, name, n));
      if (score > best_score) {
        second = best ? best_score : 0;
        best = n, best_score = score;
      } else {
        second = std::max(second, score);
      }
    }
    const bool is_even = best_score - second < kMargin;
    if (best && is_even && company != nullptr && is_small(gazetteer_[name.candidates[*best]])) best.reset();
    name.best = best;
  }

  Company company_of_all() const {
    Company company;
    for (const auto& name : names_) {
      if (!name.best) continue;
      const auto number = name.candidates[*name.best];
      const auto place = gazetteer_[number];
      if (!place.country.empty()) ++company.countries[place.country];
      if (is_division(place)) ++company.divisions[number];
      if (place.kind != PlaceKind::kCity || !place.parent) continue;
      ++company.divisions[*place.parent];
      const auto parent = gazetteer_[*place.parent];
      if (parent.kind == PlaceKind::kDistrict && parent.parent) ++company.divisions[*parent.parent];
    }
    return company;
  }

  const Gazetteer& gazetteer_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> of_mention_;
};

}  // namespace

std::vector<std::optional<std::uint32_t>> resolve_places(const Gazetteer& gazetteer,
                                                         const PlacedText& article,
                                                         const std::vector<PlaceMention>& mentions,
                                                         const std::vector<std::string>& stated) {
  Resolution resolution(gazetteer, article, mentions);
  for (const auto& name : stated) resolution.state(name);
  resolution.resolve();
  std::vector<std::optional<std::uint32_t>> places;
  for (std::size_t n = 0; n < mentions.size() + stated.size(); ++n) places.push_back(resolution.place_of(n));
  return places;
}

}  // namespace dateline
