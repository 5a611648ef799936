#include "query/centre.h"

#include <xapian.h>

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/place_key.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

/// Places whose importances (powers of ten) differ by no more are about as likely.
constexpr double kAboutAsLikely = 0.5;

/// The name with what it lies in: "Paris, Texas".
std::string full_name(const Gazetteer& gazetteer, std::uint32_t number) {
  const auto place = gazetteer[number];
  return std::string(place.name) +
         (place.parent ? ", " + std::string(gazetteer[*place.parent].name) : std::string());
}

}  // namespace

void Centres::locate(Node& root) {
  for (auto& child : root.children) locate(child);
  if (root.kind == Node::Kind::kValue && (root.field == Field::kCountry || root.field == Field::kWithin))
    name_country(root);
  if (root.kind != Node::Kind::kAround || root.centre) return;
  const auto& gazetteer = lookup_.gazetteer(directory_);
  if (const auto number = choose(gazetteer, root)) {
    const auto place = gazetteer[*number];
    root.centre = place.position;
    if (place.kind < PlaceKind::kDistrict) {
      notes_.push_back(
          {"wide_place",
           fmt::format("{} is larger than a town: distances are those from its middle; write in:\"{}\" "
                       "for what lies inside",
                       quoted(root.text), root.text),
           root.range});
    }
    return;
  }
  root.centre = stated_position(database_, value_key(root.text));
  if (root.centre) return;
  notes_.push_back(
      {"unknown_place",
       fmt::format("{} is no place that is on the map here: nothing is near it; write degrees as "
                   "in near:45.76,4.84~50km",
                   quoted(root.text)),
       root.range});
  root.kind = Node::Kind::kNone;
}

/// Lets a country that no article has by this name be called by its code ("LK") or by another name.
void Centres::name_country(Node& node) {
  const auto& key = node.words[0];
  const bool is_known = database_.term_exists(exact_term(*node.field, key)) ||
                        database_.synonyms_begin(alias_key(*node.field, key)) !=
                            database_.synonyms_end(alias_key(*node.field, key));
  if (is_known) return;
  const auto& gazetteer = lookup_.gazetteer(directory_);
  auto country = node.text.size() == 2 ? gazetteer.country(node.text) : std::nullopt;
  const bool is_country = *node.field == Field::kCountry;
  for (const auto number : gazetteer.find(place_key(node.text))) {
    if (!country && is_country && gazetteer[number].kind == PlaceKind::kCountry) country = number;
  }
  if (country) node.words = {value_key(gazetteer[*country].name)};
  if (country && !is_country) {
    notes_.push_back({"country_code",
                      fmt::format("{} is taken as {}, the country of this code", quoted(node.text),
                                  gazetteer[*country].name),
                      node.range});
  }
  if (!country && is_country) {
    notes_.push_back(
        {"unknown_country",
         fmt::format("{} is no country of a place in an article here: nothing lies in it", quoted(node.text)),
         node.range});
  }
}

/// The place of the gazetteer that is meant by a name, which may say what it lies in: "Paris, Texas".
std::optional<std::uint32_t> Centres::choose(const Gazetteer& gazetteer, const Node& node) {
  const auto comma = node.text.rfind(',');
  auto found = gazetteer.find(place_key(node.text));
  std::vector<std::uint32_t> places(found.begin(), found.end());
  if (places.empty() && comma != std::string::npos) {
    const auto within = gazetteer.find(place_key(std::string_view(node.text).substr(comma + 1)));
    for (const auto number : gazetteer.find(place_key(std::string_view(node.text).substr(0, comma)))) {
      const auto parents = gazetteer.parents(number);
      if (std::ranges::find_first_of(parents, within) != parents.end()) places.push_back(number);
    }
  }
  if (places.empty()) return std::nullopt;
  const auto most = importance(gazetteer[places.front()]);
  std::erase_if(places,
                [&](std::uint32_t number) { return importance(gazetteer[number]) < most - kAboutAsLikely; });
  const auto articles = [&](std::uint32_t number) {
    return database_.get_termfreq(exact_term(Field::kPlace, value_key(gazetteer.display_name(number))));
  };
  std::ranges::stable_sort(places, std::greater{}, articles);
  if (places.size() > 1 && articles(places[0]) < 2 * articles(places[1]) + 1) {
    notes_.push_back({"ambiguous_place",
                      fmt::format("{} is taken as {}; it could as well be {}: write near:\"{}\" for that",
                                  quoted(node.text), full_name(gazetteer, places[0]),
                                  full_name(gazetteer, places[1]), full_name(gazetteer, places[1])),
                      node.range});
  }
  return places.front();
}

std::optional<GeoPoint> stated_position(const Xapian::Database& database, std::string_view key) {
  constexpr int kMostArticles = 8;
  const auto term = exact_term(Field::kPlace, key);
  auto posting = database.postlist_begin(term);
  for (int n = 0; n < kMostArticles && posting != database.postlist_end(term); ++n, ++posting) {
    const auto article = decode_stored(stored_form(database, *posting), false);
    if (!article) continue;
    for (const auto& place : article->places) {
      if (place.position && value_key(place.name) == key) return place.position;
    }
  }
  return std::nullopt;
}

}  // namespace dateline
