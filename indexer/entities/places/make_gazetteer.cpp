// Makes the built-in gazetteer when Dateline is built: from libgeonames' cities, iso-codes' names of
// countries and words for their divisions, and the project's own list.
//
//   make_gazetteer FACTS.tsv ISO_3166-1.json ISO_3166-2.json OUTPUT
#include <fmt/core.h>
#include <geonames/geonames.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/entities/places/builder.h"
#include "indexer/entities/places/facts.h"

namespace {

using namespace dateline;

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return file ? bytes.str() : std::string();
}

void add_country_names(GazetteerBuilder& builder, const std::string& json) {
  const auto list = nlohmann::json::parse(json);
  for (const auto& country : list.at("3166-1")) {
    const auto code = country.at("alpha_2").get<std::string>();
    std::vector<std::string> names;
    for (const auto* key : {"name", "common_name", "official_name"}) {
      if (country.contains(key)) names.push_back(country[key]);
    }
    for (const auto& name : names) builder.add_aliases(code, name, names);
  }
}

/// What most first-level divisions of each country are called, where that is a single word.
void add_kinds_of_divisions(GazetteerBuilder& builder, const std::string& json) {
  std::map<std::string, std::map<std::string, int>> counts;
  const auto list = nlohmann::json::parse(json);
  for (const auto& division : list.at("3166-2")) {
    if (division.contains("parent")) continue;
    const auto code = division.at("code").get<std::string>();
    ++counts[code.substr(0, code.find('-'))][division.at("type").get<std::string>()];
  }
  for (const auto& [country, kinds] : counts) {
    const auto& kind =
        std::ranges::max_element(kinds, {}, [](const auto& entry) { return entry.second; })->first;
    if (kind.find(' ') == kind.npos) builder.call_divisions(country, kind);
  }
}

void add_cities(GazetteerBuilder& builder) {
  const auto count = geonames_get_n_cities();
  for (gint n = 0; n < count; ++n) {
    auto* city = geonames_get_city(n);
    builder.add({.name = geonames_city_get_name(city),
                 .country = geonames_city_get_country_code(city),
                 .admin = geonames_city_get_state(city),
                 .position = {geonames_city_get_latitude(city), geonames_city_get_longitude(city)},
                 .population = geonames_city_get_population(city)});
    geonames_city_free(city);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    return fmt::print(stderr, "make_gazetteer FACTS.tsv ISO_3166-1.json ISO_3166-2.json OUTPUT\n"), 2;
  }
  GazetteerBuilder builder;
  if (const auto added = add_facts(contents(argv[1]), builder); !added) {
    return fmt::print(stderr, "{}: {}\n", argv[1], added.error().message), 1;
  }
  add_country_names(builder, contents(argv[2]));
  add_kinds_of_divisions(builder, contents(argv[3]));
  add_cities(builder);
  std::ofstream(argv[4], std::ios::binary) << builder.build();
}
