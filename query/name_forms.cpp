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

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto first = parts_of(a), second = parts_of(b);
  if (first.words.size() < 2 || first.words != second.words) return false;
  return first.initials.empty() || second.initials.empty() || first.initials == second.initials;
}

void Index::Implementation::add_name_forms(Node& node) const {
  for (auto& child : node.children) add_name_forms(child);
  const bool is_person = node.field == Field::kPerson || node.field == Field::kAuthor;
  if (node.kind != Node::Kind::kValue || !is_person || node.is_literal) return;
  constexpr std::size_t kMostForms = 32;
  std::string words;  // an initial may be missing
  for (const auto& word : parts_of(node.words[0]).words) words += (words.empty() ? "" : " ") + word;
  Node any{.kind = Node::Kind::kOr, .field = std::nullopt, .text = node.text, .range = node.range};
  any.children.push_back(node);
  const auto& names = lookup->names(*node.field, records->column(database, *node.field));
  const auto terms = columns->facet(database, *node.field).terms;
  for (const auto& found : names.find(words, kMostForms, false)) {
    const auto key = std::string(names.key(found.number));
    if (key == node.words[0] ||
        !same_in_some_order(node.text, display_name(std::string(terms[found.number]), *node.field)))
      continue;
    auto form = node;
    form.words = {key};
    any.children.push_back(std::move(form));
  }
  if (any.children.size() > 1) node = std::move(any);
}

}  // namespace dateline
