// Reading files one after the other: their members, and of these the records.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/input.h"
#include "corpus/reader.h"
#include "corpus/readers/format.h"
#include "corpus/sitemap_index.h"

namespace dateline {

/// What a source is made of.
struct SourceFiles {
  std::string root;  ///< what all paths begin with and ids do not depend on
  std::vector<std::string> paths;
  std::vector<Refusal> refusals;  ///< what went wrong in listing them
};

/// Reads the files of a source in their order.
class SourceReader : public Reader {
 public:
  /// `sitemaps` is asked for what each article does not state; an entry that it holds is no article of the
  /// sitemap it stands in, but comes at the end if `gives_entries_without_page`. It outlives the reader.
  SourceReader(SourceFiles files, ReadOptions options, SitemapIndex& sitemaps,
               bool gives_entries_without_page);

  std::optional<ReadResult> next() override;
  Location location() const override { return location_; }
  std::optional<double> share_read() const override;
  std::vector<std::string> warnings() const override { return warnings_; }
  const Tally& passed_over() const override { return passed_over_; }

 private:
  void refuse_damages();
  void refuse(std::string path, Error error, std::string_view raw = {}, std::uint64_t line = 0);
  void open_file(const std::string& path);
  void next_member();
  void close_member();
  const Format* choose(std::string_view beginning) const;
  std::optional<ReadResult> next_record();
  std::optional<ReadResult> next_entry();
  std::optional<ReadResult> finish(std::expected<Article, Error> article, std::string_view raw);
  bool is_for_later(const std::expected<Article, Error>& article);
  std::string_view path_below_root() const;

  SourceFiles files_;
  ReadOptions options_;
  SitemapIndex& sitemaps_;
  bool gives_entries_;
  std::size_t file_ = 0;
  std::uint64_t total_bytes_ = 0;     ///< of all files; 0 for stdin
  std::uint64_t finished_bytes_ = 0;  ///< of those read to their end
  std::unique_ptr<Input> input_;
  bool has_members_ = false;  ///< of the file being read
  std::unique_ptr<RecordReader> records_;
  bool is_sitemap_ = false;   ///< of the member being read
  bool has_records_ = false;  ///< of the member being read
  Location location_;
  std::vector<std::string> warnings_;
  Tally passed_over_;
};

/// Bytes of a file; 0 where that cannot be told.
std::uint64_t size_of_file(const std::string& path);

}  // namespace dateline
