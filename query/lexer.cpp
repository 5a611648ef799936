#include "query/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "corpus/base/text.h"

namespace dateline {
namespace {

bool is_blank(std::string_view text, std::size_t at) { return is_space(decode_utf8(text, at).value); }

/// Cuts a query into lexemes.
class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Note>& notes) : text_(text), notes_(notes) {}

  std::vector<Lexeme> lexemes() {
    for (;;) {
      while (at_ < text_.size() && is_blank(text_, at_)) at_ += decode_utf8(text_, at_).bytes;
      if (at_ >= text_.size()) return std::move(out_);
      read_one();
    }
  }

 private:
  void push(Symbol symbol, std::size_t begin, std::string_view text = {}) {
    out_.push_back({.symbol = symbol, .text = text, .range = {begin, at_}});
  }

  void read_one() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (const auto mark = quote_at(at_)) return read_quoted(begin, *mark);
    if (c == '=' && at_ + 1 < text_.size() && quote_at(at_ + 1)) {
      const auto mark = *quote_at(++at_);
      read_quoted(begin, mark);
      out_.back().is_exact = true;
      return;
    }
    if (is_behind_near() && c != '(' && c != ')') return read_word(begin);
    if (c == '(' || c == ')') {
      ++at_;
      return push(c == '(' ? Symbol::kOpen : Symbol::kClose, begin);
    }
    const bool before_operand = at_ + 1 < text_.size() && !is_blank(text_, at_ + 1);
    if (((c == '+' || c == '-') && before_operand) || is_exclamation(c)) {
      ++at_;
      return push(c == '+' ? Symbol::kPlus : Symbol::kMinus, begin);
    }
    if (read_field(begin)) return;
    read_word(begin);
  }

  /// How many bytes the quotation mark at `at` takes; nothing if there is none.
  std::optional<std::size_t> quote_at(std::size_t at) const {
    const auto c = decode_utf8(text_, at);
    const bool quote = c.value == '"' || c.value == 0x201C || c.value == 0x201D || c.value == 0x201E ||
                       c.value == 0xAB || c.value == 0xBB;
    return quote ? std::optional<std::size_t>(c.bytes) : std::nullopt;
  }

  void read_quoted(std::size_t begin, std::size_t mark) {
    at_ += mark;
    const std::size_t first = at_;
    while (at_ < text_.size() && !quote_at(at_)) at_ += decode_utf8(text_, at_).bytes;
    const auto inside = text_.substr(first, at_ - first);
    if (at_ < text_.size()) {
      at_ += *quote_at(at_);
    } else {
      notes_.push_back({"unbalanced_quote",
                        "the quotation mark has no partner",
                        {begin, text_.size()},
                        "read as closed at the end"});
    }
    push(Symbol::kQuoted, begin, inside);
  }

  /// `name:` with something behind it.
  bool read_field(std::size_t begin) {
    std::size_t end = begin;
    const auto of_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
    };
    while (end < text_.size() && of_name(text_[end])) ++end;
    if (end == begin || end + 1 >= text_.size() || text_[end] != ':' || is_blank(text_, end + 1))
      return false;
    const auto name = text_.substr(begin, end - begin);
    const auto* field = find_field(name);
    if (field == nullptr && !is_date_name(name)) {
      const bool address = text_.substr(end + 1).starts_with("//");
      if (!address) {
        notes_.push_back({"unknown_field",
                          fmt::format("{} is not a field", quoted(name)),
                          {begin, end + 1},
                          "read as words"});
      }
      return false;
    }
    at_ = end + 1;
    push(field == nullptr ? Symbol::kDate : Symbol::kField, begin, name);
    out_.back().field = field;
    return true;
  }

  /// Whether a place follows, which may be `-33.9,151.2`.
  bool is_behind_near() const {
    return !out_.empty() && out_.back().field != nullptr && out_.back().field->field == Field::kNear &&
           out_.back().range.second == at_;
  }

  /// `!` right before a word, as other search boxes write NOT.
  bool is_exclamation(char c) const {
    if (c != '!' || at_ + 1 >= text_.size()) return false;
    const char next = text_[at_ + 1];
    const bool letter =
        (next >= '0' && next <= '9') || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
    return letter || next == '(' || static_cast<unsigned char>(next) >= 0x80 || quote_at(at_ + 1);
  }

  void read_word(std::size_t begin) {
    const bool is_place = is_behind_near();
    while (at_ < text_.size() && !is_blank(text_, at_) && text_[at_] != '(' && text_[at_] != ')' &&
           !quote_at(at_)) {
      const bool separates = text_[at_] == ',' || text_[at_] == ';';
      const bool in_number = at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
      at_ += decode_utf8(text_, at_).bytes;
      if (separates && !in_number && !is_place) break;
    }
    const auto word = text_.substr(begin, at_ - begin);
    if (read_near(begin, word)) return;
    const auto symbol = word == "AND" || word == "&&"  ? Symbol::kAnd
                        : word == "OR" || word == "||" ? Symbol::kOr
                        : word == "NOT"                ? Symbol::kNot
                                                       : Symbol::kWord;
    push(symbol, begin, word);
  }

  /// NEAR, NEAR/5, ADJ, ADJ/2.
  bool read_near(std::size_t begin, std::string_view word) {
    const bool ordered = word.starts_with("ADJ");
    if (!ordered && !word.starts_with("NEAR")) return false;
    const auto behind = word.substr(ordered ? 3 : 4);
    auto distance = kNearDistance;
    if (!behind.empty()) {
      const auto* last = behind.data() + behind.size();
      const auto [end, error] = std::from_chars(behind.data() + 1, last, distance);
      const bool is_number = error == std::errc() && end == last && distance > 0;
      if (behind[0] != '/') return false;
      if (!is_number) {
        notes_.push_back({"bad_distance",
                          fmt::format("{} has no number of words behind the /", quoted(word)),
                          {begin, at_},
                          "read as words"});
        return false;
      }
    }
    if (distance >= kFieldGap) {
      distance = kFieldGap - 1;
      notes_.push_back({"too_far",
                        fmt::format("{} is wider than words can be apart", quoted(word)),
                        {begin, at_},
                        fmt::format("read as {}", distance)});
    }
    push(Symbol::kNear, begin, word);
    out_.back().distance = distance;
    out_.back().is_ordered = ordered;
    return true;
  }

  std::string_view text_;
  std::vector<Note>& notes_;
  std::vector<Lexeme> out_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_date_name(std::string_view name) {
  return std::ranges::any_of(std::array{"date", "year", "month", "since", "after", "until", "before"},
                             [&](std::string_view known) { return ascii_iequal(name, known); });
}

std::vector<Lexeme> lexemes_of(std::string_view text, std::vector<Note>& notes) {
  return Lexer(text, notes).lexemes();
}

}  // namespace dateline
