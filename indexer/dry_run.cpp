#include "indexer/dry_run.h"

#include <nlohmann/json.hpp>

namespace dateline {
namespace {

std::string_view name_of(MentionType type) {
  switch (type) {
    case MentionType::kPerson:
      return "person";
    case MentionType::kPlace:
      return "place";
    case MentionType::kOrganization:
      break;
  }
  return "organization";
}

nlohmann::ordered_json json_of(const NamedMention& named, std::string_view text) {
  const auto& mention = named.mention;
  nlohmann::ordered_json json;
  json["type"] = name_of(mention.type);
  json["start"] = mention.begin;
  json["end"] = mention.end;
  json["text"] = text.substr(mention.begin, mention.end - mention.begin);
  if (!named.name.empty()) json["name"] = named.name;
  if (named.position) {
    json["lat"] = named.position->latitude;
    json["lon"] = named.position->longitude;
  }
  return json;
}

}  // namespace

std::string dry_run_line(const Article& article, const std::vector<NamedMention>& mentions) {
  auto json = nlohmann::ordered_json::parse(to_json(article));
  auto& list = json["mentions"] = nlohmann::ordered_json::array();
  for (const auto& mention : mentions) list.push_back(json_of(mention, article.text));
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace dateline
