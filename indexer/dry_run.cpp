#include "indexer/dry_run.h"

#include <fmt/core.h>

#include <map>
#include <nlohmann/json.hpp>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "indexer/loading.h"

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

/// Says of each entity of the list `key` how many of `mentions` name it.
void count(nlohmann::ordered_json& article, const char* key, MentionType type,
           const std::vector<NamedMention>& mentions) {
  if (!article.contains(key)) return;
  std::map<std::string_view, std::size_t> counts;
  for (const auto& named : mentions) {
    if (named.mention.type == type) ++counts[named.name];
  }
  for (auto& entity : article[key]) {
    const auto known = counts.find(entity["name"].get_ref<const std::string&>());
    entity["count"] = known == counts.end() ? 0 : known->second;
  }
}

}  // namespace

std::string dry_run_line(const Article& article, const std::vector<NamedMention>& mentions) {
  auto json = nlohmann::ordered_json::parse(to_json(article));
  count(json, "people", MentionType::kPerson, mentions);
  count(json, "places", MentionType::kPlace, mentions);
  count(json, "organizations", MentionType::kOrganization, mentions);
  auto& list = json["mentions"] = nlohmann::ordered_json::array();
  for (const auto& mention : mentions) list.push_back(json_of(mention, article.text));
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::expected<int, Error> dry_run(const Arguments& arguments, HeldGazetteer gazetteer) {
  if (const auto format = arguments.get("format"); format != "jsonl") {
    return std::unexpected(invalid("{} is not a format for a dry run: write jsonl", quoted(format)));
  }
  const auto enricher = Enricher::load(std::move(gazetteer));
  if (!enricher) return std::unexpected(enricher.error());
  if (arguments.positional.empty())
    return std::unexpected(invalid("no source was given: name a file, a folder, or - for standard input"));
  const auto options = read_options(arguments);
  if (!options) return std::unexpected(options.error());
  bool refused = false;
  for (const auto& source : arguments.positional) {
    auto reader = open_source(source, *options);
    if (!reader) return std::unexpected(reader.error());
    for (auto read = (*reader)->next(); read; read = (*reader)->next()) {
      if (!*read) {
        refused = true;
        const auto& refusal = read->error();
        report(kIndexProgram, fmt::format("{}: {}", to_string(refusal.where), refusal.error.message));
        continue;
      }
      auto article = **read;
      const auto mentions =
          arguments.has("no-entities") ? std::vector<NamedMention>{} : enricher->read(article);
      if (!print(dry_run_line(article, mentions) + '\n')) return kExitDone;
    }
  }
  return refused ? kExitNothing : kExitDone;
}

}  // namespace dateline
