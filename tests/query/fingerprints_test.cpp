#include "query/fingerprints.h"

#include <gtest/gtest.h>

#include <string>

namespace dateline {
namespace {

TEST(Fingerprints, KnowsWhatWasAdded) {
  Fingerprints seen;
  const auto jones = Fingerprints::of(1, "Seth Jones");
  EXPECT_FALSE(seen.has(jones));
  seen.add(jones);
  EXPECT_TRUE(seen.has(jones));
}

TEST(Fingerprints, TellsKindsAndTextsApart) {
  Fingerprints seen;
  seen.add(Fingerprints::of(1, "Washington"));
  EXPECT_FALSE(seen.has(Fingerprints::of(2, "Washington")));
  EXPECT_FALSE(seen.has(Fingerprints::of(1, "Washingto")));
  EXPECT_FALSE(seen.has(Fingerprints::of(1, "")));
}

TEST(Fingerprints, KnowsNothingThatWasNotAddedHoweverMuchWas) {
  Fingerprints seen;
  constexpr int kTexts = 200'000;  // three times its places
  for (int n = 0; n < kTexts; ++n) seen.add(Fingerprints::of(0, "person " + std::to_string(n)));
  for (int n = 0; n < kTexts; ++n) EXPECT_FALSE(seen.has(Fingerprints::of(0, "place " + std::to_string(n))));
}

TEST(Fingerprints, RemembersTheLast) {
  Fingerprints seen;
  for (int n = 0; n < 200'000; ++n) {
    const auto one = Fingerprints::of(0, std::to_string(n));
    seen.add(one);
    EXPECT_TRUE(seen.has(one));
  }
}

}  // namespace
}  // namespace dateline
