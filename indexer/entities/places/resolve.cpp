#include "indexer/entities/places/resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "corpus/base/text.h"
#include "indexer/entities/places/company.h"
#include "indexer/entities/places/hints.h"
#include "indexer/entities/places/place_key.h"
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
constexpr double kCalledDivision = 3;  ///< the name is followed by "state", "province", …
constexpr double kDatelined = 2;       ///< towns have correspondents
constexpr double kOtherName = 2;       ///< taken off where a town usually has another name …
constexpr double kFormerName = 0.2;    ///< … and where a city has, which may be a former one
constexpr double kCityFrom = 6;        ///< importance of a city
constexpr double kMargin = 0.15;       ///< towns and districts closer to each other stay unresolved
constexpr double kMostPlaces = 3;      ///< places of one country that count
constexpr double kLeast = 3;           ///< below, a name stays unresolved
constexpr double kNearKm = 60;         ///< what "near" means
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

/// What follows a division's name, and never a town's.
constexpr std::array<std::string_view, 5> kOfDivisions{" province", " state", " county", " governorate",
                                                       " prefecture"};

/// Names of divisions that mean nothing without their country.
constexpr std::array<std::string_view, 9> kDirections{"north",    "south",   "east",    "west",   "northern",
                                                      "southern", "eastern", "western", "central"};

/// Another name of the article, and what the text says of the two: kInside, kHolds or kNear it.
struct TiedName {
  std::size_t other;
  Tie tie;
  bool is_comma;   ///< nothing but a comma stands between them
  bool in_list;    ///< … which may be that of a list
  bool is_placed;  ///< the text says where this name lies by the other, and it can be no other of its name
  friend bool operator==(const TiedName&, const TiedName&) = default;
};

