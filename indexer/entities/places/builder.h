// Makes a gazetteer from lists of places.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/layout.h"

namespace dateline {

/// A place as a list states it.
struct StatedPlace {
  PlaceKind kind = PlaceKind::kCity;
  std::string name;
  std::vector<std::string> aliases;      ///< names it is usually called by, too
  std::vector<std::string> other_names;  ///< what a list adds: former, foreign, seldom ones
  std::string country;                   ///< alpha-2, or a continent's code for countries and regions
  std::string admin;                     ///< cities, districts: name of the first-level division
  std::string district;                  ///< cities: name of the second-level division
  std::string capital;                   ///< countries
  GeoPoint position;
  bool is_placed = true;  ///< false: `position` is not known
  std::uint32_t population = 0;
};

/// Collects places, then lays them out. Places of one kind, country and name that lie close together are one.
class GazetteerBuilder {
 public:
  /// Begins with all that `gazetteer` holds, which may be gone afterwards. Only for a builder still empty.
  void start_from(const Gazetteer& gazetteer);

  void add(StatedPlace place);

  /// More usual names for the largest place of a country that is called `name`; false where there is none.
  bool add_aliases(std::string_view country, std::string_view name, const std::vector<std::string>& aliases);

  /// The same for a place that may come later.
  void add_aliases_later(std::string_view country, std::string_view name, std::vector<std::string> aliases) {
    later_.push_back({std::string(country), std::string(name), std::move(aliases)});
  }

  /// What the people and things of a country are called: see Gazetteer::country_of_people.
  void add_people(std::string_view country, std::vector<std::string> words) {
    people_[std::string(country)] = std::move(words);
  }

  /// What a country calls its first-level divisions, "Province": those that lists name by a direction alone
  /// are called so in full, "Western Province".
  void call_divisions(std::string_view country, std::string_view kind) {
    kinds_[std::string(country)] = kind;
  }

  /// The gazetteer's bytes. Divisions without a position of their own lie where their people live; districts
  /// of which no town is known lie where their division does, and are left out where that is wide.
  std::string build();

 private:
  struct Draft {
    StatedPlace stated;
    std::uint32_t parent = kNoPlace;
  };
  struct Alias {
    std::string country, name;
    std::vector<std::string> aliases;
  };
  void unify_divisions();
  void apply_later();
  void add_missing_divisions();
  void name_directions();
  void link();
  std::vector<float> measure_divisions();
  void place_the_unplaced(const std::vector<float>& radii);
  bool is_capital(const StatedPlace& place) const;
  std::set<std::uint32_t> named_as_town() const;
  std::map<std::string, PlacesOfName> names() const;

  std::vector<Draft> drafts_;
  std::multimap<std::string, std::uint32_t, std::less<>> by_key_;  ///< country + key of the usual name
  std::set<std::string> capitals_;                                 ///< country + key
  /// Country + key of a division's name -> names that other lists give it, by how many towns they share.
  std::map<std::string, std::map<std::string, std::uint32_t>> other_names_;
  std::vector<Alias> later_;  ///< for places that other lists bring
  std::map<std::string, std::vector<std::string>, std::less<>> people_;
  std::map<std::string, std::string> kinds_;  ///< of divisions, by country
};

/// A country's code and a name, as places are told apart by.
std::string country_key(std::string_view country, std::string_view name);

/// Splits a line at `separator`.
std::vector<std::string_view> cells_of(std::string_view line, char separator);

}  // namespace dateline
