// What a run has by document: stored data, term lists, values, slots, places.
#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "indexer/bulk/format.h"
#include "indexer/bulk/segment.h"

namespace dateline {
namespace {

constexpr bool kLittleEndian = std::endian::native == std::endian::little;

/// How many bytes `a` and `b` have in common at their beginning; 8 bytes behind their ends can be read.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  for (std::size_t at = 0; at < most; at += 8) {
    std::uint64_t left, right;
    std::memcpy(&left, a.data() + at, 8);
    std::memcpy(&right, b.data() + at, 8);
    if (left == right) continue;
    const auto bits = kLittleEndian ? std::countr_zero(left ^ right) : std::countl_zero(left ^ right);
    return std::min(most, at + static_cast<std::size_t>(bits) / 8);
  }
  return most;
}

}  // namespace

/// Appends (uint length * 2 + is deflated, `tag`) to `out`.
void BulkSegment::append_tag(glass::Buffer& out, std::string_view tag, bool deflate) {
  code_.truncate(0);
  const bool deflated = deflate && deflater_.append(code_, tag);
  const auto bytes = deflated ? code_.view() : tag;
  out.commit(glass::put_uint(out.room(glass::kMaxUint), bytes.size() * 2 + deflated));
  out.append(bytes);
}

/// Lets deflater_ learn its code from the first of the tags that `tag_of` gives by document, in order.
template <typename TagOf>
void BulkSegment::learn_code(TagOf tag_of) {
  constexpr std::size_t kEnough = 64 << 10;  // bytes
  for (std::size_t n = 0, bytes = 0; n < documents_.size() && bytes < kEnough; ++n) {
    const std::string_view tag = tag_of(n);
    deflater_.count(tag);
    bytes += tag.size();
  }
  deflater_.learn();
}

void BulkSegment::encode_data(glass::Run& run) {
  glass::Buffer out(data_.size() / 2);
  const auto in_order = [this, begin = std::size_t{0}](std::size_t n) mutable {
    return data_.view().substr(std::exchange(begin, begin + data_sizes_[n]), data_sizes_[n]);
  };
  if (!packed_) learn_code(in_order);
  auto next = in_order;
  for (std::size_t n = 0; n < documents_.size(); ++n)
    packed_ ? append_tag(out, packed_(next(n)), false) : append_tag(out, next(n), true);
  run.data = glass::Spool(std::move(out));
}

void BulkSegment::encode_term_lists(glass::Run& run) {
  glass::Buffer out(postings_.size() * 5);
  learn_code([this](std::size_t n) { return term_list(n); });
  for (std::size_t n = 0; n < documents_.size(); ++n) append_tag(out, term_list(n), true);
  run.term_lists = glass::Spool(std::move(out));
}

/// The term list of one document, in tag_.
std::string_view BulkSegment::term_list(std::size_t document) {
  const auto begin = documents_[document].postings;
  const auto end = document + 1 < documents_.size() ? documents_[document + 1].postings : postings_.size();
  const auto terms = std::span(document_terms_).subspan(begin, end - begin);
  tag_.truncate(0);
  if (terms.empty()) return {};
  std::string_view before = name(terms[0].rank);
  char* at = tag_.room(before.size() + 40);
  at = glass::put_uint(glass::put_uint(at, lengths_[document]), terms.size());
  *at++ = static_cast<char>(before.size());
  at = glass::put_short(at, before.data(), before.size());
  tag_.commit(glass::put_uint(at, terms[0].wdf));
  for (const auto& [rank, wdf] : terms.subspan(1)) {
    const auto term = name(rank);
    const auto reuse = common_prefix(before, term);
    const std::size_t packed = wdf < 127 ? (wdf + 1) * (before.size() + 1) + reuse : 256;
    at = tag_.room(term.size() + 20);
    *at++ = static_cast<char>(packed < 256 ? packed : reuse);
    *at++ = static_cast<char>(term.size() - reuse);
    at = glass::put_short(at, term.data() + reuse, term.size() - reuse);
    if (packed >= 256) at = glass::put_uint(at, wdf);
    tag_.commit(at);
    before = term;
  }
  return tag_.view();
}

void BulkSegment::encode_values(glass::Run& run) {
  auto values = values_;
  std::ranges::stable_sort(values, {}, &Value::slot);
  glass::Buffer out;
  std::uint32_t before = 0;
  for (const auto& [slot, document, begin, length] : values) {
    if (run.slot_values.empty() || run.slot_values.back().slot != slot) {
      run.slot_values.push_back({.slot = slot, .begin = out.size()});
      before = std::numeric_limits<std::uint32_t>::max();
    }
    const auto value = value_bytes_.view().substr(begin, length);
    auto& all = run.slot_values.back();
    if (all.documents == 0 || value < all.lowest) all.lowest = value;
    if (all.documents == 0 || value > all.highest) all.highest = value;
    ++all.documents;
    out.commit(
        glass::put_uint(glass::put_uint(out.room(2 * glass::kMaxUint), document - before - 1), value.size()));
    out.append(value);
    before = document;
  }
  run.values = glass::Spool(std::move(out));
}

void BulkSegment::encode_slots(glass::Run& run) {
  glass::Buffer out;
  std::string tag;
  for (std::size_t n = 0; n < documents_.size(); ++n) {
    const auto begin = documents_[n].values;
    const auto end = n + 1 < documents_.size() ? documents_[n + 1].values : values_.size();
    tag.clear();
    for (auto at = begin; at < end; ++at) {
      glass::append_uint(tag, at == begin ? values_[at].slot : values_[at].slot - values_[at - 1].slot - 1);
    }
    out.commit(glass::put_uint(out.room(glass::kMaxUint), tag.size()));
    out.append(tag);
  }
  run.slots = glass::Spool(std::move(out));
}

void BulkSegment::encode_places(glass::Run& run) {
  glass::Buffer out(places_.size() * 3);
  for (std::size_t n = 0; n < documents_.size(); ++n) {
    const auto begin = documents_[n].places;
    const auto end = n + 1 < documents_.size() ? documents_[n + 1].places : places_.size();
    code_.truncate(0);
    char* at = code_.room((end - begin) * 10);
    std::uint32_t before = 0;
    for (const auto& [term, position] : std::span(places_).subspan(begin, end - begin)) {
      const auto gap = position - std::exchange(before, position);
      at = glass::put_uint(at, std::uint64_t{rank_[term]} * 2 + (gap != 1));
      if (gap != 1) at = glass::put_uint(at, gap);
    }
    code_.commit(at);
    out.commit(glass::put_uint(out.room(glass::kMaxUint), code_.size()));
    out.append(code_.view());
  }
  run.places = glass::Spool(std::move(out));
}

}  // namespace dateline
