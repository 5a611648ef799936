#include "indexer/entities/enrich.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

namespace dateline {
namespace {

/// Seconds of this thread's processor time to read `text`, the least of three.
double seconds(const std::string& text) {
  static const auto enricher = Enricher::load();
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    Article article;
    article.text = text;
    timespec begun{}, ended{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begun);
    enricher->read(article);
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
    least = std::min(least, static_cast<double>(ended.tv_sec - begun.tv_sec) +
                                static_cast<double>(ended.tv_nsec - begun.tv_nsec) * 1e-9);
  }
  return least;
}

struct LongCase {
  const char* name;
  const char* piece;
};

class LongText : public testing::TestWithParam<LongCase> {};

TEST_P(LongText, IsReadInProportionalTime) {
  std::string once;
  while (once.size() < 30'000) once += GetParam().piece;
  std::string eight;
  for (int i = 0; i < 8; ++i) eight += once;
  EXPECT_LT(seconds(eight),
            seconds(once) * 8 * 4);  // a quadratic part would show as 8 times more, noise does not
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, LongText,
    testing::Values(LongCase{"Article", "Ann Lee met Bob Ray in Rome, said the United Nations. "},
                    // Every mention looked for the words before it up to where the text begins.
                    LongCase{"PlacesWithoutBlanks", "Rome,Paris,London,"},
                    LongCase{"PeopleWithoutBlanks", "Ann Lee,Bob Ray,"},
                    // Every capital was tried for the seam between a name and what is stuck to it.
                    LongCase{"OneNameOfManySeams", "AbcdAbcd"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
