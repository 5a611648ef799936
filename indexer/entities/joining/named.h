// What an article names, before and after its names are joined.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/entities/mention.h"
#include "indexer/entities/places/resolve.h"

namespace dateline {

/// One person, place or organization of an article and how it stands there.
struct Named {
  std::string name;
  std::vector<std::string> words;         ///< of `name`, see name_words
  std::size_t count = 0;                  ///< mentions outside the dateline, the title's too
  std::size_t first = std::string::npos;  ///< byte of the text; 0 for the title
  bool in_title = false;
  std::string written;                  ///< how else it stands there: "IMF", or a stated single word in full
  std::vector<std::uint32_t> mentions;  ///< numbers in Mentions::text
  std::optional<PlaceFound> place;      ///< where it is on the map
};

/// Adds what `other` has to `into`, which keeps its name.
void absorb(Named& into, const Named& other);

/// "KABUL" in a dateline is Kabul; "NATO" stays, being an organization's.
std::string readable(std::string_view name);

/// "SUPREME COURT" of a text in capitals is Supreme Court, "US STATE DEPARTMENT" US State Department; single
/// words and short ones stay, as they may be letters.
std::string readable_organization(std::string_view name);

/// Whether `name` has more than three letters, all of them capitals.
bool in_capitals(std::string_view name);

/// The places or the organizations of an article: what the publisher has stated first, then what `mentions`
/// name; equal words are one, whatever the case and dots, and so are "the Council" and "Council".
std::vector<Named> join_by_words(const Article& article, const Mentions& mentions, MentionType type,
                                 const std::vector<Entity>& stated);

}  // namespace dateline
