// How likely a name of an article means each of the places called so, by what the article's other names mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/name_meaning.h"
#include "indexer/entities/places/other_places.h"

namespace dateline {

/// Scores in powers of ten of inhabitants, see importance(). Holds references.
class CompanyScores {
 public:
  /// `names` are all of the article, `company` where the places that they mean lie.
  CompanyScores(const Gazetteer& gazetteer, const std::vector<NameMeaning>& names, const OtherPlaces& company)
      : gazetteer_(gazetteer), names_(names), company_(company) {}

  /// What the other places say for a candidate of `name`: to be added to its own score.
  double of(const NameMeaning& name, std::size_t candidate) const;

  /// Every country has its Eastern Province: one of a country that nothing in the article points to is none.
  bool is_far_fetched(const NameMeaning& name, std::size_t candidate) const;

 private:
  double of_country(const NameMeaning& name, const Place& place) const;
  double of_list(const NameMeaning& name, const Place& place) const;
  bool is_overshadowed(const NameMeaning& name, const Place& place) const;

  const Gazetteer& gazetteer_;
  const std::vector<NameMeaning>& names_;
  const OtherPlaces& company_;
};

}  // namespace dateline
