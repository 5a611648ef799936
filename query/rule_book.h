// What the rules of an archivist make of the names of one kind.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/analysis.h"
#include "query/records.h"

namespace dateline {

/// Applies the rules of one kind to the names of its column.
class RuleBook {
 public:
  RuleBook(const Xapian::Database& database, Field field, const FacetColumn& column)
      : database_(database), field_(field), column_(column) {
    for (const auto& [name, record] : column.aliases) record_[name] = record;
  }

  void follow(const Rule& rule);

  /// The names of the record that `name` belongs to, and `name`: value_keys.
  std::vector<std::string> names_of(const std::string& name) const;

  std::unique_ptr<Records::Ruled> result();

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

  std::optional<Number> record_called(const std::string& name) const;

  std::vector<Number> members(Number record) const;

  /// The articles of a record have to be found anew.
  void touch(Number record);

  void move_members(Number from, Number to);

  void merge(const Rule& rule);

  /// `rule.name` becomes a record of its own; what it was the record of goes to the first of the others.
  void split(const Rule& rule);

  /// Copies the rows of the column, with the articles of touched names as the postings and records say.
  void write_rows();

  const Xapian::Database& database_;
  Field field_;
  const FacetColumn& column_;
  std::map<Number, Number> record_;  ///< of names that are not their own record, or were not
  std::set<Number> touched_;         ///< names whose articles may have another record now
  std::set<Number> rewritten_;       ///< records as the column has them that may be wrong now
  Records::Ruled ruled_;
};

}  // namespace dateline
