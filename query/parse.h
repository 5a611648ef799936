// What a person typed -> a tree, and notes on how it was understood.
//
// Words stand for all their inflected forms, unless quoted or written =word. A sequence of words is a bag;
// AND, OR, NOT in capitals, + and - before an operand, and brackets work as everywhere; AND binds tighter
// than OR, and OR tighter than standing side by side: `flood storm OR gale rhine` is flood (storm OR gale)
// rhine. `field:` applies to the word, phrase or bracket behind it. Nothing that is typed is an error here:
// what cannot be read is left out or read as words, with a note; a caller that wants to be strict takes the
// first note as its error.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema.h"
#include "query/search.h"

namespace dateline {

/// Days [first, last]; an absent end is open.
struct DayRange {
  std::optional<std::chrono::sys_days> first;
  std::optional<std::chrono::sys_days> last;
};

/// One node of a query.
struct Node {
  enum class Kind {
    kAll,     ///< every article
    kNone,    ///< no article
    kWord,    ///< `words` has one folded word: it or an inflected form of it stands in the article (or in
              ///< `field`)
    kExact,   ///< `text` as written stands in the article: no folding, no other forms
    kPrefix,  ///< a word that begins with words[0]
    kPhrase,  ///< `words` one after the other
    kValue,   ///< a value of `field` equals words[0], a value_key
    kDays,    ///< published within `days`
    kAround,  ///< a town or other point on the map at most `kilometres` from `centre`
    kAnd,     ///< every child
    kOr,      ///< at least one child
    kAndNot,  ///< the first child and none of the others
    kMaybe,   ///< the first child; the others only add to the score
    kNear,    ///< the children, words and phrases or kOr of such, at most `distance` words apart
    kBag,     ///< words side by side: all or any of the children, see Match
  };
  Kind kind = Kind::kAll;
  std::optional<Field> field;      ///< kWord, kPrefix, kPhrase, kValue: where; absent: title and text
  std::string text;                ///< as typed, for messages and kExact
  std::vector<std::string> words;  ///< folded
  std::vector<std::string>
      spellings;             ///< kWord: other ways to write it that count as it; not from the parser
  bool is_compound = false;  ///< kPhrase: typed in one, with hyphens, not in quotes
  DayRange days;
  std::optional<GeoPoint> centre;  ///< kAround; absent: where the place called `text` is
  double kilometres = 0;           ///< kAround
  std::uint32_t distance = 0;      ///< kNear: words between the first and the last one, plus one
  bool is_ordered = false;         ///< kNear: the children stand in this order
  bool is_literal = false;         ///< written with =: no other spelling will do
  std::vector<Node> children;
  Range range{};  ///< bytes of the query
};

/// A query that was read.
struct ParsedQuery {
  Node root;
  std::vector<Note> notes;
  bool has_operators =
      false;  ///< AND, OR, NOT, +, - or brackets were used: the person says exactly what must match
};

/// Whether some words are the name of a place.
using IsPlace = std::function<bool(std::string_view)>;

/// Reads `text`; `today` is what yesterday and 2w.. are counted from. At most budget.bytes bytes,
/// budget.words words and kMaxQueryDepth brackets inside each other are read; more is left out with a note.
/// `is_place` tells how many words belong to a near: without quotation marks; without it, one.
ParsedQuery parse_query(std::string_view text, std::chrono::sys_days today = {}, const Budget& budget = {},
                        const IsPlace& is_place = {});

inline constexpr std::size_t kMaxQueryDepth = 32;

/// The tree in the query language's own words, fully bracketed, such as `(flood person:"seth g jones")
/// date:2021..`.
std::string to_string(const Node& node);

/// Whether no day is within `days`.
bool ends_before_it_begins(const DayRange& days);

/// What is said of `span`, which is such days.
Note no_days(std::string_view span, Range range);

/// Reads YYYY, YYYY-MM, YYYY-MM-DD, and FIRST..LAST of these, either end left out.
/// Errors: kInvalidArgument  not of that shape, or not of the calendar
std::expected<DayRange, Error> parse_days(std::string_view text);

}  // namespace dateline
