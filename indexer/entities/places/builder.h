// Makes a gazetteer from lists of places.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A place as a list states it.
struct StatedPlace {
  PlaceKind kind = PlaceKind::kCity;
  std::string name;
  std::vector<std::string> aliases;
  std::string country;   ///< alpha-2, or a continent's code for countries and regions
  std::string admin;     ///< cities, districts: name of the first-level division
  std::string district;  ///< cities: name of the second-level division
  std::string capital;   ///< countries
  GeoPoint position;
  std::uint32_t population = 0;
};

/// Collects places, then lays them out. Places of one kind, country and name that lie close together are one.
class GazetteerBuilder {
 public:
  /// Begins with all that `gazetteer` holds, which may be gone afterwards. Only for a builder still empty.
  void start_from(const Gazetteer& gazetteer);

  /// Reads the project's own list (see facts.tsv for its form).
  /// Errors: kFormat  a line that is not of that form, with its number
  std::expected<void, Error> add_facts(std::string_view text);

  void add(StatedPlace place);

  /// More names for the places of a country that are already called `name`; false where there is none.
  bool add_aliases(std::string_view country, std::string_view name, const std::vector<std::string>& aliases);

  /// The gazetteer's bytes. Divisions without a position of their own lie where their people live.
  std::string build();

 private:
  struct Draft {
    StatedPlace stated;
    std::uint32_t parent = kNoPlace;
  };
  std::expected<void, Error> add_fact(const std::vector<std::string_view>& cells);
  void unify_divisions();
  void add_missing_divisions();
  void link();
  double importance_of(const Draft& draft) const;
  bool is_capital(const StatedPlace& place) const;

  std::vector<Draft> drafts_;
  std::multimap<std::string, std::uint32_t, std::less<>> by_key_;  ///< country + key of the usual name
  struct Alias {
    std::string country, name;
    std::vector<std::string> aliases;
  };
  std::set<std::string> capitals_;  ///< country + key
  /// Country + key of a division's name -> names that other lists give it, by how many towns they share.
  std::map<std::string, std::map<std::string, std::uint32_t>> other_names_;
  std::vector<Alias> later_;  ///< alias rows, for places that other lists bring
};

/// Splits a line at `separator`.
std::vector<std::string_view> cells_of(std::string_view line, char separator);

}  // namespace dateline
