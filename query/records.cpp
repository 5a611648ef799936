#include "query/records.h"

#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "corpus/article.h"
#include "query/rule_book.h"

namespace dateline {
namespace {

constexpr std::array kKinds{RecordKind::kPerson, RecordKind::kPlace, RecordKind::kOrganization};

std::optional<std::size_t> kind_of(Field field) {
  const auto found = std::ranges::find(kKinds, field, field_of);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kKinds.begin());
}

}  // namespace

AuthorityFile read_authority(const std::string& directory) {
  std::ifstream file(directory + "/authority", std::ios::binary);
  if (!file) return {};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return {parse_authority(text), stable_id(text)};
}

Records::Records(const Xapian::Database& database, const Columns& columns, const Authority& authority)
    : columns_(columns) {
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
    const auto field = field_of(kKinds[kind]);
    const auto is_ours = [&](const Rule& rule) { return field_of(rule.kind) == field; };
    if (std::ranges::none_of(authority.rules, is_ours)) continue;
    const auto column = columns.facet(database, field);
    RuleBook book(database, field, column);
    // What is one record is settled before anything is said of records.
    for (const bool groups : {true, false}) {
      for (const auto& rule : authority.rules) {
        const bool is_grouping = rule.verb == Verb::kMerge || rule.verb == Verb::kSplit;
        if (is_ours(rule) && is_grouping == groups) book.follow(rule);
      }
    }
    for (const auto& rule : authority.rules) {
      if (is_ours(rule) && rule.verb == Verb::kSuppress)
        suppressed_.push_back({field, book.names_of(rule.name)});
    }
    ruled_[kind] = book.result();
  }
}

const Records::Ruled* Records::ruled(Field field) const {
  const auto kind = kind_of(field);
  return kind ? ruled_[*kind].get() : nullptr;
}

FacetColumn Records::column(const Xapian::Database& database, Field field) const {
  auto column = columns_.facet(database, field);
  if (const auto* rules = ruled(field)) {
    column.begin = rules->begin;
    column.values = rules->values;
    column.aliases = rules->aliases;
    column.single = {};
    column.changed = nullptr;  // the rules' rows have it
  }
  return column;
}

std::optional<std::uint32_t> Records::record_called(const FacetColumn& column, Field field,
                                                    std::string_view key) const {
  if (const auto number = column.find(exact_term(field, key))) return column.record_of(*number);
  const auto* rules = ruled(field);
  if (rules == nullptr) return std::nullopt;
  const auto further = rules->further_names.find(std::string(key));
  return further == rules->further_names.end() ? std::nullopt : std::optional(further->second);
}

std::vector<std::string> Records::names_of(const Xapian::Database& database, Field field,
                                           std::string_view key) const {
  std::vector<std::string> names{std::string(key)};
  if (!kind_of(field)) return names;
  const auto column = this->column(database, field);
  const auto record = record_called(column, field, key);
  if (!record) return names;
  if (const auto* rules = ruled(field); rules != nullptr && rules->hidden.contains(*record)) return {};
  const auto add = [&](std::uint32_t number) {
    auto name = std::string(column.terms[number].substr(spec(field).exact_prefix.size()));
    if (name != key) names.push_back(std::move(name));
  };
  if (column.record_of(*record) == *record) add(*record);
  for (const auto& alias : std::ranges::equal_range(by_record(column, field), *record, {}, &Alias::record))
    add(alias.name);
  return names;
}

std::span<const Alias> Records::by_record(const FacetColumn& column, Field field) const {
  auto& sorted = by_record_[*kind_of(field)];
  std::call_once(sorted.once, [&] {
    sorted.aliases.assign(column.aliases.begin(), column.aliases.end());
    std::ranges::stable_sort(sorted.aliases, {}, &Alias::record);
  });
  return sorted.aliases;
}

std::string Records::title(Field field, std::uint32_t record) const {
  const auto* rules = ruled(field);
  if (rules == nullptr) return "";
  const auto known = rules->titles.find(record);
  return known == rules->titles.end() ? "" : known->second;
}

std::map<std::string_view, std::string> Records::titles(const FacetColumn& column, Field field) const {
  std::map<std::string_view, std::string> found;
  if (const auto* rules = ruled(field)) {
    for (const auto& [record, title] : rules->titles) found.emplace(column.terms[record], value_key(title));
  }
  return found;
}

std::string Records::link(Field field, std::uint32_t record) const {
  const auto* rules = ruled(field);
  if (rules == nullptr) return "";
  const auto known = rules->links.find(record);
  return known == rules->links.end() ? "" : known->second;
}

Records::Shown Records::shown(const Xapian::Database& database, Field field, std::string_view key) const {
  const auto column = this->column(database, field);
  const auto number = column.find(exact_term(field, key));
  if (!number) return {};
  const auto record = column.record_of(*number);
  const auto* rules = ruled(field);
  if (rules != nullptr && rules->hidden.contains(record)) return {Showing::kNothing, record};
  const bool is_other = record != *number || (rules != nullptr && rules->titles.contains(record));
  return {is_other ? Showing::kRecord : Showing::kItself, record};
}

}  // namespace dateline
