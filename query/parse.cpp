#include "query/parse.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "query/lexer.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

/// The words of a typed piece as the index has them: of a run of Chinese or the like the pairs, else the
/// words.
std::vector<std::string> index_words(std::string_view text) {
  std::vector<std::string> words;
  std::vector<bool> is_ngram;
  Tokenizer tokenizer;
  tokenizer.reset(text);
  std::uint32_t last = 0;
  for (Token token; tokenizer.next(token);) {
    // A pair covers the single character at its own position, and the last single one of a run is covered by
    // the pair before.
    if (token.is_ngram && !words.empty() && token.position == last && !is_ngram.back()) {
      words.back() = token.term;
      is_ngram.back() = true;
    } else {
      words.emplace_back(token.term);
      is_ngram.push_back(token.is_ngram);
    }
    last = token.position;
  }
  for (std::size_t n = words.size(); n-- > 1;) {
    if (!is_ngram[n] && is_ngram[n - 1] && words[n - 1].ends_with(words[n])) {
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(n));
      is_ngram.erase(is_ngram.begin() + static_cast<std::ptrdiff_t>(n));
    }
  }
  return words;
}

/// Builds the tree by recursive descent.
class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, ParsedQuery& query) : lexemes_(std::move(lexemes)), query_(query) {}

  void parse() {
    auto root = sequence();
    while (symbol() == Symbol::kClose) {
      note("unbalanced_bracket", "the closing bracket has no partner: left out", take().range);
      auto rest = sequence();
      if (rest) root = root ? joined(std::move(*root), std::move(*rest)) : std::move(rest);
    }
    if (root) query_.root = std::move(*root);
    if (!root && !lexemes_.empty()) {
      query_.root.kind = Kind::kNone;
      note("nothing_to_search", "there is no word in the query: nothing can be found",
           {0, lexemes_.back().range.second});
    }
  }

 private:
  Symbol symbol() const { return at_ < lexemes_.size() ? lexemes_[at_].symbol : Symbol::kEnd; }
  const Lexeme& take() { return lexemes_[at_++]; }
  void note(std::string code, std::string message, Range range) {
    query_.notes.push_back({std::move(code), std::move(message), range});
  }

  static Node joined(Node a, Node b) {
    Node both{.kind = Kind::kBag, .range = {a.range.first, b.range.second}};
    both.children.push_back(std::move(a));
    both.children.push_back(std::move(b));
    return both;
  }

  /// Operands side by side up to a closing bracket or the end.
  std::optional<Node> sequence() {
    std::vector<Node> bag, required, excluded;
    while (symbol() != Symbol::kEnd && symbol() != Symbol::kClose) {
      const auto sign = symbol();
      if (sign == Symbol::kPlus || sign == Symbol::kMinus) {
        const auto range = take().range;
        query_.has_operators = true;
        auto operand = alternatives();
        if (!operand) note("stray_operator", "a sign without a word behind it: left out", range);
        if (operand) (sign == Symbol::kPlus ? required : excluded).push_back(std::move(*operand));
      } else if (sign == Symbol::kNot) {
        const auto range = take().range;
        query_.has_operators = true;
        auto operand = unary();
        if (!operand) note("stray_operator", "'NOT' without a word behind it: left out", range);
        if (operand) excluded.push_back(std::move(*operand));
      } else if (auto operand = alternatives()) {
        bag.push_back(std::move(*operand));
      }
    }
    return combine(std::move(bag), std::move(required), std::move(excluded));
  }

  static std::optional<Node> combine(std::vector<Node> bag, std::vector<Node> required,
                                     std::vector<Node> excluded) {
    std::optional<Node> node;
    if (bag.size() == 1) node = std::move(bag[0]);
    if (bag.size() > 1) node = Node{.kind = Kind::kBag, .children = std::move(bag)};
    if (!required.empty()) {
      auto must = required.size() == 1 ? std::move(required[0])
                                       : Node{.kind = Kind::kAnd, .children = std::move(required)};
      if (node) {
        Node maybe{.kind = Kind::kMaybe};
        maybe.children.push_back(std::move(must));
        maybe.children.push_back(std::move(*node));
        node = std::move(maybe);
      } else {
        node = std::move(must);
      }
    }
    if (!excluded.empty()) {
      Node without{.kind = Kind::kAndNot};
      without.children.push_back(node ? std::move(*node) : Node{.kind = Kind::kAll});
      for (auto& child : excluded) without.children.push_back(std::move(child));
      node = std::move(without);
    }
    return node;
  }

  /// One operand, or several joined by OR.
  std::optional<Node> alternatives() {
    return chain(Symbol::kOr, Kind::kOr, "OR", [this] { return conjunction(); });
  }
  std::optional<Node> conjunction() {
    return chain(Symbol::kAnd, Kind::kAnd, "AND", [this] { return unary(); });
  }

  template <typename Operand>
  std::optional<Node> chain(Symbol joiner, Kind kind, std::string_view name, Operand operand) {
    std::vector<Node> parts, excluded;
    if (symbol() != joiner) {
      if (auto first = operand()) parts.push_back(std::move(*first));
    }
    while (symbol() == joiner) {
      const auto range = take().range;
      query_.has_operators = true;
      const bool negated = kind == Kind::kAnd && symbol() == Symbol::kNot;
      if (negated) take();
      auto next = operand();
      if (!next || (parts.empty() && !negated)) {
        note("stray_operator", fmt::format("'{}' without words on both sides: left out", name), range);
      }
      if (next) (negated ? excluded : parts).push_back(std::move(*next));
    }
    std::optional<Node> node;
    if (parts.size() == 1) node = std::move(parts[0]);
    if (parts.size() > 1) node = Node{.kind = kind, .children = std::move(parts)};
    if (excluded.empty()) return node;
    std::vector<Node> bag;
    if (node) bag.push_back(std::move(*node));
    return combine(std::move(bag), {}, std::move(excluded));
  }

  /// A word, phrase, bracket or field; nothing where none of them stands.
  std::optional<Node> unary(std::optional<Field> field = std::nullopt) {
    switch (symbol()) {
      case Symbol::kWord:
        return word(take(), field);
      case Symbol::kQuoted:
        return phrase(take(), field);
      case Symbol::kOpen:
        return bracket(field);
      case Symbol::kField:
        return fielded();
      case Symbol::kNot: {
        take();
        auto operand = unary(field);
        if (!operand) return std::nullopt;
        std::vector<Node> excluded;
        excluded.push_back(std::move(*operand));
        return combine({}, {}, std::move(excluded));
      }
      case Symbol::kPlus:
      case Symbol::kMinus:
        take();
        return unary(field);
      default:
        return std::nullopt;
    }
  }

  std::optional<Node> bracket(std::optional<Field> field) {
    const auto open = take().range;
    query_.has_operators = true;
    if (++depth_ > kMaxQueryDepth) {
      note("too_deep", fmt::format("brackets deeper than {}: left out", kMaxQueryDepth), open);
      skip_bracket();
      return std::nullopt;
    }
    std::swap(field_, field);
    auto inside = sequence();
    std::swap(field_, field);
    --depth_;
    if (symbol() == Symbol::kClose) {
      take();
    } else {
      note("unbalanced_bracket", "the opening bracket has no partner: read as closed at the end", open);
    }
    return inside;
  }

  void skip_bracket() {
    for (std::size_t open = 1; open > 0 && symbol() != Symbol::kEnd;) {
      const auto symbol = take().symbol;
      if (symbol == Symbol::kOpen) ++open;
      if (symbol == Symbol::kClose) --open;
    }
    --depth_;
  }

  std::optional<Node> fielded() {
    const auto& name = take();
    if (name.field == nullptr) return days(name);
    auto operand = unary(name.field->field);
    if (!operand)
      note("stray_operator", fmt::format("'{}:' without a value: left out", name.text), name.range);
    return operand;
  }

  std::optional<Node> days(const Lexeme& name) {
    if (symbol() != Symbol::kWord && symbol() != Symbol::kQuoted) {
      note("stray_operator", fmt::format("'{}:' without a value: left out", name.text), name.range);
      return std::nullopt;
    }
    const auto& value = take();
    const auto range = Range{name.range.first, value.range.second};
    const auto days = parse_days(value.text);
    if (!days) {
      note("bad_date", days.error().message + ": left out", range);
      return std::nullopt;
    }
    return Node{.kind = Kind::kDays, .text = std::string(value.text), .days = *days, .range = range};
  }

  std::optional<Node> word(const Lexeme& lexeme, std::optional<Field> field) {
    if (!field) field = field_;
    auto text = lexeme.text;
    Node node{.field = field, .text = std::string(text), .range = lexeme.range};
    if (text == "*") return node.kind = Kind::kAll, node;
    if (!within_budget(lexeme.range)) return std::nullopt;
    const bool filter_only = field && spec(*field).word_prefix.empty();
    if (filter_only) {
      node.kind = Kind::kValue;
      node.words = {*field == Field::kId ? std::string(text) : value_key(text)};
      return node;
    }
    const bool exact = text.starts_with('=') && text.size() > 1 && !field;
    if (exact) {
      node.text = text.substr(1);
      node.words = index_words(node.text);
      if (!node.words.empty()) return node.kind = node.words.size() == 1 ? Kind::kExact : Kind::kPhrase, node;
    }
    const bool prefix = text.ends_with('*');
    node.words = index_words(text);
    if (node.words.empty()) return std::nullopt;  // punctuation
    node.kind = node.words.size() > 1 ? Kind::kPhrase : prefix ? Kind::kPrefix : Kind::kWord;
    node.is_compound = node.kind == Kind::kPhrase && !field && text.find_first_of("-/") != text.npos;
    if (prefix && node.kind == Kind::kPhrase) {
      note("wildcard", fmt::format("the * in {} stands behind more than one word: left out", quoted(text)),
           lexeme.range);
    }
    return node;
  }

  std::optional<Node> phrase(const Lexeme& lexeme, std::optional<Field> field) {
    if (!field) field = field_;
    Node node{.kind = Kind::kPhrase, .field = field, .text = std::string(lexeme.text), .range = lexeme.range};
    if (!within_budget(lexeme.range)) return std::nullopt;
    if (field && !spec(*field).exact_prefix.empty()) {
      node.kind = Kind::kValue;
      node.words = {*field == Field::kId ? std::string(lexeme.text) : value_key(lexeme.text)};
      return node;
    }
    node.words = index_words(lexeme.text);
    if (node.words.empty()) {
      note("no_word", "the quotation marks hold no word: left out", lexeme.range);
      return std::nullopt;
    }
    if (lexeme.is_exact && node.words.size() == 1) node.kind = Kind::kExact;
    return node;
  }

  bool within_budget(Range range) {
    if (++words_ == kMaxQueryWords + 1) {
      note("too_many_words", fmt::format("more than {} words: the rest is left out", kMaxQueryWords), range);
    }
    return words_ <= kMaxQueryWords;
  }

  std::vector<Lexeme> lexemes_;
  ParsedQuery& query_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t words_ = 0;
  std::optional<Field> field_;  ///< of the bracket we are in
};

