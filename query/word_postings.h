// The articles of a word: from the words file, and from Xapian for those that changed since it was made.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "indexer/postings.h"
#include "query/columns.h"
#include "query/doc_set.h"

namespace dateline {

/// The articles that are asked for, null for all: what is found in others is not looked for.
using Within = const DocSet*;

/// Calls `visit(docid, posting iterator)` for the articles of Xapian's postings of `term`, only those within.
/// `count` is how many these are. Xapian's errors pass through.
template <typename Visit>
void for_each_posting(const Xapian::Database& database, const std::string& term, Within within,
                      std::uint64_t count, Visit visit) {
  constexpr std::uint64_t kSkipCost = 4;  // skipping to an article costs about as much as reading so many
  auto posting = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (posting == end) return;
  const auto last = database.get_lastdocid();
  if (within == nullptr) {
    for (; posting != end; ++posting) visit(known_article(*posting, last), posting);
    return;
  }
  if (count * kSkipCost > database.get_termfreq(term)) {
    for (; posting != end; ++posting) {
      const auto document = known_article(*posting, last);
      if (within->has(document)) visit(document, posting);
    }
    return;
  }
  within->for_each([&](DocId document) {
    if (posting == end) return;
    if (*posting < document) posting.skip_to(document);
    if (posting != end && *posting == document) visit(document, posting);
  });
}

/// Calls `visit(docid, Uses)` for the postings of `list`, only those within.
template <typename Visit>
void for_each_posting(const PostingList& list, Within within, Visit visit) {
  if (within == nullptr) return list.for_each(visit);
  if (within->count() * 2 > list.count()) {
    list.for_each([&](DocId document, Uses uses) {
      if (within->has(document)) visit(document, uses);
    });
    return;
  }
  PostingCursor cursor(list);
  within->for_each([&](DocId document) {
    if (cursor.skip_to(document) == document) visit(document, cursor.uses());
  });
}

/// Reads postings of words of title and text. Xapian's errors pass through.
class WordPostings {
 public:
  /// Both have to outlive it.
  WordPostings(const Xapian::Database& database, const Columns& columns)
      : database_(database), columns_(columns) {}

  /// How many articles have `word`.
  std::uint32_t frequency(const std::string& word) const;

  /// Calls `visit(docid, Uses)` for the articles that have `word`, only those within.
  template <typename Visit>
  void for_each(const std::string& word, Within within, Visit visit) const {
    const auto* const changed = columns_.changed();
    if (const auto* const file = columns_.words()) {
      if (const auto number = file->number(word)) {
        for_each_posting(file->postings(*number), within, [&](DocId document, Uses uses) {
          if (changed == nullptr || columns_.has_words(document)) visit(document, uses);
        });
      }
    }
    if (changed == nullptr) return;
    if (within == nullptr) return for_each_changed(word, *changed, visit);
    auto both = *changed;
    for_each_changed(word, both &= *within, visit);
  }

  /// Calls `visit(n, Uses)` for the articles documents[n] that have `word`. `documents` rise.
  template <typename Visit>
  void for_each_of(const std::string& word, std::span<const DocId> documents, Visit visit) const {
    const auto* const changed = columns_.changed();
    if (const auto* const file = columns_.words()) {
      if (const auto number = file->number(word)) {
        file->postings(*number).for_each_of(documents, [&](std::size_t n, Uses uses) {
          if (changed == nullptr || columns_.has_words(documents[n])) visit(n, uses);
        });
      }
    }
    if (changed == nullptr) return;
    DocSet among(columns_.last());
    for (const auto document : documents) {
      if (changed->has(document)) among.add(document);
    }
    for_each_changed(word, among, [&](DocId document, Uses uses) {
      visit(static_cast<std::size_t>(std::ranges::lower_bound(documents, document) - documents.begin()),
            uses);
    });
  }

 private:
  template <typename Visit>
  void for_each_changed(const std::string& word, const DocSet& among, Visit visit) const {
    const auto in_title = std::string(spec(Field::kTitle).word_prefix) + word;
    const auto end = database_.postlist_end(in_title);
    auto title = database_.postlist_begin(in_title);
    for_each_posting(database_, word, &among, among.count(), [&](DocId document, const auto& posting) {
      if (title != end && *title < document) title.skip_to(document);
      visit(document, Uses(std::max(posting.get_wdf(), 1u), title != end && *title == document));
    });
  }

  const Xapian::Database& database_;
  const Columns& columns_;
};

}  // namespace dateline
