#include "corpus/page/content.h"

#include <algorithm>

namespace dateline {
namespace {

/// Ends of clauses in the scripts that have them.
double count_commas(std::string_view text) {
  double commas = static_cast<double>(std::ranges::count(text, ','));
  for (const std::string_view mark : {"、", "，", "،"}) {
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size()))
      ++commas;
  }
  return commas;
}

void add(Content& to, const Content& from) {
  to.text += from.text;
  to.linked += from.linked;
  to.commas += from.commas;
  to.running += from.running;
  to.quoted += from.quoted;
  to.links += from.links;
  to.paragraphs += from.paragraphs;
  to.items += from.items;
}

}  // namespace

bool is_inline(Tag tag) {
  return tag == Tag::kText || tag == Tag::kInline || tag == Tag::kAnchor || tag == Tag::kBreak ||
         tag == Tag::kTime;
}

double visible_length(std::string_view text) {
  return static_cast<double>(std::ranges::count_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && (byte & 0xC0) != 0x80;
  }));
}

void measure(const std::vector<PageNode>& nodes, const std::vector<bool>& removed, std::vector<Content>& all,
             std::vector<Content>& own) {
  std::ranges::fill(all, Content{});
  std::ranges::fill(own, Content{});
  for (auto id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
    const auto& node = nodes[id];
    if (removed[id]) continue;
    auto& here = all[id];
    if (node.tag == Tag::kText) {
      here.text = visible_length(node.text);
      here.commas = count_commas(node.text);
    }
    if (node.tag == Tag::kAnchor) here.linked = here.text, here.links = 1;
    if (node.tag == Tag::kBlockquote) here.quoted = here.text;
    if (node.tag == Tag::kParagraph) ++here.paragraphs;
    if (node.tag == Tag::kItem) ++here.items;
    const auto& direct = own[id];
    if (!is_inline(node.tag) && direct.text >= 80 && direct.commas >= 1 && direct.link_share() < 0.3)
      here.running += direct.text;
    if (node.parent == kNoNode) continue;
    add(all[node.parent], here);
    if (is_inline(node.tag)) add(own[node.parent], here);
  }
}

}  // namespace dateline
