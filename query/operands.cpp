#include "query/operands.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "corpus/language.h"
#include "indexer/analysis.h"
#include "query/around.h"
#include "query/index_words.h"
#include "query/spoken_days.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

std::string value_of(Field field, std::string_view text) {
  if (field == Field::kLanguage && text.size() > 3) {
    if (auto code = language_called(text); !code.empty()) return code;
  }
  return holds_ids(field) ? std::string(text) : value_key(text);
}

bool is_name(Field field) {
  return field == Field::kPerson || field == Field::kPersonMeta || field == Field::kPlace ||
         field == Field::kPlaceMeta || field == Field::kOrganization || field == Field::kOrganizationMeta;
}

/// The words of the text that a name stands there by.
Node words_of_name(const Node& name) {
  auto words = name.kind == Kind::kValue ? index_words(name.words[0]) : name.words;
  const bool person = *name.field == Field::kPerson || *name.field == Field::kPersonMeta;
  if (person && words.size() > 1) words.erase(words.begin(), words.end() - 1);
  return {.kind = words.size() == 1 ? Kind::kWord : Kind::kPhrase,
          .text = name.text,
          .words = std::move(words),
          .is_literal = name.is_literal || name.kind == Kind::kValue,
          .range = name.range};
}

/// `part` as something with positions in the text; what else the article has to have goes to `beside`.
std::optional<Node> positioned(const Node& part, std::vector<Node>& beside) {
  if (part.kind == Kind::kOr) {
    Node any{.kind = Kind::kOr, .range = part.range};
    for (const auto& child : part.children) {
      if (child.field || child.kind == Kind::kExact) return std::nullopt;
      auto inside = positioned(child, beside);
      if (!inside) return std::nullopt;
      any.children.push_back(std::move(*inside));
    }
    return any;
  }
  const bool has_words = part.kind == Kind::kWord || part.kind == Kind::kPhrase || part.kind == Kind::kPrefix;
  if (!part.field && has_words) return part;
  if (!part.field && part.kind == Kind::kExact) {
    beside.push_back(part);
    return Node{.kind = Kind::kWord, .text = part.text, .words = part.words, .range = part.range};
  }
  if (part.field && is_name(*part.field) && (has_words || part.kind == Kind::kValue)) {
    auto words = words_of_name(part);
    if (words.words.empty()) return std::nullopt;
    beside.push_back(part);
    return words;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Node> Operands::word(const Lexeme& lexeme, std::optional<Field> field) {
  const auto text = lexeme.text;
  Node node{.field = field, .text = std::string(text), .range = lexeme.range};
  if (text == "*") return node.kind = Kind::kAll, node;
  if (!within_budget(lexeme.range)) return std::nullopt;
  const bool is_span = !field && text.find("..") != text.npos && are_days(text);
  if (is_span) return days("date", text, lexeme.range);
  if (field && spec(*field).word_prefix.empty()) {
    if (text.ends_with('*')) note_wildcard(text, "stands behind a value that is taken whole", lexeme.range);
    node.kind = Kind::kValue;
    node.words = {value_of(*field, text)};
    return node;
  }
  if (text.starts_with('=') && text.size() > 1) {
    node.is_literal = true;
    if (text.ends_with('*')) note_wildcard(text, "stands behind a word that is taken exactly", lexeme.range);
    if (!field) {
      if (auto exact = exact_word(node)) return exact;
    }
  }
  node.words = index_words(text);
  if (node.words.empty()) {
    if (text.find('*') != text.npos) note_wildcard(text, "does not end a word", lexeme.range);
    return std::nullopt;  // punctuation
  }
  const bool is_phrase = node.words.size() > 1;
  const auto star = text.find('*');
  const bool prefix = star != text.npos && star + 1 == text.size() && !is_phrase;
  if (star != text.npos && !prefix) {
    note_wildcard(text, is_phrase ? "stands behind more than one word" : "does not end a word", lexeme.range);
  }
  node.kind = is_phrase ? Kind::kPhrase : prefix ? Kind::kPrefix : Kind::kWord;
  node.is_compound = is_phrase && !field && text.find_first_of("-/") != text.npos;
  return node;
}

std::optional<Node> Operands::exact_word(Node node) {
  node.text.erase(0, 1);
  while (node.text.ends_with('*')) node.text.pop_back();
  node.words = index_words(node.text);
  if (node.words.empty()) return std::nullopt;
  node.kind = node.words.size() == 1 ? Kind::kExact : Kind::kPhrase;
  return node;
}

std::optional<Node> Operands::phrase(const Lexeme& lexeme, std::optional<Field> field) {
  Node node{.kind = Kind::kPhrase, .field = field, .text = std::string(lexeme.text), .range = lexeme.range};
  if (!within_budget(lexeme.range)) return std::nullopt;
  if (trimmed(lexeme.text).empty()) {
    notes_.push_back({"no_word", "the quotation marks hold no word", lexeme.range, "left out"});
    return std::nullopt;
  }
  if (field && !spec(*field).exact_prefix.empty()) {
    node.kind = Kind::kValue;
    node.words = {value_of(*field, lexeme.text)};
    node.is_literal = lexeme.is_exact;
    return node;
  }
  node.words = index_words(lexeme.text);
  if (node.words.empty()) {
    notes_.push_back({"no_word", "the quotation marks hold no word", lexeme.range, "left out"});
    return std::nullopt;
  }
  if (lexeme.is_exact && node.words.size() == 1) node.kind = Kind::kExact;
  return node;
}

bool Operands::are_days(std::string_view text) const { return parse_spoken_days(text, today_).has_value(); }

std::optional<Node> Operands::days(std::string_view name, std::string_view text, Range range) {
  const auto found = parse_spoken_days(text, today_);
  if (!found) {
    notes_.push_back({"bad_date", found.error().message, range, "left out"});
    return std::nullopt;
  }
  const auto given = *found;
  const std::chrono::days one(1);
  auto days = given;
  if (ascii_iequal(name, "since")) days.last.reset();
  if (ascii_iequal(name, "until")) days.first.reset();
  if (ascii_iequal(name, "after")) {
    const auto from = given.last ? given.last : given.first;
    days = {*from + one, std::nullopt};
  }
  if (ascii_iequal(name, "before")) {
    const auto to = given.first ? given.first : given.last;
    days = {std::nullopt, *to - one};
  }
  if (ends_before_it_begins(days)) notes_.push_back(no_days(quoted(text), range));
  return Node{.kind = Kind::kDays, .text = std::string(text), .days = days, .range = range};
}

std::optional<Node> Operands::around(std::string_view place, std::string_view radius, Range range) {
  if (!within_budget(range)) return std::nullopt;
  auto node = parse_around(place, radius);
  if (auto usual = parse_around(place, ""); !node && usual) {
    notes_.push_back(
        {"bad_distance", node.error().message, range, fmt::format("read as ~{}km", kUsualKilometres)});
    node = std::move(usual);
  }
  if (!node) {
    notes_.push_back({"bad_place", node.error().message, range, "left out"});
    return std::nullopt;
  }
  node->range = range;
  return std::move(*node);
}

void Operands::note_wildcard(std::string_view text, std::string_view why, Range range) {
  notes_.push_back({"wildcard", fmt::format("the * in {} {}", quoted(text), why), range, "left out"});
}

bool Operands::within_budget(Range range) {
  if (++words_ == budget_.words + 1) {
    notes_.push_back(
        {"too_many_words", fmt::format("more than {} words", budget_.words), range, "the rest is left out"});
  }
  return words_ <= budget_.words;
}

Node near_or_and(Node near, std::vector<Note>& notes) {
  std::vector<Node> beside;
  Node words{
      .kind = Kind::kNear, .distance = near.distance, .is_ordered = near.is_ordered, .range = near.range};
  for (const auto& part : near.children) {
    if (auto inside = positioned(part, beside)) words.children.push_back(std::move(*inside));
  }
  if (words.children.size() < near.children.size()) {
    notes.push_back({"near_of_what",
                     "only words, phrases, names and alternatives of words can be near each other",
                     near.range, "read as AND"});
    near.kind = Kind::kAnd;
    return near;
  }
  if (beside.empty()) return words;
  Node all{.kind = Kind::kAnd, .range = near.range};
  all.children.push_back(std::move(words));
  std::ranges::move(beside, std::back_inserter(all.children));
  return all;
}

}  // namespace dateline
