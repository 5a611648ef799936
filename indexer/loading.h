// One run of dateline-index that loads articles: what it reads, refuses and reports.
#pragma once

#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>

#include "corpus/base/program.h"
#include "corpus/read_options.h"
#include "corpus/reader.h"
#include "indexer/writer.h"

namespace dateline {

inline constexpr std::string_view kIndexProgram = "dateline-index";

/// What a run did, for the summary line.
struct LoadCounts {
  std::uint64_t added = 0, replaced = 0, unchanged = 0, deleted = 0, refused = 0;
  std::uint64_t replaced_another = 0;  ///< see PutOutcome::kReplacedAnother
  std::uint64_t read() const { return added + replaced + unchanged; }
};

/// The writer, where refused records go, and what happened so far.
class Loading {
 public:
  Loading(Writer writer, std::ofstream rejects);

  bool stopped() const { return stop_; }
  /// Whether sources had sitemaps: then what their files gave depends on one another.
  bool has_met_sitemaps() const { return has_met_sitemaps_; }
  /// Whether remove_missing() left articles.
  bool left_missing() const { return left_missing_; }
  /// Whether leave_missing() did.
  bool left_in_doubt() const { return left_in_doubt_; }
  const LoadCounts& counts() const { return counts_; }
  Writer& writer() { return writer_; }

  /// Loads all articles of `source`; those that are refused are reported. Returns how many.
  /// Errors: those of the source as a whole and of the writer
  std::expected<std::uint64_t, Error> load(const std::string& source, const ReadOptions& options);
  /// Deletes the articles that came from `source`, loaded before, and are no longer in it. Where these are
  /// more than may go, they stay, which is reported: the articles that were read are none the worse for it.
  std::expected<void, Error> remove_missing(const std::string& source);
  /// Reports how many that would be, and why it is in `doubt` whether they are gone.
  std::expected<void, Error> leave_missing(const std::string& source, std::string_view doubt);
  std::expected<void, Error> remove(const std::string& id);

  /// Reports what was done.
  void summarize();

 private:
  void count(const std::string& id, PutOutcome outcome);
  void refuse(const Refusal& refusal);
  void warn(const Location& where, const std::string& warning);
  std::string progress_text(std::optional<double> share) const;

  Writer writer_;
  const std::atomic<bool>& stop_;
  Progress progress_;
  std::ofstream rejects_;
  LoadCounts counts_;
  bool has_met_sitemaps_ = false, left_missing_ = false, left_in_doubt_ = false;
  std::string shared_id_;  ///< the first id that took an article of another source away
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

}  // namespace dateline
