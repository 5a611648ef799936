// Which names of an archive belong to one organization, on evidence of the articles:
//
//  - Letters, "imf", are the name whose words they begin where articles have both, and these agree on the
//  name.
//  - So is the beginning of a name's first word: "fed" of "federal reserve".
//  - Names that differ in their legal form alone, "chrysler" and "chrysler corp", and "ministry of finance"
//  and
//    "finance ministry", are one where an article has both, or where they stand with the same other
//    organizations.
//
// The outcome depends on what the articles hold, not on their order.
#pragma once

#include <vector>

#include "indexer/entities/records/company.h"

namespace dateline {

/// The aliases among `organizations`, by rising name. The record of a group is its most frequent name in
/// full, or the letters where these are four times as frequent.
std::vector<Alias> same_organizations(const NameColumn& organizations);

}  // namespace dateline
