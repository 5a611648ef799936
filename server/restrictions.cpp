#include "server/restrictions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Status = std::expected<void, Error>;
using std::chrono::sys_days;

struct Attribute {
  std::string_view facet;
  std::string_view filter;
};

constexpr std::array kAttributes{Attribute{"people", "person"},
                                 Attribute{"places", "place"},
                                 Attribute{"countries", "country"},
                                 Attribute{"regions", "region"},
                                 Attribute{"towns", "town"},
                                 Attribute{"organizations", "org"},
                                 Attribute{"authors", "author"},
                                 Attribute{"source", "source"},
                                 Attribute{"section", "section"},
                                 Attribute{"keywords", "keyword"},
                                 Attribute{"language", "lang"},
                                 Attribute{"year", ""},
                                 Attribute{"month", ""}};

Error unknown_attribute(std::string_view attribute) {
  std::vector<std::string> known;
  for (const auto& row : kAttributes) known.emplace_back(row.facet);
  return invalid("{} is not an attribute to filter by: write one of {}, published_timestamp",
                 quoted(attribute), joined(known, ", "));
}

void not_before(Restrictions& restrictions, sys_days day) {
  restrictions.first = std::max(restrictions.first.value_or(day), day);
}

void not_after(Restrictions& restrictions, sys_days day) {
  restrictions.last = std::min(restrictions.last.value_or(day), day);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  text = text.substr(0, text.find('.'));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

/// The first and the last day that `number` can mean.
std::expected<std::pair<sys_days, sys_days>, Error> days_of(std::string_view attribute,
                                                            std::string_view number) {
  const auto value = whole_number(number);
  constexpr std::int64_t kLatest = 253'402'300'799;  // the end of the year 9999
  if (attribute == "year" && value && *value >= 1 && *value <= 9999) {
    const std::chrono::year year(static_cast<int>(*value));
    return std::pair{sys_days{year / 1 / 1}, sys_days{year / 12 / 31}};
  }
  if (attribute == "published_timestamp" && value && *value >= -kLatest && *value <= kLatest) {
    const auto day =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*value)));
    return std::pair{day, day};
  }
  if (attribute != "year" && attribute != "published_timestamp")
    return std::unexpected(unknown_attribute(attribute));
  return std::unexpected(
      invalid("{} is not a value of '{}': write a whole number", quoted(number), attribute));
}

Status add(Restrictions& restrictions, const Condition& condition, bool negated);

/// Conditions of which one must hold: values of one attribute.
Status add_any(Restrictions& restrictions, const std::vector<Condition>& children, bool negated) {
  std::vector<std::string> values;
  for (const auto& child : children) {
    if (child.kind != Condition::Kind::kValues || child.attribute != children.front().attribute || negated)
      return std::unexpected(unsupported_filter("OR between anything but values of one attribute"));
    values.insert(values.end(), child.values.begin(), child.values.end());
  }
  return restrict_to_values(restrictions, children.front().attribute, std::move(values), false);
}

Status add_all(Restrictions& restrictions, const std::vector<Condition>& children, bool negated) {
  for (const auto& child : children) {
    if (auto added = add(restrictions, child, negated); !added) return added;
  }
  return {};
}

Status add(Restrictions& restrictions, const Condition& condition, bool negated) {
  switch (condition.kind) {
    case Condition::Kind::kAnd:
      return negated ? add_any(restrictions, condition.children, true)
                     : add_all(restrictions, condition.children, false);
    case Condition::Kind::kOr:
      return negated ? add_all(restrictions, condition.children, true)
                     : add_any(restrictions, condition.children, false);
    case Condition::Kind::kNot:
      return add(restrictions, condition.children.front(), !negated);
    case Condition::Kind::kValues:
      return restrict_to_values(restrictions, condition.attribute, condition.values, negated);
    case Condition::Kind::kCompare:
      if (negated) return std::unexpected(unsupported_filter("NOT before a comparison"));
      return restrict_to_numbers(restrictions, condition.attribute, condition.operation,
                                 condition.values.front());
  }
  return {};
}

}  // namespace

void Restrictions::apply(SearchRequest& request) const {
  request.filters.insert(request.filters.end(), filters.begin(), filters.end());
  if (first) request.from = to_string(*first);
  if (last) request.to = to_string(*last);
}

std::string filter_of_attribute(std::string_view attribute) {
  for (const auto& [facet, filter] : kAttributes) {
    if (!filter.empty() && (attribute == facet || attribute == filter)) return std::string(filter);
  }
  return "";
}

std::string facet_of_attribute(std::string_view attribute) {
  for (const auto& [facet, filter] : kAttributes) {
    if (attribute == facet || (!filter.empty() && attribute == filter)) return std::string(facet);
  }
  return "";
}

Status restrict_to_values(Restrictions& restrictions, std::string_view attribute,
                          std::vector<std::string> values, bool exclude) {
  if (attribute == "year" || attribute == "published_timestamp") {
    if (values.size() != 1 || exclude)
      return std::unexpected(unsupported_filter("several values of a number, or one excluded,"));
    return restrict_to_numbers(restrictions, attribute, "=", values.front());
  }
  auto field = filter_of_attribute(attribute);
  if (field.empty()) return std::unexpected(unknown_attribute(attribute));
  if (values.empty())
    return std::unexpected(invalid("{} has no values to filter by: give one", quoted(attribute)));
  restrictions.filters.push_back(
      {.field = std::move(field), .values = std::move(values), .exclude = exclude});
  return {};
}

Status restrict_to_numbers(Restrictions& restrictions, std::string_view attribute, std::string_view operation,
                           std::string_view number) {
  const auto days = days_of(attribute, number);
  if (!days) return std::unexpected(days.error());
  const bool is_year = attribute == "year";
  const std::chrono::days one(1);
  if (operation == "=" || operation == ">=") not_before(restrictions, days->first);
  if (operation == "=" || operation == "<=") not_after(restrictions, days->second);
  if (operation == ">") not_before(restrictions, is_year ? days->second + one : days->first);
  if (operation == "<") {
    // Before midnight is the day before; later in a day, that day still counts.
    const bool at_midnight = !is_year && whole_number(number).value_or(0) % 86400 == 0;
    not_after(restrictions, is_year || at_midnight ? days->first - one : days->second);
  }
  if (operation != "=" && operation != ">" && operation != ">=" && operation != "<" && operation != "<=")
    return std::unexpected(unsupported_filter(quoted(operation)));
  return {};
}

Status restrict_by_numeric_filter(Restrictions& restrictions, std::string_view filter) {
  const auto begin = filter.find_first_of("<>=!");
  if (begin == std::string_view::npos) {
    return std::unexpected(invalid(
        "{} is not a numeric filter: write, for example, published_timestamp>=1700000000", quoted(filter)));
  }
  const auto end = std::min(filter.find_first_not_of("<>=!", begin), filter.size());
  return restrict_to_numbers(restrictions, trimmed(filter.substr(0, begin)),
                             filter.substr(begin, end - begin), trimmed(filter.substr(end)));
}

Status restrict_by_expression(Restrictions& restrictions, std::string_view expression,
                              FilterDialect dialect) {
  if (trimmed(expression).empty()) return {};
  const auto condition = parse_filter_expression(expression, dialect);
  if (!condition) return std::unexpected(condition.error());
  return add(restrictions, *condition, false);
}

}  // namespace dateline
