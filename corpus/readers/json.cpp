#include "corpus/readers/json.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "corpus/base/json_writer.h"
#include "corpus/base/text.h"
#include "corpus/readers/json_forms.h"
#include "corpus/readers/json_value.h"

namespace dateline {
namespace {

/// Writes `value`, as the record of an answer that is refused.
void write(const Value& value, JsonWriter& json) {
  switch (value.kind) {
    case Value::Kind::kNull:
      json.null();
      break;
    case Value::Kind::kText:
      json.value(value.text);
      break;
    case Value::Kind::kNumber:
    case Value::Kind::kBoolean:
      json.raw(value.text);
      break;
    case Value::Kind::kList:
      json.begin_array();
      for (const auto& item : value.items) write(item, json);
      json.end_array();
      break;
    case Value::Kind::kObject:
      json.begin_object();
      for (const auto& [name, member] : value.members) write(member, json.key(name));
      json.end_object();
      break;
  }
}

/// How many bytes at the beginning of `text` neither end a string or a line nor escape what follows, counted
/// by eights.
std::size_t length_of_plain(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kHighBits = kOnes << 7;
  const auto has = [](std::uint64_t bytes, char wanted) {
    const auto zero_where_wanted = bytes ^ kOnes * static_cast<unsigned char>(wanted);
    return (zero_where_wanted - kOnes) & ~zero_where_wanted & kHighBits;
  };
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if ((has(bytes, '"') | has(bytes, '\\') | has(bytes, '\n')) != 0) break;
  }
  return at;
}

constexpr std::size_t kUsualLine = 1 << 16;  ///< bytes

/// Finds where objects begin and end, and reads each.
class JsonReader : public RecordReader {
 public:
  JsonReader(Input& input, const ReadOptions& options) : input_(input), options_(options) {
    if (input_.peek(3).starts_with("\xEF\xBB\xBF")) input_.skip(3);
  }

  std::optional<std::expected<Article, Error>> next() override {
    warnings_.clear();
    while (inside_.empty()) {
      const bool has_record = skip_to_record();
      if (std::exchange(is_too_deep_, false)) {
        raw_.clear();
        return std::unexpected(json_too_deep());
      }
      if (!has_record) return failure();
      line_ = input_.line();
      auto value = next_value();
      if (!value) return std::unexpected(value.error());
      auto records = records_inside(*value, options_.renames);
      if (!records) return article_of(known_form(std::move(*value)), options_.renames, warnings_);
      inside_ = std::move(*records);
      std::ranges::reverse(inside_);
    }
    return next_inside();
  }

  std::uint64_t line() const override { return line_; }
  std::string_view raw() const override { return raw_; }
  std::vector<std::string> warnings() const override { return warnings_; }

 private:
  /// What is there to say at the end: why there is no more to read, once.
  std::optional<std::expected<Article, Error>> failure() {
    if (!input_.failure() || std::exchange(reported_failure_, true)) return std::nullopt;
    line_ = input_.line();
    raw_.clear();
    return std::unexpected(*input_.failure());
  }

  std::expected<Article, Error> next_inside() {
    auto record = std::move(inside_.back());
    inside_.pop_back();
    JsonWriter written;
    write(record, written);
    raw_ = written.take();
    return article_of(known_form(std::move(record)), options_.renames, warnings_);
  }

  /// Passes blanks, commas and the brackets of enclosing arrays; false at the end. Sets is_too_deep_ and
  /// line_ where the arrays nest too deep, once for all of them.
  bool skip_to_record() {
    for (auto ahead = input_.peek(1); !ahead.empty(); ahead = input_.peek(1)) {
      const auto at = ahead.find_first_not_of(" \t\r\n,[]");
      const auto passed = ahead.substr(0, at);
      for (std::size_t n = 0; n < passed.size(); ++n) {
        if (passed[n] == ']' && arrays_ > 0) --arrays_;
        if (passed[n] != '[' || ++arrays_ != kMaxJsonDepth + 1) continue;
        is_too_deep_ = true;
        line_ = input_.line() + static_cast<std::uint64_t>(std::ranges::count(passed.substr(0, n), '\n'));
      }
      input_.skip(passed.size());
      if (at != std::string_view::npos) return true;
    }
    return false;
  }

