// Suggestions while somebody types: people, places and organizations whose name has a word that begins so,
// and headlines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/backend.h"

namespace dateline {

/// One suggestion.
struct Suggestion {
  std::string kind;         ///< "person", "place", "org" (names of filters), or "article"
  std::string value;        ///< the name, or the headline
  std::uint64_t count = 0;  ///< articles that have the name
  std::string id;           ///< of an article
  std::string url;          ///< of an article; may be empty
};

/// At most `each` suggestions of every kind for what was typed so far; none for text without words. Of names,
/// the kMaxFacetLimit most frequent are looked at. Errors: those of search
std::expected<std::vector<Suggestion>, Error> suggest(SearchBackend& backend, std::string_view typed,
                                                      std::size_t each);

/// {"query","suggestions":[{"kind","value","count"} or {"kind":"article","value","id","url"}]}
std::string to_json(std::string_view typed, const std::vector<Suggestion>& suggestions);

/// The form that browsers' search bars read (OpenSearch Suggestions 1.1): [typed, [values]].
std::string to_browser_json(std::string_view typed, const std::vector<Suggestion>& suggestions);

}  // namespace dateline
