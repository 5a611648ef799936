// A run: what one segment of consecutive documents gives to the database, sorted and encoded, waiting to be
// merged with the other runs. Documents are numbered from 0 within it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/bulk/spool.h"
#include "indexer/bulk/version_file.h"

namespace dateline::glass {

/// Entries in the encodings below; `n`: the number of documents.
struct Run {
  /// For each term in byte order: uint length, bytes, uint documents, uint sum of wdf, uint bytes of
  /// postings; the postings: (uint gap to the document before, uint wdf) *, the first gap counted from -1 and
  /// less 1.
  Spool postings;
  /// The same of the postings with positions, which are few: (uint gap, uint length, code) *.
  Spool positions;
  /// n * (document length u32 in the machine's byte order).
  Spool lengths;
  /// n * (uint length * 2 + is deflated, tag): termlist entries.
  Spool term_lists;
  /// n * (uint length, tag): the slots used.
  Spool slots;
  /// n * (uint length * 2 + is deflated, tag): stored data.
  Spool data;
  /// For each slot in any order, as SlotValues tell: (uint gap as in postings, string value) *.
  Spool values;

  /// n * (uint bytes, what BulkSegment::add_place noted: uint place of the term in `postings` * 2 + whether
  /// its position is not the next one, then uint gap to the position before).
  Spool places;
  /// For each key of a synonym what `postings` has for a term: uint words, 0, and (uint length, word) * in
  /// byte order, each once.
  Spool synonyms;

  struct SlotValues {
    std::uint32_t slot = 0;
    std::uint32_t documents = 0;
    std::size_t begin = 0;  ///< in `values`
    std::string lowest, highest;
  };
  std::vector<SlotValues> slot_values;
  Totals totals;
  std::uint32_t terms = 0;  ///< in `postings`

  std::size_t memory() const;
  std::expected<void, Error> move_to(SpoolFile& file);
};

/// The runs of a database in the order of their documents.
struct Runs {
  std::vector<const Run*> runs;
  std::vector<std::uint32_t> first_docids;  ///< docid of each run's document 0
};

/// The postings of one term in one run.
struct TermPostings {
  std::string_view term;
  std::uint32_t number = 0;  ///< terms of the run before it
  std::uint32_t documents = 0;
  std::uint64_t wdf_sum = 0;
  std::string_view postings;  ///< as Run has them
};

/// Gives the terms of one run in byte order. Throws where a SpoolReader does.
class TermReader {
 public:
  /// `terms`: Run::postings or what is encoded like it, which outlives it. `window`: see SpoolReader.
  explicit TermReader(const Spool& terms, std::size_t window = SpoolReader::kWindow)
      : bytes_(terms, 0, window) {}

  /// Moves to the next term; false at the end.
  bool next();
  /// What it views stays until next() is called for the second time.
  const TermPostings& current() const { return current_; }

 private:
  SpoolReader bytes_;
  TermPostings current_;
  std::uint32_t terms_read_ = 0;
};

/// Gives the terms of several runs in byte order, and for each term its runs in order. Throws where a
/// SpoolReader does.
class TermMerge {
 public:
  /// Merges what the runs have as `terms`. `runs` outlive it.
  explicit TermMerge(const std::vector<const Run*>& runs, Spool Run::* terms = &Run::postings);

  /// What one run has of the current term.
  struct Part {
    std::uint32_t run = 0;
    TermPostings postings;
  };

  /// Moves to the next term; false at the end.
  bool next();
  /// Moves on to the first term that is not before `term`, which is behind the current one; false at the end.
  bool skip_to(std::string_view term);
  std::string_view term() const { return parts_.front().postings.term; }
  const std::vector<Part>& parts() const { return parts_; }

 private:
  static constexpr std::size_t kBlock = 32;

  void move_on(std::uint32_t run);
  void find_least_of(std::size_t block);
  void find_runs_of(std::uint64_t beginning);
  void keep_runs_of_least_term();
  std::string_view term_of(std::uint32_t run) const { return readers_[run].current().term; }

  std::vector<TermReader> readers_;  ///< by run
  /// By run, of the term that its reader stands on: its first 8 bytes, ordered, and 7 more of them with its
  /// length. All bits are set behind the end, and where there is no run.
  std::vector<std::uint64_t> beginnings_, rests_;
  std::vector<std::uint64_t> least_;  ///< of the beginnings of each kBlock runs
  std::vector<std::uint32_t> runs_;   ///< that have the current term
  std::vector<Part> parts_;
};

/// Calls `use` with every (docid, wdf) of the term that `terms` stands on.
template <typename Use>
void for_each_posting(const TermMerge& terms, const Runs& runs, Use use) {
  for (const auto& [run, part] : terms.parts()) {
    const char* at = part.postings.data();
    const char* const end = at + part.postings.size();
    for (std::uint32_t docid = runs.first_docids[run] - 1; at != end;) {
      docid += static_cast<std::uint32_t>(get_uint(at)) + 1;
      use(docid, static_cast<std::uint32_t>(get_uint(at)));
    }
  }
}

}  // namespace dateline::glass
