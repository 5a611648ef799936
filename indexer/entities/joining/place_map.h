// The places of one article on the map.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/named.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/resolve.h"

namespace dateline {

/// Knows where the places are that the publisher of an article states and that its text names.
class PlaceMap {
 public:
  /// Looks all of them up; see resolve_places. `gazetteer` has to outlive the map.
  PlaceMap(const Article& article, const Mentions& mentions, const Gazetteer& gazetteer);

  /// Gives `entity` the name, position, country and parents of the place that was found.
  void locate(Entity& entity, PlaceFound found) const;

  /// Names of one place are one: "U.S." and "United States"; what is no place's name ("the North") is left
  /// out. The first `stated` stay apart, as the publisher
  /// has them. Sets Named::place.
  void merge(std::vector<Named>& places, std::size_t stated) const;

 private:
  std::optional<PlaceFound> find(const std::vector<std::string>& words) const;

  const Gazetteer& gazetteer_;
  std::map<std::vector<std::string>, std::optional<PlaceFound>> numbers_;
};

}  // namespace dateline
