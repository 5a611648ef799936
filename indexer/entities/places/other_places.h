// The other places of an article: which countries and divisions they lie in, and where they lie close
// together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// How much of an article lies where. Every place that is added counts for all it lies in; towns and
/// districts also for their surroundings.
class OtherPlaces {
 public:
  explicit OtherPlaces(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  void add(std::uint32_t place, double weight);

  /// What is added in `country`, in `division`, and some hundred kilometres around `position`, without what
  /// `own` counts there once.
  double in_country(std::string_view country, std::optional<std::uint32_t> own) const;
  double in_division(std::uint32_t division, std::optional<std::uint32_t> own) const;
  double around(const GeoPoint& position, std::optional<std::uint32_t> own) const;

  /// What is added in all countries together.
  double in_countries() const { return total_; }

 private:
  const Gazetteer& gazetteer_;
  std::map<std::string_view, double> countries_;
  double total_ = 0;
  std::unordered_map<std::uint32_t, double> divisions_;
  std::unordered_map<std::int32_t, double> cells_;  ///< of one degree
};

}  // namespace dateline
