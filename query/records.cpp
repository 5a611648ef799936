#include "query/records.h"

#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "corpus/article.h"
#include "indexer/analysis.h"

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

/// Applies the rules of one kind to the names of its column.
class RuleBook {
 public:
  RuleBook(const Xapian::Database& database, Field field, const FacetColumn& column)
      : database_(database), field_(field), column_(column) {
    for (const auto& [name, record] : column.aliases) record_[name] = record;
  }

  void follow(const Rule& rule) {
    switch (rule.verb) {
      case Verb::kMerge:
        return merge(rule);
      case Verb::kSplit:
        return split(rule);
      case Verb::kRename:
        if (const auto record = record_called(rule.name)) {
          ruled_.titles[*record] = rule.others[0];
          ruled_.further_names[value_key(rule.others[0])] = *record;
        }
        return;
      case Verb::kDeny:
      case Verb::kSuppress:
        if (const auto record = record_called(rule.name)) {
          touch(*record);
          ruled_.hidden.insert(*record);
        }
        return;
      case Verb::kLink:
        if (const auto record = record_called(rule.name)) ruled_.links[*record] = rule.others[0];
        return;
    }
  }

  /// The names of the record that `name` belongs to, and `name`: value_keys.
  std::vector<std::string> names_of(const std::string& name) const {
    std::vector<std::string> names{value_key(name)};
    if (const auto record = record_called(name)) {
      for (const auto member : members(*record)) {
        if (const auto key = key_of(member); key != names[0]) names.push_back(key);
      }
    }
    return names;
  }

  std::unique_ptr<Records::Ruled> result() {
    for (const auto& [name, record] : record_) {
      if (name != record) ruled_.aliases.push_back({name, record});
    }
    write_rows();
    return std::make_unique<Records::Ruled>(std::move(ruled_));
  }

 private:
  using Number = std::uint32_t;

  std::string term_of(Number number) const { return std::string(column_.terms[number]); }
  std::string key_of(Number number) const { return term_of(number).substr(spec(field_).exact_prefix.size()); }

  Number record_of(Number number) const {
    const auto known = record_.find(number);
    return known == record_.end() ? number : known->second;
  }

  std::optional<Number> find(const std::string& name) const {
    return column_.find(exact_term(field_, value_key(name)));
  }

  std::optional<Number> record_called(const std::string& name) const {
    if (const auto number = find(name)) return record_of(*number);
    const auto further = ruled_.further_names.find(value_key(name));
    return further == ruled_.further_names.end() ? std::nullopt : std::optional(further->second);
  }

  std::vector<Number> members(Number record) const {
    std::vector<Number> found;
    if (record_of(record) == record) found.push_back(record);
    for (const auto& [name, of] : record_) {
      if (of == record && name != record) found.push_back(name);
    }
    return found;
  }

  /// The articles of a record have to be found anew.
  void touch(Number record) {
    for (const auto member : members(record)) {
      touched_.insert(member);
      rewritten_.insert(column_.record_of(member));
    }
  }

  void move_members(Number from, Number to) {
    touch(from);
    for (const auto member : members(from)) record_[member] = to;
    touch(to);
  }

  void merge(const Rule& rule) {
    auto record = find(rule.name);
    for (const auto& other : rule.others) {
      if (!record) record = find(other);
    }
    if (!record) return;  // none of these names is in the archive
    if (!find(rule.name)) {
      ruled_.titles[*record] = rule.name;
      ruled_.further_names[value_key(rule.name)] = *record;
    }
    move_members(record_of(*record), *record);
    for (const auto& other : rule.others) {
      const auto number = find(other);
      if (number && record_of(*number) != *record) move_members(record_of(*number), *record);
    }
  }

  /// `rule.name` becomes a record of its own; what it was the record of goes to the first of the others.
  void split(const Rule& rule) {
    const auto number = find(rule.name);
    if (!number) return;
    const auto record = record_of(*number);
    auto others = members(record);
    if (others.size() < 2) return;
    touch(record);
    std::erase(others, *number);
    const auto heir = record == *number ? others.front() : record;
    for (const auto other : others) record_[other] = heir;
    record_[*number] = *number;
  }

  /// Copies the rows of the column, with the articles of touched names as the postings and records say.
  void write_rows() {
    std::vector<std::pair<DocId, Number>> pairs;
    for (const auto name : touched_) {
      const auto record = record_of(name);
      if (ruled_.hidden.contains(record)) continue;
      const auto term = term_of(name);
      for (auto at = database_.postlist_begin(term); at != database_.postlist_end(term); ++at)
        pairs.emplace_back(*at, record);
    }
    std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    auto pair = pairs.begin();
    for (DocId document = 0; document + 1 < column_.begin.size(); ++document) {
      const auto first = static_cast<std::ptrdiff_t>(ruled_.values.size());
      ruled_.begin.push_back(static_cast<Number>(first));
      for (auto at = column_.begin[document]; at < column_.begin[document + 1]; ++at) {
        if (!rewritten_.contains(column_.values[at])) ruled_.values.push_back(column_.values[at]);
      }
      const auto kept = ruled_.values.size();
      for (; pair != pairs.end() && pair->first == document; ++pair) ruled_.values.push_back(pair->second);
      if (ruled_.values.size() > kept) std::sort(ruled_.values.begin() + first, ruled_.values.end());
    }
    ruled_.begin.push_back(static_cast<Number>(ruled_.values.size()));
  }

  const Xapian::Database& database_;
  Field field_;
  const FacetColumn& column_;
  std::map<Number, Number> record_;  ///< of names that are not their own record, or were not
  std::set<Number> touched_;         ///< names whose articles may have another record now
  std::set<Number> rewritten_;       ///< records as the column has them that may be wrong now
  Records::Ruled ruled_;
};

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
  for (const auto& [name, of] : column.aliases) {
    if (of == *record) add(name);
  }
  return names;
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
