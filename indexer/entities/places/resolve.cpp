#include "indexer/entities/places/resolve.h"

#include <algorithm>
#include <string>

#include "indexer/entities/places/company_scores.h"
#include "indexer/entities/places/country_letters.h"
#include "indexer/entities/places/hints.h"
#include "indexer/entities/places/name_meaning.h"
#include "indexer/entities/places/other_places.h"
#include "indexer/entities/places/own_scores.h"
#include "indexer/entities/places/place_forms.h"

namespace dateline {
namespace {

constexpr double kMargin = 0.15;  ///< towns and districts closer to each other stay unresolved
constexpr double kLeast = 3;      ///< below, a name stays unresolved

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
    for (const auto& name : article_.names())
      names_.push_back({.name = name, .scores = own_scores(gazetteer_, article_.names(), name)});
    for (auto& name : names_) choose(name, nullptr);
    constexpr int kRounds = 2;
    for (int round = 0; round < kRounds; ++round) {
      const auto company = company_of_all();
      const CompanyScores scores(gazetteer_, names_, company);
      for (auto& name : names_) choose(name, &scores);
    }
    for (auto& name : names_) put_inside(name);
    resolve_letters();
  }

  std::optional<PlaceFound> place_of(std::size_t mention) const {
    const auto& name = names_[article_.of_mention(mention)];
    if (name.by_letters) return PlaceFound{.number = *name.by_letters};
    if (name.inside) return PlaceFound{.number = *name.inside, .inside = true};
    const auto place = name.place();
    return place ? std::optional(PlaceFound{.number = *place}) : std::nullopt;
  }

 private:
  /// Chooses the best of the candidates of `name`; with `company` also by the other places of the article.
  void choose(NameMeaning& name, const CompanyScores* company) const {
    std::optional<std::size_t> best;
    double best_score = kLeast, second = 0;
    for (std::size_t n = 0; n < name.scores.size(); ++n) {
      double score = name.scores[n];
      if (score > 0 && company != nullptr)
        score = company->is_far_fetched(name, n) ? 0 : score + company->of(name, n);
      if (score > best_score) {
        second = best ? best_score : 0;
        best = n, best_score = score;
      } else {
        second = std::max(second, score);
      }
    }
    const bool is_even = best_score - second < kMargin;
    if (best && is_even && company != nullptr && is_small(gazetteer_[name.name.candidates[*best]]))
      best.reset();
    name.best = best;
  }

  OtherPlaces company_of_all() const {
    OtherPlaces company(gazetteer_);
    for (const auto& name : names_) {
      if (const auto place = name.place()) company.add(*place, 1);
    }
    for (const auto& hint : hints_) company.add(hint.place, hint.weight);
    return company;
  }

  /// "SL" is Sri Lanka where that is named, or where the publisher is at home.
  void resolve_letters() {
    CountryLetters letters(gazetteer_);
    for (const auto& name : names_) {
      if (const auto place = name.place()) letters.add(*place);
    }
    for (const auto& hint : hints_) {
      if (const auto home = gazetteer_.country(gazetteer_[hint.place].country)) letters.add(*home);
    }
    for (auto& name : names_) {
      if (name.name.candidates.empty() && !name.name.has_small)
        name.by_letters = letters.country(name.name.key);
    }
  }

  /// Of a name that the gazetteer does not know where the text puts it: "Edmonton, Ky.".
  void put_inside(NameMeaning& name) const {
    if (is_direction(name.name.key)) return;
    const auto own = name.place();
    if (own && !is_local(gazetteer_[*own])) return;
    for (const auto& tied : name.name.ties) {
      const auto container = names_[tied.other].place();
      const bool says_where =
          (tied.tie == Tie::kInside && !tied.in_list) || (tied.tie == Tie::kNear && tied.is_placed);
      if (!says_where || !container) continue;
      const auto place = gazetteer_[*container];
      if (own && !(tied.is_placed && contradicts(*own, *container))) continue;
      // "Toronto, Vancouver" are two.
      if (own && tied.is_comma && !is_division(place)) continue;
      const bool both_districts = place.kind == PlaceKind::kDistrict && name.name.key.ends_with(" county");
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
  std::vector<NameMeaning> names_;
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
