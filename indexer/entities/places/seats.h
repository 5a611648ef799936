// Towns and the divisions that are called as they are: Kunduz, the town, and Kunduz Province.
#pragma once

#include <vector>

#include "indexer/entities/places/article_names.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Lets a name that no word of the article calls a division's mean the town of that name there, where the
/// division is so small that whoever speaks of it speaks of about the same spot; "Quebec" stays the province.
/// `scores` are those of the name's candidates, 0 for one that is out of the question.
void prefer_seats(const Gazetteer& gazetteer, const ArticleName& name, std::vector<double>& scores);

}  // namespace dateline
