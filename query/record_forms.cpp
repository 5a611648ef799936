#include "query/record_forms.h"

#include <xapian.h>

#include <algorithm>
#include <set>

#include "corpus/base/options.h"
#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "indexer/entities/names/names.h"
#include "query/spelling.h"
#include "query/transliteration.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

bool is_name(const Node& node) {
  return node.kind == Kind::kValue || node.kind == Kind::kWord || node.kind == Kind::kPhrase;
}

Node value_node(const Node& like, Field field, std::string key) {
  return {.kind = Kind::kValue,
          .field = field,
          .text = like.text,
          .words = {std::move(key)},
          .range = like.range};
}

/// Whether two words of names may be one word spelled in two ways: as typing errors are told, or by sound.
bool is_spelling(const std::string& a, const std::string& b) {
  constexpr std::size_t kShortest = 4, kLong = 8;  // bytes
  const auto length = std::min(a.size(), b.size());
  if (length < kShortest) return false;
  return same_sounds(a) == same_sounds(b) || transliteration_key(a) == transliteration_key(b) ||
         edit_distance(a, b) <= (length < kLong ? 1 : 2);
}

}  // namespace

std::vector<Field> record_kinds(Field field) {
  switch (field) {
    case Field::kPerson:
    case Field::kPlace:
    case Field::kOrganization:
      return {field};
    case Field::kWithin:
    case Field::kTown:
      return {Field::kPlace};
    case Field::kAbout:
      return {Field::kPerson, Field::kPlace, Field::kOrganization};
    default:
      return {};
  }
}

/// The values to look for beside `node` itself: fields and value_keys.
std::vector<std::pair<Field, std::string>> RecordForms::names_of(const Node& node) const {
  std::set<std::pair<Field, std::string>> found;
  const auto key = joined(node.words, " ");
  for (const auto kind : record_kinds(*node.field)) {
    std::vector<std::string> keys{key};
    if (const auto turned = turned_name(node.text); kind == Field::kPerson && !turned.empty())
      keys.push_back(value_key(turned));
    if (kind == Field::kPlace && !node.is_literal) {
      const auto aliases = alias_key(*node.field == Field::kWithin ? Field::kWithin : Field::kPlace, key);
      for (auto name = database_.synonyms_begin(aliases); name != database_.synonyms_end(aliases); ++name)
        keys.push_back(*name);
    }
    for (const auto& one : keys) {
      for (auto& name : records_.names_of(database_, kind, one)) found.emplace(*node.field, std::move(name));
    }
  }
  return {found.begin(), found.end()};
}

void RecordForms::widen(Node& node) const {
  for (auto& child : node.children) widen(child);
  if (!node.field || !is_name(node) || record_kinds(*node.field).empty()) return;
  auto names = names_of(node);
  if (names.empty()) {
    node.kind = Kind::kNone;
    return;
  }
  const bool is_value = node.kind == Kind::kValue;
  const auto key = joined(node.words, " ");
  if (node.is_literal || (names.size() == 1 && names[0].second == key)) return;
  Node any{.kind = Kind::kOr, .text = node.text, .range = node.range};
  if (!is_value) any.children.push_back(node);
  for (auto& [field, name] : names) any.children.push_back(value_node(node, field, std::move(name)));
  node = std::move(any);
}

/// Adds to `words`, which stand side by side, how other names of their record spell them.
void RecordForms::spell_name(std::span<Node> words) const {
  std::string key;
  for (const auto& word : words) key += (key.empty() ? "" : " ") + word.words[0];
  for (const auto field : {Field::kPerson, Field::kPlace, Field::kOrganization}) {
    for (const auto& name : records_.names_of(database_, field, key)) {
      const auto others = words_of(name);
      if (others.size() != words.size()) continue;
      for (std::size_t n = 0; n < words.size(); ++n) {
        auto& spellings = words[n].spellings;
        const auto& typed = words[n].words[0];
        const bool is_new = others[n] != typed && !std::ranges::count(spellings, others[n]);
        if (is_new && is_spelling(typed, others[n]) && database_.term_exists(others[n]))
          spellings.push_back(others[n]);
      }
    }
  }
}

std::vector<Correction> RecordForms::spell(Node& node) {
  constexpr std::size_t kLongestName = 4;  // words
  std::vector<Correction> corrections;
  auto& children = node.children;
  const auto is_word = [](const Node& child) {
    return child.kind == Kind::kWord && !child.field && !child.is_literal;
  };
  const bool is_side_by_side = node.kind == Kind::kBag || node.kind == Kind::kAnd || node.kind == Kind::kNear;
  for (std::size_t first = 0; is_side_by_side && first < children.size(); ++first) {
    if (!is_word(children[first]) || left_ == 0) continue;
    --left_;
    for (auto last = first; last < std::min(first + kLongestName, children.size()); ++last) {
      if (!is_word(children[last])) break;
      if (last > first) spell_name(std::span(children).subspan(first, last + 1 - first));
    }
  }
  for (const auto& child : children) {
    if (!is_word(child) || child.spellings.empty()) continue;
    const auto frequency = [&](const std::string& word) { return database_.get_termfreq(word); };
    auto correction = typed_word(child);
    correction.word = written(database_, std::ranges::max(child.spellings, {}, frequency));
    correction.also = true;
    corrections.push_back(std::move(correction));
  }
  const auto searched = node.kind == Kind::kAndNot ? 1 : children.size();
  for (std::size_t n = 0; n < searched; ++n)
    std::ranges::move(spell(children[n]), std::back_inserter(corrections));
  return corrections;
}

}  // namespace dateline
