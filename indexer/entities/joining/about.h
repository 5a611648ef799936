// Which of the people, places and organizations an article is about, and which it only mentions.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/named.h"
#include "indexer/entities/mention.h"

namespace dateline {

/// Orders what the text names, all of `found` behind the first `stated`, the most salient first, and gives
/// the relation of each of these. `about_already` is how many of the stated ones the article is about.
///
/// Salient is what stands in the headline, is named often, and makes much of all that is named of its `type`:
/// who is named four times in a story of four people is more than one of thirty in a long one. At most three
/// of a type are kAbout, and none that is named but once outside headline (and, for people, lead).
std::vector<Relation> rank_by_salience(std::vector<Named>& found, std::size_t stated,
                                       std::size_t about_already, MentionType type);

}  // namespace dateline
