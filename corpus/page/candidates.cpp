#include "corpus/page/candidates.h"

#include <algorithm>
#include <string_view>

#include "corpus/page/content.h"
#include "corpus/page/hints.h"

namespace dateline {
namespace {

bool is_paragraph_like(Tag tag) {
  return tag == Tag::kParagraph || tag == Tag::kPre || tag == Tag::kCell || tag == Tag::kItem ||
         tag == Tag::kBlockquote;
}

/// One page being read.
class Extraction {
 public:
  /// `trusts_names`: what is named like furniture is taken out before anything else.
  Extraction(const PageTree& tree, bool trusts_names)
      : nodes_(tree.nodes),
        trusts_names_(trusts_names),
        removed_(nodes_.size()),
        content_(nodes_.size()),
        score_(nodes_.size()),
        own_(nodes_.size()) {}

  std::vector<Paragraph> run() {
    const auto hidden = [](Tag tag) {
      return tag == Tag::kHead || tag == Tag::kHidden || tag == Tag::kScript || tag == Tag::kCaption;
    };
    remove_if([&](NodeId id) { return hidden(nodes_[id].tag); });
    measure(nodes_, removed_, content_, own_);
    const double all = std::max(content_[0].text - content_[0].linked, 1.0);
    remove_if([&](NodeId id) { return is_furniture(id, all); });
    measure(nodes_, removed_, content_, own_);
    vote();
    const auto best = winner();
    if (best == kNoNode) return {};
    return paragraphs(roots(best));
  }

 private:
  /// Takes out the nodes of which `is_out` is true, and all below them.
  template <typename IsOut>
  void remove_if(IsOut is_out) {
    for (NodeId id = 0; id < nodes_.size();) {
      if (removed_[id] || !is_out(id)) {
        ++id;
        continue;
      }
      for (NodeId below = id; below < nodes_[id].end; ++below) removed_[below] = true;
      id = nodes_[id].end;
    }
  }

  bool is_furniture(NodeId id, double all) const {
    const auto& node = nodes_[id];
    switch (node.tag) {
      case Tag::kHead:
      case Tag::kHidden:
      case Tag::kScript:
      case Tag::kCaption:
        return true;
      case Tag::kText:
      case Tag::kBreak:
      case Tag::kRoot:
      case Tag::kHtml:
      case Tag::kBody:
        return false;
      case Tag::kRow:  // named after what it tells of: "player", "rating"
        return false;
      default:
        break;
    }
    // What holds much of the page's text is not furniture, whatever it is called.
    const auto& here = content_[id];
    const double share = (here.text - here.linked) / all;
    if (node.tag == Tag::kNavigation || node.tag == Tag::kFooter) return share < 0.6;
    if (node.tag == Tag::kAside || node.tag == Tag::kFigure || node.tag == Tag::kForm ||
        node.tag == Tag::kAddress)
      return share < 0.4;
    const auto role = node.attribute("role");
    if (role == "navigation" || role == "complementary" || role == "banner" || role == "contentinfo" ||
        role == "dialog" || role == "search") {
      return share < 0.4;
    }
    if (node.attribute("aria-hidden") == "true" && share < 0.4) return true;
    if (node.tag == Tag::kMain || node.tag == Tag::kArticle) return false;
    return trusts_names_ && !here.is_quote() && names_furniture(node.hints) && share < 0.35;
  }

  /// Every paragraph votes for the elements around it.
  void vote() {
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      const auto& node = nodes_[id];
      if (removed_[id] || is_inline(node.tag) || node.tag == Tag::kHeading || node.tag == Tag::kHeading1)
        continue;
      const auto& own = own_[id];
      if (own.text < 25 || own.link_share() > 0.5) continue;
      const double votes = 1 + own.commas + std::min(own.text / 100, 3.0);
      auto at = is_paragraph_like(node.tag) ? node.parent : id;
      double share = 1;
      for (int level = 0; level < 4 && at != kNoNode; ++level) {
        while (at != kNoNode && is_inline(nodes_[at].tag)) at = nodes_[at].parent;
        if (at == kNoNode) break;
        score_[at] += votes * share;
        share = level == 0 ? 0.5 : 1.0 / (3.0 * (level + 1));
        at = nodes_[at].parent;
      }
    }
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      if (score_[id] == 0) continue;
      // Names and tags decide between elements of like votes; they do not outvote the text.
      const double name = hint_weight(nodes_[id].hints) + tag_weight(nodes_[id].tag);
      score_[id] += std::clamp(name, -score_[id] / 2, score_[id] / 2);
      score_[id] *= 1 - content_[id].link_share();
    }
  }

  static double tag_weight(Tag tag) {
    switch (tag) {
      case Tag::kArticle:
        return 30;
      case Tag::kMain:
        return 10;
      case Tag::kDiv:
        return 5;
      case Tag::kPre:
      case Tag::kCell:
      case Tag::kBlockquote:
        return 3;
      case Tag::kList:
      case Tag::kItem:
      case Tag::kForm:
      case Tag::kAddress:
        return -3;
      default:
        return 0;
    }
  }

