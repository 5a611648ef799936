#include "corpus/page/tree.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"

namespace dateline {
namespace {

bool is_kept(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEXT ||
         node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

std::vector<PageNode> flattened(const GumboNode& root) {
  struct Open {
    std::uint32_t index;
    unsigned next_child;
  };
  std::vector<PageNode> nodes{{&root, 0, 0, root.v.element.tag}};
  std::vector<Open> open{{0, 0}};
  while (!open.empty()) {
    auto& top = open.back();
    const auto& children = nodes[top.index].source->v.element.children;
    if (top.next_child == children.length) {
      nodes[top.index].end = static_cast<std::uint32_t>(nodes.size());
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[top.next_child++]);
    if (!is_kept(child)) continue;
    const auto index = static_cast<std::uint32_t>(nodes.size());
    const bool element = child.type == GUMBO_NODE_ELEMENT;
    nodes.push_back({&child, top.index, index + 1, element ? child.v.element.tag : GUMBO_TAG_LAST});
    if (element) open.push_back({index, 0});
  }
  return nodes;
}

}  // namespace

std::string_view PageNode::attribute(const char* name) const {
  if (is_text()) return {};
  const auto* found = gumbo_get_attribute(&source->v.element.attributes, name);
  return found == nullptr ? std::string_view() : found->value;
}

std::expected<PageTree, Error> PageTree::parse(std::string_view html) {
  if (nests_too_deep(html)) {
    return std::unexpected(make_error(
        ErrorCode::kLimit, "the page nests its tags deeper than {}: it is not read", kMaxTagDepth));
  }
  auto options = kGumboDefaultOptions;
  options.max_errors = 0;
  PageTree tree;
  tree.output_.reset(gumbo_parse_with_options(&options, html.data(), html.size()));
  tree.nodes_ = flattened(*tree.output_->root);
  return tree;
}

std::string PageTree::text_of(std::uint32_t n) const { return squeezed(raw_text(n)); }

std::string PageTree::raw_text(std::uint32_t n) const {
  std::string text;
  const auto end = nodes_[n].end;
  for (auto at = n; at < end;) {
    const auto& node = nodes_[at];
    if (node.is_text()) text += node.text();
    if (node.tag == GUMBO_TAG_BR) text += '\n';
    at = at != n && is_invisible(node.tag) ? node.end : at + 1;
  }
  return text;
}

bool is_invisible(GumboTag tag) {
  static constexpr std::array kInvisible{
      GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_SVG,
      GUMBO_TAG_IFRAME, GUMBO_TAG_HEAD,   GUMBO_TAG_SELECT,   GUMBO_TAG_BUTTON,   GUMBO_TAG_TEXTAREA,
      GUMBO_TAG_OBJECT, GUMBO_TAG_CANVAS, GUMBO_TAG_VIDEO,    GUMBO_TAG_AUDIO,    GUMBO_TAG_INPUT};
  return std::ranges::find(kInvisible, tag) != kInvisible.end();
}

}  // namespace dateline
