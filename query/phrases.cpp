#include "query/phrases.h"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <utility>

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

/// One of the words of a phrase in the words file.
struct PhraseWord {
  WordNumber number;
  PostingList postings;
  std::optional<Follower> next;  ///< where something is known of what stands behind it

  /// About what looking for it costs, and how many articles it leaves to look at.
  std::size_t cost() const { return postings.count() * (next ? 1 : 2); }
};

/// `words` of `file`; none if it has not got all of them.
std::vector<PhraseWord> phrase_words(const WordFile& file, const std::vector<std::string>& words) {
  std::vector<PhraseWord> found;
  for (const auto& word : words) {
    const auto number = file.number(word);
    if (!number) return {};
    found.push_back({*number, file.postings(*number), std::nullopt});
  }
  for (std::size_t n = 0; n + 1 < words.size(); ++n) {
    const bool is_followed = is_alone_at_its_position(words[n]) && is_alone_at_its_position(words[n + 1]);
    if (is_followed && file.followers().has(found[n].number)) found[n].next.emplace(found[n + 1].number);
  }
  return found;
}

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

/// How often the words of `phrase`, 64 at most, none of which shares its position, follow each other in
/// `article`.
std::uint32_t count_in_order(std::string_view article, const std::vector<WordNumber>& phrase,
                             std::uint32_t end) {
  std::uint64_t begun = 0;  // bit n: the last n + 1 words are the first ones of the phrase
  std::uint32_t count = 0, last = 0;
  for_each_word(article, [&](WordNumber word, std::uint32_t position) {
    if (position != last + 1) begun = 0;
    std::uint64_t may_be = 0;
    for (std::size_t n = 0; n < phrase.size(); ++n) may_be |= std::uint64_t{phrase[n] == word} << n;
    begun = (begun << 1 | 1) & may_be;
    count += (begun >> (phrase.size() - 1) & 1) != 0 && position < end;
    last = position;
  });
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

/// Counts a phrase in articles, before position `end`.
class PhraseCounter {
 public:
  PhraseCounter(ArticleWords& articles, const std::vector<std::string>& words, std::uint32_t end)
      : articles_(articles),
        bytes_(bytes_of_phrase(articles, words)),
        positions_(articles, words),
        by_word_(words.size()),
        end_(end) {
    if (!bytes_.empty()) finder_.add(bytes_);
    for (const auto& word : words) numbers_.push_back(articles.number(word));
  }

  std::uint32_t in(DocId document) {
    constexpr std::size_t kLongestInOrder = 64;
    if (!bytes_.empty()) {
      const auto article = articles_.of(document);
      if (!finder_.any_in(article)) return 0;
      if (numbers_.size() <= kLongestInOrder) return count_in_order(article, numbers_, end_);
    }
    const auto& in_article = positions_.in(document);
    for (std::size_t n = 0; n < by_word_.size(); ++n) by_word_[n] = &in_article[positions_.first_index(n)];
    return count_phrases(by_word_, end_);
  }

 private:
  ArticleWords& articles_;
  std::string bytes_;  ///< what each article with the phrase contains; empty if that is not known
  ByteFinder finder_;
  std::vector<WordNumber> numbers_;
  WordPositions positions_;
  std::vector<const std::vector<std::uint32_t>*> by_word_;
  std::uint32_t end_;
};

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

std::vector<DocId> may_have_phrase(const WordFile& file, const std::vector<std::string>& words) {
  auto by_cost = phrase_words(file, words);
  std::ranges::sort(by_cost, {}, &PhraseWord::cost);
  std::vector<DocId> documents;
  bool is_first = true;
  for (const auto& [number, postings, next] : by_cost) {
    const auto may_be_here = [&, number, next](DocId document, std::size_t place) {
      return !next || file.followers().may_follow(number, document, place, *next);
    };
    if (std::exchange(is_first, false)) {
      postings.for_each_document([&](DocId document, std::size_t place) {
        if (may_be_here(document, place)) documents.push_back(document);
      });
      continue;
    }
    std::size_t kept = 0;
    postings.for_each_place_of(documents, [&](std::size_t n, std::size_t place) {
      if (may_be_here(documents[n], place)) documents[kept++] = documents[n];
    });
    documents.resize(kept);
  }
  return documents;
}

void for_each_phrase(ArticleWords& articles, const std::vector<std::string>& words, std::uint32_t end,
                     const std::vector<DocId>& candidates, const std::function<bool()>& is_late,
                     const std::function<void(DocId, std::uint32_t)>& found) {
  constexpr std::size_t kFetchedTogether = 1'000;
  PhraseCounter counter(articles, words, end);
  for (std::size_t at = 0; at < candidates.size(); ++at) {
    if ((at + 1) % kBetweenLooks == 0 && is_late()) return;
    if (at % kFetchedTogether == 0)
      articles.fetch(std::span(candidates).subspan(at, std::min(kFetchedTogether, candidates.size() - at)));
    articles.prefetch(candidates, at);
    if (const auto count = counter.in(candidates[at]); count > 0) found(candidates[at], count);
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
