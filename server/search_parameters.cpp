#include "server/search_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/base/options.h"
#include "corpus/base/text.h"
#include "query/parse.h"
#include "server/field_query.h"

namespace dateline {
namespace {

using Status = std::expected<void, Error>;

Status read_number(std::string_view name, const std::string& value, std::uint32_t high,
                   std::uint32_t& number) {
  std::uint32_t read = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
  if (error != std::errc() || end != value.data() + value.size() || read > high) {
    return std::unexpected(
        invalid("{} is not a value of '{}': write a whole number from 0 to {}", quoted(value), name, high));
  }
  number = read;
  return {};
}

template <typename Choice, std::size_t Size>
Status read_choice(std::string_view name, const std::string& value,
                   const std::array<std::pair<std::string_view, Choice>, Size>& choices, Choice& chosen) {
  std::vector<std::string> known;
  for (const auto& [word, choice] : choices) {
    if (word == value) {
      chosen = choice;
      return {};
    }
    known.emplace_back(word);
  }
  return std::unexpected(
      invalid("{} is not a value of '{}': write one of {}", quoted(value), name, joined(known, ", ")));
}

template <typename Choice, std::size_t Size>
std::string word_of(const std::array<std::pair<std::string_view, Choice>, Size>& choices, Choice chosen) {
  return std::string(std::ranges::find(choices, chosen, [](const auto& row) { return row.second; })->first);
}

constexpr std::array kSorts{std::pair{std::string_view("relevance"), Sort::kRelevance},
                            std::pair{std::string_view("newest"), Sort::kNewest},
                            std::pair{std::string_view("oldest"), Sort::kOldest}};
constexpr std::array kMatches{std::pair{std::string_view("auto"), MatchMode::kAuto},
                              std::pair{std::string_view("all"), MatchMode::kAll},
                              std::pair{std::string_view("any"), MatchMode::kAny}};
constexpr std::array kGroups{std::pair{std::string_view("none"), false},
                             std::pair{std::string_view("stories"), true}};
constexpr std::array kSwitch{std::pair{std::string_view("0"), false}, std::pair{std::string_view("1"), true}};
constexpr std::array kExplain{std::pair{std::string_view("0"), false}, std::pair{std::string_view("1"), true},
                              std::pair{std::string_view("false"), false},
                              std::pair{std::string_view("true"), true}};

Status read_day(std::string_view name, const std::string& value, std::string& day) {
  if (value.find("..") != std::string::npos || !parse_days(value)) {
    return std::unexpected(
        invalid("{} is not a value of '{}': write YYYY, YYYY-MM or YYYY-MM-DD", quoted(value), name));
  }
  day = value;
  return {};
}

Status read_facets(std::string_view name, const std::string& value, std::vector<std::string>& facets) {
  const auto known = facet_fields();
  for (auto& facet : split_list(value)) {
    if (std::ranges::find(known, facet) == known.end()) {
      return std::unexpected(
          invalid("{} is not a value of '{}': write one of {}", quoted(facet), name, joined(known, ", ")));
    }
    if (std::ranges::find(facets, facet) == facets.end()) facets.push_back(std::move(facet));
  }
  return {};
}

/// One parameter: how it is read, and its values in a request (none where it is the default).
struct Row {
  std::string_view name;
  Status (*read)(const std::string& value, SearchRequest& request);
  std::vector<std::string> (*write)(const SearchRequest& request);
};

using Values = std::vector<std::string>;

const SearchRequest kDefaults;

Values unless_default(std::uint32_t value, std::uint32_t default_value) {
  return value == default_value ? Values{} : Values{std::to_string(value)};
}

Values unless_empty(const std::string& value) { return value.empty() ? Values{} : Values{value}; }

constexpr std::array<std::string_view, 13> kFilterNames{"person",  "place",   "org",  "author", "source",
                                                        "section", "keyword", "lang", "in",     "country",
                                                        "region",  "town",    "near"};

const std::array kRows{
    Row{"from",
        [](const std::string& value, SearchRequest& request) {
          return read_day("from", value, request.from);
        },
        [](const SearchRequest& request) { return unless_empty(request.from); }},
    Row{"to",
        [](const std::string& value, SearchRequest& request) { return read_day("to", value, request.to); },
        [](const SearchRequest& request) { return unless_empty(request.to); }},
    Row{"sort",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("sort", value, kSorts, request.sort);
        },
        [](const SearchRequest& request) {
          return request.sort == kDefaults.sort ? Values{} : Values{word_of(kSorts, request.sort)};
        }},
    Row{"match",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("match", value, kMatches, request.match);
        },
        [](const SearchRequest& request) {
          return request.match == kDefaults.match ? Values{} : Values{word_of(kMatches, request.match)};
        }},
    Row{"offset",
        [](const std::string& value, SearchRequest& request) {
          return read_number("offset", value, kMaxOffset, request.offset);
        },
        [](const SearchRequest& request) { return unless_default(request.offset, kDefaults.offset); }},
    Row{"limit",
        [](const std::string& value, SearchRequest& request) {
          return read_number("limit", value, kMaxLimit, request.limit);
        },
        [](const SearchRequest& request) { return unless_default(request.limit, kDefaults.limit); }},
    Row{"group",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("group", value, kGroups, request.group_stories);
        },
        [](const SearchRequest& request) { return request.group_stories ? Values{"stories"} : Values{}; }},
    Row{"facets",
        [](const std::string& value, SearchRequest& request) {
          return read_facets("facets", value, request.facets);
        },
        [](const SearchRequest& request) { return unless_empty(joined(request.facets, ",")); }},
    Row{"facet_limit",
        [](const std::string& value, SearchRequest& request) {
          return read_number("facet_limit", value, kMaxFacetLimit, request.facet_limit);
        },
        [](const SearchRequest& request) {
          return unless_default(request.facet_limit, kDefaults.facet_limit);
        }},
    Row{"with",
        [](const std::string& value, SearchRequest& request) {
          request.with = value;
          return Status();
        },
        [](const SearchRequest& request) { return unless_empty(request.with); }},
    Row{"timeline",
        [](const std::string& value, SearchRequest& request) {
          const auto interval = parse_interval(value);
          if (!interval) return Status(std::unexpected(interval.error()));
          request.timeline = *interval;
          return Status();
        },
        [](const SearchRequest& request) {
          return request.timeline ? Values{std::string(name(*request.timeline))} : Values{};
        }},
    Row{"explain",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("explain", value, kExplain, request.explain);
        },
        [](const SearchRequest& request) { return request.explain ? Values{"1"} : Values{}; }},
    Row{"strict",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("strict", value, kSwitch, request.strict);
        },
        [](const SearchRequest& request) { return request.strict ? Values{"1"} : Values{}; }},
};

