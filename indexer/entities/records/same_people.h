// Which names of an archive belong to one person.
//
// An article's own names are joined when it is read; here the archive's are, and only on evidence:
//
//  - Names that differ in dots, hyphens and blanks alone are one: "J.R. Jayewardene", "JR Jayewardene".
//  - Full names that go together ("Seth Jones", "S. G. Jones"; "Bob" for Robert, Gorbatchev for Gorbachev)
//    are one person's if they keep the same company: a person, place or organization named with both that few
//    articles have, or two where initials, nicknames or spellings differ. What fits two people joins none,
//    unless the one is so rare beside the other that it is rather misspelled. "Jr." is another person.
//  - The end of a longer name, "Kumara Dissanayake", is that name where it is by far the most frequent one
//    that ends so, and in much of the same company; so are the letters of three names and more that are no
//    word, "CBK".
//  - A single word ("reagan", as a publisher files him; "Ranil") is the full name that articles having both
//    agree on; without such articles, the only name it is part of that keeps much of the same company.
//
// Each rule stands in a file of its own. The outcome depends on what the articles hold, not on their order.
#pragma once

#include <span>
#include <vector>

#include "indexer/entities/records/company.h"

namespace dateline {

/// The aliases among `people`, by rising name. The record of a group is its most frequent full name.
/// `company` are the columns of other kinds, with the same articles. Time grows with the names and with the
/// articles of those names that may be joined.
std::vector<Alias> same_people(const NameColumn& people, std::span<const NameColumn> company);

}  // namespace dateline
