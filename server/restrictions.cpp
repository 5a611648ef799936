#include "server/restrictions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using Status = std::expected<void, Error>;
using std::chrono::sys_days;

struct Attribute {
  std::string_view facet;
  std::string_view filter;
};

constexpr std::array kAttributes{Attribute{"people", "person"},
                                 Attribute{"places", "place"},
                                 Attribute{"organizations", "org"},
                                 Attribute{"authors", "author"},
                                 Attribute{"source", "source"},
                                 Attribute{"section", "section"},
                                 Attribute{"keywords", "keyword"},
                                 Attribute{"language", "lang"},
                                 Attribute{"year", ""},
                                 Attribute{"month", ""}};

Error unknown_attribute(std::string_view attribute) {
  std::vector<std::string> known;
  for (const auto& row : kAttributes) known.emplace_back(row.facet);
  return invalid("{} is not an attribute to filter by: write one of {}, published_timestamp",
                 quoted(attribute), joined(known, ", "));
}

Error unsupported(std::string_view what) {
  return make_error(ErrorCode::kUnsupported, "{} is more than this engine filters by", what);
}

void not_before(Restrictions& restrictions, sys_days day) {
  restrictions.first = std::max(restrictions.first.value_or(day), day);
}

void not_after(Restrictions& restrictions, sys_days day) {
  restrictions.last = std::min(restrictions.last.value_or(day), day);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  text = text.substr(0, text.find('.'));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

/// The first and the last day that `number` can mean.
std::expected<std::pair<sys_days, sys_days>, Error> days_of(std::string_view attribute,
                                                            std::string_view number) {
  const auto value = whole_number(number);
  constexpr std::int64_t kLatest = 253'402'300'799;  // the end of the year 9999
  if (attribute == "year" && value && *value >= 1 && *value <= 9999) {
    const std::chrono::year year(static_cast<int>(*value));
    return std::pair{sys_days{year / 1 / 1}, sys_days{year / 12 / 31}};
  }
  if (attribute == "published_timestamp" && value && *value >= -kLatest && *value <= kLatest) {
    const auto day =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(*value)));
    return std::pair{day, day};
  }
  if (attribute != "year" && attribute != "published_timestamp")
    return std::unexpected(unknown_attribute(attribute));
  return std::unexpected(
      invalid("{} is not a value of '{}': write a whole number", quoted(number), attribute));
}

// Meilisearch's expressions.

struct Condition {
  enum class Kind { kAnd, kOr, kNot, kValues, kCompare };
  Kind kind = Kind::kAnd;
  std::vector<Condition> children;
  std::string attribute, operation;
  std::vector<std::string> values;
};

struct Token {
  enum class Kind { kEnd, kWord, kQuoted, kSign };
  Kind kind = Kind::kEnd;
  std::string text;
};

constexpr std::size_t kMaxDepth = 32;

class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view text) : text_(text) { advance(); }

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
    constexpr std::string_view kSigns = "=!<>()[],";
    if (kSigns.find(c) != std::string_view::npos) return read_sign();
    const auto end = std::min(text_.find_first_of(" \t\r\n\"'=!<>()[],", at_), text_.size());
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
    if (depth > kMaxDepth) return std::unexpected(unsupported("a filter with that many brackets"));
    return read_joined(depth, "OR", Condition::Kind::kOr, &ExpressionReader::read_and);
  }
  Result read_and(std::size_t depth) {
    return read_joined(depth, "AND", Condition::Kind::kAnd, &ExpressionReader::read_one);
  }

  Result read_one(std::size_t depth) {
    if (depth > kMaxDepth) return std::unexpected(unsupported("a filter with that many brackets"));
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
      return std::unexpected(unsupported(quoted(std::string_view(token_.text))));
    Condition both{.kind = Condition::Kind::kAnd}, to = from;
    from.kind = to.kind = Condition::Kind::kCompare;
    from.operation = ">=";
    from.values.push_back(take());
    if (!is_word("TO")) return std::unexpected(unexpected_token("TO"));
    advance();
    if (!is_name()) return std::unexpected(unexpected_token("a value"));
    to.operation = "<=";
    to.values.push_back(take());
    both.children = {std::move(from), std::move(to)};
    return both;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token token_;
};

Status add(Restrictions& restrictions, const Condition& condition, bool negated);

/// Conditions of which one must hold: values of one attribute.
Status add_any(Restrictions& restrictions, const std::vector<Condition>& children, bool negated) {
  std::vector<std::string> values;
  for (const auto& child : children) {
    if (child.kind != Condition::Kind::kValues || child.attribute != children.front().attribute || negated)
      return std::unexpected(unsupported("OR between anything but values of one attribute"));
    values.insert(values.end(), child.values.begin(), child.values.end());
  }
  return restrict_to_values(restrictions, children.front().attribute, std::move(values), false);
}

