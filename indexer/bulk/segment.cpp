// Adding documents to a segment; segment_run.cpp turns them into a run.
#include "indexer/bulk/segment.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "indexer/bulk/format.h"
#include "indexer/bulk/position_code.h"
#include "indexer/bulk/term_order.h"

namespace dateline {
namespace {

constexpr std::size_t kMostBytes = std::size_t{2} << 30;  // offsets are 32 bits

}  // namespace

BulkSegment::BulkSegment() : own_terms_(std::make_unique<TermTable>()), terms_(own_terms_.get()) {}

BulkSegment::BulkSegment(const TermTable& terms) : terms_(&terms) {}

std::uint32_t BulkSegment::number_of(std::string_view term) { return own_terms_->number_of(term); }

void BulkSegment::forget_terms() {
  last_document_.clear();
  met_before_ = 0;
  sorted_.clear();
}

void BulkSegment::add_term(std::string_view term, std::uint32_t wdf,
                           std::span<const std::uint32_t> positions) {
  add_term(number_of(term), wdf, positions);
}

void BulkSegment::add_term(std::uint32_t number, std::uint32_t wdf,
                           std::span<const std::uint32_t> positions) {
  const auto document = size();
  if (last_document_.size() <= number) last_document_.resize(terms_->size());
  auto& last = last_document_[number];
  if (last == met_before_ + document + 1) {
    return refuse(
        invalid("{} stands twice in one document: add each term once", quoted(terms_->name(number))));
  }
  if (last == 0) {
    const auto term = terms_->name(number);
    if (term.empty()) return refuse(invalid("'' is not a term: give at least one byte"));
    if (term.size() > glass::kMaxTermKey / 2 && glass::sortterm_size(term) > glass::kMaxTermKey) {
      return refuse(make_error(ErrorCode::kLimit,
                               "{} is not a term: {} bytes are more than {} (zero bytes count twice)",
                               quoted(term), glass::sortterm_size(term), glass::kMaxTermKey));
    }
  }
  last = met_before_ + document + 1;
  open_length_ += wdf;
  open_wdf_ = std::max(open_wdf_, wdf);
  postings_.push_back({number, document, wdf, kNoPositions});
  if (positions.empty()) return;
  postings_.back().positions = static_cast<std::uint32_t>(positions_.size());
  add_positions(terms_->name(number), positions);
}

void BulkSegment::add_place(std::uint32_t number, std::uint32_t position) {
  places_.push_back({number, position});
}

/// Appends (uint length, code) to positions_.
void BulkSegment::add_positions(std::string_view term, std::span<const std::uint32_t> positions) {
  if (std::ranges::adjacent_find(positions, std::greater_equal{}) != positions.end()) {
    return refuse(invalid("the positions of {} do not ascend", quoted(term)));
  }
  const auto begin = positions_.size();
  positions_.commit(positions_.room(1) + 1);  // nearly all lengths take one byte
  glass::append_positions(positions_, positions);
  const auto size = positions_.size() - begin - 1;
  if (size < 0x80) {
    positions_.set(begin, static_cast<char>(size));
    return;
  }
  const std::string code(positions_.view().substr(begin + 1));
  positions_.truncate(begin);
  positions_.commit(glass::put_uint(positions_.room(glass::kMaxUint), size));
  positions_.append(code);
}

std::expected<void, Error> BulkSegment::add_synonym(std::string_view key, std::string_view word) {
  if (key.empty()) return std::unexpected(invalid("'' is not a synonym key: give at least one byte"));
  for (const auto& [bytes, what] : {std::pair(key, "synonym key"), std::pair(word, "synonym")}) {
    if (bytes.size() <= glass::kMaxKey) continue;
    return std::unexpected(make_error(ErrorCode::kLimit, "{} is not a {}: it has {} bytes, {} are the most",
                                      quoted(bytes), what, bytes.size(), glass::kMaxKey));
  }
  synonyms_.push_back({glass::ordered(glass::beginning_of(key)),
                       static_cast<std::uint32_t>(synonym_bytes_.size()),
                       static_cast<std::uint8_t>(key.size()), static_cast<std::uint8_t>(word.size())});
  synonym_bytes_.append(key);
  synonym_bytes_.append(word);
  return {};
}

void BulkSegment::add_value(std::uint32_t slot, std::string_view value) {
  if (value.empty()) return;
  values_.push_back({slot, size(), static_cast<std::uint32_t>(value_bytes_.size()),
                     static_cast<std::uint32_t>(value.size())});
  value_bytes_.append(value);
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
  totals_.greatest_wdf = std::max(totals_.greatest_wdf, open_wdf_);
  lengths_.push_back(length);
  data_.append(data);
  data_sizes_.push_back(data.size());
  documents_.push_back(open_);
  open_ = {postings_.size(), positions_.size(), values_.size(), value_bytes_.size(), places_.size()};
  open_length_ = open_wdf_ = 0;
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
  if (std::max({positions_.size(), value_bytes_.size(), terms_->name_bytes(), postings_.size(),
                synonym_bytes_.size()}) > kMostBytes) {
    refuse(make_error(ErrorCode::kLimit, "a segment of more than 2 GB is too large: submit it earlier"));
  }
  if (errors_.empty()) return {};
  return std::unexpected(errors_.front());
}

void BulkSegment::forget_document() {
  for (auto at = open_.postings; at < postings_.size(); ++at) last_document_[postings_[at].term] = 0;
  postings_.resize(open_.postings);
  positions_.truncate(open_.positions);
  values_.resize(open_.values);
  value_bytes_.truncate(open_.value_bytes);
  places_.resize(open_.places);
  open_length_ = open_wdf_ = 0;
  errors_.clear();
}

void BulkSegment::clear() {
  met_before_ += size();
  if (own_terms_ != nullptr) {
    own_terms_->clear();
    forget_terms();
  }
  names_.truncate(0);
  postings_.clear();
  positions_.truncate(0);
  values_.clear();
  value_bytes_.truncate(0);
  places_.clear();
  synonyms_.clear();
  synonym_bytes_.truncate(0);
  documents_.clear();
  open_ = {};
  lengths_.clear();
  data_.truncate(0);
  data_sizes_.clear();
  totals_ = {};
}

}  // namespace dateline
