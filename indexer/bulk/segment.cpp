#include "indexer/bulk/segment.h"

#include <algorithm>
#include <limits>

#include "indexer/bulk/format.h"
#include "indexer/bulk/position_code.h"

namespace dateline {
namespace {

constexpr std::size_t kFirstTableSize = 1 << 12;
constexpr std::size_t kMostBytes = std::size_t{2} << 30;  // offsets are 32 bits

std::uint32_t hash_of(std::string_view term) {
  std::uint64_t hash = 0x9e3779b97f4a7c15u ^ term.size();
  while (term.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, term.data(), 8);
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
    term.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, term.data(), term.size());
  hash = (hash ^ rest) * 0xff51afd7ed558ccdu;
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

BulkSegment::BulkSegment(int deflate_level) : deflater_(deflate_level), table_(kFirstTableSize) {}

void BulkSegment::add_term(std::string_view term, std::uint32_t wdf,
                           std::span<const std::uint32_t> positions) {
  if (term.empty()) return refuse(invalid("'' is not a term: give at least one byte"));
  if (term.size() > glass::kMaxTermKey / 2 && glass::sortterm_size(term) > glass::kMaxTermKey) {
    return refuse(make_error(ErrorCode::kLimit,
                             "{} is not a term: {} bytes are more than {} (zero bytes count twice)",
                             quoted(term), glass::sortterm_size(term), glass::kMaxTermKey));
  }
  const auto document = size();
  const auto id = intern(term);
  if (terms_[id].last_document == document + 1) {
    return refuse(invalid("{} stands twice in one document: add each term once", quoted(term)));
  }
  terms_[id].last_document = document + 1;
  open_length_ += wdf;
  postings_.push_back({id, document, wdf, static_cast<std::uint32_t>(positions_.size())});
  if (positions.empty()) {
    positions_ += '\0';
    return;
  }
  if (std::ranges::adjacent_find(positions, std::greater_equal{}) != positions.end()) {
    return refuse(invalid("the positions of {} do not ascend", quoted(term)));
  }
  code_.clear();
  glass::append_positions(code_, positions);
  glass::append_string(positions_, code_);
}

/// The number of `term`, new if need be.
std::uint32_t BulkSegment::intern(std::string_view term) {
  const auto hash = hash_of(term);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    if (table_[at] == 0) {
      terms_.push_back(
          {static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(term.size()), hash});
      names_ += term;
      table_[at] = static_cast<std::uint32_t>(terms_.size());
      if (terms_.size() * 2 > table_.size()) grow_table();
      return static_cast<std::uint32_t>(terms_.size() - 1);
    }
    const auto& known = terms_[table_[at] - 1];
    if (known.hash == hash && name(known) == term) return table_[at] - 1;
  }
}

void BulkSegment::grow_table() {
  table_.assign(table_.size() * 4, 0);
  const std::size_t mask = table_.size() - 1;
  for (std::uint32_t id = 0; id < terms_.size(); ++id) {
    std::size_t at = terms_[id].hash & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = id + 1;
  }
}

void BulkSegment::add_value(std::uint32_t slot, std::string_view value) {
  if (value.empty()) return;
  values_.push_back({slot, size(), static_cast<std::uint32_t>(value_bytes_.size()),
                     static_cast<std::uint32_t>(value.size())});
  value_bytes_ += value;
}

void BulkSegment::refuse(Error error) {
  if (errors_.empty()) errors_.push_back(std::move(error));
}

std::expected<void, Error> BulkSegment::end_document(std::string_view data) {
  if (auto checked = check_document(); !checked) {
    forget_document();
    return checked;
  }
  const auto length = static_cast<std::uint32_t>(open_length_);
  totals_.add(length);
  for (auto at = open_.postings; at < postings_.size(); ++at) {
    totals_.greatest_wdf = std::max(totals_.greatest_wdf, postings_[at].wdf);
  }
  lengths_.push_back(length);
  tag_.clear();
  const bool deflated = deflater_.append(tag_, data);
  glass::append_uint(data_, tag_.size() * 2 + deflated);
  data_ += tag_;
  documents_.push_back(open_);
  open_ = {postings_.size(), positions_.size(), values_.size(), value_bytes_.size()};
  open_length_ = 0;
  return {};
}

std::expected<void, Error> BulkSegment::check_document() {
  const auto values = std::span(values_).subspan(open_.values);
  std::ranges::sort(values, {}, &Value::slot);
  const auto twice = std::ranges::adjacent_find(values, {}, &Value::slot);
  if (twice != values.end()) refuse(invalid("slot {} is set twice in one document", twice->slot));
  if (open_length_ > std::numeric_limits<std::uint32_t>::max()) {
    refuse(make_error(ErrorCode::kLimit, "a document of {} words is too long", open_length_));
  }
  if (std::max({positions_.size(), value_bytes_.size(), names_.size(), postings_.size()}) > kMostBytes) {
    refuse(make_error(ErrorCode::kLimit, "a segment of more than 2 GB is too large: submit it earlier"));
  }
  if (errors_.empty()) return {};
  auto error = std::move(errors_.front());
  errors_.clear();
  return std::unexpected(std::move(error));
}

void BulkSegment::forget_document() {
  for (auto at = open_.postings; at < postings_.size(); ++at) terms_[postings_[at].term].last_document = 0;
  postings_.resize(open_.postings);
  positions_.resize(open_.positions);
  values_.resize(open_.values);
  value_bytes_.resize(open_.value_bytes);
  open_length_ = 0;
}

std::size_t BulkSegment::memory() const {
  constexpr std::size_t kSorting =
      sizeof(std::uint32_t) + sizeof(TermOfDocument) + 16;  // the run's own bytes
  return postings_.size() * (sizeof(Posting) + kSorting) + positions_.size() * 2 + data_.size() +
         names_.size() + terms_.size() * (sizeof(Term) + 16) + values_.size() * sizeof(Value) +
         value_bytes_.size() * 2;
}

glass::Run BulkSegment::take_run() {
  glass::Run run;
  forget_document();
  sort_terms();
  encode_postings(run);
  encode_term_lists(run);
  encode_values(run);
  encode_slots(run);
  run.lengths =
      glass::Spool(std::string(reinterpret_cast<const char*>(lengths_.data()), lengths_.size() * 4));
  run.data = glass::Spool(std::exchange(data_, {}));
  run.totals = totals_;
  clear();
  return run;
}

void BulkSegment::sort_terms() {
  struct Key {
    std::uint64_t beginning;  // big-endian, so that numbers compare as bytes do
    std::uint32_t id;
  };
  std::vector<Key> keys(terms_.size());
  for (std::uint32_t id = 0; id < terms_.size(); ++id) {
    std::uint64_t beginning = 0;
    std::memcpy(&beginning, names_.data() + terms_[id].begin, std::min<std::size_t>(terms_[id].length, 8));
    keys[id] = {__builtin_bswap64(beginning), id};
  }
  std::ranges::sort(keys, [this](const Key& a, const Key& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return name(terms_[a.id]) < name(terms_[b.id]);
  });
  order_.resize(terms_.size());
  rank_.resize(terms_.size());
  for (std::uint32_t rank = 0; rank < keys.size(); ++rank) {
    order_[rank] = keys[rank].id;
    rank_[keys[rank].id] = rank;
  }
}

/// Counting sort by term, then by document: both tables need it.
void BulkSegment::encode_postings(glass::Run& run) {
  std::vector<std::uint32_t> ends(terms_.size() + 1);
  for (const auto& posting : postings_) ++ends[rank_[posting.term] + 1];
  for (std::size_t rank = 1; rank < ends.size(); ++rank) ends[rank] += ends[rank - 1];
  std::vector<std::uint32_t> sorted(postings_.size());
  for (std::uint32_t at = 0; at < postings_.size(); ++at) sorted[ends[rank_[postings_[at].term]]++] = at;

  std::vector<std::uint32_t> next(documents_.size());
  for (std::size_t n = 0; n < documents_.size(); ++n)
    next[n] = static_cast<std::uint32_t>(documents_[n].postings);
  document_terms_.resize(postings_.size());
  std::string out;
  out.reserve(postings_.size() * 6 + positions_.size() + names_.size());
  std::uint32_t begin = 0;
  for (std::uint32_t rank = 0; rank < terms_.size(); ++rank) {
    const auto postings = std::span(sorted).subspan(begin, ends[rank] - begin);
    begin = ends[rank];
    if (postings.empty()) continue;  // of a refused document
    encode_term(out, rank, postings);
    for (const auto at : postings) {
      document_terms_[next[postings_[at].document]++] = {rank, postings_[at].wdf};
    }
  }
  run.postings = glass::Spool(std::move(out));
}

void BulkSegment::encode_term(std::string& out, std::uint32_t rank, std::span<const std::uint32_t> postings) {
  code_.clear();
  tag_.clear();
  bool has_positions = false;
  std::uint32_t before = std::numeric_limits<std::uint32_t>::max();
  char scratch[20];
  for (const auto at : postings) {
    const auto& posting = postings_[at];
    char* end = glass::put_uint(scratch, posting.document - before - 1);
    code_.append(scratch, glass::put_uint(end, posting.wdf));
    before = posting.document;
    const char* begin = positions_.data() + posting.positions;
    const char* code = begin;
    const auto size = glass::get_uint(code);
    has_positions |= size > 0;
    tag_.append(begin, code + size);
  }
  if (!has_positions) tag_.clear();
  glass::append_string(out, name(terms_[order_[rank]]));
  glass::append_uint(out, postings.size());
  glass::append_uint(out, code_.size());
  glass::append_uint(out, tag_.size());
  out += code_;
  out += tag_;
}

void BulkSegment::encode_term_lists(glass::Run& run) {
  std::string out;
  out.reserve(postings_.size() * 5);
  for (std::size_t n = 0; n < documents_.size(); ++n) {
    const auto begin = documents_[n].postings;
    const auto end = n + 1 < documents_.size() ? documents_[n + 1].postings : postings_.size();
    code_.clear();
    tag_.clear();
    if (begin < end) {
      glass::append_uint(tag_, lengths_[n]);
      glass::append_uint(tag_, end - begin);
    }
    std::string_view before;
    for (auto at = begin; at < end; ++at) {
      const auto [rank, wdf] = document_terms_[at];
      const auto term = name(terms_[order_[rank]]);
      if (at == begin) {
        tag_ += static_cast<char>(term.size());
        tag_ += term;
        glass::append_uint(tag_, wdf);
      } else {
        const auto reuse = static_cast<std::size_t>(std::ranges::mismatch(before, term).in2 - term.begin());
        const std::size_t packed = wdf < 127 ? (wdf + 1) * (before.size() + 1) + reuse : 256;
        tag_ += static_cast<char>(packed < 256 ? packed : reuse);
        tag_ += static_cast<char>(term.size() - reuse);
        tag_ += term.substr(reuse);
        if (packed >= 256) glass::append_uint(tag_, wdf);
      }
      before = term;
    }
    const bool deflated = deflater_.append(code_, tag_);
    glass::append_uint(out, code_.size() * 2 + deflated);
    out += code_;
  }
  run.term_lists = glass::Spool(std::move(out));
}

void BulkSegment::encode_values(glass::Run& run) {
  auto values = values_;
  std::ranges::stable_sort(values, {}, &Value::slot);
  std::string out;
  std::uint32_t before = 0;
  for (const auto& [slot, document, begin, length] : values) {
    if (run.slot_values.empty() || run.slot_values.back().slot != slot) {
      run.slot_values.push_back({.slot = slot, .begin = out.size()});
      before = std::numeric_limits<std::uint32_t>::max();
    }
    const auto value = std::string_view(value_bytes_).substr(begin, length);
    auto& all = run.slot_values.back();
    if (all.documents == 0 || value < all.lowest) all.lowest = value;
    if (all.documents == 0 || value > all.highest) all.highest = value;
    ++all.documents;
    glass::append_uint(out, document - before - 1);
    glass::append_string(out, value);
    before = document;
  }
  run.values = glass::Spool(std::move(out));
}

void BulkSegment::encode_slots(glass::Run& run) {
  std::string out;
  for (std::size_t n = 0; n < documents_.size(); ++n) {
    const auto begin = documents_[n].values;
    const auto end = n + 1 < documents_.size() ? documents_[n + 1].values : values_.size();
    tag_.clear();
    for (auto at = begin; at < end; ++at) {
      glass::append_uint(tag_, at == begin ? values_[at].slot : values_[at].slot - values_[at - 1].slot - 1);
    }
    glass::append_string(out, tag_);
  }
  run.slots = glass::Spool(std::move(out));
}

void BulkSegment::clear() {
  names_.clear();
  terms_.clear();
  std::ranges::fill(table_, 0);
  postings_.clear();
  positions_.clear();
  values_.clear();
  value_bytes_.clear();
  documents_.clear();
  open_ = {};
  open_length_ = 0;
  lengths_.clear();
  data_.clear();
  totals_ = {};
}

}  // namespace dateline
