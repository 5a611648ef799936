// A record with named fields (JSON object, CSV row, front matter) -> an article.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/article.h"

namespace dateline {

struct Member;

/// A value of a record.
struct Value {
  enum class Kind { kNull, kText, kNumber, kBoolean, kList, kObject };
  Kind kind = Kind::kNull;
  std::string text;             ///< kText; of numbers and booleans: as written
  std::vector<Value> items;     ///< kList
  std::vector<Member> members;  ///< kObject, in order

  /// The member of this name; null if there is none.
  const Value* find(std::string_view name) const;
};

/// A named value of an object.
struct Member {
  std::string first;
  Value second;
};

/// Makes an article of `record`. Field names are ours or the usual ones of others (headline, body, content,
/// date, publishedAt, byline, ...); capitals, `_` and `-` in them do not matter; `renames` maps further ones
/// to ours. Where several fields mean the same, the one nearest to our own name wins. Fields that mean
/// nothing to us are left out. HTML in title and text is undone, but where the text is called `text`, as ours
/// is, only if all of it is HTML. `warnings` gets what could not be used, such as a date that cannot be read.
/// Errors: kFormat  not an object; or a value of the wrong kind, named with its field
std::expected<Article, Error> article_of(Value record, const std::map<std::string, std::string>& renames,
                                         std::vector<std::string>& warnings);

}  // namespace dateline
