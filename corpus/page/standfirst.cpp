#include "corpus/page/standfirst.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "corpus/page/content.h"
#include "corpus/page/hints.h"
#include "corpus/page/labels.h"

namespace dateline {
namespace {

/// Bytes of a standfirst; what stands between headline and article and is longer in all is something else.
constexpr std::size_t kShortest = 50, kLongest = 1500;

bool is_heading(Tag tag) { return tag == Tag::kHeading1 || tag == Tag::kHeading; }

/// Where the headline of the article that begins at `first` ends; kNoNode: it has none.
NodeId behind_headline(const PageTree& tree, std::string_view title, NodeId first) {
  NodeId found = kNoNode;
  for (NodeId id = 0; id < first; ++id) {
    const auto& node = tree.nodes[id];
    if (!is_heading(node.tag) || node.end > first) continue;
    if (node.tag == Tag::kHeading1 || (!title.empty() && ascii_iequal(tree.text(id), title)))
      found = node.end;
  }
  return found;
}

/// Whether the node, or an element around it that does not hold `first` as well, is no part of an article.
bool is_furniture(const PageTree& tree, NodeId id, NodeId first) {
  for (; id != kNoNode && tree.nodes[id].end <= first; id = tree.nodes[id].parent) {
    switch (const auto& node = tree.nodes[id]; node.tag) {
      case Tag::kNavigation:
      case Tag::kFooter:
      case Tag::kAside:
      case Tag::kForm:
      case Tag::kFigure:
      case Tag::kCaption:
      case Tag::kHidden:
      case Tag::kScript:
      case Tag::kAddress:
      case Tag::kTable:
        return true;
      default:
        if (!names_standfirst(node.hints) && names_furniture(node.hints)) return true;
    }
  }
  return false;
}

/// Whether the element holds running text itself, in no block of its own.
bool is_innermost_block(const PageTree& tree, NodeId id) {
  if (is_inline(tree.nodes[id].tag)) return false;
  for (NodeId below = id + 1; below < tree.nodes[id].end; ++below) {
    if (!is_inline(tree.nodes[below].tag)) return false;
  }
  return true;
}

/// Whether it, or an element around it that does not hold `first` as well, is named as one.
bool is_named(const PageTree& tree, NodeId id, NodeId first) {
  for (; id != kNoNode && tree.nodes[id].end <= first; id = tree.nodes[id].parent) {
    if (names_standfirst(tree.nodes[id].hints)) return true;
  }
  return false;
}

/// Whether it is a paragraph of a sentence, not a heading or the caption of a picture.
bool is_sentence(Tag tag, std::string_view text) {
  return !is_heading(tag) &&
         (text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with(':'));
}

bool reads_like_one(const PageTree& tree, NodeId id, std::string_view text) {
  if (text.size() < kShortest || text.size() > kLongest || is_page_label(text)) return false;
  std::size_t linked = 0;
  for (NodeId below = id; below < tree.nodes[id].end; ++below) {
    if (tree.nodes[below].tag == Tag::kAnchor) linked += tree.text(below).size();
  }
  return linked * 3 < text.size();
}

}  // namespace

std::vector<std::string> standfirst(const PageTree& tree, std::string_view title, NodeId first) {
  std::vector<std::string> found;
  std::size_t length = 0;
  for (auto id = behind_headline(tree, title, first); id < first; ++id) {
    if (!is_innermost_block(tree, id) || tree.nodes[id].end > first) continue;
    auto text = tree.text(id);
    if (!reads_like_one(tree, id, text) || is_furniture(tree, id, first)) continue;
    if (!is_named(tree, id, first) && !is_sentence(tree.nodes[id].tag, text)) continue;
    length += text.size();
    found.push_back(std::move(text));
  }
  if (length > kLongest) found.clear();
  return found;
}

}  // namespace dateline
