// What stands behind an Index; for query/*.cpp only.
#pragma once

#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "indexer/block_guard.h"
#include "indexer/shown_name.h"
#include "query/columns.h"
#include "query/evaluate.h"
#include "query/explain.h"
#include "query/fingerprints.h"
#include "query/lookup.h"
#include "query/narrowing.h"
#include "query/recency.h"
#include "query/records.h"
#include "query/search.h"
#include "query/shared.h"
#include "query/snippets.h"
#include "query/stories.h"
#include "query/transliteration.h"

namespace dateline {

/// One reader of one generation. Xapian's errors pass through, unless said otherwise.
struct Index::Implementation {
  /// A request that was read.
  struct Question {
    ParsedQuery query;
    Node spelled;  ///< the query with other spellings of its words, but without other names of records
    ParsedQuery with;
    std::optional<Narrowing> narrowing;
    std::optional<DocSet> within;  ///< what the narrowing lets through, where nothing else is asked for
    Page page;
    Limits limits;
    bool counts_age = false;  ///< newer articles come before older ones that match about as well
    std::chrono::steady_clock::time_point begun;
  };

  /// Opens the generation at `in_generation` and reads the authority file of the index in `of`.
  Implementation(const std::string& of, const std::string& in_generation)
      : directory(of),
        generation(in_generation),
        guard(in_generation),
        database(in_generation),
        authority(read_authority(of)) {}

  std::string directory;
  std::string generation;
  BlockGuard guard;
  Xapian::Database database;
  AuthorityFile authority;
  SideFiles files;
  std::shared_ptr<const Shared> shared;
  std::shared_ptr<const Columns> columns;
  std::shared_ptr<const Records> records;
  std::shared_ptr<const Lookup> lookup;
  std::shared_ptr<const Recency> recency;
  mutable std::unordered_map<std::string, std::string>
      display_names;  ///< exact term -> value as an article writes it
  mutable ShownNames shown_names{database, 256};
  mutable Fingerprints shown_as_written;  ///< names in articles that show_as() leaves as they are, by Field
  mutable std::unordered_map<std::string, std::optional<GeoPoint>>
      positions;  ///< exact term -> where articles say the place is
  mutable std::unordered_map<DocId, std::string> known_ids;

  std::string revision() const;
  /// The same and which files beside the tables are read: answers do not tell these, but mended ones take
  /// less time.
  std::string revision_and_files() const;

  /// Checks the schema version and takes what is shared; `before` is a reader of an earlier revision of the
  /// same generation. False if `before` has it already, or if another thread makes it and this one does not
  /// `wait`: then there is nothing to read with.
  std::expected<bool, Error> load(const Implementation* before, bool wait);

  std::optional<DocId> find(std::string_view id) const;
  std::expected<Hit, Error> hit(DocId document, double score, const Snippets& snippets,
                                Stories& stories) const;
  Facet facet(const std::string& name, std::span<const DocId> documents, const SearchRequest& request,
              const Node& with) const;

  /// The value of an exact term as one of the first articles that have it writes it, with capitals if one
  /// does.
  std::string display_name(const std::string& term, Field field) const;

  /// The value `number` of `column`: a record's name as its archivist says, else as above.
  std::string display_name(const FacetColumn& column, std::uint32_t number, Field field) const;

  /// Where the place of an exact term, which is called `name`, is on the map; nothing for what is wider than
  /// a country.
  std::optional<GeoPoint> position(std::string_view term, const std::string& name) const;

  /// What a person, place or organization that an article calls `name` is shown as, often `name`; nothing
  /// where it is hidden.
  std::optional<std::string> show_as(const std::string& name, Field field) const;

  /// Gives people, places and organizations the names of their records, and leaves out what is hidden.
  void show_records(Article& article) const;

  std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) const;
  std::vector<RecordEntry> records_of(RecordKind kind, std::string_view typed, std::size_t most) const;
  RecordEntry record(RecordKind kind, const FacetColumn& column, std::uint32_t number) const;
  std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request) const;
  std::expected<Page, Error> search(const SearchRequest& request) const;
  std::expected<std::vector<std::string>, Error> ids(const SearchRequest& request) const;
  std::expected<Question, Error> read(const SearchRequest& request) const;

  /// Adds to the scores what the second look and the age of articles do; says why, where asked for.
  std::optional<Stages> rank(const Question& question, Matches& matches) const;

  /// The page of what the text of the question matches.
  std::expected<Page, Error> answered(Question question, Matches matches) const;
  Matches match(Question& question) const;
  Matches match_words(Question& question, const ParsedQuery& query) const;
  void try_spelling(Question& question, Matches& matches) const;
  static void note_corrections(Question& question, const std::vector<Correction>& corrections);

  /// Lets whole names of people match however the archive writes them.
  void add_name_forms(Node& node, Transliterator& transliterator, std::vector<Correction>& corrections) const;
  std::expected<void, Error> fill(Page& page, const Matches& matches, const std::optional<Stages>& stages,
                                  bool counts_age) const;
};

/// Says in our words what Xapian threw; called inside a catch block only.
Error xapian_error();

}  // namespace dateline
