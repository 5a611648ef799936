#include "corpus/reader.h"

#include <algorithm>
#include <filesystem>

#include "corpus/base/text.h"
#include "corpus/parallel_reader.h"
#include "corpus/readers/format.h"
#include "corpus/sitemap_index.h"
#include "corpus/source_reader.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// The files and folders below a folder that are read, and what cannot be.
struct Listing {
  std::vector<std::string> files;  ///< regular ones, hidden ones left out, in byte order of their paths
  std::vector<Refusal> refusals;

  explicit Listing(const fs::path& folder) {
    std::error_code failure;
    fs::recursive_directory_iterator at(folder, failure);
    for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
      if (!enters(*at)) at.disable_recursion_pending();
    }
    if (failure) refuse(folder, "the folder is not readable to its end", failure);
    std::ranges::sort(files);
  }

  /// Of these paths.
  explicit Listing(const std::vector<std::string>& paths) {
    for (const auto& path : paths) {
      std::error_code failure;
      const fs::directory_entry entry(path, failure);  // without a path where that fails
      const bool is_gone =
          failure == std::errc::no_such_file_or_directory || failure == std::errc::not_a_directory;
      if (!failure) enters(entry);
      if (failure && !is_gone) refuse(path, "the file is not readable", failure);
    }
    std::ranges::sort(files);
  }

 private:
  /// Notes a file; whether `entry` is a folder to look into.
  bool enters(const fs::directory_entry& entry) {
    if (entry.path().filename().string().starts_with('.')) return false;
    std::error_code failure, unknown;
    const auto status = entry.status(failure);
    if (fs::is_regular_file(status)) {
      files.push_back(entry.path().string());
    } else if (fs::is_directory(status) && !entry.is_symlink()) {
      const fs::directory_iterator inside(entry.path(), failure);
      if (failure) refuse(entry.path(), "the folder is not readable", failure);
      return !failure;
    } else if (failure && entry.symlink_status(unknown).type() != fs::file_type::not_found) {
      refuse(entry.path(), "the file is not readable", failure);
    }
    return false;
  }

  void refuse(const fs::path& path, std::string_view what, const std::error_code& failure) {
    refusals.push_back({{path.string()}, make_error(ErrorCode::kIo, "{}: {}", what, failure.message()), ""});
  }
};

/// The reader that open_source gives, with the sitemaps that it asks.
class SourceWithSitemaps : public Reader {
 public:
  SourceWithSitemaps(SourceFiles files, const ReadOptions& options) {
    if (options.format.empty()) sitemaps_.read(files.paths);
    has_sitemaps_ = !sitemaps_.is_empty();
    if (options.jobs > 1 && files.paths.size() > 1) {
      reader_ = std::make_unique<ParallelReader>(std::move(files), options, sitemaps_);
    } else {
      reader_ = std::make_unique<SourceReader>(std::move(files), options, sitemaps_, true);
    }
  }

  std::optional<ReadResult> next() override { return reader_->next(); }
  Location location() const override { return reader_->location(); }
  std::optional<double> share_read() const override { return reader_->share_read(); }
  std::vector<std::string> warnings() const override { return reader_->warnings(); }
  const Tally& passed_over() const override { return reader_->passed_over(); }
  bool has_sitemaps() const override { return has_sitemaps_; }

 private:
  SitemapIndex sitemaps_;
  bool has_sitemaps_ = false;
  std::unique_ptr<Reader> reader_;
};

}  // namespace

std::vector<std::string_view> known_formats() {
  std::vector<std::string_view> names;
  for (const auto& format : formats()) names.push_back(format.name);
  std::ranges::sort(names);
  return names;
}

std::expected<std::unique_ptr<Reader>, Error> open_source(const std::string& path,
                                                          const ReadOptions& options) {
  const auto known = known_formats();
  if (!options.format.empty() && std::ranges::find(known, options.format) == known.end()) {
    return std::unexpected(invalid("{} is not a format: write one of {}", quoted(options.format),
                                   joined({known.begin(), known.end()}, ", ")));
  }
  std::error_code failure;
  std::vector<std::string> files{path};
  std::vector<Refusal> refusals;
  if (path != "-" && !fs::exists(path, failure)) {
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} is not a file or folder that is there", quoted(path)));
  }
  const bool is_folder = fs::is_directory(path, failure);
  if (is_folder) {
    auto below = options.files ? Listing(*options.files) : Listing(fs::path(path));
    files = std::move(below.files);
    refusals = std::move(below.refusals);
  }
  const auto root = is_folder ? (fs::path(path) / "").string() : (fs::path(path).parent_path() / "").string();
  SourceFiles source{path.find('/') == std::string::npos && !is_folder ? "" : root, std::move(files),
                     std::move(refusals)};
  return std::make_unique<SourceWithSitemaps>(std::move(source), options);
}

}  // namespace dateline
