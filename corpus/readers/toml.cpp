#include "corpus/readers/toml.h"

#include <algorithm>
#include <charconv>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxDepth = 20;

/// Reads TOML from the beginning to the end.
class TomlReader {
 public:
  explicit TomlReader(std::string_view text) : text_(text) {}

  std::expected<Value, Error> read() {
    Value object{.kind = Value::Kind::kObject};
    for (;;) {
      skip_space();
      if (at_ >= text_.size()) return object;
      if (text_[at_] == '[') {
        skip_line();
        continue;
      }
      const auto equals = text_.find_first_of("=\n", at_);
      if (equals == text_.npos || text_[equals] != '=') return fail("no key with a value");
      auto key = text_.substr(at_, equals - at_);
      key.remove_prefix(key.rfind('.') + 1);  // npos + 1 is 0
      at_ = equals + 1;
      auto value = read_value(0);
      if (!value) return value;
      object.members.emplace_back(unquoted(trimmed(key)), std::move(*value));
      skip_line();
    }
  }

 private:
  std::unexpected<Error> fail(std::string_view what) const {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    return std::unexpected(malformed("the front matter is not TOML: line {}: {}", line, what));
  }

  static std::string unquoted(std::string_view key) {
    const bool quoted =
        key.size() >= 2 && (key.front() == '"' || key.front() == '\'') && key.back() == key.front();
    return std::string(quoted ? key.substr(1, key.size() - 2) : key);
  }

  bool sees(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }
  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void skip_space() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        skip_line();
      } else if (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n') {
        ++at_;
      } else {
        return;
      }
    }
  }

  std::expected<Value, Error> read_value(std::size_t depth) {
    while (sees(" ") || sees("\t")) ++at_;
    for (const std::string_view mark : {"\"\"\"", "'''", "\"", "'"}) {
      if (sees(mark)) return read_string(mark);
    }
    if (sees("[")) return read_list(depth);
    if (sees("{")) {
      const auto end = text_.find_first_of("}\n", at_);
      at_ = std::min(end, text_.size());
      if (sees("}")) ++at_;
      return Value{};
    }
    const auto end = std::min(text_.find_first_of(",]#\n", at_), text_.size());
    Value value{.kind = Value::Kind::kText, .text = std::string(trimmed(text_.substr(at_, end - at_)))};
    if (value.text.empty()) return fail("a key without a value");
    at_ = end;
    return value;
  }

  std::expected<Value, Error> read_list(std::size_t depth) {
    if (depth == kMaxDepth)
      return std::unexpected(make_error(ErrorCode::kLimit, "the front matter is nested too deep"));
    Value list{.kind = Value::Kind::kList};
    ++at_;
    for (;;) {
      skip_space();
      if (at_ >= text_.size()) return fail("a list that is never closed");
      if (sees("]")) {
        ++at_;
        return list;
      }
      if (sees(",")) {
        ++at_;
        continue;
      }
      auto item = read_value(depth + 1);
      if (!item) return item;
      list.items.push_back(std::move(*item));
    }
  }

  /// A string between two `mark`s; with double ones, backslashes are undone.
  std::expected<Value, Error> read_string(std::string_view mark) {
    at_ += mark.size();
    const bool escapes = mark[0] == '"', one_line = mark.size() == 1;
    Value value{.kind = Value::Kind::kText};
    while (at_ < text_.size() && !sees(mark)) {
      if (one_line && text_[at_] == '\n') break;
      if (escapes && text_[at_] == '\\' && at_ + 1 < text_.size()) {
        read_escape(value.text);
      } else {
        value.text.push_back(text_[at_++]);
      }
    }
    if (!sees(mark)) return fail("a string that is never closed");
    at_ += mark.size();
    return value;
  }

  void read_escape(std::string& into) {
    const char c = text_[at_ + 1];
    at_ += 2;
    const std::size_t digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
      std::uint32_t code = 0;
      const auto hex = text_.substr(at_, digits);
      std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
      append_utf8(into, code);
      at_ += hex.size();
      return;
    }
    into.push_back(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\n' : c);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::expected<Value, Error> parse_toml(std::string_view toml) { return TomlReader(toml).read(); }

}  // namespace dateline
