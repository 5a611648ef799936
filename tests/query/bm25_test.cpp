// Pure BM25, with neighbours and feedback off, against Xapian's matcher: the same articles in the same order
// with the same scores, to the last bit.
#include "query/bm25.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <functional>
#include <map>
#include <random>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/rounds.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr float kK1 = 1.2f, kB = 0.75f;

/// What a word adds to the score of an article: a float each, and the sums of floats are exact.
float share(double idf, double frequency, double length, double average_length) {
  const auto fixed = static_cast<float>(double{kK1} * (1 - double{kB}));
  const auto by_length = static_cast<float>(double{kK1} * double{kB} / std::max(average_length, 1.0));
  const auto times = static_cast<float>(frequency);
  return static_cast<float>(idf) *
         (times * (kK1 + 1) / (times + fixed + by_length * static_cast<float>(length)));
}

/// The same in twice the precision, as a textbook has it.
double exact_share(double idf, double frequency, double length, double average_length) {
  return idf * frequency * (double{kK1} + 1) /
         (frequency + double{kK1} * (1 - double{kB} + double{kB} * length / average_length));
}

using Share = double (*)(double idf, double frequency, double length, double average_length);

double idf(double articles, double found) { return std::log1p((articles - found + 0.5) / (found + 0.5)); }

/// That for Xapian's matcher, which asks for bounds and skips by them.
class SameWeight : public Xapian::Weight {
 public:
  explicit SameWeight(Share share) : share_(share) {
    for (const auto stat :
         {COLLECTION_SIZE, TERMFREQ, AVERAGE_LENGTH, WDF, DOC_LENGTH, WDF_MAX, DOC_LENGTH_MIN})
      need_stat(stat);
  }
  SameWeight* clone() const override { return new SameWeight(share_); }
  void init(double) override { idf_ = idf(get_collection_size(), get_termfreq()); }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override {
    return share_(idf_, wdf, length, get_average_length());
  }
  double get_maxpart() const override {
    constexpr double kRounding = 1 + 1e-6;  // rounded shares need not grow with the frequency
    return kRounding * get_sumpart(get_wdf_upper_bound(), get_doclength_lower_bound(), 0);
  }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }
  std::string name() const override { return "same"; }

 private:
  Share share_;
  double idf_ = 0;
};

/// A word for Xapian's matcher that counts `title_weight` more in the title, which no Weight can do: its
/// terms there and in the text are two.
class TitledWord : public Xapian::PostingSource {
 public:
  TitledWord(const Xapian::Database& database, const std::string& word, double title_weight) {
    const auto in_title = std::string(spec(Field::kTitle).word_prefix) + word;
    const auto weight = idf(database.get_doccount(), database.get_termfreq(word));
    auto title = database.postlist_begin(in_title);
    const auto end = database.postlist_end(in_title);
    for (auto text = database.postlist_begin(word); text != database.postlist_end(word); ++text) {
      if (title != end) title.skip_to(*text);
      const double more = title != end && *title == *text ? title_weight : 0;
      postings_.emplace_back(
          *text, share(weight, text.get_wdf() + more, text.get_doclength(), database.get_average_length()));
    }
  }
  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  void init(const Xapian::Database&) override {
    next_ = 0;
    set_maxweight(100);
  }
  void next(double) override { ++next_; }
  bool at_end() const override { return next_ > size(); }
  Xapian::docid get_docid() const override { return next_ == 0 ? 0 : postings_[next_ - 1].first; }
  double get_weight() const override { return postings_[next_ - 1].second; }
  PostingSource* clone() const override { return new TitledWord(postings_); }

 private:
  using Postings = std::vector<std::pair<Xapian::docid, double>>;
  explicit TitledWord(Postings postings) : postings_(std::move(postings)) {}
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(postings_.size()); }

  Postings postings_;
  std::size_t next_ = 0;
};

/// A query as people type it, and for Xapian. `matching` finds the same without OP_AND_MAYBE: below
/// OP_AND_NOT, libxapian 1.4.22 reads bounds of that which nobody set, and may take it for OP_AND.
struct Question {
  std::string text;
  Xapian::Query query, matching;
};

class RandomIndex {
 public:
  /// An archive of seed's size, changed after it was loaded or not.
  explicit RandomIndex(unsigned seed) : random_(seed) {
    auto writer = Writer::open(folder_.path());
    const auto articles = 1 + below(600);
    longest_ = 2 + below(200);
    for (unsigned n = 0; n < articles; ++n) writer->put(article(n), "").value();
    writer->commit().value();
    if (seed % 2 == 0) return;
    for (unsigned n = 0; n < articles / 10; ++n) {
      if (below(3) == 0) {
        writer->remove(std::to_string(below(articles))).value();
      } else {
        writer->put(article(below(articles * 5 / 4)), "").value();
      }
    }
    writer->commit().value();
  }

