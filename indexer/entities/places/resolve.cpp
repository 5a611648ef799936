#include "indexer/entities/places/resolve.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "corpus/base/text.h"
#include "indexer/entities/places/company.h"
#include "indexer/entities/places/country_letters.h"
#include "indexer/entities/places/division_words.h"
#include "indexer/entities/places/hints.h"
#include "indexer/entities/places/place_forms.h"
#include "indexer/entities/places/place_key.h"
#include "indexer/entities/places/seats.h"
#include "indexer/entities/places/ties.h"

namespace dateline {
namespace {

// What counts for a candidate, in powers of ten of inhabitants: see importance().
constexpr double kContained = 6;     ///< the text says that it lies in a place that it does lie in
constexpr double kNeighbour = 3;     ///< … or near one, or beside one that it lies near
constexpr double kListedInside = 1;  ///< … the same where it may be a list: "Niger, Nigeria and Togo"
constexpr double kSibling = 1;       ///< it is listed beside one of its kind in the same country
constexpr double kMostSiblings = 2;
constexpr double kSameCountry = 1.5;   ///< another place of the article lies in its country …
constexpr double kSameDivision = 0.8;  ///< … in its division …
constexpr double kAround = 0.4;        ///< … within some hundred kilometres
constexpr double kContains = 2;        ///< a place of the article lies in the candidate
constexpr double kMostContained = 1;   ///< places inside a candidate that count
constexpr double kMostForTowns =
    2.5;  ///< of kSameCountry: "Paris" is not in Tennessee for three places there
constexpr double kMostForOvershadowed = 0.6;  ///< … nor is Geneva in Illinois: see is_overshadowed
constexpr double kOvershadows = 0.8;          ///< a namesake more important by so much overshadows a town
constexpr double kAllThere = 0.65;            ///< of an article's places: it keeps to that country
constexpr double kCalledDivision = 3;         ///< the name is followed by "state", "province", …
constexpr double kDatelined = 2;              ///< towns have correspondents
constexpr double kOtherName = 2;              ///< taken off where a town usually has another name …
constexpr double kFormerName = 0.2;           ///< … and where a city has, which may be a former one
constexpr double kCityFrom = 6;               ///< importance of a city
constexpr double kMargin = 0.15;              ///< towns and districts closer to each other stay unresolved
constexpr double kMostPlaces = 3;             ///< places of one country that count
constexpr double kLeast = 3;                  ///< below, a name stays unresolved
constexpr double kNearKm = 60;                ///< what "near" means

/// A name of the article, and what it means.
struct Name {
  const ArticleName& of_text;
  std::vector<double> scores{};  ///< by candidate, without the other places
  std::optional<std::size_t> best{};
  std::optional<std::uint32_t> by_letters{};  ///< the country whose initials it is
  std::optional<std::uint32_t> inside{};      ///< what it lies in, where the gazetteer does not know it there
};

class Resolution {
 public:
  Resolution(const Gazetteer& gazetteer, const PlacedText& article, const std::vector<PlaceMention>& mentions)
      : gazetteer_(gazetteer), article_(gazetteer, article, mentions) {
    for (const auto& hint : hints_of_text(gazetteer, article.text, article.organizations))
      hints_.push_back(hint);
    for (const auto& hint : hints_of_publisher(gazetteer, article.source, article.url))
      hints_.push_back(hint);
  }

  void state(std::string_view name) { article_.state(name); }

  void resolve() {
    for (const auto& name : article_.names()) names_.push_back({.of_text = name});
    for (auto& name : names_) score_alone(name);
    for (auto& name : names_) choose(name, nullptr);
    constexpr int kRounds = 2;
    for (int round = 0; round < kRounds; ++round) {
      const Company company = company_of_all();
      for (auto& name : names_) choose(name, &company);
    }
    for (auto& name : names_) put_inside(name);
    resolve_letters();
  }

  std::optional<PlaceFound> place_of(std::size_t mention) const {
    const auto& name = names_[article_.of_mention(mention)];
    if (name.by_letters) return PlaceFound{.number = *name.by_letters};
    if (name.inside) return PlaceFound{.number = *name.inside, .inside = true};
    return name.best ? std::optional(PlaceFound{.number = name.of_text.candidates[*name.best]})
                     : std::nullopt;
  }

 private:
  static bool is_division(const Place& place) {
    return place.kind == PlaceKind::kAdmin || place.kind == PlaceKind::kDistrict;
  }

  /// A town where a county is meant; "La." is Louisiana behind a comma only.
  bool is_out_of_place(const Name& name, const Place& place) const {
    if (name.of_text.is_no_town && !is_division(place)) return true;
    constexpr std::size_t kLongestInitials = 3;
    const bool initials = !name.of_text.has_small && name.of_text.key.size() <= kLongestInitials;
    // "La" is not "LA".
    const bool is_word = name.of_text.has_small && name.of_text.key.size() <= kLongestInitials;
    if (is_word && place.kind == PlaceKind::kCity && place_key(place.name) != name.of_text.key) return true;
    if (initials && place.kind == PlaceKind::kCity && importance(place) < kCityFrom) return true;
    constexpr std::size_t kLongestAbbreviation = 5;
    const auto full = place_key(place.name);
    const bool abbreviated = place.kind == PlaceKind::kAdmin &&
                             name.of_text.key.size() <= kLongestAbbreviation && full != name.of_text.key &&
                             !full.starts_with(name.of_text.key + ' ') &&
                             !full.ends_with(' ' + name.of_text.key);
    return abbreviated && name.of_text.has_small && !name.of_text.follows_comma;
  }

