#include "query/parse.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "query/lexemes.h"
#include "query/operands.h"
#include "query/worded_values.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

/// Builds the tree by recursive descent.
class Parser {
 public:
  Parser(std::vector<Lexeme> lexemes, ParsedQuery& query, std::chrono::sys_days today, const Budget& budget,
         const IsPlace& is_place)
      : lexemes_(std::move(lexemes)),
        query_(query),
        operands_(query.notes, today, budget),
        values_(lexemes_, operands_, query.notes, is_place) {}

  void parse() {
    auto root = sequence();
    while (symbol() == Symbol::kClose) {
      note("unbalanced_bracket", "the closing bracket has no partner", take().range, "left out");
      auto rest = sequence();
      if (rest) root = root ? joined(std::move(*root), std::move(*rest)) : std::move(rest);
    }
    if (root) query_.root = std::move(*root);
    if (!root && !lexemes_.empty()) {
      query_.root.kind = Kind::kNone;
      note("nothing_to_search", "there is no word in the query: nothing can be found", {0, lexemes_.end()},
           "");
    }
  }

 private:
  Symbol symbol() const { return lexemes_.symbol(); }
  const Lexeme& take() { return lexemes_.take(); }

  void note(std::string code, std::string message, Range range, std::string remedy) {
    query_.notes.push_back({std::move(code), std::move(message), range, std::move(remedy)});
  }
  void stray(std::string message, Range range) {
    query_.notes.push_back(stray_operator(std::move(message), range));
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
        if (!operand) stray("a sign without a word behind it", range);
        if (operand) (sign == Symbol::kPlus ? required : excluded).push_back(std::move(*operand));
      } else if (sign == Symbol::kNot) {
        const auto range = take().range;
        query_.has_operators = true;
        auto operand = unary();
        if (!operand) stray("'NOT' without a word behind it", range);
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
    return chain(Symbol::kAnd, Kind::kAnd, "AND", [this] { return neighbours(); });
  }

  /// One operand, or several that have to stand near each other.
  std::optional<Node> neighbours() {
    std::vector<Node> parts;
    if (symbol() != Symbol::kNear) {
      if (auto first = unary()) parts.push_back(std::move(*first));
    }
    Node near{.kind = Kind::kNear};
    while (symbol() == Symbol::kNear) {
      const auto& joiner = take();
      query_.has_operators = true;
      near.distance = std::max(near.distance, joiner.distance);
      near.is_ordered |= joiner.is_ordered;
      near.range = joiner.range;
      auto next = unary();
      if (!next || parts.empty())
        stray(fmt::format("'{}' without words on both sides", joiner.text), joiner.range);
      if (next) parts.push_back(std::move(*next));
    }
    if (parts.empty()) return std::nullopt;
    if (parts.size() == 1) return std::move(parts[0]);
    near.children = std::move(parts);
    return near_or_and(std::move(near), query_.notes);
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
        stray(fmt::format("'{}' without words on both sides", name), range);
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

  /// An operand, with the NOTs and fields before it: two NOTs take each other back, and the last field holds.
  std::optional<Node> unary() {
    bool is_negated = false;
    const Lexeme* field = nullptr;
    for (;; take()) {
      if (symbol() == Symbol::kNot) {
        is_negated = !is_negated;
      } else if (symbol() == Symbol::kPlus || symbol() == Symbol::kMinus) {
        stray("a sign behind an operator or another sign", lexemes_.next().range);
      } else if (symbol() == Symbol::kField && lexemes_.next().field->field != Field::kNear) {
        if (field != nullptr) query_.notes.push_back(without_value(*field));
        field = &lexemes_.next();
      } else {
        break;
      }
    }
    auto operand = primary(field != nullptr ? std::optional(field->field->field) : std::nullopt);
    if (!operand && field != nullptr) query_.notes.push_back(without_value(*field));
    if (!operand || !is_negated) return operand;
    std::vector<Node> excluded;
    excluded.push_back(std::move(*operand));
    return combine({}, {}, std::move(excluded));
  }

  /// A word, phrase, bracket or field; nothing where none of them stands.
  std::optional<Node> primary(std::optional<Field> field) {
    switch (symbol()) {
      case Symbol::kWord:
        return operands_.word(take(), field ? field : field_);
      case Symbol::kQuoted:
        return operands_.phrase(take(), field ? field : field_);
      case Symbol::kOpen:
        return bracket(field);
      case Symbol::kField:
        return values_.around(take());
      case Symbol::kDate:
        return values_.days(take());
      default:
        return std::nullopt;
    }
  }

  std::optional<Node> bracket(std::optional<Field> field) {
    const auto open = take().range;
    query_.has_operators = true;
    if (++depth_ > kMaxQueryDepth) {
      note("too_deep", fmt::format("brackets deeper than {}", kMaxQueryDepth), open, "left out");
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
      note("unbalanced_bracket", "the opening bracket has no partner", open, "read as closed at the end");
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

  Lexemes lexemes_;
  ParsedQuery& query_;
  std::size_t depth_ = 0;
  Operands operands_;
  WordedValues values_;
  std::optional<Field> field_;  ///< of the bracket we are in
};

}  // namespace

ParsedQuery parse_query(std::string_view text, std::chrono::sys_days today, const Budget& budget,
                        const IsPlace& is_place) {
  ParsedQuery query;
  if (text.size() > budget.bytes) {
    text = utf8_prefix(text, budget.bytes);
    query.notes.push_back({"too_long",
                           fmt::format("the query is longer than {} bytes", budget.bytes),
                           {text.size(), text.size()},
                           "the rest is left out"});
  }
  auto lexemes = lexemes_of(text, query.notes);
  Parser(std::move(lexemes), query, today, budget, is_place).parse();
  return query;
}

}  // namespace dateline
