// Parts of an archive's full names by which somebody is called who is named far more often than anybody else
// they fit.
#pragma once

#include "indexer/entities/records/people_of_archive.h"

namespace dateline {

/// Joins the end of a longer name, "kumara dissanayake", of at most four words; unless it begins with a given
/// name and so is whole. Wants full names to be joined.
void join_tails(PeopleOfArchive& people);

/// Joins the letters of three names and more that are no word, "cbk". Wants full names to be joined.
void join_letters(PeopleOfArchive& people);

}  // namespace dateline
