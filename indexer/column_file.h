// What a search needs of every article, by docid: lengths, dates, digests, the values of the counted fields;
// and the articles by value of every field, for filters. Read from a database, or kept in a file beside its
// tables that a search maps into memory and need not read. The file also has how the most frequent values are
// written, which otherwise an article has to be asked for.
//
// The file `columns` of a generation is made of one revision of its database. What changed since is told by
// the digests of articles and read from the database, see changed_articles.h; an index without the file
// answers the same, only slower at first. See section_file.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/changed_articles.h"
#include "indexer/entities/records/company.h"
#include "indexer/posting_list.h"
#include "indexer/schema.h"
#include "indexer/section_file.h"
#include "indexer/string_table.h"

namespace Xapian {
class Database;
}

namespace dateline {

class ColumnFileDraft;

/// Small numbers by docid, 0 where there is none, of one or two bytes each.
struct NarrowColumn {
  std::span<const std::uint8_t> bytes;
  std::span<const std::uint16_t> pairs;  ///< used where `bytes` are not

  bool empty() const { return bytes.empty() && pairs.empty(); }
};

/// The values of articles that changed since a column was made, by article.
struct ChangedRows {
  std::vector<DocId> documents;                 ///< rising; of those that are gone, too, which have no values
  std::vector<std::uint32_t> begin{0}, values;  ///< as in FacetColumn, by place in `documents`
  std::vector<std::uint32_t> touched;  ///< values that these articles have now or had in the column, rising

  std::span<const std::uint32_t> row(std::size_t place) const {
    return std::span(values).subspan(begin[place], begin[place + 1] - begin[place]);
  }
};

/// The values of one counted field: which of them each article has. Values are numbered in byte order of
/// their terms, behind them those that only changed articles have. Of values that are names of one record,
/// articles have the record's, once.
struct FacetColumn {
  StringTables terms;  ///< exact terms, prefix included; the second ones are those of changed articles
  std::span<const std::uint32_t>
      begin;  ///< by docid: where its values begin in `values`; one more than docids
  std::span<const std::uint32_t> values;        ///< numbers of values, ascending in each article
  std::span<const Alias> aliases;               ///< by rising name
  std::span<const std::uint32_t> slots;         ///< of the first terms, see string_table.h
  std::span<const std::uint32_t> second_slots;  ///< of the second ones
  const ChangedRows* changed = nullptr;         ///< in place of what stands above; null: nothing changed
  NarrowColumn single;  ///< by docid, 1 + the number of its value; empty where some have more
  std::span<const std::uint32_t> named;  ///< numbers of the values that most articles have, rising
  StringTable names;                     ///< of these, as articles write them, see shown_name.h

  /// The record that the value `number` is a name of: often itself.
  std::uint32_t record_of(std::uint32_t number) const;
  /// The value whose exact term is `term`.
  std::optional<std::uint32_t> find(std::string_view term) const;
  /// Whether the term of value `a` stands before that of `b` in byte order.
  bool precedes(std::uint32_t a, std::uint32_t b) const;
  /// Docids, 0 included.
  std::size_t documents() const;
  /// The values that the column, without what changed, has of an article.
  std::span<const std::uint32_t> unchanged_row(DocId document) const;
  /// How many articles have each value, by number.
  std::vector<std::uint32_t> counts() const;
  /// How to show the value `number`; empty where an article has to be asked.
  std::string_view name(std::uint32_t number) const;
};

/// A FacetColumn in memory of its own.
struct FacetValues {
  Strings terms;
  std::vector<std::uint32_t> begin, values;
  std::vector<Alias> aliases;
  std::vector<std::uint32_t> slots;
  std::vector<std::uint8_t> single_bytes;
  std::vector<std::uint16_t> single_pairs;

  FacetColumn view() const {
    return {.terms = {terms.view(), {}},
            .begin = begin,
            .values = values,
            .aliases = aliases,
            .slots = slots,
            .second_slots = {},
            .single = {single_bytes, single_pairs},
            .named = {},
            .names = {}};
  }
};

/// Lengths and dates, each by docid.
struct ArticleColumns {
  std::span<const std::uint32_t> lengths;    ///< words; 0 also where no article is
  std::span<const std::int64_t> published;   ///< seconds since 1970, or kNoInstant
  std::span<const std::int32_t> days;        ///< days since 1970, or kNoDay
  std::span<const std::uint64_t> present;    ///< a bit per docid
  std::span<const std::uint16_t> months;     ///< 1 + the number of the month of `days`, or 0
  std::span<const std::int32_t> first_days;  ///< of the months with articles, rising
  std::span<const std::uint64_t> digests;    ///< what kDigestSlot holds; 0 where no article is
};

/// ArticleColumns in memory of their own.
struct ArticleValues {
  std::vector<std::uint32_t> lengths;
  std::vector<std::int64_t> published;
  std::vector<std::int32_t> days;
  std::vector<std::uint64_t> present;
  std::vector<std::uint16_t> months;  ///< empty where too many months have articles
  std::vector<std::int32_t> first_days;
  std::vector<std::uint64_t> digests;

  ArticleColumns view() const { return {lengths, published, days, present, months, first_days, digests}; }
};

/// The first day of the month of `day`, both in days since 1970.
std::int32_t first_of_month(std::int32_t day);

/// Reads lengths, dates and digests of all articles. Xapian's errors pass through.
ArticleValues read_articles(const Xapian::Database& database);

/// Reads the values of a counted field from the postings, and joins the names of people. Xapian's errors pass
/// through.
FacetValues read_facet(const Xapian::Database& database, Field field);

/// A column file mapped into memory.
class ColumnFile {
 public:
  /// Maps the file of the generation at `generation`, made of any revision of `database`: see digests.
  /// Only its header is looked at: see is_searchable.
  /// Errors: kNotFound  there is none for this database
  ///         kCorrupt   it is damaged
  static std::expected<ColumnFile, Error> open(const std::string& generation,
                                               const Xapian::Database& database);

  /// Writes the file of the generation at `generation`, whose database is `database`, durably and in place of
  /// the one that is there. `draft`: what was begun of it; null: the values are read from the database.
  /// Xapian's errors pass through. Errors: kIo  the file cannot be written
  static std::expected<void, Error> write(const std::string& generation, const Xapian::Database& database,
                                          ColumnFileDraft* draft = nullptr);

  std::uint64_t revision() const { return file_.revision(); }

  /// Whether articles(), the digests among them, facet() and postings() give what was written; what is not
  /// must not be used, since its numbers lead anywhere. The first question in this process reads it, see
  /// SectionFile::are_whole.
  bool is_searchable() const;  ///< the articles without the digests
  bool are_digests_whole() const;
  bool is_facet_whole(Field field) const;
  bool are_postings_whole(Field field) const;

  /// Whether all of it is as it was written.
  bool is_whole() const { return damaged().empty(); }
  /// The sections that are not, by number.
  std::vector<std::size_t> damaged() const { return file_.damaged(); }

  ArticleColumns articles() const;
  FacetColumn facet(Field field) const;  ///< of a counted field

  /// The articles with the value of `field` whose exact term is `term`; every use counts once. Null where the
  /// file holds no postings of the field.
  std::optional<PostingList> postings(Field field, std::string_view term) const;

 private:
  explicit ColumnFile(SectionFile file) : file_(std::move(file)) {}
  StringTable strings(std::size_t begin, std::size_t bytes) const;  ///< of two sections
  SectionFile file_;
};

}  // namespace dateline
