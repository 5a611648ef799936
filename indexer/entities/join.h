// Mentions of one article -> the people, places and organizations they name, each once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// A mention of the text and the record it names.
struct NamedMention {
  Mention mention;
  std::string name;                  ///< of the record; empty where the mention is too weak to name one
  std::optional<GeoPoint> position;  ///< places that were found on the map
};

/// Adds to `article` what `mentions` name, as entities with origin kText, leaves out what the publisher has
/// stated, and puts places on the map. Gives the mentions of the text with the records they name.
///
/// A name is joined to a fuller one of the same article: "Jones" and "Mr Jones" to "Seth G. Jones", also
/// where the publisher writes "Jones, Seth" or "seth-jones". Precision comes first: a surname that fits two
/// people is neither, and a single word is a person only if it is said twice. Places are joined by where they
/// are ("U.S." and "United States"), else, as organizations, by their words, whatever the case and dots. What
/// stands in the title, or early and often, is kAbout, at most three of a kind; the rest kMentions.
std::vector<NamedMention> add_mentioned(Article& article, const Mentions& mentions,
                                        const Gazetteer& gazetteer);

}  // namespace dateline
