// Pure BM25, with the title, neighbours and feedback off, against Xapian's matcher.
#include "query/bm25.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <random>

#include "indexer/generation.h"
#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

constexpr double kK1 = 1.2, kB = 0.75;

/// The same formula for Xapian's matcher, which asks for bounds and skips by them.
class SameWeight : public Xapian::Weight {
 public:
  SameWeight() {
    for (const auto stat :
         {COLLECTION_SIZE, TERMFREQ, AVERAGE_LENGTH, WDF, DOC_LENGTH, WDF_MAX, DOC_LENGTH_MIN})
      need_stat(stat);
  }
  SameWeight* clone() const override { return new SameWeight; }
  void init(double) override {
    const double articles = get_collection_size(), found = get_termfreq();
    idf_ = std::log1p((articles - found + 0.5) / (found + 0.5));
  }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override {
    return idf_ * wdf * (kK1 + 1) / (wdf + kK1 * (1 - kB + kB * length / get_average_length()));
  }
  double get_maxpart() const override {
    return get_sumpart(get_wdf_upper_bound(), get_doclength_lower_bound(), 0);
  }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }
  std::string name() const override { return "same"; }

 private:
  double idf_ = 0;
};

/// Words that have no stem and are no stop words: qa, qb, ...; the first ones are frequent.
std::string word(std::mt19937& random) {
  const double uniform = std::uniform_real_distribution(0.0, 1.0)(random);
  return {'q', static_cast<char>('a' + static_cast<int>(26 * uniform * uniform))};
}

class RandomIndex : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    auto writer = Writer::open(folder_.path());
    for (int n = 0; n < 300; ++n) {
      Article article{.id = std::to_string(n)};
      for (auto words = 1 + random_() % 60; words > 0; --words) article.text += word(random_) + " ";
      ASSERT_TRUE(writer->put(article, ""));
    }
    ASSERT_TRUE(writer->commit());
  }
  TemporaryFolder folder_;
  std::mt19937 random_{GetParam()};
};

TEST_P(RandomIndex, RanksAsXapianDoes) {
  const auto index = Index::open(folder_.path());
  ASSERT_TRUE(index) << index.error().message;
  const Xapian::Database database(*current_generation(folder_.path()));
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> words;
    SearchRequest request{.match = round % 2 == 0 ? MatchMode::kAny : MatchMode::kAll, .limit = 300};
    request.ranking = {.k1 = kK1, .b = kB, .title = 0, .idf_power = 1, .neighbours = 0, .feedback = 0};
    for (auto n = 1 + random_() % 4; n > 0; --n) {
      const auto next = word(random_);
      if (std::ranges::find(words, next) != words.end()) continue;
      words.push_back(next);
      request.text += next + " ";
    }
    const auto page = index->search(request);
    ASSERT_TRUE(page) << page.error().message;
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(round % 2 == 0 ? Xapian::Query::OP_OR : Xapian::Query::OP_AND,
                                    words.begin(), words.end()));
    enquire.set_weighting_scheme(SameWeight());
    enquire.set_docid_order(Xapian::Enquire::DESCENDING);
    const auto found = enquire.get_mset(0, 300, 300);
    ASSERT_EQ(page->total, found.size()) << request.text;
    std::size_t n = 0;
    for (auto hit = found.begin(); hit != found.end(); ++hit, ++n) {
      const auto& ours = page->hits[n];
      EXPECT_NEAR(ours.score, hit.get_weight(), 1e-5 * hit.get_weight()) << request.text << " at " << n;
      // Within rounding, equal scores may stand either way; otherwise it is the same article.
      const bool tied_before = n > 0 && page->hits[n - 1].score - ours.score < 1e-5 * ours.score;
      const bool tied_behind =
          n + 1 < found.size() && ours.score - page->hits[n + 1].score < 1e-5 * ours.score;
      if (!tied_before && !tied_behind) {
        EXPECT_EQ(std::stoul(ours.article.id) + 1, *hit) << request.text;
      }
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomIndex, testing::Range(1u, 6u));

}  // namespace
}  // namespace dateline
