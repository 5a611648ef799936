// Single words that an archive calls people by: "reagan", as a publisher files him; "Ranil".
#pragma once

#include "indexer/entities/records/people_of_archive.h"

namespace dateline {

/// Joins each with the full name that articles having both agree on; without such articles, with the only
/// name it is part of that keeps much of the same company. Wants full names to be joined.
void join_lone_words(PeopleOfArchive& people);

}  // namespace dateline
