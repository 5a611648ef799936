#include "corpus/readers/csv.h"

#include <algorithm>
#include <array>

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/readers/field_names.h"
#include "corpus/readers/record.h"

namespace dateline {
namespace {

constexpr std::string_view kSeparators = ",;\t|";

std::string_view first_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(0, text.find('\n'));
}

char separator_of(std::string_view header) {
  return *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(header, c); });
}

/// The fields of one row without its line end.
std::vector<std::string> fields_of(std::string_view row, char separator) {
  std::vector<std::string> fields(1);
  bool quoted_field = false, fresh = true;
  for (std::size_t at = 0; at < row.size(); ++at) {
    const char c = row[at];
    if (quoted_field) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < row.size() && row[at + 1] == '"') {
        fields.back() += row[++at];
      } else {
        quoted_field = false;
      }
    } else if (c == '"' && fresh) {
      quoted_field = true;
      fresh = false;
    } else if (c == separator) {
      fields.emplace_back();
      fresh = true;
    } else {
      fields.back() += c;
      fresh = false;
    }
  }
  return fields;
}

class CsvReader : public RecordReader {
 public:
  CsvReader(Input& input, const ReadOptions& options) : input_(input), options_(options) {
    if (input_.peek(3).starts_with("\xEF\xBB\xBF")) input_.skip(3);
  }

  std::optional<std::expected<Article, Error>> next() override {
    warnings_.clear();
    if (unusable_) return std::nullopt;
    if (header_.empty()) {
      if (auto read = read_header(); !read) return unusable_ = true, std::unexpected(read.error());
    }
    auto taken = take_row();
    while (taken && *taken && raw_.empty()) taken = take_row();
    if (!taken) return std::unexpected(taken.error());
    if (!*taken) return end();
    return article();
  }

  std::uint64_t line() const override { return line_; }
  std::string_view raw() const override { return raw_; }
  std::vector<std::string> warnings() const override { return warnings_; }
  Tally passed_over() const override { return passed_over_; }

 private:
  std::expected<void, Error> read_header() {
    auto line = first_line(input_.peek(kDetectionBytes));
    if (line.ends_with('\r')) line.remove_suffix(1);
    constexpr std::string_view kExcel = "sep=";  // Excel's own line before the header
    const bool is_told =
        line.size() == kExcel.size() + 1 && ascii_iequal(line.substr(0, kExcel.size()), kExcel);
    separator_ = is_told ? line.back() : separator_of(line);
    if (is_told) {
      if (auto taken = take_row(); !taken) return std::unexpected(taken.error());
    }
    if (auto taken = take_row(); !taken) return std::unexpected(taken.error());
    header_ = fields_of(to_utf8(raw_), separator_);
    bool has_words = false;
    for (auto& name : header_) {
      name = squeezed(name);
      const auto renamed = options_.renames.find(name);
      const auto& field = renamed == options_.renames.end() ? name : renamed->second;
      has_words |= holds_words(field);
      is_read_.push_back(names_a_field(field));
    }
    if (has_words) return {};
    return std::unexpected(
        malformed("{} is not a header with a title or text: name a column with --map THEIRS=text",
                  quoted(std::string_view(raw_).substr(0, 80))));
  }

  std::optional<std::expected<Article, Error>> end() {
    if (!input_.failure() || reported_failure_) return std::nullopt;
    reported_failure_ = true;
    line_ = input_.line();
    return std::unexpected(*input_.failure());
  }

  std::expected<Article, Error> article() {
    auto fields = fields_of(to_utf8(raw_), separator_);
    if (fields.size() != header_.size()) {
      return std::unexpected(
          malformed("the row has {} fields, the header {}: quote fields that hold a separator", fields.size(),
                    header_.size()));
    }
    Value record{.kind = Value::Kind::kObject};
    for (std::size_t n = 0; n < fields.size(); ++n) {
      if (trimmed(fields[n]).empty()) continue;
      if (!is_read_[n]) ++passed_over_[fmt::format("cells of the column {} (see --map)", quoted(header_[n]))];
      record.members.emplace_back(header_[n],
                                  Value{.kind = Value::Kind::kText, .text = std::move(fields[n])});
    }
    return article_of(std::move(record), options_.renames, warnings_);
  }

  /// Puts the next row into raw_, without its line end; false at the end.
  std::expected<bool, Error> take_row() {
    line_ = input_.line();
    bool in_quotes = false, fresh = true;
    std::size_t scanned = 0;
    for (std::size_t want = 1 << 16;; want *= 2) {
      const auto ahead = input_.peek(want);
      if (ahead.empty()) return false;
      for (; scanned < ahead.size(); ++scanned) {
        const char c = ahead[scanned];
        if (in_quotes) {
          in_quotes = c != '"';  // a doubled quote closes and opens again
        } else if (c == '"' && (fresh || (scanned > 0 && ahead[scanned - 1] == '"'))) {
          in_quotes = true;
        } else if (c == '\n') {
          return take(scanned, scanned + 1);
        }
        fresh = c == separator_;
      }
      const bool at_end = ahead.size() < want;
      if (at_end && !in_quotes) return take(ahead.size(), ahead.size());
      if (at_end || ahead.size() > kMaxRecordBytes) return refuse_line(at_end);
    }
  }

  std::expected<bool, Error> take(std::size_t bytes, std::size_t with_end) {
    raw_ = input_.peek(bytes).substr(0, bytes);
    if (raw_.ends_with('\r')) raw_.pop_back();
    input_.skip(with_end);
    return true;
  }

  std::expected<bool, Error> refuse_line(bool never_closed) {
    bool cut = false;
    raw_ = input_.read_line(1 << 20, cut).value_or("");
    if (never_closed && input_.failure()) return std::unexpected(*input_.failure());
    if (never_closed)
      return std::unexpected(
          malformed("a quote is opened and not closed: write \"\" for a quote inside a field"));
    return std::unexpected(
        make_error(ErrorCode::kLimit, "the row is longer than {} MB: split it", kMaxRecordBytes >> 20));
  }

  Input& input_;
  const ReadOptions& options_;
  std::vector<std::string> header_;
  std::vector<bool> is_read_;  ///< whether each column names a field of an article
  Tally passed_over_;
  char separator_ = ',';
  std::string raw_;
  std::uint64_t line_ = 0;
  bool unusable_ = false, reported_failure_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace

bool looks_like_csv(std::string_view beginning, std::string_view path) {
  const auto header = first_line(beginning);
  if (has_extension(path, ".csv") || has_extension(path, ".tsv")) return true;
  if (header.size() == beginning.size() || header.size() > 4096) return false;
  const auto fields = fields_of(trimmed(header), separator_of(header));
  const auto known =
      std::ranges::count_if(fields, [](const auto& name) { return names_a_field(trimmed(name)); });
  // Prose has a blank behind its commas, headers do not.
  const bool prose = std::ranges::any_of(fields, [](const auto& name) { return name.starts_with(' '); });
  return !prose && fields.size() >= 2 && known >= 2 &&
         known * 2 >= static_cast<std::ptrdiff_t>(fields.size()) &&
         std::ranges::any_of(fields, [](const auto& name) { return holds_words(trimmed(name)); });
}

std::unique_ptr<RecordReader> open_csv(Input& input, const ReadOptions& options) {
  return std::make_unique<CsvReader>(input, options);
}

}  // namespace dateline
