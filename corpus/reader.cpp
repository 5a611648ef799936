#include "corpus/reader.h"

#include <algorithm>
#include <filesystem>

#include "corpus/base/text.h"
#include "corpus/input.h"
#include "corpus/language.h"
#include "corpus/readers/format.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxRawBytes = 1 << 20;

/// Binary data that holds no article: pictures, programs, PDFs.
bool is_binary(std::string_view beginning) {
  const auto head = beginning.substr(0, 4096);
  const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return !utf16 && (head.find('\0') != std::string_view::npos || head.starts_with("%PDF-"));
}

/// The regular files below `folder`, hidden ones left out, in byte order of their paths.
std::vector<std::string> files_below(const fs::path& folder, std::vector<Refusal>& unreadable) {
  std::vector<std::string> files;
  std::error_code failure;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    const auto name = at->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.')) {
      if (at->is_directory(ignored)) at.disable_recursion_pending();
    } else if (at->is_regular_file(ignored)) {
      files.push_back(at->path().string());
    }
  }
  if (failure) {
    unreadable.push_back(
        {{folder.string()},
         make_error(ErrorCode::kIo, "the folder is not readable to its end: {}", failure.message()),
         ""});
  }
  std::ranges::sort(files);
  return files;
}

/// Bytes of a file; 0 where that cannot be told.
std::uint64_t size_of(const std::string& path) {
  std::error_code failure;
  const auto size = fs::file_size(path, failure);
  return failure ? 0 : size;
}

/// Goes through files, their members and their records.
class SourceReader : public Reader {
 public:
  /// `root` is what all paths begin with and ids do not depend on.
  SourceReader(std::string root, std::vector<std::string> files, std::vector<Refusal> refusals,
               ReadOptions options)
      : root_(std::move(root)),
        files_(std::move(files)),
        refusals_(std::move(refusals)),
        options_(std::move(options)) {
    for (const auto& path : files_) total_bytes_ += size_of(path);
  }

  std::optional<ReadResult> next() override {
    for (;;) {
      if (!refusals_.empty()) {
        auto refusal = std::move(refusals_.back());
        refusals_.pop_back();
        return std::unexpected(std::move(refusal));
      }
      if (records_) {
        if (auto result = next_record()) return result;
        records_.reset();
        if (!has_records_)
          refuse(input_->path(), malformed("the file holds no record: there is nothing to read"));
      } else if (input_) {
        next_member();
      } else if (file_ < files_.size()) {
        open_file(files_[file_++]);
      } else {
        return std::nullopt;
      }
    }
  }

  Location location() const override { return location_; }
  std::optional<double> share_read() const override {
    if (total_bytes_ == 0) return std::nullopt;
    const auto taken = finished_bytes_ + (input_ ? input_->bytes_taken() : 0);
    return std::min(static_cast<double>(taken) / static_cast<double>(total_bytes_), 1.0);
  }
  std::vector<std::string> warnings() const override { return warnings_; }

 private:
  void refuse(std::string path, Error error, std::string_view raw = {}, std::uint64_t line = 0) {
    refusals_.push_back(
        {{std::move(path), line}, std::move(error), std::string(raw.substr(0, kMaxRawBytes))});
  }

  void open_file(const std::string& path) {
    auto input = Input::open(path);
    if (!input) return refuse(path, input.error());
    input_ = std::move(*input);
    has_members_ = false;
  }

  void next_member() {
    const auto more = input_->next_member();
    if (!more) refuse(files_[file_ - 1], more.error());
    if (more && !*more && !has_members_)
      refuse(files_[file_ - 1], malformed("the file is empty: there is nothing to read"));
    if (!more || !*more) {
      finished_bytes_ += size_of(files_[file_ - 1]);
      input_.reset();
      return;
    }
    has_members_ = true;
    const auto beginning = input_->peek(kDetectionBytes);
    if (beginning.empty()) {
      const auto error =
          input_->failure() ? *input_->failure() : malformed("the file is empty: there is nothing to read");
      return refuse(input_->path(), error);
    }
    if (const auto* format = choose(beginning)) {
      records_ = format->open(*input_, options_);
      has_records_ = false;
    } else {
      refuse(input_->path(),
             malformed("the file is of no format that holds articles: name one with --from if it does"),
             beginning.substr(0, 200));
    }
  }

  const Format* choose(std::string_view beginning) const {
    for (const auto& format : formats()) {
      if (!options_.format.empty()) {
        if (format.name == options_.format) return &format;
      } else if (!is_binary(beginning) && format.matches(beginning, input_->path())) {
        return &format;
      }
    }
    return nullptr;
  }

  std::optional<ReadResult> next_record() {
    auto article = records_->next();
    if (!article) return std::nullopt;
    has_records_ = true;
    const auto member = records_->member();
    location_ = {member.empty() ? input_->path() : input_->path() + "!/" + member, records_->line()};
    warnings_ = records_->warnings();
    auto whole = *article ? normalized(std::move(**article), path_below_root()) : std::move(*article);
    if (whole) {
      if (whole->language.empty()) whole->language = language_of(whole->title + "\n" + whole->text);
      return std::move(*whole);
    }
    return std::unexpected(
        Refusal{location_, whole.error(), std::string(records_->raw().substr(0, kMaxRawBytes))});
  }

  std::string_view path_below_root() const {
    std::string_view path = input_->path();
    if (path.starts_with(root_)) path.remove_prefix(root_.size());
    return path;
  }

  std::string root_;
  std::vector<std::string> files_;
  std::vector<Refusal> refusals_;
  ReadOptions options_;
  std::size_t file_ = 0;
  std::uint64_t total_bytes_ = 0;     ///< of all files; 0 for stdin
  std::uint64_t finished_bytes_ = 0;  ///< of those read to their end
  std::unique_ptr<Input> input_;
  bool has_members_ = false;  ///< of the file being read
  std::unique_ptr<RecordReader> records_;
  bool has_records_ = false;  ///< of the member being read
  Location location_;
  std::vector<std::string> warnings_;
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
  if (is_folder) files = files_below(path, refusals);
  const auto root = is_folder ? (fs::path(path) / "").string() : (fs::path(path).parent_path() / "").string();
  return std::make_unique<SourceReader>(path.find('/') == std::string::npos && !is_folder ? "" : root,
                                        std::move(files), std::move(refusals), options);
}

}  // namespace dateline
