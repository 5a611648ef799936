// Article -> what an index keeps of it: terms with positions, values, the stored form.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "indexer/analysis.h"
#include "indexer/bulk/term_table.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/stemmer.h"
#include "indexer/unread_languages.h"

namespace dateline {

/// One article as the index keeps it. Flat, so that a million of them cost few allocations; reused from one
/// article to the next. Terms are distinct and in no order.
struct IndexDocument {
  struct Term {
    std::uint32_t number = 0;          ///< in `table`
    std::uint32_t wdf = 0;             ///< how often it stands in title and text; 0 for fields
    std::uint32_t first_position = 0;  ///< index into `positions`
    std::uint32_t position_count = 0;  ///< ascending, distinct
  };
  struct Place {
    std::uint32_t number;  ///< of the term, in `table`
    std::uint32_t position;
  };
  const TermTable* table = nullptr;
  std::vector<Term> terms;
  std::vector<std::uint32_t> positions;
  std::vector<Place> words;                                   ///< of title and text, in order
  std::vector<std::pair<std::uint32_t, std::string>> values;  ///< slot, bytes; by slot
  std::string data;                                           ///< stored form, see encode_stored

  std::string_view name(const Term& term) const { return table->name(term.number); }
  std::span<const std::uint32_t> positions_of(const Term& term) const {
    return std::span(positions).subspan(term.first_position, term.position_count);
  }
};

/// An entry of the synonym table: `word` is one of the words of `key`.
struct Synonym {
  std::string key;
  std::string word;
};

/// What is added to an article before it is indexed: its language, the names in its text. Articles that are
/// unchanged since an earlier load go without. Called by several threads at once.
struct Enrichment {
  std::function<void(Article&)> add;        ///< empty: nothing
  std::string version;                      ///< changes when `add` would give something else
  std::shared_ptr<UnreadLanguages> unread;  ///< counts the articles whose names `add` does not look for
};

/// Makes IndexDocuments. Keeps the terms it has met, with what it knows of them: most articles bring few new
/// ones. One thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(Enrichment enrichment = {});

  /// Builds the document of `article`, which came from the SOURCE argument `origin` (may be empty). The
  /// result lives until the next call. Synonyms are appended to `synonyms`, nearly all of them only once in
  /// the builder's life. `known` is digested() of the article where the caller has it already.
  const IndexDocument& build(const Article& article, std::string_view origin, std::vector<Synonym>& synonyms,
                             const Digested* known = nullptr);

  /// Documents built since terms were forgotten.
  std::uint32_t documents() const { return documents_; }

  /// Calls `use` with each value of a field that was met since terms were forgotten, in the order in which
  /// they came: the field, the value as it is written, its exact term, and the number of the document that
  /// had it first, counted from 1.
  template <typename Use>
  void for_each_value(Use use) const {
    for (std::uint32_t number = 0; number < values_.size(); ++number) {
      const auto met = values_met_.name(number);
      use(static_cast<Field>(met[0] - kFirstLetter), met.substr(1), table_.name(values_[number].term),
          values_[number].document);
    }
  }

  /// The terms met.
  const TermTable& terms() const { return table_; }

  /// Forgets the terms met if they have become many; true if so. Their numbers are given anew then.
  bool forget_if_many();

 private:
  static constexpr unsigned kLanguages = 31;
  static constexpr std::uint32_t kFormGiven = std::uint32_t{1} << kLanguages;  ///< that of an exact form

  /// What is known of a term, by its number.
  struct Known {
    std::uint32_t document = 0;  ///< the last one that has it, counted from 1
    std::uint32_t entry = 0;     ///< its index in that document's terms
    std::uint32_t own_form = 0;  ///< number and 1 of the exact form that is the word itself; 0: not asked for
    std::uint32_t given = 0;     ///< of its synonyms: a bit for each of languages_, and kFormGiven
  };
  /// What is known of a term of the document, beside its IndexDocument::Term.
  struct Entry {
    std::uint32_t last_occurrence = 0;  ///< index + 1 into occurrences_; 0: none
    bool stands_folded = false;         ///< the text has it as it is, not only in another form
    bool is_word = false;               ///< of title or text
  };
  struct Occurrence {
    std::uint32_t position, previous;
  };
  /// A word of the document that is written otherwise than folded.
  struct Form {
    std::uint32_t folded, form;  ///< numbers of the word and of its exact form
  };

  /// A word of the text that is being added.
  struct Word {
    TermTable::Key key;
    TermTable::Key form;  ///< of the exact form where that is not the word
    std::uint32_t number = 0, form_number = 0, position = 0;
    bool is_ngram = false, is_folded = false;
  };

  /// A value of a field as it was met, of which most articles bring few new ones.
  struct Value {
    std::uint32_t term = 0;                        ///< number of the term of the whole value
    std::uint32_t document = 0;                    ///< the first one that has it, counted from 1
    std::uint32_t first_word = 0, word_count = 0;  ///< in value_words_
  };

  static constexpr char kFirstLetter = 'A';  ///< of the fields in values_met_

  void clear();
  /// The index in the document of the term `number`, added if it is not there yet.
  std::uint32_t entry(std::uint32_t number);
  std::uint32_t entry(std::string_view prefix, std::string_view term);
  std::uint32_t number_of(std::string_view prefix, std::string_view term);
  void add_position(std::uint32_t entry, std::uint32_t position);
  std::uint32_t add_text(std::string_view text, std::uint32_t first_position, bool is_title);
  bool read_words(std::string_view text);
  void number_words();
  void add_word(const Word& word, std::uint32_t position, bool is_title);
  const Value& known_value(Field field, std::string_view value);
  void add_value(Field field, std::string_view value, std::uint32_t& position);
  void add_values(Field field, const std::vector<std::string>& values);
  std::uint32_t own_form(std::uint32_t number);
  void add_exact_forms(std::vector<Synonym>& synonyms);
  void add_stems(std::string_view language, std::vector<Synonym>& synonyms);
  std::uint32_t bit_of(std::string_view language);
  void add_aliases(const Article& article, std::vector<Synonym>& synonyms);
  void add_slots(const Article& article, std::string_view digest);
  void lay_out_positions();

  Enrichment enrichment_;
  Article enriched_;
  IndexDocument document_;
  std::uint32_t documents_ = 0;  ///< built since the table was empty
  TermTable table_;
  std::vector<Known> known_;   ///< by number
  TermTable values_met_;       ///< the letter of a field and a value
  std::vector<Value> values_;  ///< by number in values_met_
  std::vector<IndexDocument::Place> value_words_;
  std::vector<Entry> entries_;  ///< as document_.terms
  std::vector<Occurrence> occurrences_;
  std::vector<Form> forms_;
  std::vector<Word> words_;   ///< the next ones of the text
  glass::Buffer word_bytes_;  ///< their terms
  std::vector<std::string> languages_;
  std::unordered_set<std::string> aliases_given_;  ///< alias, zero byte, name
  Tokenizer tokenizer_;
  Stemmer stemmer_;
};

}  // namespace dateline