/// Alternatives and exclusions have no parameter of their own.
bool needs_field_query(const Filter& filter) { return filter.exclude || filter.values.size() != 1; }

bool is_filter(std::string_view name) { return std::ranges::find(kFilterNames, name) != kFilterNames.end(); }

Error unknown_parameter(const std::string& name, const std::vector<std::string>& others) {
  auto names = others;
  for (const auto& doc : search_parameter_docs()) names.emplace_back(doc.name);
  const auto nearest = std::ranges::min(
      names, {}, [&](const std::string& known) { return edit_distance(known, ascii_lower(name)); });
  return invalid("{} is not a parameter here: did you mean '{}'?", quoted(name), nearest);
}

/// The name of ours that `name` of another API stands for; `name` itself if it is none.
std::string_view our_name(std::string_view name) {
  using NamePair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kOthers{NamePair{"begin_date", "from"}, NamePair{"from-date", "from"},
                                      NamePair{"end_date", "to"},     NamePair{"to-date", "to"},
                                      NamePair{"order-by", "sort"},   NamePair{"page-size", "limit"}};
  const auto* found = std::ranges::find(kOthers, name, [](const auto& row) { return row.first; });
  return found == kOthers.end() ? name : found->second;
}

/// YYYYMMDD as YYYY-MM-DD; anything else as it is.
std::string dashed_day(std::string_view name, std::string value) {
  const bool is_compact = (name == "begin_date" || name == "end_date") && value.size() == 8 &&
                          value.find_first_not_of("0123456789") == std::string::npos;
  if (is_compact) value.insert(6, "-").insert(4, "-");
  return value;
}

