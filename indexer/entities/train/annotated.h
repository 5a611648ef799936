// Texts annotated word by word, as corpora have them, and the running text that they were made from.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"

namespace dateline::train {

struct Word {
  std::string text;
  std::optional<MentionType> type;
  bool begins = false;  ///< a name starts here even if the word before is of the same type
};
using Sentence = std::vector<Word>;
using Article = std::vector<Sentence>;

/// Bytes [begin, end) of a text.
struct Stretch {
  std::uint32_t begin, end;
};

/// Where a text came from.
enum Corpus : int {
  kWikigold,
  kEwt,
  kPud,
  kBroadTwitter,
  kWnut,
  kEuroparl,
  kMultiner,
  kCrossner,
  kRe3d,
  kGmb,
  kMadeUp,
};

/// A text with its names, as a news site would have it.
struct Sample {
  std::string text;
  std::vector<Mention> names;  ///< in order, none overlapping another
  std::vector<Stretch> sentences;
  Corpus corpus = kWikigold;
  float weight = 1;  ///< what an error in it costs
};

/// What stands between two sentences of a rendered text.
enum class Breaks { kLines, kSome };  ///< always a line break; a blank after most

/// The text of `article` with blanks where print has them, and its names.
Sample render(const Article& article, Breaks breaks);

/// The word `text` with the type that `tag` (IOB; any corpus's names of types) gives it.
Word make_word(std::string_view text, std::string_view tag);

/// Reads `token … tag` a line, sentences parted by blank lines, articles by -DOCSTART-, or every `together`
/// sentences where the corpus has no such mark (0: one article).
std::vector<Article> read_columns(std::string_view text, std::size_t together);

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace dateline::train
