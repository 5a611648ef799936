// Merging the terms of several runs.
#include "indexer/bulk/run.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "indexer/bulk/segment.h"
#include "tests/support/temporary_folder.h"

namespace dateline::glass {
namespace {

using Terms = std::vector<std::string>;

/// Some merged terms, each with the runs that have it.
using Merged = std::vector<std::pair<std::string, std::vector<std::uint32_t>>>;

/// One document with `terms`; each counts its own length.
Run run_of(const Terms& terms) {
  BulkSegment segment;
  for (const auto& term : terms) segment.add_term(term, static_cast<std::uint32_t>(term.size()));
  EXPECT_TRUE(segment.end_document(""));
  return segment.take_run();
}

/// Every second one is in a file.
class MergedRuns {
 public:
  explicit MergedRuns(const std::vector<Terms>& terms) {
    for (const auto& some : terms) {
      runs_.push_back(run_of(some));
      if (runs_.size() % 2 == 0) {
        EXPECT_TRUE(runs_.back().move_to(file_));
      }
    }
    for (const auto& run : runs_) pointers_.push_back(&run);
  }

  /// All terms, or those from `from` on.
  Merged read(std::string_view from = {}) const {
    Merged merged;
    TermMerge terms(pointers_);
    for (bool more = from.empty() ? terms.next() : terms.skip_to(from); more; more = terms.next()) {
      auto& [term, runs] = merged.emplace_back(std::string(terms.term()), std::vector<std::uint32_t>{});
      for (const auto& part : terms.parts()) {
        runs.push_back(part.run);
        EXPECT_EQ(part.postings.documents, 1u);
        EXPECT_EQ(part.postings.wdf_sum, term.size());
      }
    }
    return merged;
  }

 private:
  TemporaryFolder folder_;
  SpoolFile file_{folder_.path()};
  std::vector<Run> runs_;
  std::vector<const Run*> pointers_;
};

struct MergeCase {
  const char* name;
  std::vector<Terms> runs;
  std::string_view from;
  Merged merged;
};
class TermsOfRuns : public testing::TestWithParam<MergeCase> {};

TEST_P(TermsOfRuns, ComeInByteOrder) {
  EXPECT_EQ(MergedRuns(GetParam().runs).read(GetParam().from), GetParam().merged);
}

const std::string kZero = std::string("a\0", 2), kZeros = std::string("a\0\0\0\0\0\0\0\0", 9);

INSTANTIATE_TEST_SUITE_P(
    Runs, TermsOfRuns,
    testing::Values(
        MergeCase{"None", {}, "", {}}, MergeCase{"OneEmpty", {{}, {"a"}}, "", {{"a", {1}}}},
        MergeCase{"Shared", {{"b", "a"}, {"b"}, {"c", "b"}}, "", {{"a", {0}}, {"b", {0, 1, 2}}, {"c", {2}}}},
        MergeCase{
            "ZerosBehindAWord", {{kZeros}, {kZero, "a"}}, "", {{"a", {1}}, {kZero, {1}}, {kZeros, {0}}}},
        MergeCase{"EqualForEightBytes",
                  {{"election", "elections"}, {"electional"}},
                  "",
                  {{"election", {0}}, {"electional", {1}}, {"elections", {0}}}},
        MergeCase{
            "HighBytes", {{"\xFF", "\x7F"}, {"\x80"}}, "", {{"\x7F", {0}}, {"\x80", {1}}, {"\xFF", {0}}}},
        MergeCase{"HighBytesBesideAnEndedRun",
                  {{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFz"}, {"a"}},
                  "",
                  {{"a", {1}},
                   {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", {0}},
                   {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFz", {0}}}},
        MergeCase{"FromAKnownTerm", {{"a", "b"}, {"b", "c"}}, "b", {{"b", {0, 1}}, {"c", {1}}}},
        MergeCase{"FromAnUnknownTerm", {{"a", "c"}, {"aa", "d"}}, "b", {{"c", {0}}, {"d", {1}}}},
        MergeCase{"FromBehindTheLast", {{"a"}, {"b"}}, "c", {}}),
    [](const auto& row) { return row.param.name; });

TEST(TermsOfRuns, AreThoseOfASetWhateverTheyAre) {
  std::mt19937 random(7);
  std::vector<Terms> runs(70);
  std::map<std::string, std::vector<std::uint32_t>> expected;
  for (std::uint32_t n = 0; n < runs.size(); ++n) {
    std::set<std::string> terms;
    for (int term = 0; term < 100; ++term) {
      std::string bytes(1 + random() % 7, 'a');
      for (auto& byte : bytes) byte = static_cast<char>("\0a\x80z"[random() % 4]);
      terms.insert(std::string(random() % 3 * 6, 'a') + bytes);  // some are equal for long
    }
    runs[n].assign(terms.begin(), terms.end());
    for (const auto& term : terms) expected[term].push_back(n);
  }
  EXPECT_EQ(MergedRuns(runs).read(), Merged(expected.begin(), expected.end()));
}

}  // namespace
}  // namespace dateline::glass
