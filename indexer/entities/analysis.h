// What the finder knows of an article before it decides: tokens, what the lexicon says of each, and what the
// whole article says of each word.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/entities/model.h"
#include "indexer/entities/tokens.h"

namespace dateline::entities {

/// What was seen of a word somewhere in the article, as bits of ArticleWord::seen.
enum SeenFlag : std::uint32_t {
  kSeenLower = 1u << 0,                ///< in lower case
  kSeenCapital = 1u << 1,              ///< with a capital inside a sentence
  kSeenUpper = 1u << 2,                ///< in capitals, outside a line of capitals
  kSeenAfterTitle = 1u << 3,           ///< after "Mr", "President"
  kSeenAfterGivenName = 1u << 4,       ///< after a given name
  kSeenBeforeSurname = 1u << 5,        ///< before a surname
  kSeenAfterIn = 1u << 6,              ///< after "in", "near"
  kSeenBesideSpeech = 1u << 7,         ///< beside "said", "told"
  kSeenPossessive = 1u << 8,           ///< before 's
  kSeenAfterThe = 1u << 9,             ///< after "the"
  kSeenBeforeOrganization = 1u << 10,  ///< before "Ministry", "Inc"
  kSeenBeforeCommaPlace = 1u << 11,    ///< before ", France"
  kSeenBeforePlaceWord = 1u << 12,     ///< before "Province"
  kSeenAfterRole = 1u << 13,           ///< after "spokesman"
  kSeenBesideInitial = 1u << 14,       ///< beside "J."
  kSeenInPlaceName = 1u << 15,         ///< inside a known name of several words
  kSeenBesideCapital = 1u << 16,       ///< beside another word with a capital
  kSeenAlone = 1u << 17,               ///< with a capital, beside no other such word
};
constexpr int kSeenFlags = 18;

/// A word that is a candidate somewhere in the article, over all its occurrences.
struct ArticleWord {
  std::uint32_t seen = 0;                ///< SeenFlag
  std::uint32_t count = 0;               ///< occurrences as a candidate
  std::uint32_t outside = 0;             ///< the first stage's labels: outside any name
  std::array<std::uint32_t, 3> named{};  ///< … inside a name of each type
  std::array<std::uint32_t, 3> last{};   ///< … last of a name of several words
  std::array<std::uint32_t, 3> first{};  ///< … first of a name of several words
};

/// What the lexicon and the place in the line say of one token.
struct TokenFacts {
  std::uint32_t flags = 0;   ///< LexiconFlag of the word
  std::uint32_t phrase = 0;  ///< LexiconFlag of the longest known sequence it stands in
  std::uint16_t cluster = 0;
  std::uint8_t phrase_place = 0;  ///< 0 none, 1 first, 2 inside, 3 last of the sequence
  std::uint8_t dateline =
      0;  ///< 0 none, else what ends the dateline: 1 a dash, 2 a date, 3 an agency in brackets
  std::int32_t word = -1;  ///< its ArticleWord, -1 for a word that is nowhere a candidate
};

/// Neighbouring candidates of one line, [begin, end): names are looked for inside.
struct Run {
  std::uint32_t begin, end;
};

struct Analysis {
  Tokens tokens;  ///< of the title, then of the text
  std::size_t title_tokens = 0;
  std::vector<TokenFacts> facts;
  std::vector<ArticleWord> words;
  std::vector<Run> runs;
};

/// Analyses one article. Linear in its length.
Analysis analyze(const Model& model, std::string_view title, std::string_view text);

/// Longest run; a longer stretch of candidates (a page of capitals) is cut into several.
constexpr std::uint32_t kMaxRun = 256;

}  // namespace dateline::entities
