#include "server/filter_expression.h"

#include <algorithm>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct Token {
  enum class Kind { kEnd, kWord, kQuoted, kSign };
  Kind kind = Kind::kEnd;
  std::string text;
};

constexpr std::size_t kMaxDepth = 32;

class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, FilterDialect dialect)
      : text_(text), signs_(dialect == FilterDialect::kAlgolia ? "=!<>()[],:" : "=!<>()[],") {
    advance();
  }

  std::expected<Condition, Error> read() {
    auto all = read_or(0);
    if (all && token_.kind != Token::Kind::kEnd)
      return std::unexpected(unexpected_token("AND, OR or the end"));
    return all;
  }

 private:
  using Result = std::expected<Condition, Error>;

  Error unexpected_token(std::string_view wanted) const {
    return invalid("{} is not a filter: write {} instead of {}", quoted(text_), wanted,
                   token_.kind == Token::Kind::kEnd ? "the end" : quoted(std::string_view(token_.text)));
  }

  bool is_word(std::string_view word) const {
    return token_.kind == Token::Kind::kWord && ascii_iequal(token_.text, word);
  }
  bool is_sign(std::string_view sign) const {
    return token_.kind == Token::Kind::kSign && token_.text == sign;
  }
  bool is_name() const { return token_.kind == Token::Kind::kWord || token_.kind == Token::Kind::kQuoted; }

  std::string take() {
    auto text = std::move(token_.text);
    advance();
    return text;
  }

  void advance() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
    token_ = {};
    if (at_ == text_.size()) return;
    const char c = text_[at_];
    if (c == '"' || c == '\'') return read_quoted(c);
    if (signs_.find(c) != std::string_view::npos) return read_sign();
    const auto end = std::min(text_.find_first_of(" \t\r\n\"'" + std::string(signs_), at_), text_.size());
    token_ = {Token::Kind::kWord, std::string(text_.substr(at_, end - at_))};
    at_ = end;
  }

  void read_quoted(char quote) {
    token_.kind = Token::Kind::kQuoted;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      token_.text += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
  }

  void read_sign() {
    const auto two = text_.substr(at_, 2);
    const bool is_double = two == "!=" || two == "<=" || two == ">=";
    token_ = {Token::Kind::kSign, std::string(text_.substr(at_, is_double ? 2 : 1))};
    at_ += token_.text.size();
  }

  Result read_joined(std::size_t depth, std::string_view word, Condition::Kind kind,
                     Result (ExpressionReader::*operand)(std::size_t)) {
    auto first = (this->*operand)(depth);
    if (!first || !is_word(word)) return first;
    Condition all{.kind = kind};
    all.children.push_back(std::move(*first));
    while (is_word(word)) {
      advance();
      auto next = (this->*operand)(depth);
      if (!next) return next;
      all.children.push_back(std::move(*next));
    }
    return all;
  }

  Result read_or(std::size_t depth) {
    if (depth > kMaxDepth) return std::unexpected(unsupported_filter("a filter with that many brackets"));
    return read_joined(depth, "OR", Condition::Kind::kOr, &ExpressionReader::read_and);
  }
  Result read_and(std::size_t depth) {
    return read_joined(depth, "AND", Condition::Kind::kAnd, &ExpressionReader::read_one);
  }

  Result read_one(std::size_t depth) {
    if (depth > kMaxDepth) return std::unexpected(unsupported_filter("a filter with that many brackets"));
    if (is_word("NOT")) {
      advance();
      auto one = read_one(depth + 1);
      if (!one) return one;
      Condition negated{.kind = Condition::Kind::kNot};
      negated.children.push_back(std::move(*one));
      return negated;
    }
    if (is_sign("(")) {
      advance();
      auto inner = read_or(depth + 1);
      if (!inner) return inner;
      if (!is_sign(")")) return std::unexpected(unexpected_token("')'"));
      advance();
      return inner;
    }
    return read_condition();
  }

  Result read_condition() {
    if (!is_name()) return std::unexpected(unexpected_token("an attribute"));
    Condition condition{.kind = Condition::Kind::kValues, .attribute = take()};
    const bool negated = is_word("NOT");
    if (negated) advance();
    if (is_word("IN")) return read_list(std::move(condition), negated);
    if (negated) return std::unexpected(unexpected_token("IN"));
    if (is_sign(":")) return read_colon(std::move(condition));
    if (token_.kind == Token::Kind::kSign && token_.text.find_first_of("=<>") != std::string::npos) {
      condition.operation = take();
      if (!is_name()) return std::unexpected(unexpected_token("a value"));
      condition.values.push_back(take());
      if (condition.operation.find_first_of("<>") != std::string::npos)
        condition.kind = Condition::Kind::kCompare;
      if (condition.operation != "!=") return condition;
      return inverted(std::move(condition));
    }
    return read_range(std::move(condition));
  }

  Result read_colon(Condition condition) {
    advance();
    if (!is_name()) return std::unexpected(unexpected_token("a value"));
    condition.operation = "=";
    condition.values.push_back(take());
    return is_word("TO") ? read_end(std::move(condition)) : condition;
  }

  static Condition inverted(Condition condition) {
    Condition negated{.kind = Condition::Kind::kNot};
    negated.children.push_back(std::move(condition));
    return negated;
  }

  Result read_list(Condition condition, bool negated) {
    advance();
    if (!is_sign("[")) return std::unexpected(unexpected_token("'['"));
    advance();
    while (is_name()) {
      condition.values.push_back(take());
      if (is_sign(",")) advance();
    }
    if (!is_sign("]")) return std::unexpected(unexpected_token("']'"));
    advance();
    if (negated) return inverted(std::move(condition));
    return condition;
  }

  Result read_range(Condition from) {
    if (!is_name()) return std::unexpected(unexpected_token("an operator such as ="));
    if (is_word("EXISTS") || is_word("IS") || is_word("CONTAINS") || is_word("STARTS"))
      return std::unexpected(unsupported_filter(quoted(std::string_view(token_.text))));
    from.values.push_back(take());
    if (!is_word("TO")) return std::unexpected(unexpected_token("TO"));
    return read_end(std::move(from));
  }

  /// The end of a range that begins with the value of `from`.
  Result read_end(Condition from) {
    advance();
    if (!is_name()) return std::unexpected(unexpected_token("a value"));
    Condition both{.kind = Condition::Kind::kAnd}, to = from;
    from.kind = to.kind = Condition::Kind::kCompare;
    from.operation = ">=";
    to.operation = "<=";
    to.values = {take()};
    both.children = {std::move(from), std::move(to)};
    return both;
  }

  std::string_view text_, signs_;
  std::size_t at_ = 0;
  Token token_;
};

}  // namespace

std::expected<Condition, Error> parse_filter_expression(std::string_view text, FilterDialect dialect) {
  return ExpressionReader(text, dialect).read();
}

Error unsupported_filter(std::string_view what) {
  return make_error(ErrorCode::kUnsupported, "{} is more than this engine filters by", what);
}

}  // namespace dateline
