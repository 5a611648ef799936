#include "corpus/page/paragraph.h"

#include "corpus/base/text.h"
#include "corpus/page/content.h"

namespace dateline {
namespace {

/// The short cells of a row read as one line; cells of a page laid out by tables are longer.
constexpr std::size_t kLongestCell = 120;

}  // namespace

bool ParagraphCollector::continues_line(Tag tag) const {
  return is_inline(tag) || (tag == Tag::kCell && buffer_.size() < kLongestCell);
}

void ParagraphCollector::enter(Tag tag) {
  if (tag == Tag::kAnchor) ++anchors_;
  if (tag == Tag::kCell && buffer_.size() < kLongestCell) buffer_ += ' ';
  if (continues_line(tag)) return;
  flush();
  heading_ += tag == Tag::kHeading || tag == Tag::kHeading1;
  item_ += tag == Tag::kItem;
}

void ParagraphCollector::leave(Tag tag) {
  if (tag == Tag::kAnchor) --anchors_;
  if (continues_line(tag)) return;
  flush();
  heading_ -= tag == Tag::kHeading || tag == Tag::kHeading1;
  item_ -= tag == Tag::kItem;
}

void ParagraphCollector::text(NodeId id, std::string_view text) {
  const bool is_blank = trimmed(text).empty();
  if (breaks_ > 1 && !is_blank) flush();
  if (!is_blank) breaks_ = 0;
  if (node_ == kNoNode && !is_blank) node_ = id;
  buffer_ += text;
  const auto length = visible_length(text);
  length_ += length;
  if (anchors_ > 0) linked_ += length;
}

void ParagraphCollector::line_break() {
  ++breaks_;
  buffer_ += ' ';
}

void ParagraphCollector::flush() {
  auto text = squeezed(buffer_);
  if (!text.empty())
    out_.push_back({std::move(text), length_ > 0 ? linked_ / length_ : 0, heading_ > 0, item_ > 0, node_});
  node_ = kNoNode;
  buffer_.clear();
  length_ = linked_ = 0;
  breaks_ = 0;
}

}  // namespace dateline
