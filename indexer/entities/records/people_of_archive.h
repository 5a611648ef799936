// The people's names of an archive, and whose each is as far as the rules of same_people have joined them.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "indexer/entities/names/person_name.h"
#include "indexer/entities/records/company.h"

namespace dateline {

/// Each name has a record: a name that it belongs to, first of all itself. Names are numbers of those of
/// `people`. Holds references to what it is made of.
class PeopleOfArchive {
 public:
  using Name = Company::Name;

  /// Names of one family, or with one part, that are compared with each other: time grows with their square.
  static constexpr std::size_t kMostCompared = 400;

  /// `company` are the columns of other kinds, with the same articles.
  PeopleOfArchive(const NameColumn& people, std::span<const NameColumn> company);

  Name size() const { return static_cast<Name>(names_.size()); }
  const PersonName& operator[](Name name) const { return names_[name]; }
  /// The key of the last word; `name` has a word.
  const std::string& family(Name name) const { return names_[name].keys.back(); }
  bool is_full_name(Name name) const { return names_[name].words.size() >= 2; }

  Name record(Name name) const { return record_[name]; }
  bool is_record(Name name) const { return record_[name] == name; }
  void set_record(Name name, Name record) { record_[name] = record; }
  /// Makes the one of `names` that comes first the record of all of them.
  void join(const std::vector<Name>& names);
  /// Makes the record of each name one that is nobody's alias.
  void follow_records();
  /// The names that are not their own record, rising.
  std::vector<Alias> aliases() const;

  /// How many articles have `name`; both names.
  std::size_t frequency(Name name) const { return company_.frequency(name); }
  std::size_t common(Name a, Name b) const { return company_.common(a, b); }
  /// How many others two names have for company, themselves and names of the same last word apart.
  std::size_t shared_company(Name a, Name b);
  /// Whether `name` has so much of the company of one of `person`, full names like it, that it is theirs.
  bool keeps_company(Name name, const std::vector<Name>& person);

  /// More telling first: more words, fewer initials, more articles.
  bool is_fuller(Name a, Name b) const;
  /// Whether the record of both is called `a`: the more frequent one, or the fuller.
  bool comes_first(Name a, Name b) const;

 private:
  const NameColumn& people_;
  Company company_;
  std::vector<Name> record_;       ///< by name
  std::vector<PersonName> names_;  ///< by name
};

}  // namespace dateline