  NodeId winner() const {
    NodeId best = kNoNode;
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      const auto tag = nodes_[id].tag;
      if (removed_[id] || score_[id] <= 0 || tag == Tag::kRoot || tag == Tag::kHtml) continue;
      if (best == kNoNode || score_[id] > score_[best]) best = id;
    }
    if (best == kNoNode) {
      for (NodeId id = 0; id < nodes_.size(); ++id) {
        if (nodes_[id].tag == Tag::kBody && content_[id].text > 0) return id;
      }
      return kNoNode;
    }
    // An element around it that is worth more than a third as much may hold more of the article.
    const double enough = score_[best] / 3;
    double last = score_[best];
    for (auto at = nodes_[best].parent;
         at != kNoNode && nodes_[at].tag != Tag::kBody && nodes_[at].tag != Tag::kHtml;
         at = nodes_[at].parent) {
      if (score_[at] < enough) break;
      if (score_[at] > last) {
        best = at;
        break;
      }
      last = score_[at];
    }
    return with_other_pieces(best);
  }

  /// The element around `best` that holds the pieces of an article cut into several: siblings of one name,
  /// with running text.
  NodeId with_other_pieces(NodeId best) const {
    NodeId chosen = best;
    auto piece = best;
    for (auto at = nodes_[best].parent;
         at != kNoNode && nodes_[at].tag != Tag::kHtml && nodes_[at].tag != Tag::kRoot;
         at = nodes_[at].parent) {
      const auto& here = content_[at];
      const bool alone = here.text < content_[chosen].text * 1.02 && nodes_[at].tag != Tag::kBody;
      const bool named = nodes_[at].tag == Tag::kArticle || nodes_[at].tag == Tag::kMain ||
                         hint_weight(nodes_[at].hints) > 0;
      const bool wider = named && here.running > content_[chosen].running * 3;
      const bool more =
          here.link_share() < 0.3 && (wider || running_of_twins(piece) > content_[chosen].running * 0.2);
      if (alone || more) chosen = at;
      piece = at;
    }
    return chosen;
  }

  /// Running text of the siblings that have the same tag and names.
  double running_of_twins(NodeId id) const {
    double running = 0;
    for (auto at = nodes_[nodes_[id].parent].first_child; at != kNoNode; at = nodes_[at].next) {
      const bool twin = at != id && nodes_[at].tag == nodes_[id].tag && nodes_[at].hints == nodes_[id].hints;
      if (twin && content_[at].link_share() < 0.3) running += content_[at].running;
    }
    return running;
  }

  /// The winner and those of its siblings that read like parts of the same article.
  std::vector<NodeId> roots(NodeId best) const {
    const auto parent = nodes_[best].parent;
    if (parent == kNoNode) return {best};
    const double threshold = std::max(10.0, score_[best] * 0.2);
    std::vector<NodeId> all;
    for (auto id = nodes_[parent].first_child; id != kNoNode; id = nodes_[id].next) {
      if (removed_[id]) continue;
      const auto& here = content_[id];
      const bool same_name = !nodes_[id].hints.empty() && nodes_[id].hints == nodes_[best].hints;
      const bool scores = score_[id] + (same_name ? score_[best] * 0.2 : 0) >= threshold;
      const bool paragraph = nodes_[id].tag == Tag::kParagraph &&
                             (here.text > 80 ? here.link_share() < 0.25 : here.text > 20 && here.linked == 0);
      if (id == best || scores || paragraph) all.push_back(id);
    }
    return all;
  }

  /// Whether a part of the article is furniture after all, by what it holds.
  bool is_litter(NodeId id, NodeId root) const {
    const auto& node = nodes_[id];
    const auto& here = content_[id];
    switch (node.tag) {
      case Tag::kDiv:
      case Tag::kSection:
      case Tag::kList:
      case Tag::kTable:
      case Tag::kOther:
      case Tag::kHeader:
        break;
      case Tag::kInline:  // a card that opens over a name
        return here.links >= 3 && here.linked + 3 > here.text;
      default:
        return false;
    }
    if (here.text == 0 || here.is_quote()) return false;
    const int weight = hint_weight(node.hints);
    if (here.commas >= 10 && here.link_share() < 0.5) return false;
    if (weight < 0 && here.text < 400 && here.text < content_[root].text / 2) return true;
    if (node.tag == Tag::kList) return here.link_share() > 0.5;
    if (weight < 25 && here.link_share() > 0.33 && here.paragraphs < 3) return true;
    return here.link_share() > 0.5;
  }

  /// The paragraphs below `roots`, in order.
  std::vector<Paragraph> paragraphs(const std::vector<NodeId>& roots) {
    std::vector<Paragraph> out;
    for (const auto root : roots) {
      ParagraphCollector collector(out);
      std::vector<NodeId> open;
      for (NodeId id = root; id < nodes_[root].end;) {
        while (!open.empty() && id >= nodes_[open.back()].end) {
          collector.leave(nodes_[open.back()].tag);
          open.pop_back();
        }
        const auto& node = nodes_[id];
        if (removed_[id] || (id != root && is_litter(id, root))) {
          if (!is_inline(node.tag)) collector.flush();
          id = node.end;
          continue;
        }
        if (node.tag == Tag::kText) collector.text(id, node.text);
        if (node.tag == Tag::kBreak) collector.line_break();
        if (node.tag != Tag::kText && node.tag != Tag::kBreak) {
          collector.enter(node.tag);
          open.push_back(id);
        }
        ++id;
      }
      collector.flush();
    }
    return out;
  }

  const std::vector<PageNode>& nodes_;
  bool trusts_names_;
  std::vector<bool> removed_;
  std::vector<Content> content_;
  std::vector<double> score_;
  std::vector<Content> own_;  ///< of the text that stands directly in the node or in inline elements of it
};

}  // namespace

std::vector<Paragraph> candidate_paragraphs(const PageTree& tree, bool trusts_names) {
  return Extraction(tree, trusts_names).run();
}

}  // namespace dateline
