#include "corpus/page/main_text.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "corpus/base/text.h"
#include "corpus/page/hints.h"

namespace dateline {
namespace {

using Index = std::uint32_t;

/// Text between two block boundaries.
struct Block {
  Index element;  ///< the block element it stands in
  GumboTag tag;   ///< that element's
  std::string text;
  std::size_t linked = 0;  ///< bytes of it that stand in links
  double weight = 0;       ///< above 0: reads like an article; below: like furniture
};

bool is_inline(GumboTag tag) {
  static constexpr std::array kInline{
      GUMBO_TAG_A,     GUMBO_TAG_ABBR,    GUMBO_TAG_B,       GUMBO_TAG_BDI,    GUMBO_TAG_BDO,  GUMBO_TAG_CITE,
      GUMBO_TAG_CODE,  GUMBO_TAG_DEL,     GUMBO_TAG_DFN,     GUMBO_TAG_EM,     GUMBO_TAG_FONT, GUMBO_TAG_I,
      GUMBO_TAG_INS,   GUMBO_TAG_KBD,     GUMBO_TAG_MARK,    GUMBO_TAG_Q,      GUMBO_TAG_S,    GUMBO_TAG_SAMP,
      GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE,  GUMBO_TAG_STRONG, GUMBO_TAG_SUB,  GUMBO_TAG_SUP,
      GUMBO_TAG_TIME,  GUMBO_TAG_TT,      GUMBO_TAG_U,       GUMBO_TAG_VAR,    GUMBO_TAG_BIG,  GUMBO_TAG_IMG,
      GUMBO_TAG_WBR,   GUMBO_TAG_ACRONYM, GUMBO_TAG_UNKNOWN, GUMBO_TAG_LABEL,  GUMBO_TAG_NOBR};
  return std::ranges::find(kInline, tag) != kInline.end();
}

bool is_heading(GumboTag tag) {
  return tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2 || tag == GUMBO_TAG_H3 || tag == GUMBO_TAG_H4 ||
         tag == GUMBO_TAG_H5 || tag == GUMBO_TAG_H6;
}

bool is_furniture_tag(GumboTag tag) {
  static constexpr std::array kTags{GUMBO_TAG_NAV,        GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,
                                    GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE, GUMBO_TAG_MENU};
  return std::ranges::find(kTags, tag) != kTags.end();
}

bool is_hidden(const PageNode& node) {
  if (is_invisible(node.tag)) return true;
  const auto style = node.attribute("style");
  return (style.find("display:none") != std::string_view::npos ||
          style.find("display: none") != std::string_view::npos) ||
         ascii_iequal(node.attribute("aria-hidden"), "true") ||
         gumbo_get_attribute(&node.source->v.element.attributes, "hidden") != nullptr;
}

bool is_furniture_role(std::string_view role) {
  static constexpr std::array<std::string_view, 8> kRoles{
      "navigation", "banner", "complementary", "contentinfo", "search", "dialog", "menu", "alert"};
  return !role.empty() && std::ranges::find(kRoles, role) != kRoles.end();
}

/// Finds the article in one page.
class Finder {
 public:
  explicit Finder(const PageTree& tree)
      : nodes_(tree.nodes()), prose_(nodes_.size() + 1, 0), hints_(nodes_.size(), Hint::kNone) {
    for (Index n = 0; n < nodes_.size(); ++n) {
      if (nodes_[n].is_text()) continue;
      hints_[n] = std::max(hint_of(nodes_[n].attribute("class")), hint_of(nodes_[n].attribute("id")));
    }
  }

  std::vector<std::string> find(std::string_view title) {
    measure_prose();
    collect_blocks();
    weigh_blocks();
    const auto root = best_element();
    return paragraphs_in(root, squeezed(title));
  }

 private:
  /// Bytes of text in long runs outside links and invisible elements before each node: prose_[n].
  void measure_prose() {
    Index invisible_until = 0, link_until = 0;
    for (Index n = 0; n < nodes_.size(); ++n) {
      const auto& node = nodes_[n];
      prose_[n + 1] = prose_[n];
      if (n < invisible_until) continue;
      if (!node.is_text() && is_invisible(node.tag)) invisible_until = node.end;
      if (node.tag == GUMBO_TAG_A) link_until = node.end;
      if (node.is_text() && n >= link_until && node.text().size() >= 60) prose_[n + 1] += node.text().size();
    }
  }

  double share_of_prose(Index n) const {
    const auto all = static_cast<double>(prose_.back());
    return all == 0 ? 0 : static_cast<double>(prose_[nodes_[n].end] - prose_[n]) / all;
  }

  bool is_furniture(Index n) const {
    const auto& node = nodes_[n];
    if (node.tag == GUMBO_TAG_HTML || node.tag == GUMBO_TAG_BODY) return false;
    const auto hint = hints_[n];
    const auto share = share_of_prose(n);
    if (hint == Hint::kComments) return share < 0.8;
    if (hint == Hint::kFurniture || is_furniture_tag(node.tag) || is_furniture_role(node.attribute("role")))
      return share < 0.4;
    if (node.tag == GUMBO_TAG_FORM) return share < 0.2;
    return hint == Hint::kDoubtful && share < 0.01 && !is_heading(node.tag) && node.tag != GUMBO_TAG_P &&
           node.tag != GUMBO_TAG_UL && node.tag != GUMBO_TAG_OL;
  }

