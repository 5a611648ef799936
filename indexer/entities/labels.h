// The labels that the finder gives to tokens: outside, or a part of a name of one type.
#pragma once

namespace dateline::entities {

/// Parts of a label: 0 is outside.
constexpr int label_type(int label) { return (label - 1) / 4; }
constexpr int label_part(int label) { return (label - 1) % 4; }  ///< 0 begin, 1 inside, 2 last, 3 unit
constexpr int make_label(int type, int part) { return 1 + type * 4 + part; }

/// Whether `to` may follow `from` in one run.
constexpr bool may_follow(int from, int to) {
  const bool open = from != 0 && label_part(from) < 2;
  const bool inner = to != 0 && (label_part(to) == 1 || label_part(to) == 2);
  return open == inner && (!open || label_type(from) == label_type(to));
}
constexpr bool may_start(int label) { return may_follow(0, label); }
constexpr bool may_end(int label) { return may_follow(label, 0); }

}  // namespace dateline::entities
