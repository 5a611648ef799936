// From the documents of a segment to its run: sort the terms, count, encode their postings.
#include <algorithm>
#include <limits>

#include "indexer/bulk/format.h"
#include "indexer/bulk/segment.h"
#include "indexer/bulk/term_order.h"

namespace dateline {

glass::Run BulkSegment::take_run() {
  glass::Run run;
  forget_document();
  rank_terms();
  encode_postings(run);
  encode_term_lists(run);
  encode_values(run);
  encode_slots(run);
  encode_places(run);
  encode_synonyms(run);
  glass::Buffer lengths;
  lengths.append({reinterpret_cast<const char*>(lengths_.data()), lengths_.size() * sizeof(std::uint32_t)});
  run.lengths = glass::Spool(std::move(lengths));
  encode_data(run);
  run.totals = totals_;
  clear();
  return run;
}

/// Most terms are told apart without a look at them somewhere else in memory.
bool BulkSegment::is_before(const TermKey& a, const TermKey& b) const {
  if (a.beginning != b.beginning) return a.beginning < b.beginning;
  return terms_->name(a.number) < terms_->name(b.number);
}

/// Brings the terms that came since into the order of those before.
void BulkSegment::sort_new_terms() {
  const auto before = sorted_.size();
  for (auto number = static_cast<std::uint32_t>(before); number < terms_->size(); ++number)
    sorted_.push_back({glass::ordered(terms_->beginning(number)), number});
  const auto is_less = [this](const TermKey& a, const TermKey& b) { return is_before(a, b); };
  const auto first_new = sorted_.begin() + static_cast<std::ptrdiff_t>(before);
  std::sort(first_new, sorted_.end(), is_less);
  merged_.resize(sorted_.size());
  std::merge(sorted_.begin(), first_new, first_new, sorted_.end(), merged_.begin(), is_less);
  std::swap(sorted_, merged_);
}

/// Ranks the terms that the documents have: others are of earlier segments or of refused documents.
void BulkSegment::rank_terms() {
  sort_new_terms();
  std::vector<bool> is_used(terms_->size());
  for (const auto& posting : postings_) is_used[posting.term] = true;
  rank_.resize(terms_->size());
  ranked_.clear();
  names_.truncate(0);
  for (const auto& [beginning, number] : sorted_) {
    if (!is_used[number]) continue;
    rank_[number] = static_cast<std::uint32_t>(ranked_.size());
    const auto term = terms_->name(number);
    ranked_.push_back({static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(term.size())});
    names_.commit(glass::put_short(names_.room(term.size()), term.data(), term.size()));
  }
}

/// Counting sort by term for the postings, and from there by document for the term lists.
void BulkSegment::encode_postings(glass::Run& run) {
  std::vector<std::uint32_t> ends(ranked_.size() + 1);
  for (const auto& posting : postings_) ++ends[rank_[posting.term] + 1];
  for (std::size_t rank = 1; rank < ends.size(); ++rank) ends[rank] += ends[rank - 1];
  std::vector<std::uint32_t> sorted(postings_.size());
  for (std::uint32_t at = 0; at < postings_.size(); ++at) sorted[ends[rank_[postings_[at].term]]++] = at;

  std::vector<std::uint32_t> next(documents_.size());
  for (std::size_t n = 0; n < documents_.size(); ++n) {
    next[n] = static_cast<std::uint32_t>(documents_[n].postings);
  }
  document_terms_.resize(postings_.size());
  glass::Buffer out(postings_.size() * 4 + names_.size()), positions(positions_.size());
  std::uint32_t begin = 0;
  for (std::uint32_t rank = 0; rank < ranked_.size(); ++rank) {
    const auto postings = std::span(sorted).subspan(begin, ends[rank] - begin);
    begin = ends[rank];
    encode_term(out, positions, rank, postings);
    for (const auto at : postings) {
      document_terms_[next[postings_[at].document]++] = {rank, postings_[at].wdf};
    }
  }
  run.postings = glass::Spool(std::move(out));
  run.terms = static_cast<std::uint32_t>(ranked_.size());
  run.positions = glass::Spool(std::move(positions));
}

/// Writes a term's postings into `out`, and into `positions` those that have some.
void BulkSegment::encode_term(glass::Buffer& out, glass::Buffer& positions, std::uint32_t rank,
                              std::span<const std::uint32_t> postings) {
  code_.truncate(0);
  char* code = code_.room(postings.size() * 10);
  bool has_positions = false;
  std::uint64_t wdf_sum = 0;
  std::uint32_t before = std::numeric_limits<std::uint32_t>::max();
  for (const auto at : postings) {
    const auto& posting = postings_[at];
    code = glass::put_uint(glass::put_uint(code, posting.document - before - 1), posting.wdf);
    before = posting.document;
    wdf_sum += posting.wdf;
    has_positions |= posting.positions != kNoPositions;
  }
  code_.commit(code);
  const auto term = name(rank);
  append_term(out, term, postings.size(), wdf_sum);
  if (has_positions) append_term(positions, term, encode_positions(postings), 0);
}

/// Appends a term with its postings in code_; see Run::postings.
void BulkSegment::append_term(glass::Buffer& out, std::string_view term, std::size_t documents,
                              std::uint64_t wdf_sum) {
  char* end = glass::put_uint(out.room(term.size() + 4 * glass::kMaxUint), term.size());
  end = glass::put_short(end, term.data(), term.size());
  end = glass::put_uint(glass::put_uint(end, documents), wdf_sum);
  out.commit(glass::put_uint(end, code_.size()));
  out.append(code_.view());
}

std::string_view BulkSegment::key_of(const Synonym& synonym) const {
  return synonym_bytes_.view().substr(synonym.begin, synonym.key);
}

std::string_view BulkSegment::word_of(const Synonym& synonym) const {
  return synonym_bytes_.view().substr(std::size_t{synonym.begin} + synonym.key, synonym.word);
}

void BulkSegment::encode_synonyms(glass::Run& run) {
  std::ranges::sort(synonyms_, [this](const Synonym& a, const Synonym& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return std::pair(key_of(a), word_of(a)) < std::pair(key_of(b), word_of(b));
  });
  glass::Buffer out;
  for (auto at = synonyms_.begin(); at != synonyms_.end();) {
    const auto key = key_of(*at);
    code_.truncate(0);
    std::size_t words = 0;
    for (std::string_view before; at != synonyms_.end() && key_of(*at) == key; ++at) {
      const auto word = word_of(*at);
      if (words > 0 && word == before) continue;
      code_.commit(glass::put_uint(code_.room(glass::kMaxUint), word.size()));
      code_.append(word);
      before = word;
      ++words;
    }
    append_term(out, key, words, 0);
  }
  run.synonyms = glass::Spool(std::move(out));
}

/// Writes the positions of a term into code_; gives how many documents have some.
std::size_t BulkSegment::encode_positions(std::span<const std::uint32_t> postings) {
  code_.truncate(0);
  std::size_t documents = 0;
  std::uint32_t before = std::numeric_limits<std::uint32_t>::max();
  for (const auto at : postings) {
    const auto& posting = postings_[at];
    if (posting.positions == kNoPositions) continue;
    const char* const begin = positions_.data() + posting.positions;
    const char* end = begin;
    const auto size = glass::get_uint(end);
    const auto bytes = static_cast<std::size_t>(end - begin) + size;
    char* const gap = glass::put_uint(code_.room(bytes + glass::kMaxUint), posting.document - before - 1);
    code_.commit(glass::put_short(gap, begin, bytes));
    before = posting.document;
    ++documents;
  }
  return documents;
}

}  // namespace dateline