std::string field_of(const Node& node) { return node.field ? std::string(spec(*node.field).name) + ":" : ""; }

std::string day_text(const std::optional<std::chrono::sys_days>& day) { return day ? to_string(*day) : ""; }

std::string joined_children(const Node& node, std::string_view joiner) {
  std::string out;
  for (const auto& child : node.children) out += (out.empty() ? "" : std::string(joiner)) + to_string(child);
  return "(" + out + ")";
}

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  ParsedQuery query;
  if (text.size() > kMaxQueryBytes) {
    text = utf8_prefix(text, kMaxQueryBytes);
    query.notes.push_back(
        {"too_long",
         fmt::format("the query is longer than {} bytes: the rest is left out", kMaxQueryBytes),
         {text.size(), text.size()}});
  }
  auto lexemes = lexemes_of(text, query.notes);
  Parser(std::move(lexemes), query).parse();
  return query;
}

std::string to_string(const Node& node) {
  switch (node.kind) {
    case Kind::kAll:
      return "*";
    case Kind::kNone:
      return "NOT *";
    case Kind::kWord:
      return field_of(node) + node.words[0];
    case Kind::kExact:
      return "=" + node.text;
    case Kind::kPrefix:
      return field_of(node) + node.words[0] + "*";
    case Kind::kPhrase:
    case Kind::kValue:
      return field_of(node) + "\"" + joined(node.words, " ") + "\"";
    case Kind::kDays:
      return "date:" + day_text(node.days.first) + ".." + day_text(node.days.last);
    case Kind::kAnd:
      return joined_children(node, " AND ");
    case Kind::kOr:
      return joined_children(node, " OR ");
    case Kind::kAndNot:
      return joined_children(node, " NOT ");
    case Kind::kMaybe:
      return joined_children(node, " MAYBE ");
    case Kind::kBag:
      return joined_children(node, " ");
  }
  return "";
}

