// A web page as a tree of our own: flat, without recursion, with what deciding about a node needs beside it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// The elements that matter for finding an article; every other one is kOther (block) or kInline.
enum class Tag : std::uint8_t {
  kText,  ///< not an element: text
  kRoot,
  kHead,
  kBody,
  kHtml,
  kTitle,
  kMeta,
  kLink,
  kScript,
  kArticle,
  kMain,
  kSection,
  kDiv,
  kParagraph,
  kHeading1,
  kHeading,
  kBlockquote,
  kPre,
  kList,
  kItem,
  kTable,
  kRow,
  kCell,
  kAnchor,
  kBreak,
  kTime,
  kAddress,
  kHidden,
  kNavigation,
  kFooter,
  kHeader,
  kAside,
  kForm,
  kFigure,
  kCaption,
  kInline,
  kOther,
};

/// Number of a node in PageTree::nodes.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = ~NodeId{0};

/// One element or text.
struct PageNode {
  Tag tag = Tag::kOther;
  NodeId parent = kNoNode, first_child = kNoNode, next = kNoNode;
  NodeId end = 0;     ///< one past the last node below it: nodes stand in document order
  std::string text;   ///< of kText and kScript: the characters, entities decoded
  std::string hints;  ///< class, id and role in lower case, with blanks between
  std::vector<std::pair<std::string, std::string>> attributes;

  /// The attribute's value; "" where there is none.
  std::string_view attribute(std::string_view name) const;
};

/// A page, read as HTML5 prescribes. The root is nodes[0].
struct PageTree {
  std::vector<PageNode> nodes;

  /// All text below `node`, scripts and hidden elements left out, white space squeezed; <br> is a blank.
  std::string text(NodeId node) const;
};

/// Reads `html`, UTF-8. Time is linear for pages as they are; tags nested deeper than kMaxTagDepth are
/// refused. Errors: kLimit  tags nest too deep
std::expected<PageTree, Error> parse_page(std::string_view html);

}  // namespace dateline