  const std::string& path() const { return folder_path_; }
  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  /// A question of words and operators inside each other.
  Question question(const std::function<Xapian::Query(const std::string&)>& leaf, unsigned depth) {
    using Query = Xapian::Query;
    if (depth == 0 || below(4) == 0) {
      const auto found = word();
      return {found, leaf(found), leaf(found)};
    }
    const auto first = question(leaf, depth - 1), second = question(leaf, depth - 1);
    const auto both = [&](std::string_view before, std::string_view between, Query::op operation) {
      return Question{
          fmt::format("({}{}{}{})", before, first.text, between, second.text),
          Query(operation, first.query, operation == Query::OP_AND_NOT ? second.matching : second.query),
          operation == Query::OP_AND_MAYBE ? first.matching
                                           : Query(operation, first.matching, second.matching)};
    };
    switch (below(6)) {
      case 0:
      case 1:
        return both("", " OR ", Query::OP_OR);
      case 2:
        return both("", " AND ", Query::OP_AND);
      case 3:
        return both("", " NOT ", Query::OP_AND_NOT);
      case 4:
        return both("+", " ", Query::OP_AND_MAYBE);
      default: {
        const auto section = "s" + std::to_string(below(3));
        return {fmt::format("({} AND section:{})", first.text, section),
                Query(Query::OP_FILTER, first.query, Query(exact_term(Field::kSection, section))),
                Query(Query::OP_FILTER, first.matching, Query(exact_term(Field::kSection, section)))};
      }
    }
  }

 private:
  /// Words that have no stem and are no stop words: qa, qb, ...; the first ones are frequent.
  std::string word() {
    const double uniform = std::uniform_real_distribution(0.0, 1.0)(random_);
    return {'q', static_cast<char>('a' + static_cast<int>(26 * uniform * uniform))};
  }

  std::string words(unsigned count) {
    std::string text;
    for (; count > 0; --count) text += word() + " ";
    return text;
  }

  Article article(unsigned number) {
    Article article{
        .id = std::to_string(number), .title = words(below(4)), .text = words(1 + below(longest_))};
    article.section = "s" + std::to_string(below(3));
    if (below(4) != 0) article.published = parse_date(fmt::format("2024-01-{:02}", 1 + below(9))).value();
    return article;
  }

  TemporaryFolder folder_;
  std::string folder_path_ = folder_.path();
  std::mt19937 random_;
  unsigned longest_ = 0;
};

SearchRequest request(const std::string& text, double title) {
  SearchRequest request{.text = text, .match = MatchMode::kAny, .limit = kMaxLimit};
  request.ranking = {.k1 = double{kK1},
                     .b = double{kB},
                     .title = title,
                     .idf_power = 1,
                     .neighbours = 0,
                     .feedback = 0,
                     .recency = 0};
  return request;
}

Xapian::MSet by_xapian(const Xapian::Database& database, const Xapian::Query& query, Share share) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(SameWeight(share));
  enquire.set_sort_by_relevance_then_value(kPublishedSlot, true);
  enquire.set_docid_order(Xapian::Enquire::DESCENDING);
  return enquire.get_mset(0, kMaxLimit, database.get_doccount());
}

/// `docid score` of every hit, scores with all their bits.
std::vector<std::string> lines(const Xapian::MSet& found) {
  std::vector<std::string> lines;
  for (auto hit = found.begin(); hit != found.end(); ++hit)
    lines.push_back(fmt::format("{} {:a}", *hit, hit.get_weight()));
  return lines;
}
std::vector<std::string> lines(const Page& page, const Xapian::Database& database) {
  std::vector<std::string> lines;
  for (const auto& hit : page.hits)
    lines.push_back(fmt::format("{} {:a}", *database.postlist_begin(id_term(hit.article.id)), hit.score));
  return lines;
}

double rounded_share(double idf, double frequency, double length, double average_length) {
  return share(idf, frequency, length, average_length);
}

TEST(Bm25, RanksAsXapianDoes) {
  for (const auto seed : seeds(8)) {
    RandomIndex archive(seed);
    const auto index = Index::open(archive.path());
    ASSERT_TRUE(index) << index.error().message;
    const Xapian::Database database(*current_generation(archive.path()));
    for (int round = 0; round < 60; ++round) {
      const double title = round % 3 == 0 ? 0.5 : 0;
      const auto [text, query, matching] = archive.question(
          [&](const std::string& word) {
            return title == 0 ? Xapian::Query(word)
                              : Xapian::Query((new TitledWord(database, word, title))->release());
          },
          round % 5);
      const auto page = index->search(request(text, title));
      ASSERT_TRUE(page) << page.error().message;
      ASSERT_EQ(lines(*page, database), lines(by_xapian(database, query, rounded_share)))
          << text << ", seed " << seed;
    }
  }
}

/// A share is the product of a dozen roundings to 24 bits; each can be off by half of the last one.
TEST(Bm25, ScoresAreThoseOfTheFormulaButForRounding) {
  constexpr double kRounding = 6.0 / (1 << 23);
  for (const auto seed : seeds(4)) {
    RandomIndex archive(seed);
    const auto index = Index::open(archive.path());
    ASSERT_TRUE(index) << index.error().message;
    const Xapian::Database database(*current_generation(archive.path()));
    for (int round = 0; round < 40; ++round) {
      const auto [text, query, matching] =
          archive.question([](const std::string& word) { return Xapian::Query(word); }, 3);
      const auto page = index->search(request(text, 0));
      ASSERT_TRUE(page) << page.error().message;
      std::map<Xapian::docid, double> scores;
      const auto found = by_xapian(database, query, exact_share);
      for (auto hit = found.begin(); hit != found.end(); ++hit) scores[*hit] = hit.get_weight();
      for (const auto& hit : page->hits) {
        const auto expected = scores.at(*database.postlist_begin(id_term(hit.article.id)));
        ASSERT_NEAR(hit.score, expected, kRounding * expected) << text << ", seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace dateline
