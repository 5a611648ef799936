// Reading a source: the next article, or why not, or the end.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"

namespace dateline {

/// Where in the input something stands.
struct Location {
  std::string path;  ///< file name as given; members of archives as "archive.zip!/member.html"; "-" for stdin
  std::uint64_t line = 0;  ///< 1-based line on which the record starts; 0: the file as a whole
};

/// A record that could not be read.
struct Refusal {
  Location where;
  Error error;
  std::string raw;  ///< the record's bytes as they came, for --rejects; at most 1 MB of them
};

/// What a reader gives for one record.
using ReadResult = std::expected<Article, Refusal>;

/// How many of each kind, such as {"request records of a crawl", 12}.
using Tally = std::map<std::string, std::uint64_t>;

/// Gives the articles of one source, one after the other. One thread at a time.
class Reader {
 public:
  virtual ~Reader() = default;
  /// The next article or refusal; nothing at the end. A refusal costs its record only: go on calling.
  virtual std::optional<ReadResult> next() = 0;
  /// Where the article that next() gave last stands.
  virtual Location location() const = 0;
  /// How much of the source has been read, by bytes: 0 to 1; nothing where its size is not known (stdin).
  virtual std::optional<double> share_read() const = 0;
  /// What was wrong with the article that next() gave last without costing it, such as a date that could not
  /// be read.
  virtual std::vector<std::string> warnings() const = 0;
  /// What has been passed over so far because it is no article and claims to be none; whole at the end only.
  virtual const Tally& passed_over() const = 0;
  /// Whether there are sitemaps, so that what a file gives may depend on the others that are read.
  virtual bool has_sitemaps() const { return false; }
};

/// Choices of the person who reads.
struct ReadOptions {
  std::string format;                          ///< a name of known_formats(); empty: by content
  std::map<std::string, std::string> renames;  ///< their field name -> ours, for JSON, CSV and front matter
  unsigned jobs = 1;                           ///< threads that read the files of a folder; at least 1
  bool tells_language = true;                  ///< tell_language() of every article
  std::optional<std::vector<std::string>> files;  ///< of a folder, the files to read: others are left out
};

/// The formats that ReadOptions::format can name, in alphabetical order.
std::vector<std::string_view> known_formats();

/// Opens a file, a folder (read recursively, in byte order of the paths) or "-" (stdin). Chooses each file's
/// reader by content, then by name. A file that holds no article format is a refusal of the reader, not an
/// error. Articles come in the same order whatever options.jobs is. Of options.files those are read that are
/// there, and that a folder would be read with: hidden ones are not.
///
/// What a sitemap says of an address fills in what the page of that address does not state (see
/// SitemapIndex); entries with a title for which the source has no page come at its end as teasers.
/// Errors: kNotFound         no such file or folder
///         kIo               it cannot be opened
///         kInvalidArgument  options.format is not a known format
std::expected<std::unique_ptr<Reader>, Error> open_source(const std::string& path,
                                                          const ReadOptions& options);

}  // namespace dateline