/// A name of the article, with everything that is known of it.
struct Name {
  std::string key;
  std::vector<std::uint32_t> candidates;
  std::size_t usual = 0;       ///< of the candidates, how many are usually called so
  std::vector<double> scores;  ///< by candidate, without the other places
  std::optional<std::size_t> best;
  bool follows_comma = false;  ///< somewhere it stands as in "Miami, Fla."
  bool is_division = false;    ///< "Kunar province"
  bool is_dateline = false;    ///< the first of the dateline
  bool is_no_town = false;     ///< "Kunar Province", of which the gazetteer knows the first word only
  bool has_small = false;      ///< it is not written in capitals only
  std::vector<TiedName> ties;
  std::optional<std::uint32_t> inside;  ///< what it lies in, where the gazetteer does not know it there
};

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
    for (std::size_t n = 0; n + 1 < mentions.size(); ++n) tie(text, mentions, n);
    for (const auto& hint : hints_of_text(gazetteer, text, article.organizations)) hints_.push_back(hint);
    for (const auto& hint : hints_of_publisher(gazetteer, article.source, article.url))
      hints_.push_back(hint);
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
    for (auto& name : names_) put_inside(name);
  }

  std::optional<PlaceFound> place_of(std::size_t mention) const {
    const auto& name = names_[of_mention_[mention]];
    if (name.inside) return PlaceFound{.number = *name.inside, .inside = true};
    return name.best ? std::optional(PlaceFound{.number = name.candidates[*name.best]}) : std::nullopt;
  }

 private:
  static bool calls_a_division(std::string_view rest) {
    return std::ranges::any_of(kOfDivisions, [&](std::string_view word) {
      const bool goes_on = rest.size() > word.size() && rest[word.size()] >= 'a' && rest[word.size()] <= 'z';
      return rest.starts_with(word) && !goes_on;
    });
  }

  std::size_t number_of(std::string_view written) {
    const auto key = place_key(written);
    const auto [known, is_new] = by_key_.try_emplace(key, names_.size());
    if (is_new) {
      const bool is_direction = std::ranges::find(kDirections, key) != kDirections.end();
      const auto part = known_part(gazetteer_, key);
      const auto found = is_direction ? std::span<const std::uint32_t>() : gazetteer_.find(part);
      const auto count = std::min(found.size(), kMostCandidates);
      const bool is_no_town =
          gazetteer_.find(key).empty() &&
          std::ranges::any_of(kOfDivisions, [&](auto word) { return key.ends_with(word); });
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

  static double of_its_name(const Name& name, const Place& place, bool is_usual) {
    if (name.is_division && is_division(place)) return kCalledDivision;
    double score = name.is_dateline && place.kind == PlaceKind::kCity ? kDatelined : 0;
    if (place.kind != PlaceKind::kCity) return score;
    if (!is_usual && name.usual > 0) return score - kOtherName;
    const auto usual = place_key(place.name);
    if (place.is_capital || score > 0 || usual == name.key || usual.starts_with(name.key + ' ')) return score;
    return importance(place) >= kCityFrom ? -kFormerName : -kOtherName;
  }

  void score_alone(Name& name) {
    for (std::size_t n = 0; n < name.candidates.size(); ++n) {
      const auto number = name.candidates[n];
      const auto place = gazetteer_[number];
      double score = 0;
      if (!is_out_of_place(name, place)) {
        score = importance(place) + of_its_name(name, place, n < name.usual);
        double most = 0;
        for (const auto& tied : name.ties) most = std::max(most, of_tie(tied, number));
        score += most;
      }
      name.scores.push_back(score);
    }
  }

  /// What a tie to another name says for a candidate.
  double of_tie(const TiedName& tied, std::uint32_t candidate) const {
    if (tied.tie == Tie::kListed || (tied.in_list && tied.tie != Tie::kInside)) return 0;
    double most = 0;
    for (const auto other : names_[tied.other].candidates) {
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
    return static_cast<double>(std::ranges::count_if(name.ties, [&](const TiedName& tied) {
      const auto& other = names_[tied.other];
      const bool is_listed = tied.tie == Tie::kListed || tied.in_list;
      if (!is_listed || !other.best) return false;
      const auto there = gazetteer_[other.candidates[*other.best]];
      return there.kind == place.kind &&
             (place.kind == PlaceKind::kCountry || there.country == place.country);
    }));
  }

  double with(const Company& company, const Name& name, std::size_t candidate) const {
    const auto number = name.candidates[candidate];
    const auto place = gazetteer_[number];
    const auto own = name.best ? std::optional(name.candidates[*name.best]) : std::nullopt;
    double score = 0;
    if (!place.country.empty()) {
      const double others = kSameCountry * std::min(company.in_country(place.country, own), kMostPlaces);
      score += is_small(place) ? std::min(others, kMostForTowns) : others;
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
    Company company(gazetteer_);
    for (const auto& name : names_) {
      if (name.best) company.add(name.candidates[*name.best], 1);
    }
    for (const auto& hint : hints_) company.add(hint.place, hint.weight);
    return company;
  }

  /// Notes what stands between a mention and the next one.
  void tie(std::string_view text, const std::vector<PlaceMention>& mentions, std::size_t n) {
    const auto& first = mentions[n];
    const auto& second = mentions[n + 1];
    const auto between = text.substr(first.end, second.begin - first.end);
    const auto tie = tie_of(between);
    if (tie == Tie::kNone) return;
    const auto one = of_mention_[n], other = of_mention_[n + 1];
    const bool is_comma = between == ", ";
    const bool in_list = is_comma && continues_list(text, mentions, n);
    const bool is_placed = tie == Tie::kNear || (is_comma && !in_list);
    const auto back = tie == Tie::kHolds ? Tie::kInside : tie == Tie::kListed ? Tie::kListed : Tie::kNear;
    note(one, {other, tie == Tie::kHolds ? Tie::kNear : tie, is_comma, in_list, is_placed});
    note(other, {one, back, is_comma, in_list, tie == Tie::kHolds});
    if (is_comma) names_[other].follows_comma = true;
  }

  /// Whether the comma behind mention `n` is that of a list: another name of it comes before, or two behind.
  static bool continues_list(std::string_view text, const std::vector<PlaceMention>& mentions,
                             std::size_t n) {
    const auto gap = [&](std::size_t first) {
      return first + 1 < mentions.size()
                 ? text.substr(mentions[first].end, mentions[first + 1].begin - mentions[first].end)
                 : std::string_view();
    };
    const auto is_list = [](std::string_view between) { return between == ", " || between == ", and "; };
    return (n > 0 && gap(n - 1) == ", ") ||
           (is_list(gap(n + 1)) && (is_list(gap(n + 2)) || gap(n + 2) == " and "));
  }

  void note(std::size_t name, const TiedName& tied) {
    auto& ties = names_[name].ties;
    const bool is_new = tied.other != name && std::ranges::find(ties, tied) == ties.end();
    if (is_new && ties.size() < kMostTies) ties.push_back(tied);
  }

  /// Of a name that the gazetteer does not know where the text puts it: "Edmonton, Ky.".
  void put_inside(Name& name) const {
    const auto own = name.best ? std::optional(name.candidates[*name.best]) : std::nullopt;
    if (own && gazetteer_[*own].kind != PlaceKind::kCity && gazetteer_[*own].kind != PlaceKind::kDistrict)
      return;
    for (const auto& tied : name.ties) {
      const auto& other = names_[tied.other];
      const bool says_where =
          (tied.tie == Tie::kInside && !tied.in_list) || (tied.tie == Tie::kNear && tied.is_placed);
      if (!says_where || !other.best) continue;
      const auto container = other.candidates[*other.best];
      const auto place = gazetteer_[container];
      if (own && !(tied.is_placed && contradicts(*own, container))) continue;
      // "Toronto, Vancouver" are two.
      if (own && tied.is_comma && !is_division(place)) continue;
      const bool both_districts = place.kind == PlaceKind::kDistrict && name.key.ends_with(" county");
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
  std::vector<Name> names_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> of_mention_;
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
