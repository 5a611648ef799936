// Single words that the article itself explains, whatever the model took them for.
#pragma once

#include "corpus/article.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// Gives `mentions` of `article` the type of what they stand for there:
///
///  - letters that are the initials of an organization it names ("SC", the Supreme Court, not South
///  Carolina);
///  - letters that are those of a country of several words that it names, or that its publisher is at home in
///    ("SL", Sri Lanka); other letters taken for a place that nothing is in or near are an organization's;
///  - the first name of somebody it names in full, where the gazetteer knows no such place and no longer name
///  of
///    an organization has the word ("Gotabaya");
///  - what its publisher is called: "Ada Derana" at www.adaderana.lk.
void adjust_explained(const Article& article, const Gazetteer& gazetteer, Mentions& mentions);

}  // namespace dateline
