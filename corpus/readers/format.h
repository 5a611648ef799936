// What a format is to the rest of corpus/: how to recognise it, and a reader of its records.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/input.h"
#include "corpus/reader.h"

namespace dateline {

/// Gives the records of one member of an Input. Articles need not be normalized yet.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  /// The next article, or why there is none; nothing at the end.
  virtual std::optional<std::expected<Article, Error>> next() = 0;
  /// The line on which the record given last begins; 0: the file as a whole.
  virtual std::uint64_t line() const { return 0; }
  /// What names the record given last inside its file, such as a page's address in a crawl; "" if lines do.
  virtual std::string member() const { return ""; }
  /// The bytes of the record given last, for --rejects.
  virtual std::string_view raw() const = 0;
  /// What was wrong with the article given last without costing it, such as a date that could not be read.
  virtual std::vector<std::string> warnings() const { return {}; }
  /// What has been passed over so far because it is no article and claims to be none.
  virtual Tally passed_over() const { return {}; }
};

/// A format that Dateline reads.
struct Format {
  std::string_view name;  ///< for --from
  /// Whether a file with this beginning (up to kDetectionBytes) and name holds it.
  bool (*matches)(std::string_view beginning, std::string_view path);
  std::unique_ptr<RecordReader> (*open)(Input& input, const ReadOptions& options);
};

inline constexpr std::size_t kDetectionBytes = 1 << 16;

/// Every format, those that are recognised more surely first.
std::span<const Format> formats();

/// Whether `path` ends in `extension` (with its dot), whatever the case of its letters.
bool has_extension(std::string_view path, std::string_view extension);

/// For a format of one article a file: reads the whole file and turns it into an article with `parse`.
using ParseFile = std::expected<Article, Error> (*)(std::string_view bytes, const std::string& path,
                                                    const ReadOptions& options,
                                                    std::vector<std::string>& warnings);
std::unique_ptr<RecordReader> open_whole_file(Input& input, const ReadOptions& options, ParseFile parse);

}  // namespace dateline
