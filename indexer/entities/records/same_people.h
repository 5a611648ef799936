// Which names of an archive belong to one person.
//
// An article's own names are joined when it is read; here the archive's are, and only on evidence:
//
//  - Full names that go together ("Seth Jones", "S. G. Jones"; "Bob" for Robert, Gorbatchev for Gorbachev)
//  are one
//    person's if they keep the same company: a person, place or organization named with both that few
//    articles have, or two where initials, nicknames or spellings differ. What fits two people joins none.
//  - A single word ("reagan", as a publisher files him; "Ranil") is the full name that articles having both
//    agree on; without such articles, the only name it is part of that keeps much of the same company.
//
// The outcome depends on what the articles hold, not on their order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dateline {

/// The names of one kind that every article of an archive has.
struct NameColumn {
  std::vector<std::string_view> names;    ///< value_keys, each once
  std::span<const std::uint32_t> begin;   ///< by article: where its names begin in `values`; one more than
                                          ///< articles
  std::span<const std::uint32_t> values;  ///< numbers of names
};

/// A name that is another one's: both are numbers of names, `record` is none's alias.
struct Alias {
  std::uint32_t name = 0;
  std::uint32_t record = 0;
  friend bool operator==(const Alias&, const Alias&) = default;
};

/// The aliases among `people`, by rising name. The record of a group is its most frequent full name.
/// `company` are the columns of other kinds, with the same articles. Time grows with the names and with the
/// articles of those names that may be joined.
std::vector<Alias> same_people(const NameColumn& people, std::span<const NameColumn> company);

}  // namespace dateline