  /// Puts the next record into raw_ and reads it.
  std::expected<Value, Error> next_value() {
    if (auto value = next_line()) return *std::move(value);
    if (auto taken = take_record(); !taken) return std::unexpected(taken.error());
    return parse_json(raw_);
  }

  /// The same where the record is all of a line, as in JSON Lines: no need to look for its end. Nothing, and
  /// nothing is taken, where it is not.
  std::optional<Value> next_line() {
    if (!has_usual_lines_) return std::nullopt;
    const auto ahead = input_.peek(kUsualLine);
    const auto line = trimmed(ahead.substr(0, ahead.find('\n')));
    if (line.size() == ahead.size() || !line.ends_with('}')) return std::nullopt;
    auto value = parse_usual_json(line);
    has_usual_lines_ = value.has_value();
    if (value) take(line.size());
    return value;
  }

  /// Puts the next record into raw_: a balanced object, or, where none begins or ends, the line.
  std::expected<void, Error> take_record() {
    std::size_t depth = 0, scanned = 0;
    bool in_string = false, escaped = false;
    for (std::size_t want = 1 << 16;; want *= 2) {
      const auto ahead = input_.peek(want);
      for (; scanned < ahead.size(); ++scanned) {
        if (in_string && !escaped) scanned += length_of_plain(ahead.substr(scanned));
        if (scanned == ahead.size()) break;
        const char c = ahead[scanned];
        // A line feed inside a string is not JSON: the string was never closed, and the record ends with its
        // line.
        if (in_string && c == '\n') return take(scanned);
        if (escaped) {
          escaped = false;
        } else if (in_string) {
          escaped = c == '\\';
          in_string = c != '"';
        } else if (c == '"') {
          in_string = true;
        } else if (c == '{' || c == '[') {
          ++depth;
        } else if (c == '}' || c == ']') {
          if (depth <= 1) return take(scanned + 1);
          --depth;
        } else if (c == '\n' && (depth == 0 || begins_object(ahead, scanned + 1))) {
          return take(scanned);
        }
      }
      if (ahead.size() < want) return take(ahead.size());
      if (scanned > kMaxRecordBytes) {
        bool cut = false;
        raw_ = input_.read_line(1 << 20, cut).value_or("");
        return std::unexpected(make_error(ErrorCode::kLimit, "the record is longer than {} MB: split it",
                                          kMaxRecordBytes >> 20));
      }
    }
  }

  /// Whether a line begins with an object of its own, not indented: then the record before it was never
  /// closed.
  static bool begins_object(std::string_view ahead, std::size_t at) {
    return ahead.substr(at).starts_with("{\"");
  }

  std::expected<void, Error> take(std::size_t bytes) {
    raw_ = input_.peek(bytes).substr(0, bytes);
    input_.skip(bytes);
    return {};
  }

  Input& input_;
  const ReadOptions& options_;
  std::string raw_;
  std::uint64_t line_ = 0;
  std::vector<Value> inside_;  ///< records of an answer that are still to come, the last one first
  std::size_t arrays_ = 0;     ///< that enclose the current position
  bool reported_failure_ = false, is_too_deep_ = false;
  bool has_usual_lines_ = true;  ///< so far, each that ends an object is one
  std::vector<std::string> warnings_;
};

}  // namespace

bool looks_like_json(std::string_view beginning, std::string_view path) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const auto text = trimmed(beginning.substr(0, 4096));
  if (text.starts_with("{\"") || text.starts_with("[{")) return true;
  const bool named =
      has_extension(path, ".json") || has_extension(path, ".jsonl") || has_extension(path, ".ndjson");
  return named ||
         ((text.starts_with("{") || text.starts_with("[")) && trimmed(text.substr(1)).starts_with('"')) ||
         (text.starts_with("[") && trimmed(text.substr(1)).starts_with('{'));
}

std::unique_ptr<RecordReader> open_json(Input& input, const ReadOptions& options) {
  return std::make_unique<JsonReader>(input, options);
}

}  // namespace dateline
