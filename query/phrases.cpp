#include "query/phrases.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/postings.h"
#include "query/byte_search.h"

namespace dateline {
namespace {

constexpr std::size_t kBetweenLooks = 32;  ///< articles, at the clock

/// Postings that are walked together, the rarest term's first.
class Walk {
 public:
  Walk(const Xapian::Database& database, const std::vector<std::string>& terms)
      : last_(database.get_lastdocid()) {
    std::vector<std::string> rarest_first = terms;
    std::ranges::sort(rarest_first);
    const auto repeated = std::ranges::unique(rarest_first);
    rarest_first.erase(repeated.begin(), repeated.end());
    std::ranges::sort(rarest_first, {}, [&](const std::string& term) { return database.get_termfreq(term); });
    for (const auto& term : rarest_first) postings_.push_back(database.postlist_begin(term));
    is_over_ = std::ranges::any_of(postings_, [](const auto& at) { return at == Xapian::PostingIterator(); });
  }

  /// The next article from `first` on that all terms have; 0 after the last.
  DocId next(DocId first) {
    if (is_over_ || !skip(postings_[0], first)) return 0;
    for (std::size_t n = 1; n < postings_.size();) {
      const DocId wanted = *postings_[0];
      if (!skip(postings_[n], wanted)) return 0;
      if (*postings_[n] == wanted) {
        ++n;
      } else {
        if (!skip(postings_[0], *postings_[n])) return 0;
        n = 1;
      }
    }
    return known_article(*postings_[0], last_);
  }

 private:
  static bool skip(Xapian::PostingIterator& posting, DocId document) {
    if (*posting < document) posting.skip_to(document);
    return posting != Xapian::PostingIterator();
  }
  std::vector<Xapian::PostingIterator> postings_;
  DocId last_;
  bool is_over_ = false;
};

/// How often words that stand at `positions` (by word, ascending) follow each other.
std::uint32_t count_phrases(const std::vector<const std::vector<std::uint32_t>*>& positions,
                            std::uint32_t end) {
  std::uint32_t count = 0;
  const auto rarest = static_cast<std::size_t>(
      std::ranges::min_element(positions, {}, [](const auto* of) { return of->size(); }) - positions.begin());
  for (const auto position : *positions[rarest]) {
    if (position < rarest || position - rarest + positions.size() > end) continue;
    const auto start = position - static_cast<std::uint32_t>(rarest);
    bool follows = true;
    for (std::uint32_t n = 0; n < positions.size() && follows; ++n)
      follows = n == rarest || std::ranges::binary_search(*positions[n], start + n);
    count += follows;
  }
  return count;
}

/// What the byte string of every article with the phrase contains; empty if nothing can be said, since
/// characters and their pairs stand at one position.
std::string bytes_of_phrase(ArticleWords& articles, const std::vector<std::string>& words) {
  std::string bytes;
  std::uint32_t position = 0;
  for (const auto& word : words) {
    if (!is_alone_at_its_position(word)) return {};
    append_word(bytes, articles.number(word), position + 1, position);
    ++position;
  }
  return bytes;
}

/// The positions p where the term stands at p + offset, of `starts` where `offset` is not 0.
void keep_starts(Xapian::PositionIterator position, std::uint32_t offset,
                 std::vector<std::uint32_t>& starts) {
  std::vector<std::uint32_t> found;
  for (; position != Xapian::PositionIterator(); ++position) {
    if (*position < offset) continue;
    const auto start = *position - offset;
    if (offset == 0 || std::ranges::binary_search(starts, start)) found.push_back(start);
  }
  starts = std::move(found);
}

}  // namespace

void for_each_phrase(ArticleWords& articles, const std::vector<std::string>& words, std::uint32_t end,
                     const std::vector<DocId>& candidates, const std::function<bool()>& is_late,
                     const std::function<void(DocId, std::uint32_t)>& found) {
  const auto bytes = bytes_of_phrase(articles, words);
  ByteFinder finder;
  if (!bytes.empty()) finder.add(bytes);
  WordPositions positions(articles, words);
  std::vector<const std::vector<std::uint32_t>*> by_word(words.size());
  constexpr std::size_t kAhead = 4;
  for (std::size_t at = 0; at < candidates.size(); ++at) {
    const auto document = candidates[at];
    if ((at + 1) % kBetweenLooks == 0 && is_late()) return;
    if (at + kAhead < candidates.size()) articles.prefetch(candidates[at + kAhead]);
    if (!bytes.empty() && !finder.any_in(articles.of(document))) continue;
    const auto& in_article = positions.in(document);
    for (std::size_t n = 0; n < words.size(); ++n) by_word[n] = &in_article[positions.first_index(n)];
    if (const auto count = count_phrases(by_word, end); count > 0) found(document, count);
  }
}

void for_each_field_phrase(const Xapian::Database& database, const std::vector<std::string>& terms,
                           const std::function<bool()>& is_late,
                           const std::function<void(DocId, std::uint32_t)>& found) {
  std::vector<std::uint32_t> starts;
  Walk walk(database, terms);
  std::size_t looked_at = 0;
  for (auto document = walk.next(1); document != 0; document = walk.next(document + 1)) {
    if (++looked_at % kBetweenLooks == 0 && is_late()) return;
    starts.clear();
    for (std::uint32_t n = 0; n < terms.size() && (n == 0 || !starts.empty()); ++n)
      keep_starts(database.positionlist_begin(document, terms[n]), n, starts);
    if (!starts.empty()) found(document, static_cast<std::uint32_t>(starts.size()));
  }
}

}  // namespace dateline