Status read_field_query(const std::string& value, SearchRequest& request) {
  auto filters = parse_field_query(value);
  if (!filters) return std::unexpected(filters.error());
  request.filters.insert(request.filters.end(), filters->begin(), filters->end());
  return {};
}

/// `page`, counted from 1, in hits of the limit that holds.
Status read_page(const std::vector<Parameter>& parameters, SearchRequest& request) {
  static_assert((kMaxPage - 1) * kMaxLimit <= kMaxOffset);
  std::uint32_t page = 1;
  const auto given = std::ranges::find(parameters, "page", &Parameter::name);
  if (given == parameters.end() || trimmed(given->value).empty()) return {};
  if (auto read = read_number("page", std::string(trimmed(given->value)), kMaxPage, page); !read) return read;
  request.offset = (std::max(page, 1U) - 1) * request.limit;
  return {};
}

/// Reads one parameter into `request`; false if the name is not known.
std::expected<bool, Error> read(const Parameter& parameter, SearchRequest& request) {
  const auto& [name, value] = parameter;
  if (name == "q") {
    request.text = value;
    return true;
  }
  if (is_filter(name)) {
    if (!trimmed(value).empty())
      request.filters.push_back({.field = name, .values = {std::string(trimmed(value))}});
    return true;
  }
  const auto row = std::ranges::find(kRows, our_name(name), &Row::name);
  if (row == kRows.end() && name != "fq") return name == "page";
  if (trimmed(value).empty()) return true;
  const auto given = dashed_day(name, std::string(trimmed(value)));
  const auto status = name == "fq" ? read_field_query(given, request) : row->read(given, request);
  if (!status) return std::unexpected(status.error());
  return true;
}

}  // namespace

std::expected<SearchRequest, Error> read_search_parameters(const std::vector<Parameter>& parameters,
                                                           const std::vector<std::string>& others) {
  SearchRequest request;
  for (const auto& parameter : parameters) {
    const auto known = read(parameter, request);
    if (!known) return std::unexpected(known.error());
    if (!*known) return std::unexpected(unknown_parameter(parameter.name, others));
  }
  if (auto read = read_page(parameters, request); !read) return std::unexpected(read.error());
  return request;
}

LenientRequest read_search_parameters_leniently(const std::vector<Parameter>& parameters) {
  LenientRequest lenient;
  for (const auto& parameter : parameters) {
    const auto known = read(parameter, lenient.request);
    if (!known) lenient.notes.push_back({.code = "invalid_parameter", .message = known.error().message});
  }
  if (auto read = read_page(parameters, lenient.request); !read)
    lenient.notes.push_back({.code = "invalid_parameter", .message = read.error().message});
  return lenient;
}

std::vector<Parameter> search_parameters(const SearchRequest& request) {
  std::vector<Parameter> parameters;
  if (!request.text.empty()) parameters.push_back({"q", request.text});
  for (const auto name : kFilterNames) {
    for (const auto& filter : request.filters) {
      if (filter.field != name || needs_field_query(filter)) continue;
      for (const auto& value : filter.values) parameters.push_back({std::string(name), value});
    }
  }
  for (const auto& filter : request.filters) {
    if (needs_field_query(filter)) parameters.push_back({"fq", to_field_query(filter)});
  }
  for (const auto& row : kRows) {
    for (auto& value : row.write(request)) parameters.push_back({std::string(row.name), std::move(value)});
  }
  return parameters;
}

}  // namespace dateline
