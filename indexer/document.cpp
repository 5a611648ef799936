#include "indexer/document.h"

#include <algorithm>

#include "indexer/bulk/term_order.h"
#include "indexer/entities/names/names.h"

namespace dateline {
namespace {

std::vector<std::string> names_of(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) names.push_back(entity.name);
  return names;
}

/// In the order they are spoken; also by what the text calls them: "reagan" is "Ronald Reagan".
std::vector<std::string> names_of_people(const std::vector<Entity>& people) {
  std::vector<std::string> names;
  for (const auto& person : people) {
    const auto turned = turned_name(person.name);
    names.push_back(turned.empty() ? person.name : turned);
    if (!person.written.empty()) names.push_back(person.written);
  }
  return names;
}

/// Also by what the text calls them: "IMF".
std::vector<std::string> names_of_organizations(const std::vector<Entity>& organizations) {
  std::vector<std::string> names;
  for (const auto& organization : organizations) {
    names.push_back(organization.name);
    if (!organization.written.empty()) names.push_back(organization.written);
  }
  return names;
}

std::vector<std::string> stated_names_of(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) {
    if (entity.origin == Origin::kMeta) names.push_back(entity.name);
  }
  return names;
}

/// As the publisher writes them.
std::vector<std::string> stated_places(const std::vector<Entity>& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) {
    if (entity.origin == Origin::kMeta)
      names.push_back(entity.written.empty() ? entity.name : entity.written);
  }
  return names;
}

/// The places that were found on the map and everything they lie in.
std::vector<std::string> places_within(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (place.parents.empty() && !place.position) continue;
    names.push_back(place.name);
    names.insert(names.end(), place.parents.begin(), place.parents.end());
  }
  return names;
}

std::vector<std::string> countries_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (place.country.empty() || place.parents.empty()) continue;
    // Of a country's own parents only the continent is left.
    names.push_back(place.parents.size() == 1 ? place.name : *(place.parents.end() - 2));
  }
  return names;
}

/// Whether `place` was found on the map and lies in a region of a country: a town, or a district.
bool is_town(const Entity& place) { return !place.country.empty() && place.parents.size() >= 3; }

/// The regions that the places are or lie in: behind them come the country and its continent.
std::vector<std::string> regions_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (is_town(place)) names.push_back(*(place.parents.end() - 3));
    if (!place.country.empty() && place.parents.size() == 2) names.push_back(place.name);
  }
  return names;
}

std::vector<std::string> towns_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto& place : article.places) {
    if (is_town(place)) names.push_back(place.name);
  }
  return names;
}

/// Where towns are, and what the publisher located himself: countries and regions are no points.
std::vector<std::string> points_of(const Article& article) {
  std::vector<std::string> points;
  for (const auto& place : article.places) {
    const bool is_point = place.parents.empty() || is_town(place);
    if (is_point && place.position) points.push_back(encode_point(*place.position));
  }
  return points;
}

/// Who, where and what the article is about, each name once.
std::vector<std::string> subjects_of(const Article& article) {
  std::vector<std::string> names;
  for (const auto* entities : {&article.people, &article.places, &article.organizations}) {
    for (const auto& entity : *entities) {
      const bool is_new = std::ranges::find(names, entity.name) == names.end();
      if (entity.relation != Relation::kAbout || !is_new) continue;
      names.push_back(entity.name);
      if (entities == &article.organizations && !entity.written.empty()) names.push_back(entity.written);
    }
  }
  return names;
}

/// `hash` with all of `bytes` mixed in, eight at a time.
std::uint64_t mixed(std::uint64_t hash, std::string_view bytes) {
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  };
  mix(bytes.size());
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(glass::beginning_of(bytes));
  mix(glass::beginning_of(bytes));
  return hash;
}

}  // namespace

std::string_view told_apart_by(const Article& article) {
  if (!article.source.empty()) return article.source;
  return article.url.empty() ? article.title : article.url;
}

std::string encode_stored(const Article& article) { return to_json(article, false) + '\n' + article.text; }

std::string_view stored_text(std::string_view data) {
  const auto end = data.find('\n');
  return end == std::string_view::npos ? std::string_view() : data.substr(end + 1);
}

std::expected<Article, Error> decode_stored(std::string_view data, bool with_text) {
  const auto end = data.find('\n');
  if (end == std::string_view::npos) {
    return std::unexpected(
        make_error(ErrorCode::kCorrupt, "a stored article is damaged: index again into a new folder"));
  }
  auto article = article_from_json(data.substr(0, end));
  if (!article)
    return std::unexpected(
        make_error(ErrorCode::kCorrupt, "{}: index again into a new folder", article.error().message));
  if (with_text) article->text = stored_text(data);
  return article;
}

std::vector<std::string> values_of(const Article& article, Field field) {
  switch (field) {
    case Field::kTitle:
      return {article.title};
    case Field::kPerson:
      return names_of_people(article.people);
    case Field::kPersonMeta:
      return stated_names_of(article.people);
    case Field::kPlace:
      return names_of(article.places);
    case Field::kPlaceMeta:
      return stated_places(article.places);
    case Field::kWithin:
      return places_within(article);
    case Field::kCountry:
      return countries_of(article);
    case Field::kRegion:
      return regions_of(article);
    case Field::kTown:
      return towns_of(article);
    case Field::kNear:
      return points_of(article);
    case Field::kOrganization:
      return names_of_organizations(article.organizations);
    case Field::kOrganizationMeta:
      return stated_names_of(article.organizations);
    case Field::kAbout:
      return subjects_of(article);
    case Field::kAuthor:
      return article.authors;
    case Field::kSource:
      return {article.source};
    case Field::kSection:
      return {article.section};
    case Field::kKeyword:
      return article.keywords;
    case Field::kLanguage:
      return {article.language};
    case Field::kId:
      return {article.id};
    case Field::kStory:
      return {};  // depends on the other articles
  }
  return {};
}

Digested digested(const Article& article, std::string_view enrichment_version) {
  auto json = to_json(article, false);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const auto part : {std::string_view(json), std::string_view(article.text), enrichment_version})
    hash = mixed(hash, part);
  std::string bytes(8, '\0');
  for (char& byte : bytes) byte = static_cast<char>(hash & 0xFF), hash >>= 8;
  return {.json = std::move(json), .digest = std::move(bytes)};
}

}  // namespace dateline
