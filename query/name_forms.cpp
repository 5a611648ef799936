#include "query/name_forms.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "indexer/entities/names/names.h"
#include "query/index.h"

namespace dateline {
namespace {

/// A name's words, initials in runs joined, and its single initials apart.
struct NameParts {
  std::vector<std::string> words;
  std::string initials;
};

NameParts parts_of(std::string_view key) {
  std::vector<std::string> words = words_of(key);
  NameParts parts;
  for (std::size_t n = 0; n < words.size();) {
    std::string run;
    while (n < words.size() && words[n].size() == 1) run += words[n++];
    if (run.size() > 1) parts.words.push_back(run);
    if (run.size() == 1) parts.initials += run;
    if (n < words.size()) parts.words.push_back(std::move(words[n++]));
  }
  return parts;
}

/// How the index and the person may have ordered a name.
std::vector<std::string> orders(std::string_view name) {
  std::vector<std::string> keys{value_key(name)};
  if (const auto turned = turned_name(name); !turned.empty()) keys.push_back(value_key(turned));
  return keys;
}

bool same_in_some_order(std::string_view a, std::string_view b) {
  const auto of_a = orders(a), of_b = orders(b);
  return std::ranges::any_of(of_a, [&](const std::string& one) {
    return std::ranges::any_of(of_b, [&](const std::string& other) { return same_name(one, other); });
  });
}

/// The words of a name, and these with other spellings of each; at most kMostSpelled.
std::vector<std::string> spelled(Transliterator& transliterator, const std::string& prefix,
                                 const std::vector<std::string>& words) {
  constexpr std::size_t kMostSpelled = 8;
  std::vector<std::string> names{""};
  for (const auto& word : words) {
    auto ways = transliterator.of(prefix, word);
    ways.insert(ways.begin(), word);
    std::vector<std::string> longer;
    for (const auto& way : ways) {
      for (const auto& name : names) longer.push_back(name + (name.empty() ? "" : " ") + way);
    }
    longer.resize(std::min(longer.size(), kMostSpelled));
    names = std::move(longer);
  }
  return names;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto first = parts_of(a), second = parts_of(b);
  if (first.words.size() < 2 ||
      !std::ranges::equal(first.words, second.words, {}, transliteration_key, transliteration_key))
    return false;
  return first.initials.empty() || second.initials.empty() || first.initials == second.initials;
}

void Index::Implementation::add_name_forms(Node& node, Transliterator& transliterator,
                                           std::vector<Correction>& corrections) const {
  for (auto& child : node.children) add_name_forms(child, transliterator, corrections);
  const bool is_person = node.field == Field::kPerson || node.field == Field::kAuthor;
  if (node.kind != Node::Kind::kValue || !is_person || node.is_literal) return;
  constexpr std::size_t kMostForms = 32;
  Node any{.kind = Node::Kind::kOr, .field = std::nullopt, .text = node.text, .range = node.range};
  any.children.push_back(node);
  const auto& names = lookup->names(*node.field, records->column(database, *node.field), *columns);
  const auto terms = columns->facet(database, *node.field).terms;
  const auto typed = parts_of(node.words[0]).words;  // an initial may be missing
  std::string other;                                 // a name with words that are written otherwise
  bool also = database.term_exists(exact_term(*node.field, node.words[0]));
  for (const auto& words : spelled(transliterator, std::string(spec(*node.field).word_prefix), typed)) {
    for (const auto& found : names.find(words, kMostForms, false)) {
      const auto key = std::string(names.key(found.number));
      const auto name = display_name(std::string(terms[found.number]), *node.field);
      if (key == node.words[0] || !same_in_some_order(node.text, name)) continue;
      const bool is_other = !std::ranges::is_permutation(parts_of(key).words, typed);
      if (is_other && other.empty()) other = name;
      also |= !is_other;
      auto form = node;
      form.words = {key};
      any.children.push_back(std::move(form));
    }
  }
  if (!other.empty())
    corrections.push_back(
        {node.text, '"' + other + '"', std::string(spec(*node.field).name), also, node.range});
  if (any.children.size() > 1) node = std::move(any);
}

}  // namespace dateline
