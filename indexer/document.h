// Article -> what an index keeps of it: terms with positions, values, the stored form. A pure function.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "indexer/analysis.h"
#include "indexer/schema.h"

namespace dateline {

/// One article as the index keeps it. Flat, so that a million of them cost few allocations; reused from one
/// article to the next. Terms are distinct and in byte order.
struct IndexDocument {
  struct Term {
    std::uint32_t offset = 0;  ///< where its bytes begin in `bytes`
    std::uint32_t length = 0;
    std::uint32_t wdf = 0;             ///< how often it stands in title and text; 0 for fields
    std::uint32_t first_position = 0;  ///< index into `positions`
    std::uint32_t position_count = 0;  ///< ascending, distinct
  };
  std::string bytes;
  std::vector<Term> terms;
  std::vector<std::uint32_t> positions;
  std::vector<std::pair<std::uint32_t, std::string>> values;  ///< slot, bytes; by slot
  std::string data;                                           ///< stored form, see encode_stored

  std::string_view name(const Term& term) const {
    return std::string_view(bytes).substr(term.offset, term.length);
  }
  std::span<const std::uint32_t> positions_of(const Term& term) const {
    return std::span(positions).subspan(term.first_position, term.position_count);
  }
};

/// An entry of the synonym table: `word` is one of the words of `key`.
struct Synonym {
  std::string key;
  std::string word;
};

/// What is added to an article before it is indexed, such as the names in its text. Called by several threads
/// at once.
struct Enrichment {
  std::function<void(Article&)> add;  ///< empty: nothing
  std::string version;                ///< changes when `add` would give something else
};

/// Makes IndexDocuments. Remembers which synonyms it has given, so that each is given once. One thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(Enrichment enrichment = {});

  /// Builds the document of `article`, which came from the SOURCE argument `origin` (may be empty). The
  /// result lives until the next call. Synonyms not given before are appended to `synonyms`.
  const IndexDocument& build(const Article& article, std::string_view origin, std::vector<Synonym>& synonyms);

 private:
  struct Entry {
    std::uint32_t offset = 0, length = 0, wdf = 0;
    std::uint32_t last_occurrence = 0;  ///< index + 1 into occurrences_; 0: none
    std::uint32_t occurrences = 0;
    bool stands_folded = false;  ///< the text has it as it is, not only in another form
    bool is_word = false;        ///< of title or text
  };
  struct Occurrence {
    std::uint32_t position, previous;
  };

  struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using StringSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;

  void clear();
  Entry& entry(std::string_view prefix, std::string_view term);
  std::string_view name_of(const Entry& entry) const;
  void grow_table();
  void add_position(Entry& entry, std::uint32_t position);
  void add_text(std::string_view text, bool is_title);
  void add_value(Field field, std::string_view value, std::uint32_t& position);
  void add_values(Field field, const std::vector<std::string>& values);
  void add_exact_forms(std::vector<Synonym>& synonyms);
  void add_stems(std::string_view language, std::vector<Synonym>& synonyms);
  void add_aliases(const Article& article, std::vector<Synonym>& synonyms);
  void add_slots(const Article& article, std::string digest);
  void finish_terms();

  Enrichment enrichment_;
  Article enriched_;
  IndexDocument document_;
  std::string bytes_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  ///< open addressing: entry index + 1
  std::vector<Occurrence> occurrences_;
  StringSet unfolded_;  ///< forms of this article written otherwise than folded
  std::vector<std::pair<std::uint32_t, std::string>>
      variants_;  ///< entry of the folded word, form as written
  std::unordered_map<std::string, StringSet, StringHash, std::equal_to<>>
      stemmed_;  ///< language -> words done
  StringSet variants_given_;
  StringSet aliases_given_;  ///< alias, zero byte, name
  std::vector<std::uint32_t> order_;
  Tokenizer tokenizer_;
  Stemmer stemmer_;
};

/// Where the text begins behind a title of so many words.
constexpr std::uint32_t text_position(std::uint32_t title_words) {
  return std::max(kTextPosition, 1 + title_words + kFieldGap);
}

/// Calls `visit(token, position)` for the words of an article's title and text as they are indexed: the
/// places that schema.h describes.
template <typename Visit>
void for_each_indexed_word(Tokenizer& tokenizer, std::string_view title, std::string_view text, Visit visit) {
  std::uint32_t first = 1, words = 0;
  for (const auto part : {title, text}) {
    tokenizer.reset(part);
    for (Token token; tokenizer.next(token);) {
      visit(token, first + token.position);
      words = token.position + 1;
    }
    first = text_position(words);
  }
}

/// The stored form: the article's JSON without its text, a line feed, the text.
std::string encode_stored(const Article& article);

/// The article of a stored form; without its text unless `with_text`.
/// Errors: kCorrupt  not a stored form
std::expected<Article, Error> decode_stored(std::string_view data, bool with_text);

/// The text of a stored form.
std::string_view stored_text(std::string_view data);

/// What `article` has in `field`, as it is indexed: the values, not folded.
std::vector<std::string> values_of(const Article& article, Field field);

/// The 8 bytes of kDigestSlot: equal for articles that are equal in every field as they were given, and
/// enriched alike.
std::string digest(const Article& article, std::string_view enrichment_version);

}  // namespace dateline
