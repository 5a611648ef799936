// Full names of an archive that one person is called by: spelled otherwise, shorter or turned around.
#pragma once

#include "indexer/entities/records/people_of_archive.h"

namespace dateline {

/// Joins names that differ in nothing but dots, hyphens and blanks: "j.r. jayewardene", "jr jayewardene".
void join_spellings(PeopleOfArchive& people);

/// Joins names that go together and keep the same company. Names of one family are compared with each other;
/// of more than kMostCompared those whose first letter, of more yet those whose first name is alike; where
/// even these are too many, none.
void join_full_names(PeopleOfArchive& people);

/// Joins "orbán viktor" and "viktor orbán", where only these two have the words and one of them is a record
/// of its own. Wants the two above to be done.
void join_turned_names(PeopleOfArchive& people);

}  // namespace dateline