  /// Of towns and districts there are many with one name.
  static bool is_small(const Place& place) {
    return place.kind == PlaceKind::kDistrict ||
           (place.kind == PlaceKind::kCity && importance(place) < kCityFrom);
  }

  static double of_its_name(const Name& name, const Place& place, bool is_usual) {
    if (name.of_text.is_division && is_division(place)) return kCalledDivision;
    double score = name.of_text.is_dateline && place.kind == PlaceKind::kCity ? kDatelined : 0;
    if (place.kind != PlaceKind::kCity) return score;
    if (!is_usual && name.of_text.usual > 0) return score - kOtherName;
    const auto usual = place_key(place.name);
    if (place.is_capital || score > 0 || usual == name.of_text.key ||
        usual.starts_with(name.of_text.key + ' '))
      return score;
    return importance(place) >= kCityFrom ? -kFormerName : -kOtherName;
  }

  void score_alone(Name& name) {
    for (std::size_t n = 0; n < name.of_text.candidates.size(); ++n) {
      const auto number = name.of_text.candidates[n];
      const auto place = gazetteer_[number];
      double score = 0;
      if (!is_out_of_place(name, place)) {
        score = importance(place) + of_its_name(name, place, n < name.of_text.usual);
        double most = 0;
        for (const auto& tied : name.of_text.ties) most = std::max(most, of_tie(tied, number));
        score += most;
      }
      name.scores.push_back(score);
    }
    prefer_seats(gazetteer_, name.of_text, name.scores);
  }

  /// What a tie to another name says for a candidate.
  double of_tie(const TiedName& tied, std::uint32_t candidate) const {
    if (tied.tie == Tie::kListed || (tied.in_list && tied.tie != Tie::kInside)) return 0;
    double most = 0;
    for (const auto other : names_[tied.other].of_text.candidates) {
      if (tied.tie == Tie::kInside && gazetteer_.lies_in(candidate, other))
        return tied.in_list ? kListedInside : kContained;
      const auto there = gazetteer_[other];
      const bool is_near = there.kind == PlaceKind::kCity && gazetteer_[candidate].kind == PlaceKind::kCity &&
                           distance_km(there.position, gazetteer_[candidate].position) < kNearKm;
      if (is_near && other != candidate) most = kNeighbour;
    }
    return most;
  }

  /// The names listed beside `name` that mean a place of the kind of `place`: countries, or divisions of one
  /// country.
  double siblings(const Name& name, const Place& place) const {
    if (place.kind != PlaceKind::kCountry && place.kind != PlaceKind::kAdmin) return 0;
    return static_cast<double>(std::ranges::count_if(name.of_text.ties, [&](const TiedName& tied) {
      const auto& other = names_[tied.other];
      const bool is_listed = tied.tie == Tie::kListed || tied.in_list;
      if (!is_listed || !other.best) return false;
      const auto there = gazetteer_[other.of_text.candidates[*other.best]];
      return there.kind == place.kind &&
             (place.kind == PlaceKind::kCountry || there.country == place.country);
    }));
  }

  /// Whether a much larger town has the same name, and the article neither names the division of `place` nor
  /// keeps to its country: that the United States are named does not bring Geneva there.
  bool is_overshadowed(const Name& name, const Place& place, const Company& company,
                       std::optional<std::uint32_t> own) const {
    if (place.parent && company.in_division(*place.parent, own) > 0) return false;
    const auto is_larger = [&](std::uint32_t number) {
      const auto other = gazetteer_[number];
      return other.kind == PlaceKind::kCity && importance(other) >= importance(place) + kOvershadows;
    };
    const double others = company.in_countries() - (own ? 1 : 0);
    return std::ranges::any_of(name.of_text.candidates, is_larger) &&
           company.in_country(place.country, own) < kAllThere * others;
  }

  double with(const Company& company, const Name& name, std::size_t candidate) const {
    const auto number = name.of_text.candidates[candidate];
    const auto place = gazetteer_[number];
    const auto own = name.best ? std::optional(name.of_text.candidates[*name.best]) : std::nullopt;
    double score = 0;
    if (!place.country.empty()) {
      const double others = kSameCountry * std::min(company.in_country(place.country, own), kMostPlaces);
      const double most = is_overshadowed(name, place, company, own) ? kMostForOvershadowed : kMostForTowns;
      score += is_small(place) ? std::min(others, most) : others;
    }
    score += kSibling * std::min(siblings(name, place), kMostSiblings);
    if (is_division(place)) score += kContains * std::min(company.in_division(number, own), kMostContained);
    if (place.kind == PlaceKind::kCity || place.kind == PlaceKind::kDistrict) {
      if (place.parent)
        score += kSameDivision * std::min(company.in_division(*place.parent, own), kMostPlaces);
      score += kAround * std::min(company.around(place.position, own), kMostPlaces);
    }
    return score;
  }