std::expected<DayRange, Error> parse_days(std::string_view text) {
  const auto shape = [&] {
    return std::unexpected(
        invalid("{} is not a span of days: write YYYY, YYYY-MM, YYYY-MM-DD or FIRST..LAST, for example "
                "2021-08..2021-09",
                quoted(text)));
  };
  const auto dots = text.find("..");
  const auto first = dots == std::string_view::npos ? text : text.substr(0, dots);
  const auto last = dots == std::string_view::npos ? text : text.substr(dots + 2);
  if (first.empty() && last.empty()) return shape();
  DayRange range;
  if (!first.empty()) {
    const auto date = parse_date(first);
    if (!date || date->precision > Precision::kDay) return shape();
    range.first = date->day();
  }
  if (!last.empty()) {
    const auto date = parse_date(last);
    if (!date || date->precision > Precision::kDay) return shape();
    const std::chrono::year_month_day day{date->day()};
    switch (date->precision) {
      case Precision::kYear:
        range.last = std::chrono::sys_days{day.year() / std::chrono::December / 31};
        break;
      case Precision::kMonth:
        range.last = std::chrono::sys_days{day.year() / day.month() / std::chrono::last};
        break;
      default:
        range.last = date->day();
    }
  }
  return range;
}

}  // namespace dateline
