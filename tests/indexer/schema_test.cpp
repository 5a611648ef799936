#include "indexer/schema.h"

#include <gtest/gtest.h>

#include <set>

#include "corpus/article.h"

namespace dateline {
namespace {

TEST(Fields, StandInTheOrderOfTheirNumbers) {
  for (std::size_t n = 0; n < kFields.size(); ++n) EXPECT_EQ(static_cast<std::size_t>(kFields[n].field), n);
}

TEST(Fields, ShareNoPrefix) {
  std::set<std::string_view> seen{kExactFormPrefix, kOriginPrefix};
  for (const auto& row : kFields) {
    for (const auto prefix : {row.word_prefix, row.exact_prefix}) {
      EXPECT_TRUE(prefix.empty() || seen.insert(prefix).second) << row.name;
    }
  }
}

TEST(Fields, AreFoundByNameAndAliasInAnyCase) {
  EXPECT_EQ(find_field("PERSON")->field, Field::kPerson);
  EXPECT_EQ(find_field("people")->field, Field::kPerson);
  EXPECT_EQ(find_field("organizations")->field, Field::kOrganization);
  EXPECT_EQ(find_field("organisation")->field, Field::kOrganization);
  EXPECT_EQ(find_field("place.meta")->field, Field::kPlaceMeta);
  EXPECT_EQ(find_field(""), nullptr);
  EXPECT_EQ(find_field("colour"), nullptr);
}

TEST(Slots, ByteOrderIsTimeOrder) {
  using std::chrono::seconds;
  std::string before;
  for (const std::int64_t at : {-62'135'596'800LL, -1LL, 0LL, 1LL, 1'700'000'000LL, 253'402'300'799LL}) {
    const std::chrono::sys_seconds instant{seconds{at}};
    const auto bytes = encode_instant(instant);
    EXPECT_LT(before, bytes);
    EXPECT_EQ(decode_instant(bytes), instant);
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    EXPECT_EQ(decode_day(encode_day(day)), day);
    before = bytes;
  }
  EXPECT_EQ(decode_instant("short"), std::nullopt);
  EXPECT_EQ(decode_day(""), std::nullopt);
}

TEST(Points, AreInOrderOfLatitude) {
  std::string before;
  for (const GeoPoint& point : {GeoPoint{-90, 180}, GeoPoint{-33.868, 151.207}, GeoPoint{0, 0},
                                GeoPoint{45.764, -4.836}, GeoPoint{90, -180}}) {
    const auto digits = encode_point(point);
    EXPECT_LT(before, digits);
    const auto decoded = decode_point(digits);
    ASSERT_TRUE(decoded) << digits;
    EXPECT_NEAR(decoded->latitude, point.latitude, 1e-9);
    EXPECT_NEAR(decoded->longitude, point.longitude, 1e-9);
    before = digits;
  }
  EXPECT_EQ(encode_point({123, -200}), "180000000000") << "of the earth";
  for (const char* bad : {"", "12345678901", "12345x123456", "-12345123456x"})
    EXPECT_FALSE(decode_point(bad)) << bad;
}

TEST(Terms, AreWordsUnlessTheyHaveAPrefix) {
  for (const auto* word : {"word", "9", "\u00e9tat"}) EXPECT_TRUE(is_word_term(word)) << word;
  for (const auto& term : {exact_term(Field::kKeyword, "word"), id_term("word"), std::string()}) {
    EXPECT_FALSE(is_word_term(term)) << term;
    EXPECT_LT(term, kBehindPrefixes);
  }
}

TEST(Terms, FitIntoXapian) {
  for (const std::string& value :
       {std::string(1000, 'x'), std::string(150, '\0'), std::string("日本") + std::string(999, 'x')}) {
    EXPECT_LE(exact_term(Field::kPersonMeta, value).size(), 245u);
    EXPECT_EQ(exact_term(Field::kPersonMeta, value).find('\0'), std::string::npos);
  }
  EXPECT_NE(id_term(std::string(300, 'x') + "a"), id_term(std::string(300, 'x') + "b"));
  EXPECT_EQ(id_term("wire-1"), "Qwire-1");
}

}  // namespace
}  // namespace dateline
