#include "corpus/source_reader.h"

#include <algorithm>
#include <filesystem>

#include "corpus/language.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxRawBytes = 1 << 20;

/// Binary data that holds no article: pictures, programs, PDFs. A crawl holds pictures, between its pages.
bool is_binary(std::string_view beginning) {
  if (beginning.starts_with("WARC/")) return false;
  const auto head = beginning.substr(0, 4096);
  const bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return !utf16 && (head.find('\0') != std::string_view::npos || head.starts_with("%PDF-"));
}

}  // namespace

std::uint64_t size_of_file(const std::string& path) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  return failure ? 0 : size;
}

SourceReader::SourceReader(SourceFiles files, ReadOptions options, SitemapIndex& sitemaps,
                           bool gives_entries_without_page)
    : files_(std::move(files)),
      options_(std::move(options)),
      sitemaps_(sitemaps),
      gives_entries_(gives_entries_without_page) {
  for (const auto& path : files_.paths) total_bytes_ += size_of_file(path);
}

std::optional<ReadResult> SourceReader::next() {
  for (;;) {
    refuse_damages();
    if (!files_.refusals.empty()) {
      auto refusal = std::move(files_.refusals.back());
      files_.refusals.pop_back();
      return std::unexpected(std::move(refusal));
    }
    if (records_) {
      if (auto result = next_record()) return result;
      close_member();
    } else if (input_) {
      next_member();
    } else if (file_ < files_.paths.size()) {
      open_file(files_.paths[file_++]);
    } else {
      return gives_entries_ ? next_entry() : std::nullopt;
    }
  }
}

std::optional<double> SourceReader::share_read() const {
  if (total_bytes_ == 0) return std::nullopt;
  const auto taken = finished_bytes_ + (input_ ? input_->bytes_taken() : 0);
  return std::min(static_cast<double>(taken) / static_cast<double>(total_bytes_), 1.0);
}

void SourceReader::refuse(std::string path, Error error, std::string_view raw, std::uint64_t line) {
  files_.refusals.push_back(
      {{std::move(path), line}, std::move(error), std::string(raw.substr(0, kMaxRawBytes))});
}

/// Refuses the packed bytes that were passed over.
void SourceReader::refuse_damages() {
  if (!input_) return;
  for (auto& [path, error] : input_->take_damages()) refuse(std::move(path), std::move(error));
}

void SourceReader::open_file(const std::string& path) {
  auto input = Input::open(path);
  if (!input) return refuse(path, input.error());
  input_ = std::move(*input);
  has_members_ = false;
}

void SourceReader::next_member() {
  const auto& file = files_.paths[file_ - 1];
  const auto more = input_->next_member();
  if (!more) {
    has_members_ = true;
    return refuse(file, more.error());
  }
  if (!*more && !has_members_) refuse(file, malformed("the file is empty: there is nothing to read"));
  if (!*more) {
    refuse_damages();
    finished_bytes_ += size_of_file(file);
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
    is_sitemap_ = format->name == "sitemap";
    has_records_ = false;
  } else {
    refuse(input_->path(),
           malformed("the file is of no format that holds articles: name one with --from if it does"),
           beginning.substr(0, 200));
  }
}

void SourceReader::close_member() {
  for (const auto& [kind, count] : records_->passed_over()) {
    passed_over_[kind] += count;
    has_records_ = true;
  }
  records_.reset();
  if (!has_records_) refuse(input_->path(), malformed("the file holds no record: there is nothing to read"));
}

const Format* SourceReader::choose(std::string_view beginning) const {
  for (const auto& format : formats()) {
    if (!options_.format.empty()) {
      if (format.name == options_.format) return &format;
    } else if (!is_binary(beginning) && format.matches(beginning, input_->path())) {
      return &format;
    }
  }
  return nullptr;
}

std::optional<ReadResult> SourceReader::next_record() {
  for (;;) {
    auto article = records_->next();
    if (!article) return std::nullopt;
    has_records_ = true;
    if (is_sitemap_ && is_for_later(*article)) continue;
    const auto member = records_->member();
    location_ = {member.empty() ? input_->path() : input_->path() + "!/" + member, records_->line()};
    warnings_ = records_->warnings();
    if (*article && !is_sitemap_) sitemaps_.fill(**article);
    return finish(std::move(*article), records_->raw());
  }
}

/// Whether the entry of a sitemap is no article here: its page may come, or it says nothing of one.
bool SourceReader::is_for_later(const std::expected<Article, Error>& article) {
  if (!article) return false;
  if (sitemaps_.holds(article->url)) return true;
  const bool is_bare = article->title.empty();
  if (is_bare) ++passed_over_[std::string(kBareAddresses)];
  return is_bare;
}

/// The next entry of a sitemap for which no page came.
std::optional<ReadResult> SourceReader::next_entry() {
  while (auto entry = sitemaps_.take_without_page()) {
    if (entry->article.title.empty()) {
      ++passed_over_[std::string(kBareAddresses)];
      continue;
    }
    location_ = std::move(entry->where);
    warnings_.clear();
    return finish(std::move(entry->article), {});
  }
  return std::nullopt;
}

std::optional<ReadResult> SourceReader::finish(std::expected<Article, Error> article, std::string_view raw) {
  auto whole = article ? normalized(std::move(*article), path_below_root()) : std::move(article);
  if (!whole)
    return std::unexpected(Refusal{location_, whole.error(), std::string(raw.substr(0, kMaxRawBytes))});
  if (options_.tells_language) tell_language(*whole);
  return std::move(*whole);
}

std::string_view SourceReader::path_below_root() const {
  if (!input_) return "";
  std::string_view path = input_->path();
  if (path.starts_with(files_.root)) path.remove_prefix(files_.root.size());
  return path;
}

}  // namespace dateline
