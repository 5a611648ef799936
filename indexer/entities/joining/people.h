// Which mentions of people in an article are the same person's.
//
//  1. Full names are joined, the fullest first, each to the only person whose every name it goes with
//  (name_fit):
//     initials, middle names, nicknames, other spellings, another order of the words. Names that stand side
//     by side ("Ed and Ted Stone") are never one person's.
//  2. Single words go, mention by mention, to the one who is called so: by family name, else by first name,
//  else by
//     a word between. Of several that share it, to the one whose title or sex the text repeats, else to the
//     only one introduced so far, else to the one who went by the word before the others came; else to
//     nobody.
//  3. A single word that is nobody's is a person where it is said twice, or with a title, or begins as family
//  names
//     do ("bin Laden").
#pragma once

#include <vector>

#include "corpus/article.h"
#include "indexer/entities/joining/named.h"
#include "indexer/entities/mention.h"

namespace dateline {

/// The people whom the publisher stated, under the names given there, and behind them those whom the text
/// names. Time is linear in the mentions.
std::vector<Named> join_people(const Article& article, const Mentions& mentions);

}  // namespace dateline