Status add_all(Restrictions& restrictions, const std::vector<Condition>& children, bool negated) {
  for (const auto& child : children) {
    if (auto added = add(restrictions, child, negated); !added) return added;
  }
  return {};
}

Status add(Restrictions& restrictions, const Condition& condition, bool negated) {
  switch (condition.kind) {
    case Condition::Kind::kAnd:
      return negated ? add_any(restrictions, condition.children, true)
                     : add_all(restrictions, condition.children, false);
    case Condition::Kind::kOr:
      return negated ? add_all(restrictions, condition.children, true)
                     : add_any(restrictions, condition.children, false);
    case Condition::Kind::kNot:
      return add(restrictions, condition.children.front(), !negated);
    case Condition::Kind::kValues:
      return restrict_to_values(restrictions, condition.attribute, condition.values, negated);
    case Condition::Kind::kCompare:
      if (negated) return std::unexpected(unsupported("NOT before a comparison"));
      return restrict_to_numbers(restrictions, condition.attribute, condition.operation,
                                 condition.values.front());
  }
  return {};
}

}  // namespace

void Restrictions::apply(SearchRequest& request) const {
  request.filters.insert(request.filters.end(), filters.begin(), filters.end());
  if (first) request.from = to_string(*first);
  if (last) request.to = to_string(*last);
}

std::string filter_of_attribute(std::string_view attribute) {
  for (const auto& [facet, filter] : kAttributes) {
    if (!filter.empty() && (attribute == facet || attribute == filter)) return std::string(filter);
  }
  return "";
}

std::string facet_of_attribute(std::string_view attribute) {
  for (const auto& [facet, filter] : kAttributes) {
    if (attribute == facet || (!filter.empty() && attribute == filter)) return std::string(facet);
  }
  return "";
}

Status restrict_to_values(Restrictions& restrictions, std::string_view attribute,
                          std::vector<std::string> values, bool exclude) {
  if (attribute == "year" || attribute == "published_timestamp") {
    if (values.size() != 1 || exclude)
      return std::unexpected(unsupported("several values of a number, or one excluded,"));
    return restrict_to_numbers(restrictions, attribute, "=", values.front());
  }
  auto field = filter_of_attribute(attribute);
  if (field.empty()) return std::unexpected(unknown_attribute(attribute));
  if (values.empty())
    return std::unexpected(invalid("{} has no values to filter by: give one", quoted(attribute)));
  restrictions.filters.push_back(
      {.field = std::move(field), .values = std::move(values), .exclude = exclude});
  return {};
}

Status restrict_to_numbers(Restrictions& restrictions, std::string_view attribute, std::string_view operation,
                           std::string_view number) {
  const auto days = days_of(attribute, number);
  if (!days) return std::unexpected(days.error());
  const bool is_year = attribute == "year";
  const std::chrono::days one(1);
  if (operation == "=" || operation == ">=") not_before(restrictions, days->first);
  if (operation == "=" || operation == "<=") not_after(restrictions, days->second);
  if (operation == ">") not_before(restrictions, is_year ? days->second + one : days->first);
  if (operation == "<") {
    // Before midnight is the day before; later in a day, that day still counts.
    const bool at_midnight = !is_year && whole_number(number).value_or(0) % 86400 == 0;
    not_after(restrictions, is_year || at_midnight ? days->first - one : days->second);
  }
  if (operation != "=" && operation != ">" && operation != ">=" && operation != "<" && operation != "<=")
    return std::unexpected(unsupported(quoted(operation)));
  return {};
}

Status restrict_by_numeric_filter(Restrictions& restrictions, std::string_view filter) {
  const auto begin = filter.find_first_of("<>=!");
  if (begin == std::string_view::npos) {
    return std::unexpected(invalid(
        "{} is not a numeric filter: write, for example, published_timestamp>=1700000000", quoted(filter)));
  }
  const auto end = std::min(filter.find_first_not_of("<>=!", begin), filter.size());
  return restrict_to_numbers(restrictions, trimmed(filter.substr(0, begin)),
                             filter.substr(begin, end - begin), trimmed(filter.substr(end)));
}

Status restrict_by_expression(Restrictions& restrictions, std::string_view expression) {
  if (trimmed(expression).empty()) return {};
  const auto condition = ExpressionReader(expression).read();
  if (!condition) return std::unexpected(condition.error());
  return add(restrictions, *condition, false);
}

}  // namespace dateline
