// Paragraphs of a page, gathered from its tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/page/tree.h"

namespace dateline {

/// A paragraph that may belong to the article.
struct Paragraph {
  std::string text;
  double link_share = 0;
  bool is_heading = false;
  bool is_item = false;
  NodeId node = kNoNode;  ///< in which it begins; none of a text that is no part of the tree
};

/// Gathers running text into paragraphs: any block element ends one, and so do two line breaks.
class ParagraphCollector {
 public:
  /// Appends to `out`, which must outlive it.
  explicit ParagraphCollector(std::vector<Paragraph>& out) : out_(out) {}

  /// An element begins or ends; not called for text and line breaks.
  void enter(Tag tag);
  void leave(Tag tag);
  /// The text of the node `id`.
  void text(NodeId id, std::string_view text);
  void line_break();
  /// Ends the paragraph; to be called at the end.
  void flush();

 private:
  bool continues_line(Tag tag) const;

  std::vector<Paragraph>& out_;
  std::string buffer_;
  double length_ = 0, linked_ = 0;
  NodeId node_ = kNoNode;
  int anchors_ = 0, heading_ = 0, item_ = 0, breaks_ = 0;
};

}  // namespace dateline
