#include "indexer/posting_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <tuple>
#include <vector>

namespace dateline {
namespace {

struct Posting {
  DocId document = 0;
  std::uint32_t occurrences = 1;
  bool in_title = false;
  auto operator<=>(const Posting&) const = default;
};
using Postings = std::vector<Posting>;

/// Numbers below a bound.
class Random {
 public:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(engine_() % bound); }

 private:
  std::mt19937 engine_{7};
};

std::string encoded(const Postings& postings) {
  PostingEncoder encoder;
  for (const auto& [document, occurrences, in_title] : postings)
    encoder.add(document, {occurrences, in_title});
  return encoder.take() + std::string(kPostingPadding, '\0');
}

Postings decoded(const PostingList& list) {
  Postings postings;
  list.for_each([&](DocId document, Uses uses) {
    postings.push_back({document, uses.occurrences(), uses.in_title()});
  });
  return postings;
}

/// `count` articles, `step` docids apart at most.
Postings random_postings(std::size_t count, DocId step, std::uint32_t most, Random& random) {
  Postings postings;
  DocId document = 0;
  for (std::size_t n = 0; n < count; ++n) {
    document += 1 + random.below(step);
    postings.push_back({document, 1 + random.below(most), random.below(4) == 0});
  }
  return postings;
}

struct ListCase {
  const char* name;
  std::size_t count;
  DocId step;
  std::uint32_t most;
};
class PostingLists : public testing::TestWithParam<ListCase> {
 protected:
  Random random;
  Postings postings = random_postings(GetParam().count, GetParam().step, GetParam().most, random);
  DocId last = postings.empty() ? 0 : postings.back().document;
  std::string bytes = encoded(postings);
  PostingList list{bytes, postings.size(), last};
};

TEST_P(PostingLists, ReadsWhatWasWritten) {
  EXPECT_EQ(decoded(list), postings);
  std::size_t next = 0;
  list.for_each_document([&](DocId document, std::size_t place) {
    ASSERT_EQ(place, next++);
    ASSERT_EQ(document, postings[place].document);
  });
  EXPECT_EQ(next, postings.size());
}

TEST_P(PostingLists, SkipsToTheNextArticle) {
  for (int round = 0; round < 20; ++round) {
    PostingCursor cursor(list);
    std::size_t at = 0;
    for (DocId wanted = 1; wanted <= last; wanted += 1 + random.below(last / 5 + 1)) {
      while (at < postings.size() && postings[at].document < wanted) ++at;
      ASSERT_EQ(cursor.skip_to(wanted), at < postings.size() ? postings[at].document : 0) << wanted;
      if (at == postings.size()) break;
      ASSERT_EQ(cursor.uses().occurrences(), postings[at].occurrences) << wanted;
    }
    EXPECT_EQ(cursor.skip_to(last + 1), 0);
  }
}

/// Each article up to `last` with a chance of one in `share`.
std::vector<DocId> some_of(const Postings& postings, DocId last, std::uint32_t share, Random& random) {
  std::vector<DocId> some;
  for (const auto& posting : postings) {
    if (random.below(share) == 0) some.push_back(posting.document);
    const auto next = posting.document + 1;
    if (next < last && random.below(share) == 0) some.push_back(next);
  }
  const auto repeated = std::ranges::unique(some);
  some.erase(repeated.begin(), repeated.end());
  return some;
}

TEST_P(PostingLists, FindsTheArticlesAskedFor) {
  for (const std::uint32_t share : {1u, 2u, 10u, 300u}) {
    const auto asked = some_of(postings, last, share, random);
    Postings expected, found, at_places;
    std::ranges::copy_if(postings, std::back_inserter(expected), [&](const Posting& posting) {
      return std::ranges::binary_search(asked, posting.document);
    });
    list.for_each_of(asked, [&](std::size_t n, Uses uses) {
      found.push_back({asked[n], uses.occurrences(), uses.in_title()});
    });
    EXPECT_EQ(found, expected) << "one in " << share;
    list.for_each_place_of(asked, [&](std::size_t n, std::size_t place) {
      ASSERT_EQ(postings[place].document, asked[n]);
      at_places.push_back(postings[place]);
    });
    EXPECT_EQ(at_places, expected) << "one in " << share;
  }
}

TEST_P(PostingLists, DamagedBytesStayInsideTheIndex) {
  for (int round = 0; round < 200; ++round) {
    auto damaged = bytes;
    const auto size = static_cast<std::uint32_t>(damaged.size());
    for (int n = 0; n < 3; ++n) damaged[random.below(size)] = static_cast<char>(random.below(256));
    damaged.resize(round % 2 == 0 ? size : random.below(size));
    const std::vector<char> exact(damaged.begin(), damaged.end());  // where the sanitizer sees the end
    const PostingList broken({exact.data(), exact.size()}, postings.size(), last);
    broken.for_each([&](DocId document, Uses) { ASSERT_LE(document, last); });
    PostingCursor cursor(broken);
    for (DocId wanted = 1; wanted <= last; wanted += 1 + last / 7) ASSERT_LE(cursor.skip_to(wanted), last);
    const auto asked = some_of(postings, last, 2, random);
    broken.for_each_of(asked, [&](std::size_t n, Uses) { ASSERT_LT(n, asked.size()); });
    broken.for_each_place_of(asked,
                             [&](std::size_t, std::size_t place) { ASSERT_LT(place, postings.size()); });
  }
}

INSTANTIATE_TEST_SUITE_P(Postings, PostingLists,
                         testing::Values(ListCase{"None", 0, 1, 1}, ListCase{"One", 1, 1'000'000, 3},
                                         ListCase{"LessThanABlock", 127, 50, 9},
                                         ListCase{"OneBlock", 128, 50, 9}, ListCase{"OneMore", 129, 50, 9},
                                         ListCase{"EveryArticle", 1'000, 1, 1},
                                         ListCase{"ManyUses", 1'000, 3, 2'000'000'000},
                                         ListCase{"FarApart", 1'000, 4'000'000, 2}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PostingEncoder, BeginsAnewAfterTaking) {
  PostingEncoder encoder;
  encoder.add(5, {1, false});
  encoder.take();
  encoder.add(3, {2, true});
  const auto bytes = encoder.take() + std::string(kPostingPadding, '\0');
  EXPECT_EQ(decoded({bytes, 1, 10}), (Postings{{3, 2, true}}));
}

}  // namespace
}  // namespace dateline
