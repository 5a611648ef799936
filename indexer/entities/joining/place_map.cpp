#include "indexer/entities/joining/place_map.h"

#include <unordered_map>
#include <utility>

#include "indexer/entities/dateline.h"
#include "indexer/entities/names/names.h"
#include "indexer/entities/places/compounds.h"

namespace dateline {

PlaceMap::PlaceMap(const Article& article, const Mentions& mentions, const Gazetteer& gazetteer)
    : gazetteer_(gazetteer) {
  const auto both = article.title + "\n\n" + article.text;
  const auto text_begins = static_cast<std::uint32_t>(article.title.size() + 2);
  std::vector<PlaceMention> places;
  const auto add = [&](const std::vector<Mention>& found, std::uint32_t offset) {
    for (const auto& mention : found) {
      if (mention.type != MentionType::kPlace) continue;
      const auto begin = mention.begin + offset, end = mention.end + offset;
      places.push_back({std::string_view(both).substr(begin, end - begin), begin, end});
    }
  };
  add(mentions.title, 0);
  add(mentions.text, text_begins);
  std::vector<std::string> stated;
  for (const auto& entity : article.places) stated.push_back(entity.name);
  const auto dateline = dateline_bytes(article.text);
  PlacedText placed{.text = both,
                    .dateline_begin = text_begins,
                    .dateline_end = text_begins + dateline,
                    .source = article.source,
                    .url = article.url};
  for (const auto& mention : mentions.text) {
    if (mention.type != MentionType::kOrganization) continue;
    placed.organizations.push_back(
        std::string_view(article.text).substr(mention.begin, mention.end - mention.begin));
  }
  const auto found = resolve_places(gazetteer, placed, places, stated);
  std::unordered_map<std::string_view, std::optional<PlaceFound>*> by_text;
  for (std::size_t n = 0; n < places.size(); ++n) {
    auto& number = by_text[places[n].text];
    if (number == nullptr) number = &numbers_[name_words(places[n].text)];
    *number = found[n];
  }
  for (std::size_t n = 0; n < stated.size(); ++n) numbers_[name_words(stated[n])] = found[places.size() + n];
}

std::optional<PlaceFound> PlaceMap::find(const std::vector<std::string>& words) const {
  const auto found = numbers_.find(words);
  return found == numbers_.end() ? std::nullopt : found->second;
}

void PlaceMap::locate(Entity& entity, PlaceFound found) const {
  const auto number = found.number;
  const auto place = gazetteer_[number];
  const auto known = gazetteer_.display_name(number);
  const auto name = found.inside ? readable(entity.name) + ", " + known : known;
  if (entity.name != name) entity.written = std::exchange(entity.name, name);
  if (entity.country.empty()) entity.country = place.country;
  if (!entity.position && (!found.inside || lies_close_together(place))) entity.position = place.position;
  if (found.inside) entity.parents.push_back(known);
  for (const auto parent : gazetteer_.parents(number))
    entity.parents.push_back(gazetteer_.display_name(parent));
}

void PlaceMap::merge(std::vector<Named>& places, std::size_t stated) const {
  std::vector<Named> kept;
  auto stated_left = stated;
  std::map<std::uint32_t, std::size_t> numbers;  // of the first place of `kept` there
  for (auto& one : places) {
    one.place = find(one.words);
    if (!one.place && stated_left == 0 && names_no_place(one.name)) continue;
    if (stated_left > 0) --stated_left;
    const bool is_known = one.place && !one.place->inside;
    const bool may_join = is_known && kept.size() >= stated;
    const auto same = may_join ? numbers.find(one.place->number) : numbers.end();
    if (same == numbers.end()) {
      if (is_known) numbers.try_emplace(one.place->number, kept.size());
      kept.push_back(std::move(one));
    } else {
      absorb(kept[same->second], one);
    }
  }
  places = std::move(kept);
}

}  // namespace dateline
