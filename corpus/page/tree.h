// A web page as a flat list of nodes in document order, so that no walk over it recurses.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "corpus/readers/fragment.h"

namespace dateline {

/// One element or piece of text. The nodes below nodes[n] are nodes[n + 1] .. nodes[n].end - 1.
struct PageNode {
  const GumboNode* source;  ///< owned by the PageTree
  std::uint32_t parent;     ///< index; its own index for the root
  std::uint32_t end;        ///< index one behind the last node inside
  GumboTag tag;             ///< GUMBO_TAG_LAST for text

  bool is_text() const { return tag == GUMBO_TAG_LAST; }
  std::string_view text() const { return is_text() ? source->v.text.text : std::string_view(); }
  /// The value of an attribute; empty where there is none.
  std::string_view attribute(const char* name) const;
};

/// A parsed page. Movable; nodes stay valid as long as it lives.
class PageTree {
 public:
  /// Parses UTF-8 by HTML5's rules: any bytes make a tree.
  /// Errors: kLimit  tags nest deeper than kMaxTagDepth
  static std::expected<PageTree, Error> parse(std::string_view html);

  /// Never empty; the first is <html>.
  const std::vector<PageNode>& nodes() const { return nodes_; }

  /// The text of nodes[n] and below, without scripts and styles, white space squeezed.
  std::string text_of(std::uint32_t n) const;

  /// The same with white space as it stands, and <br> as a line feed.
  std::string raw_text(std::uint32_t n = 0) const;

 private:
  struct Closer {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
  };
  std::unique_ptr<GumboOutput, Closer> output_;
  std::vector<PageNode> nodes_;
};

/// Whether nothing below `tag` is text that a reader of the page sees in its flow, such as <script>.
bool is_invisible(GumboTag tag);

}  // namespace dateline
