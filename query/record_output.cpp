#include "query/record_output.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/base/text.h"
#include "query/csv.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"people", "places", "organizations"};

std::string text_of(const RecordEntry& record) {
  auto line = fmt::format("{:>8}  {}", record.count, visible(record.name));
  if (!record.aliases.empty()) line += visible(" = " + joined(record.aliases, " = "));
  if (!record.link.empty()) line += visible("  [" + record.link + "]");
  return line + "\n";
}

std::string json_of(const RecordEntry& record) {
  nlohmann::ordered_json json{{"id", record.id}, {"kind", record.kind}, {"name", record.name}};
  if (!record.aliases.empty()) json["aliases"] = record.aliases;
  json["count"] = record.count;
  if (!record.first.empty()) json["first"] = record.first, json["last"] = record.last;
  if (!record.country.empty()) json["country"] = record.country;
  if (record.position) json["lat"] = record.position->latitude, json["lon"] = record.position->longitude;
  if (!record.link.empty()) json["link"] = record.link;
  json["examples"] = record.examples;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string csv_of(const RecordEntry& record) {
  const auto degrees = [&](double GeoPoint::* part) {
    return record.position ? fmt::format("{}", *record.position.*part) : std::string();
  };
  return joined(
             {csv_cell(record.id), csv_cell(record.kind), csv_cell(record.name),
              csv_cell(joined(record.aliases, "; ")), std::to_string(record.count), csv_cell(record.first),
              csv_cell(record.last), csv_cell(record.country), degrees(&GeoPoint::latitude),
              degrees(&GeoPoint::longitude), csv_cell(record.link), csv_cell(joined(record.examples, "; "))},
             ",") +
         "\r\n";
}

}  // namespace

std::expected<RecordKind, Error> parse_record_kind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name);
  if (found == kKinds.end())
    return std::unexpected(
        invalid("{} is not a kind of record: write people, places or organizations", quoted(name)));
  return static_cast<RecordKind>(found - kKinds.begin());
}

std::expected<std::string, Error> format_records(const std::vector<RecordEntry>& records,
                                                 OutputFormat format) {
  std::string out;
  switch (format) {
    case OutputFormat::kText:
      for (const auto& record : records) out += text_of(record);
      return out;
    case OutputFormat::kJson:
    case OutputFormat::kJsonLines:
      for (const auto& record : records) out += json_of(record);
      return out;
    case OutputFormat::kCsv:
      out = "id,kind,name,aliases,count,first,last,country,lat,lon,link,examples\r\n";
      for (const auto& record : records) out += csv_of(record);
      return out;
    default:
      return std::unexpected(invalid("records are printed as text, jsonl or csv"));
  }
}

}  // namespace dateline
