#include "query/command_line.h"

#include <algorithm>

#include "corpus/base/text.h"

namespace dateline {
namespace {

std::expected<Sort, Error> parse_sort(std::string_view name) {
  if (name == "relevance") return Sort::kRelevance;
  if (name == "newest") return Sort::kNewest;
  if (name == "oldest") return Sort::kOldest;
  return std::unexpected(invalid("{} is not an order: write relevance, newest or oldest", quoted(name)));
}

std::expected<MatchMode, Error> parse_match(std::string_view name) {
  if (name == "auto") return MatchMode::kAuto;
  if (name == "all") return MatchMode::kAll;
  if (name == "any") return MatchMode::kAny;
  return std::unexpected(invalid("{} is not a way to match: write auto, all or any", quoted(name)));
}

std::expected<bool, Error> parse_group(std::string_view name) {
  if (name == "none") return false;
  if (name == "stories") return true;
  return std::unexpected(invalid("{} is not a way to group hits: write stories or none", quoted(name)));
}

/// Splits NAME=TEXT; `what` names the option.
std::expected<std::pair<std::string, std::string>, Error> split_pair(std::string_view what,
                                                                     std::string_view text,
                                                                     std::string_view example) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return std::unexpected(invalid("{} is not a value of --{}: write {}", quoted(text), what, example));
  }
  return std::pair{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::expected<void, Error> read_filters(const Arguments& arguments, SearchRequest& request) {
  for (const auto& text : arguments.all("filter")) {
    auto filter = split_pair("filter", text, "FIELD=VALUE, for example person=\"Angela Merkel\"");
    if (!filter) return std::unexpected(filter.error());
    request.filters.push_back({.field = std::move(filter->first), .values = {std::move(filter->second)}});
  }
  return {};
}

std::expected<void, Error> read_budget(const Arguments& arguments, Budget& budget) {
  constexpr std::uint64_t kMost = 1'000'000;
  const auto bytes = arguments.number("max-bytes", 1, kMost);
  if (!bytes) return std::unexpected(bytes.error());
  const auto words = arguments.number("max-words", 1, kMost);
  if (!words) return std::unexpected(words.error());
  const auto expansions = arguments.number("max-expansions", 1, kMost);
  if (!expansions) return std::unexpected(expansions.error());
  const auto time = arguments.number("max-time", 1, kMost);
  if (!time) return std::unexpected(time.error());
  budget = {*bytes, *words, *expansions, std::chrono::milliseconds(*time)};
  return {};
}

std::expected<void, Error> read_counts(const Arguments& arguments, SearchRequest& request) {
  request.facets = split_list(arguments.get("facets"));
  if (const auto text = arguments.get("facet-search"); !text.empty()) {
    auto search = split_pair("facet-search", text, "NAME=TEXT, for example people=mer");
    if (!search) return std::unexpected(search.error());
    request.facets = {std::move(search->first)};
    request.facet_search = std::move(search->second);
  }
  if (const auto text = arguments.get("timeline"); !text.empty()) {
    const auto interval = parse_interval(text);
    if (!interval) return std::unexpected(interval.error());
    request.timeline = *interval;
  }
  if (!request.with.empty() && request.facets.empty()) request.facets = {"people", "places", "organizations"};
  return {};
}

}  // namespace

std::expected<SearchRequest, Error> request_of(const Arguments& arguments) {
  SearchRequest request{.text = joined(arguments.positional, " "),
                        .with = arguments.get("with"),
                        .from = arguments.get("from"),
                        .to = arguments.get("to"),
                        .explain = arguments.has("explain"),
                        .strict = arguments.has("strict")};
  const auto sort = parse_sort(arguments.get("sort"));
  if (!sort) return std::unexpected(sort.error());
  request.sort = *sort;
  const auto match = parse_match(arguments.get("match"));
  if (!match) return std::unexpected(match.error());
  request.match = *match;
  const auto group = parse_group(arguments.get("group"));
  if (!group) return std::unexpected(group.error());
  request.group_stories = *group;
  const auto ranking = parse_ranking(arguments.get("ranking"));
  if (!ranking) return std::unexpected(ranking.error());
  request.ranking = *ranking;
  const auto offset = arguments.number("offset", 0, kMaxOffset);
  if (!offset) return std::unexpected(offset.error());
  request.offset = static_cast<std::uint32_t>(*offset);
  const auto limit = arguments.number("limit", 0, kMaxLimit);
  if (!limit) return std::unexpected(limit.error());
  request.limit = static_cast<std::uint32_t>(*limit);
  const auto facet_limit = arguments.number("facet-limit", 1, kMaxFacetLimit);
  if (!facet_limit) return std::unexpected(facet_limit.error());
  request.facet_limit = static_cast<std::uint32_t>(*facet_limit);
  if (auto read = read_filters(arguments, request); !read) return std::unexpected(read.error());
  if (auto read = read_budget(arguments, request.budget); !read) return std::unexpected(read.error());
  if (auto read = read_counts(arguments, request); !read) return std::unexpected(read.error());
  return request;
}

}  // namespace dateline
