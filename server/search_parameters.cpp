#include "server/search_parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/base/options.h"
#include "corpus/base/text.h"
#include "query/parse.h"

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
constexpr std::array kSwitch{std::pair{std::string_view("0"), false}, std::pair{std::string_view("1"), true}};

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

constexpr std::array<std::string_view, 8> kFilterNames{"person", "place",   "org",     "author",
                                                       "source", "section", "keyword", "lang"};

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
    Row{"strict",
        [](const std::string& value, SearchRequest& request) {
          return read_choice("strict", value, kSwitch, request.strict);
        },
        [](const SearchRequest& request) { return request.strict ? Values{"1"} : Values{}; }},
};

bool is_filter(std::string_view name) { return std::ranges::find(kFilterNames, name) != kFilterNames.end(); }

Error unknown_parameter(const std::string& name) {
  const auto names = search_parameter_names();
  const auto nearest = std::ranges::min(
      names, {}, [&](const std::string& known) { return edit_distance(known, ascii_lower(name)); });
  return invalid("{} is not a parameter here: did you mean '{}'?", quoted(name), nearest);
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
  const auto row = std::ranges::find(kRows, name, &Row::name);
  if (row == kRows.end()) return false;
  if (trimmed(value).empty()) return true;
  if (auto status = row->read(std::string(trimmed(value)), request); !status)
    return std::unexpected(status.error());
  return true;
}

}  // namespace

std::vector<std::string> search_parameter_names() {
  std::vector<std::string> names{"q"};
  names.insert(names.end(), kFilterNames.begin(), kFilterNames.end());
  for (const auto& row : kRows) names.emplace_back(row.name);
  return names;
}

std::expected<SearchRequest, Error> read_search_parameters(const std::vector<Parameter>& parameters) {
  SearchRequest request;
  for (const auto& parameter : parameters) {
    const auto known = read(parameter, request);
    if (!known) return std::unexpected(known.error());
    if (!*known) return std::unexpected(unknown_parameter(parameter.name));
  }
  return request;
}

LenientRequest read_search_parameters_leniently(const std::vector<Parameter>& parameters) {
  LenientRequest lenient;
  for (const auto& parameter : parameters) {
    const auto known = read(parameter, lenient.request);
    if (!known) lenient.notes.push_back({.code = "invalid_parameter", .message = known.error().message});
  }
  return lenient;
}

std::vector<Parameter> search_parameters(const SearchRequest& request) {
  std::vector<Parameter> parameters;
  if (!request.text.empty()) parameters.push_back({"q", request.text});
  for (const auto name : kFilterNames) {
    for (const auto& filter : request.filters) {
      if (filter.field != name) continue;
      for (const auto& value : filter.values) parameters.push_back({std::string(name), value});
    }
  }
  for (const auto& row : kRows) {
    for (auto& value : row.write(request)) parameters.push_back({std::string(row.name), std::move(value)});
  }
  return parameters;
}

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    if (const auto part = trimmed(list.substr(0, end)); !part.empty()) parts.emplace_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

}  // namespace dateline
