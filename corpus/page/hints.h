// What class names, ids and roles say of a part of a page: the words that publishers use, in several
// languages.
#pragma once

#include <string_view>

namespace dateline {

/// What a part of a page is said to be.
enum class Hint {
  kNone,
  kBody,       ///< the article's own text
  kDoubtful,   ///< a name that furniture bears, but now and then the article too
  kFurniture,  ///< navigation, sharing, advertising, teasers, bylines
  kComments,   ///< what readers wrote
};

/// What `names` (class names or an id, as they stand in the attribute) say. Words are cut at every character
/// other than a letter and before capitals: "articleBody" and "article__body" say the same.
Hint hint_of(std::string_view names);

/// Whether a short paragraph is furniture by its own words, such as "Read more:" or "Share this article".
/// `text` has its white space squeezed.
bool is_furniture_text(std::string_view text);

}  // namespace dateline
