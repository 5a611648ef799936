// Which of the people, places and organizations an article is about, and which it only mentions.
#pragma once

#include <cstddef>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/named.h"

namespace dateline {

/// Orders what the text names, all of `found` behind the first `stated`, the most salient first, and gives
/// the relation of each of these. `about_already` is how many of the stated ones the article is about.
std::vector<Relation> rank_by_salience(std::vector<Named>& found, std::size_t stated,
                                       std::size_t about_already);

}  // namespace dateline
