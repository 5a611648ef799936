#include "corpus/page/tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

#include "corpus/base/text.h"
#include "corpus/page/scripts.h"
#include "corpus/readers/fragment.h"

namespace dateline {
namespace {

struct Closer {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};

Tag tag_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HTML:
      return Tag::kHtml;
    case GUMBO_TAG_HEAD:
      return Tag::kHead;
    case GUMBO_TAG_BODY:
      return Tag::kBody;
    case GUMBO_TAG_TITLE:
      return Tag::kTitle;
    case GUMBO_TAG_META:
      return Tag::kMeta;
    case GUMBO_TAG_LINK:
      return Tag::kLink;
    case GUMBO_TAG_SCRIPT:
      return Tag::kScript;
    case GUMBO_TAG_ARTICLE:
      return Tag::kArticle;
    case GUMBO_TAG_MAIN:
      return Tag::kMain;
    case GUMBO_TAG_SECTION:
      return Tag::kSection;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_CENTER:
      return Tag::kDiv;
    case GUMBO_TAG_P:
      return Tag::kParagraph;
    case GUMBO_TAG_H1:
      return Tag::kHeading1;
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return Tag::kHeading;
    case GUMBO_TAG_BLOCKQUOTE:
      return Tag::kBlockquote;
    case GUMBO_TAG_PRE:
      return Tag::kPre;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
      return Tag::kList;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DT:
      return Tag::kItem;
    case GUMBO_TAG_TABLE:
      return Tag::kTable;
    case GUMBO_TAG_TR:
      return Tag::kRow;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return Tag::kCell;
    case GUMBO_TAG_A:
      return Tag::kAnchor;
    case GUMBO_TAG_BR:
      return Tag::kBreak;
    case GUMBO_TAG_TIME:
      return Tag::kTime;
    case GUMBO_TAG_ADDRESS:
      return Tag::kAddress;
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
      return Tag::kNavigation;
    case GUMBO_TAG_FOOTER:
      return Tag::kFooter;
    case GUMBO_TAG_HEADER:
      return Tag::kHeader;
    case GUMBO_TAG_ASIDE:
      return Tag::kAside;
    case GUMBO_TAG_FORM:
      return Tag::kForm;
    case GUMBO_TAG_FIGURE:
      return Tag::kFigure;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
      return Tag::kCaption;
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
      return Tag::kHidden;
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_B:
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_S:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_UNKNOWN:
      return Tag::kInline;
    default:
      return Tag::kOther;
  }
}

bool hides(const PageNode& node) {
  const auto style = ascii_lower(node.attribute("style"));
  return style.find("display:none") != std::string::npos ||
         style.find("display: none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

void fill_element(const GumboNode& from, PageNode& node) {
  node.tag = tag_of(from.v.element.tag);
  const auto& attributes = from.v.element.attributes;
  for (unsigned n = 0; n < attributes.length; ++n) {
    const auto& attribute = *static_cast<const GumboAttribute*>(attributes.data[n]);
    node.attributes.emplace_back(attribute.name, attribute.value);
  }
  for (const char* name : {"class", "id", "role"}) {
    const auto value = node.attribute(name);
    if (!value.empty()) node.hints += ascii_lower(value) + " ";
  }
  const bool shown =
      node.tag == Tag::kBody || node.tag == Tag::kHtml || node.tag == Tag::kMeta || node.tag == Tag::kScript;
  if (!shown && hides(node)) node.tag = Tag::kHidden;
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE ? &node.v.element.children
                                                                             : nullptr;
}

}  // namespace

std::string_view PageNode::attribute(std::string_view name) const {
  const auto found =
      std::ranges::find(attributes, name, [](const auto& one) { return std::string_view(one.first); });
  return found == attributes.end() ? std::string_view() : found->second;
}

std::string PageTree::text(NodeId node) const {
  std::string out;
  for (NodeId at = node; at < nodes[node].end;) {
    const auto& one = nodes[at];
    if (one.tag == Tag::kHidden || one.tag == Tag::kScript) {
      at = one.end;
      continue;
    }
    if (one.tag == Tag::kText) out += one.text;
    if (one.tag != Tag::kText && one.tag != Tag::kInline && one.tag != Tag::kAnchor) out += ' ';
    ++at;
  }
  return squeezed(out);
}

std::expected<PageTree, Error> parse_page(std::string_view html) {
  if (nests_too_deep(html)) {
    return std::unexpected(make_error(
        ErrorCode::kLimit, "the page nests its tags deeper than {}: it is not read", kMaxTagDepth));
  }
  auto options = kGumboDefaultOptions;
  options.max_errors = 0;
  const auto slim = without_scripts(html);
  const std::unique_ptr<GumboOutput, Closer> output(
      gumbo_parse_with_options(&options, slim.data(), slim.size()));

  // Depth first with a stack of our own: what is on it is to be visited, or (null) ends the innermost open
  // node.
  PageTree tree;
  std::vector<const GumboNode*> stack{output->document};
  std::vector<NodeId> open, last_child;
  while (!stack.empty()) {
    const auto* from = stack.back();
    stack.pop_back();
    if (from == nullptr) {
      tree.nodes[open.back()].end = static_cast<NodeId>(tree.nodes.size());
      open.pop_back();
      last_child.pop_back();
      continue;
    }
    const bool is_text = from->type == GUMBO_NODE_TEXT || from->type == GUMBO_NODE_WHITESPACE ||
                         from->type == GUMBO_NODE_CDATA;
    const auto* children = children_of(*from);
    if (!is_text && children == nullptr) continue;
    const auto id = static_cast<NodeId>(tree.nodes.size());
    auto& node = tree.nodes.emplace_back();
    if (is_text) {
      node.tag = Tag::kText;
      node.text = from->v.text.text;
    } else if (from->type == GUMBO_NODE_DOCUMENT) {
      node.tag = Tag::kRoot;
    } else {
      fill_element(*from, node);
    }
    if (!open.empty()) {
      node.parent = open.back();
      (last_child.back() == kNoNode ? tree.nodes[open.back()].first_child
                                    : tree.nodes[last_child.back()].next) = id;
      last_child.back() = id;
    }
    tree.nodes[id].end = id + 1;
    if (is_text) continue;
    open.push_back(id);
    last_child.push_back(kNoNode);
    stack.push_back(nullptr);
    for (unsigned n = children->length; n-- > 0;)
      stack.push_back(static_cast<const GumboNode*>(children->data[n]));
  }
  return tree;
}

}  // namespace dateline
