#include "query/bags.h"

#include <algorithm>

#include "query/stop_words.h"

namespace dateline {

using Kind = Node::Kind;

bool is_filter(const Node& node) {
  const bool fielded = node.field && *node.field != Field::kTitle;
  return fielded || node.kind == Kind::kDays || node.kind == Kind::kValue || node.kind == Kind::kAndNot;
}

Node without_compounds(const Node& bag) {
  Node taken{.kind = bag.kind, .range = bag.range};
  for (const auto& child : bag.children) {
    if (!child.is_compound) {
      taken.children.push_back(child);
      continue;
    }
    for (const auto& word : child.words)
      taken.children.push_back({.kind = Kind::kWord, .text = word, .words = {word}, .range = child.range});
  }
  return taken;
}

Node without_stop_words(const Node& bag, const std::string& language, std::vector<std::string>& left_out) {
  const auto is_stop = [&](const Node& node) {
    return node.kind == Kind::kWord && !node.field && is_stop_word(language, node.words[0]);
  };
  const auto is_content = [&](const Node& node) { return !is_filter(node) && !is_stop(node); };
  if (std::ranges::none_of(bag.children, is_content)) return bag;
  Node kept{.kind = bag.kind, .range = bag.range};
  for (const auto& child : bag.children) {
    if (!is_stop(child)) {
      kept.children.push_back(child);
    } else if (std::ranges::find(left_out, child.words[0]) == left_out.end()) {
      left_out.push_back(child.words[0]);
    }
  }
  return kept;
}

}  // namespace dateline