  void collect_blocks() {
    Block open{};
    Index link_until = 0;
    std::vector<Index> ends;  // of the block elements that are open, with elements_
    std::vector<Index> elements;
    const auto close = [&] {
      const auto raw = open.text.size();
      open.text = squeezed(open.text);
      if (!open.text.empty()) {
        if (raw > 0) open.linked = std::min(open.linked, open.text.size());
        blocks_.push_back(open);
      }
      open.text.clear();
      open.linked = 0;
    };
    const auto enter = [&](Index element) {
      close();
      open.element = element;
      open.tag = nodes_[element].tag;
    };
    bool broke = false;
    for (Index n = 0; n < nodes_.size();) {
      while (!ends.empty() && n >= ends.back()) {
        ends.pop_back();
        elements.pop_back();
        enter(elements.empty() ? 0 : elements.back());
      }
      const auto& node = nodes_[n];
      if (node.is_text()) {
        const auto text = node.text();
        const bool blank = trimmed(text).empty();
        if (!blank) broke = false;
        open.text += text;
        if (n < link_until && !blank) open.linked += squeezed(text).size();
        ++n;
        continue;
      }
      if (node.tag == GUMBO_TAG_BR) {
        if (broke) close();
        broke = true;
        open.text += ' ';
        ++n;
        continue;
      }
      if (is_hidden(node) || is_furniture(n)) {
        n = node.end;
        if (!is_inline(node.tag)) close();
        continue;
      }
      if (node.tag == GUMBO_TAG_A) link_until = std::max(link_until, node.end);
      if (!is_inline(node.tag)) {
        ends.push_back(node.end);
        elements.push_back(n);
        enter(n);
      }
      ++n;
    }
    close();
  }

  static std::size_t count_of(std::string_view text, std::string_view characters) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [&](char c) { return characters.find(c) != std::string_view::npos; }));
  }

  void weigh_blocks() {
    for (auto& block : blocks_) {
      const auto size = static_cast<double>(block.text.size());
      const auto links = static_cast<double>(block.linked) / size;
      const bool sentence =
          size >= 80 || (size >= 30 && count_of(block.text.substr(block.text.size() - 2), ".!?:\"") > 0);
      if (links > 0.5) {
        block.weight = -std::min(size, 120.0) * 0.8 - 10;
      } else if (is_furniture_text(block.text)) {
        block.weight = -30;
      } else if (is_heading(block.tag)) {
        block.weight = 0;
      } else if (sentence) {
        block.weight = size * (1 - links) * (block.tag == GUMBO_TAG_P ? 1.2 : 1);
      } else {
        block.weight = -12;
      }
    }
  }

  /// Elements that never hold an article alone.
  static bool is_part_of_text(GumboTag tag) {
    static constexpr std::array kTags{GUMBO_TAG_P,  GUMBO_TAG_LI, GUMBO_TAG_UL,
                                      GUMBO_TAG_OL, GUMBO_TAG_DL, GUMBO_TAG_BLOCKQUOTE};
    return is_heading(tag) || std::ranges::find(kTags, tag) != kTags.end();
  }

  /// The element whose blocks weigh most; of equals the innermost.
  Index best_element() const {
    std::vector<double> sums(nodes_.size(), 0);
    for (const auto& block : blocks_) sums[block.element] += block.weight;
    for (Index n = static_cast<Index>(nodes_.size()) - 1; n > 0; --n) {
      if (nodes_[n].is_text()) continue;
      auto carried = sums[n];
      const bool body = hints_[n] == Hint::kBody || nodes_[n].attribute("itemprop") == "articleBody";
      if (body && sums[n] > 0)
        sums[n] *= 1.3;
      else if (nodes_[n].tag == GUMBO_TAG_ARTICLE && sums[n] > 0)
        sums[n] *= 1.15;
      sums[nodes_[n].parent] += carried;
    }
    Index best = 0;
    for (Index n = 1; n < nodes_.size(); ++n) {
      if (!nodes_[n].is_text() && sums[n] >= sums[best]) best = n;
    }
    if (sums[best] <= 0) return 0;
    while (best != 0 && is_part_of_text(nodes_[best].tag)) best = nodes_[best].parent;
    return best;
  }

  bool is_kept(const Block& block) const {
    const auto size = static_cast<double>(block.text.size());
    const auto links = static_cast<double>(block.linked) / size;
    if (is_furniture_text(block.text)) return false;
    if (block.tag == GUMBO_TAG_LI || block.tag == GUMBO_TAG_UL) return links < 0.6;
    return links < 0.65 || (size > 100 && links < 0.8);
  }

  /// Whether a line before the first sentence names author or date.
  static bool is_byline(const Block& block) {
    static constexpr std::string_view kDigits = "0123456789";
    const auto lower = ascii_lower(block.text);
    return block.weight < 0 && block.text.size() < 80 &&
           (count_of(block.text, kDigits) > 0 || lower.starts_with("by ") || lower.starts_with("von "));
  }

  std::vector<std::string> paragraphs_in(Index root, const std::string& title) const {
    std::vector<const Block*> kept;
    std::unordered_set<std::string_view> seen;
    for (const auto& block : blocks_) {
      if (block.element < root || block.element >= nodes_[root].end) continue;
      if (block.text == title || block.tag == GUMBO_TAG_H1 || !is_kept(block)) continue;
      if (block.text.size() > 40 && !seen.insert(block.text).second) continue;
      kept.push_back(&block);
    }
    while (!kept.empty() && is_heading(kept.back()->tag)) kept.pop_back();
    const auto begin = std::ranges::find_if_not(kept, [](const Block* block) { return is_byline(*block); });
    kept.erase(kept.begin(), begin);
    std::vector<std::string> paragraphs;
    for (const auto* block : kept) paragraphs.push_back(block->text);
    return paragraphs;
  }

  const std::vector<PageNode>& nodes_;
  std::vector<std::size_t> prose_;
  std::vector<Hint> hints_;
  std::vector<Block> blocks_;
};

}  // namespace

std::vector<std::string> main_paragraphs(const PageTree& tree, std::string_view title) {
  return Finder(tree).find(title);
}

}  // namespace dateline