  /// "eastern" and "eastern province", but not "north carolina".
  static bool is_direction_of_division(std::string_view key) {
    const auto blank = key.rfind(' ');
    return is_direction(key) || (blank != key.npos && is_direction(key.substr(0, blank)) &&
                                 is_division_word(key.substr(blank + 1)));
  }

  /// Every country has its Eastern Province: one of a country that nothing in the article points to is none.
  bool is_far_fetched(const Name& name, std::uint32_t number, const Company& company) const {
    const auto place = gazetteer_[number];
    if (!is_division(place) || !is_direction_of_division(name.of_text.key)) return false;
    const auto own = name.best ? std::optional(name.of_text.candidates[*name.best]) : std::nullopt;
    return company.in_country(place.country, own) <= 0;
  }

  void choose(Name& name, const Company* company) const {
    std::optional<std::size_t> best;
    double best_score = kLeast, second = 0;
    for (std::size_t n = 0; n < name.of_text.candidates.size(); ++n) {
      double score = name.scores[n];
      if (score > 0 && company != nullptr) {
        const bool is_none = is_far_fetched(name, name.of_text.candidates[n], *company);
        score = is_none ? 0 : score + with(*company, name, n);
      }
      if (score > best_score) {
        second = best ? best_score : 0;
        best = n, best_score = score;
      } else {
        second = std::max(second, score);
      }
    }
    const bool is_even = best_score - second < kMargin;
    if (best && is_even && company != nullptr && is_small(gazetteer_[name.of_text.candidates[*best]]))
      best.reset();
    name.best = best;
  }

  Company company_of_all() const {
    Company company(gazetteer_);
    for (const auto& name : names_) {
      if (name.best) company.add(name.of_text.candidates[*name.best], 1);
    }
    for (const auto& hint : hints_) company.add(hint.place, hint.weight);
    return company;
  }

  /// "SL" is Sri Lanka where that is named, or where the publisher is at home.
  void resolve_letters() {
    CountryLetters letters(gazetteer_);
    for (const auto& name : names_) {
      if (name.best) letters.add(name.of_text.candidates[*name.best]);
    }
    for (const auto& hint : hints_) {
      if (const auto home = gazetteer_.country(gazetteer_[hint.place].country)) letters.add(*home);
    }
    for (auto& name : names_) {
      if (name.of_text.candidates.empty() && !name.of_text.has_small)
        name.by_letters = letters.country(name.of_text.key);
    }
  }

  /// Of a name that the gazetteer does not know where the text puts it: "Edmonton, Ky.".
  void put_inside(Name& name) const {
    if (is_direction(name.of_text.key)) return;
    const auto own = name.best ? std::optional(name.of_text.candidates[*name.best]) : std::nullopt;
    if (own && gazetteer_[*own].kind != PlaceKind::kCity && gazetteer_[*own].kind != PlaceKind::kDistrict)
      return;
    for (const auto& tied : name.of_text.ties) {
      const auto& other = names_[tied.other];
      const bool says_where =
          (tied.tie == Tie::kInside && !tied.in_list) || (tied.tie == Tie::kNear && tied.is_placed);
      if (!says_where || !other.best) continue;
      const auto container = other.of_text.candidates[*other.best];
      const auto place = gazetteer_[container];
      if (own && !(tied.is_placed && contradicts(*own, container))) continue;
      // "Toronto, Vancouver" are two.
      if (own && tied.is_comma && !is_division(place)) continue;
      const bool both_districts = place.kind == PlaceKind::kDistrict && name.of_text.key.ends_with(" county");
      if (!both_districts && (is_division(place) || lies_close_together(place))) name.inside = container;
    }
  }

  /// Whether `place` cannot be the one that the text puts into or beside `other`.
  bool contradicts(std::uint32_t place, std::uint32_t other) const {
    constexpr double kElsewhereKm = 300;
    const auto there = gazetteer_[other];
    if (is_division(there)) return !gazetteer_.lies_in(place, other);
    return there.kind == PlaceKind::kCity &&
           distance_km(gazetteer_[place].position, there.position) > kElsewhereKm;
  }

  const Gazetteer& gazetteer_;
  ArticleNames article_;
  std::vector<Name> names_;
  std::vector<Hint> hints_;
};

}  // namespace

std::vector<std::optional<PlaceFound>> resolve_places(const Gazetteer& gazetteer, const PlacedText& article,
                                                      const std::vector<PlaceMention>& mentions,
                                                      const std::vector<std::string>& stated) {
  Resolution resolution(gazetteer, article, mentions);
  for (const auto& name : stated) resolution.state(name);
  resolution.resolve();
  std::vector<std::optional<PlaceFound>> places;
  for (std::size_t n = 0; n < mentions.size() + stated.size(); ++n) places.push_back(resolution.place_of(n));
  return places;
}

}  // namespace dateline
