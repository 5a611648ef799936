// Mentions of one article -> the people, places and organizations they name, each once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/mention.h"

namespace dateline {

/// Adds to `article` what `mentions` name, as entities with origin kText, and leaves out what the publisher
/// has stated.
///
/// A name is joined to a fuller one of the same article: "Jones" and "Mr Jones" to "Seth G. Jones", also
/// where the publisher writes "Jones, Seth" or "seth-jones". Precision comes first: a surname that fits two
/// people is neither, and a single word is a person only if it is said twice. Places and organizations are
/// joined by their words, whatever the case and dots. What stands in the title, or early and often, is
/// kAbout, at most three of a kind; the rest kMentions.
void add_mentioned(Article& article, const Mentions& mentions);

/// The words of a name for comparison: lower case, without dots and apostrophes, hyphens as blanks, "Jones,
/// Seth" as seth jones.
std::vector<std::string> name_words(std::string_view name);

}  // namespace dateline
