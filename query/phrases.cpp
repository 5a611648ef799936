#include "query/phrases.h"

#include <xapian.h>

#include <algorithm>

namespace dateline {
namespace {

/// Keeps of `starts` the positions p where the term stands at p + offset, before `end`; the first term fills
/// it.
void keep_starts(const Xapian::PostingIterator& posting, std::size_t offset, std::uint32_t end, bool first,
                 std::vector<std::uint32_t>& starts) {
  if (!first && starts.empty()) return;
  std::size_t kept = 0, at = 0;
  for (auto position = posting.positionlist_begin(); position != posting.positionlist_end(); ++position) {
    if (*position < offset) continue;
    if (*position >= end) break;
    const auto start = static_cast<std::uint32_t>(*position - offset);
    if (first) {
      starts.push_back(start);
      continue;
    }
    while (at < starts.size() && starts[at] < start) ++at;
    if (at == starts.size()) break;
    if (starts[at] == start) starts[kept++] = starts[at++];
  }
  if (!first) starts.resize(kept);
}

}  // namespace

void for_each_phrase(const Xapian::Database& database, const std::vector<std::string>& terms,
                     std::uint32_t end, const std::function<void(DocId, std::uint32_t)>& found) {
  std::vector<std::size_t> order(terms.size());
  std::vector<Xapian::PostingIterator> postings;
  for (std::size_t n = 0; n < terms.size(); ++n) {
    order[n] = n;
    postings.push_back(database.postlist_begin(terms[n]));
    if (postings.back() == Xapian::PostingIterator()) return;
  }
  std::ranges::sort(order, {}, [&](std::size_t n) { return database.get_termfreq(terms[n]); });
  auto& lead = postings[order[0]];
  std::vector<std::uint32_t> starts;
  while (lead != Xapian::PostingIterator()) {
    const DocId document = *lead;
    bool everywhere = true;
    for (std::size_t n = 1; n < order.size() && everywhere; ++n) {
      auto& other = postings[order[n]];
      other.skip_to(document);
      if (other == Xapian::PostingIterator()) return;
      everywhere = *other == document;
    }
    if (everywhere) {
      starts.clear();
      for (std::size_t n = 0; n < order.size(); ++n)
        keep_starts(postings[order[n]], order[n], end, n == 0, starts);
      if (!starts.empty()) found(document, static_cast<std::uint32_t>(starts.size()));
    }
    ++lead;
  }
}

}  // namespace dateline
