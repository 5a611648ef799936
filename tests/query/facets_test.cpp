#include "query/facets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "indexer/analysis.h"
#include "indexer/writer.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

struct BeginCase {
  const char* name;
  const char* value;
  const char* typed;
  bool expected;
};
class WordsBegin : public testing::TestWithParam<BeginCase> {};
TEST_P(WordsBegin, CaseAndAccentsAside) {
  EXPECT_EQ(words_begin(value_key(GetParam().value), value_key(GetParam().typed)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Values, WordsBegin,
                         testing::Values(BeginCase{"First", "Seth G. Jones", "se", true},
                                         BeginCase{"Last", "Seth G. Jones", "JON", true},
                                         BeginCase{"Both", "Seth G. Jones", "jones s", true},
                                         BeginCase{"Middle", "Seth G. Jones", "eth", false},
                                         BeginCase{"OneOfTwo", "Seth G. Jones", "seth k", false},
                                         BeginCase{"Accents", "Zoë O’Brien", "zoe", true},
                                         BeginCase{"Nothing", "x", "", true}),
                         [](const auto& row) { return std::string(row.param.name); });

/// A column of three articles: {a, b}, {}, {b}.
const FacetValues kSmall{
    .terms = {.begin = {0, 2, 4}, .bytes = "PaPb"}, .begin = {0, 0, 2, 2, 3}, .values = {0, 1, 1}};
FacetColumn small_column() { return kSmall.view(); }

const std::vector<DocId> kAll{1, 2, 3};

TEST(CountValues, TellsArticlesWithoutAny) {
  const auto counted = count_values(small_column(), kAll, 1, {});
  ASSERT_EQ(counted.values.size(), 1u);
  EXPECT_EQ(counted.values[0].number, 1u);
  EXPECT_EQ(counted.values[0].count, 2u);
  EXPECT_EQ(counted.distinct, 2u);
  EXPECT_EQ(counted.missing, 1u);
}

TEST(CountValues, CountsOnlyWantedValues) {
  const auto counted =
      count_values(small_column(), kAll, 9, [](std::string_view term) { return term == "Pa"; });
  ASSERT_EQ(counted.values.size(), 1u);
  EXPECT_EQ(counted.values[0].number, 0u);
  EXPECT_EQ(counted.distinct, 1u);
}

/// One value an article, in a byte or two each.
TEST(CountValues, CountsNarrowColumnsAlike) {
  auto single = small_column();
  const std::vector<std::uint8_t> bytes{0, 2, 0, 2};
  const std::vector<std::uint16_t> pairs{0, 2, 0, 2};
  for (const bool in_pairs : {false, true}) {
    single.single = in_pairs ? NarrowColumn{{}, pairs} : NarrowColumn{bytes, {}};
    const auto counted = count_values(single, kAll, 9, {});
    ASSERT_EQ(counted.values.size(), 1u);
    EXPECT_EQ(counted.values[0].number, 1u);
    EXPECT_EQ(counted.values[0].count, 2u);
    EXPECT_EQ(counted.missing, 1u);
  }
}

/// Article 1 has b and the new aa now, 3 is gone, 4 and 5 are new: 4 has the new c, 5 nothing.
TEST(CountValues, PutsChangedArticlesInTheirPlaces) {
  auto column = small_column();
  const Strings added{.begin = {0, 3, 5}, .bytes = "PaaPc"};
  const auto slots = slots_of(added.view());
  const ChangedRows changed{
      .documents = {1, 3, 4, 5}, .begin = {0, 2, 2, 3, 3}, .values = {1, 2, 3}, .touched = {0, 1, 2, 3}};
  column.terms.second = added.view();
  column.second_slots = slots;
  column.changed = &changed;
  EXPECT_EQ(column.find("Paa"), 2u);
  EXPECT_EQ(column.documents(), 6u);
  EXPECT_EQ(column.counts(), (std::vector<std::uint32_t>{0, 1, 1, 1}));
  const std::vector<DocId> there{1, 2, 4, 5};
  const auto counted = count_values(column, there, 9, {});
  std::string values;
  for (const auto& [number, count] : counted.values)
    values += std::string(column.terms[number]) + " " + std::to_string(count) + "; ";
  EXPECT_EQ(values, "Paa 1; Pb 1; Pc 1; ") << "equal ones in byte order";
  EXPECT_EQ(counted.missing, 2u);
  const auto first = count_values(column, there, 1, {});
  EXPECT_EQ(column.terms[first.values.at(0).number], "Paa");
  EXPECT_EQ(first.distinct, 3u);
}

/// Days too far from each other to be counted in a list of all days between them.
TEST(CountDates, TakesTheFirstAndTheLastYear) {
  TemporaryFolder folder;
  auto writer = *Writer::open(folder.path("index"));
  for (const auto* day : {"0001-01-01", "2021-08-26", "2021-08-26", "9999-12-31"}) {
    const auto id = std::to_string(writer.size());
    ASSERT_TRUE(
        writer.put({.id = id, .title = "Flood", .text = "It rose.", .published = *parse_date(day)}, ""));
  }
  ASSERT_TRUE(writer.put({.id = "undated", .title = "Flood", .text = "It rose."}, ""));
  ASSERT_TRUE(writer.commit());
  const auto page = Index::open(folder.path("index"))->search({.timeline = Interval::kYear});
  std::string shown;
  for (const auto& [value, count] : page->timeline->values)
    shown += value + " " + std::to_string(count) + "; ";
  EXPECT_EQ(shown, "0001 1; 2021 2; 9999 1; ");
  EXPECT_EQ(page->timeline->missing, 1u);
}

/// An archive of random words, people, places, languages and dates, whose truth is known without an index.
class RandomArchive : public testing::Test {
 protected:
  using Counts = std::map<std::string, std::uint64_t>;

  void SetUp() override {
    for (int n = 0; n < 400; ++n) archive_.push_back(*normalized(random_article(n), ""));
    auto writer = Writer::open(folder_.path());
    for (const auto& one : archive_) ASSERT_TRUE(writer->put(one, ""));
    ASSERT_TRUE(writer->commit());
  }

  std::uint32_t pick(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::string word() { return "w" + std::to_string(pick(40)); }
  std::string person() { return "Person " + std::to_string(pick(12)); }
  std::string place() { return "Place " + std::to_string(pick(6)); }
  std::string language() { return pick(2) == 0 ? "en" : "de"; }
  std::string year() { return "202" + std::to_string(pick(3)); }

  Article random_article(int number) {
    Article made{.id = std::to_string(number)};
    for (auto words = 3 + pick(30); words > 0; --words) made.text += word() + " ";
    for (auto count = pick(4); count > 0; --count) made.people.push_back({.name = person()});
    for (auto count = pick(3); count > 0; --count) made.places.push_back({.name = place()});
    if (pick(4) != 0) made.language = language();
    if (pick(5) != 0) made.published = *parse_date(year() + "-0" + std::to_string(1 + pick(9)) + "-15");
    return made;
  }

  static bool has_word(const Article& one, const std::string& word) {
    return std::ranges::count(words_of(one.text), word) > 0;
  }

  static std::vector<std::string> values(const Article& one, const std::string& facet) {
    std::vector<std::string> names;
    if (facet == "people") std::ranges::transform(one.people, std::back_inserter(names), &Entity::name);
    if (facet == "places") std::ranges::transform(one.places, std::back_inserter(names), &Entity::name);
    if (facet == "language" && !one.language.empty()) names = {one.language};
    if (facet == "year" && one.published) names = {to_string(*one.published).substr(0, 4)};
    if (facet == "month" && one.published) names = {to_string(*one.published).substr(0, 7)};
    return names;
  }

  static bool has_any(const Article& one, const std::string& facet, const std::vector<std::string>& wanted) {
    return std::ranges::any_of(values(one, facet), [&](const std::string& value) {
      return std::ranges::find(wanted, value) != wanted.end();
    });
  }

  /// A query as the language writes it, and what it means.
  struct Text {
    std::string typed;
    std::function<bool(const Article&)> matches;
  };
  Text random_text() {
    const auto a = word(), b = word(), name = person();
    switch (pick(6)) {
      case 0:
        return {"*", [](const Article&) { return true; }};
      case 1:
        return {a, [=](const Article& one) { return has_word(one, a); }};
      case 2:
        return {a + " OR " + b, [=](const Article& one) { return has_word(one, a) || has_word(one, b); }};
      case 3:
        return {a + " AND NOT " + b,
                [=](const Article& one) { return has_word(one, a) && !has_word(one, b); }};
      case 4:
        return {"person:\"" + name + "\"",
                [=](const Article& one) { return has_any(one, "people", {name}); }};
      default:
        return {a + " AND (" + b + " OR person:\"" + name + "\")", [=](const Article& one) {
                  return has_word(one, a) && (has_word(one, b) || has_any(one, "people", {name}));
                }};
    }
  }

  void add_random_filters(SearchRequest& request) {
    if (pick(2) == 0) request.filters.push_back({"person", {person(), person()}});
    if (pick(3) == 0) request.filters.push_back({"person", {person()}});
    if (pick(2) == 0) request.filters.push_back({"place", {place()}, pick(3) == 0});
    if (pick(4) == 0) request.filters.push_back({"lang", {language()}});
    if (pick(3) == 0) request.from = year();
    if (pick(5) == 0) request.facet_scope = FacetScope::kMatches;
  }

  /// Whether the filters of `request` let an article through, those of the facet `but` left out.
  static bool passes(const Article& one, const SearchRequest& request, const std::string& but) {
    static const std::map<std::string, std::string> kFacets{
        {"person", "people"}, {"place", "places"}, {"lang", "language"}};
    for (const auto& filter : request.filters) {
      const auto& facet = kFacets.at(filter.field);
      const bool left_out = facet == but && !filter.exclude;
      if (!left_out && has_any(one, facet, filter.values) == filter.exclude) return false;
    }
    if (request.from.empty() || but == "year" || but == "month") return true;
    return one.published && to_string(*one.published) >= request.from;
  }

  std::mt19937 random_{20211115};
  std::vector<Article> archive_;
  TemporaryFolder folder_;
};

TEST_F(RandomArchive, TotalsFacetsAndTimelinesEqualBruteForce) {
  const auto index = Index::open(folder_.path());
  for (int round = 0; round < 2000; ++round) {
    const auto text = random_text();
    SearchRequest request{.text = text.typed,
                          .limit = 5,
                          .facets = {"people", "places", "language", "year", "month"},
                          .facet_limit = 100,
                          .timeline = Interval::kMonth};
    add_random_filters(request);
    const auto page = index->search(request);
    ASSERT_TRUE(page) << page.error().message;

    std::uint64_t total = 0;
    std::map<std::string, Counts> counts;
    Counts missing, months;
    for (const auto& one : archive_) {
      if (!text.matches(one)) continue;
      const bool found = passes(one, request, "");
      total += found;
      if (found) ++months[one.published ? values(one, "month").front() : "missing"];
      for (const auto& facet : request.facets) {
        if (!passes(one, request, request.facet_scope == FacetScope::kMatches ? "" : facet)) continue;
        const auto names = values(one, facet);
        for (const auto& name : names) ++counts[facet][name];
        missing[facet] += names.empty();
      }
    }
    ASSERT_EQ(page->total, total) << request.text;
    ASSERT_TRUE(page->total_is_exact);
    ASSERT_EQ(page->hits.size(), std::min<std::uint64_t>(5, total));
    for (const auto& facet : page->facets) {
      Counts counted;
      for (const auto& [value, count] : facet.values) counted[value] = count;
      ASSERT_EQ(counted, counts[facet.field]) << facet.field << " of " << request.text;
      ASSERT_EQ(facet.distinct, counts[facet.field].size());
      ASSERT_EQ(facet.missing, missing[facet.field]) << facet.field << " of " << request.text;
      ASSERT_TRUE(facet.is_exact);
    }
    Counts timeline;
    if (page->timeline->missing > 0) timeline["missing"] = page->timeline->missing;
    for (const auto& [value, count] : page->timeline->values) timeline[value] = count;
    ASSERT_EQ(timeline, months) << request.text;
  }
}

}  // namespace
}  // namespace dateline
