// Namesakes of several types in one article: Washington the man, the city and the government; Warren the
// senator and the town; a firm called like its founder.
#pragma once

#include <string_view>

#include "indexer/entities/mention.h"

namespace dateline {

/// Gives mentions another type where the rest of the article says so:
///
///  - Of a full name found as a person and as an organization, what it is more often; a person if as often.
///  - A place or an organization called by the family name of somebody named in full is that person behind a
///  title
///    ("Senator Warren"); an organization also where it is a person more often or looks like a family's name
///    ("O'Rourke", "al-Eryani"); a place where it is a person elsewhere and never stands behind "in" and the
///    like.
///  - A person of a single word whom nobody is called by in full and who has no title is what the word is
///  more often.
void adjust_namesakes(std::string_view title, std::string_view text, Mentions& mentions);

}  // namespace dateline
