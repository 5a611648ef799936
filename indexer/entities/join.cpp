#include "indexer/entities/join.h"

#include <algorithm>

#include "indexer/entities/joining/about.h"
#include "indexer/entities/joining/named.h"
#include "indexer/entities/joining/organizations.h"
#include "indexer/entities/joining/people.h"
#include "indexer/entities/joining/place_map.h"

namespace dateline {
namespace {

/// Appends those of `found` that the publisher has not stated, the most salient first, and gives the mentions
/// their records. `found` begins with the stated ones.
void append(std::vector<Entity>& entities, std::vector<Named> found, MentionType type, const PlaceMap* map,
            std::vector<NamedMention>& mentions) {
  const auto stated = entities.size();
  const auto about = std::ranges::count(entities, Relation::kAbout, &Entity::relation);
  const auto relations = rank_by_salience(found, stated, static_cast<std::size_t>(about), type);
  for (std::size_t n = 0; n < found.size(); ++n) {
    const auto& one = found[n];
    if (n >= stated) {
      entities.push_back({.name = type == MentionType::kPlace          ? readable(one.name)
                                  : type == MentionType::kOrganization ? readable_organization(one.name)
                                                                       : one.name,
                          .relation = relations[n - stated],
                          .origin = Origin::kText});
    }
    auto& entity = entities[n];
    if (map != nullptr && one.place) map->locate(entity, *one.place);
    if (!one.written.empty()) entity.written = one.written;
    for (const auto mention : one.mentions) {
      mentions[mention].name = entity.name;
      mentions[mention].position = entity.position;
    }
  }
}

}  // namespace

std::vector<NamedMention> add_mentioned(Article& article, const Mentions& mentions,
                                        const Gazetteer& gazetteer) {
  std::vector<NamedMention> named;
  for (const auto& mention : mentions.text) named.push_back({.mention = mention});
  append(article.people, join_people(article, mentions), MentionType::kPerson, nullptr, named);

  const PlaceMap map(article, mentions, gazetteer);
  auto places = join_by_words(article, mentions, MentionType::kPlace, article.places);
  map.merge(places, article.places.size());
  append(article.places, std::move(places), MentionType::kPlace, &map, named);

  auto organizations = join_organizations(article, mentions);
  append(article.organizations, std::move(organizations), MentionType::kOrganization, nullptr, named);
  return named;
}

}  // namespace dateline
