// What a segment takes and what it refuses.
#include "indexer/bulk/segment.h"

#include <gtest/gtest.h>

#include <functional>

namespace dateline {
namespace {

struct RefusedCase {
  const char* name;
  std::function<void(BulkSegment&)> add;
  ErrorCode code;
  std::string message;
};

class RefusedDocument : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedDocument, IsForgottenAndTheNextOneTaken) {
  BulkSegment segment;
  segment.add_term("before", 1);
  ASSERT_TRUE(segment.end_document("before"));
  segment.add_term("lost", 7, std::vector<std::uint32_t>{1, 2});
  segment.add_value(1, "lost");
  GetParam().add(segment);
  const auto refused = segment.end_document("lost");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, GetParam().code);
  EXPECT_EQ(refused.error().message, GetParam().message);
  segment.add_term("lost", 1);
  EXPECT_TRUE(segment.end_document("after"));
  EXPECT_EQ(segment.size(), 2u);
  const auto run = segment.take_run();
  EXPECT_EQ(run.totals.documents, 2u);
  EXPECT_EQ(run.totals.length, 2u);
  EXPECT_TRUE(run.slot_values.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Reasons, RefusedDocument,
    ::testing::Values(
        RefusedCase{"EmptyTerm", [](auto& s) { s.add_term("", 1); }, ErrorCode::kInvalidArgument,
                    "'' is not a term: give at least one byte"},
        RefusedCase{"TermTwice", [](auto& s) { s.add_term("a", 1), s.add_term("a", 1); },
                    ErrorCode::kInvalidArgument, "'a' stands twice in one document: add each term once"},
        RefusedCase{"LongTerm", [](auto& s) { s.add_term(std::string(246, 'a'), 1); }, ErrorCode::kLimit,
                    "'" + std::string(80, 'a') +
                        "…' is not a term: 246 bytes are more than 245 (zero bytes count twice)"},
        RefusedCase{"ZeroBytesCountTwice",
                    [](auto& s) { s.add_term(std::string(80, 'a') + std::string(83, '\0'), 1); },
                    ErrorCode::kLimit,
                    "'" + std::string(80, 'a') +
                        "…' is not a term: 246 bytes are more than 245 (zero bytes count twice)"},
        RefusedCase{"PositionTwice", [](auto& s) { s.add_term("a", 1, std::vector<std::uint32_t>{3, 3}); },
                    ErrorCode::kInvalidArgument, "the positions of 'a' do not ascend"},
        RefusedCase{"SlotTwice",
                    [](auto& s) { s.add_value(4, "a"), s.add_value(5, "a"), s.add_value(4, "b"); },
                    ErrorCode::kInvalidArgument, "slot 4 is set twice in one document"},
        RefusedCase{"TooManyWords", [](auto& s) { s.add_term("a", 0xFFFFFFFF), s.add_term("b", 0xFFFFFFFF); },
                    ErrorCode::kLimit, "a document of 8589934597 words is too long"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(BulkSegment, AnEmptyValueIsNone) {
  BulkSegment segment;
  segment.add_value(3, "");
  segment.add_value(3, "a");
  EXPECT_TRUE(segment.end_document(""));
  EXPECT_EQ(segment.take_run().slot_values.size(), 1u);
}

/// The terms of a run with how many documents have each.
std::string shown(const glass::Run& run) {
  std::string terms;
  for (glass::TermReader reader(run.postings); reader.next();)
    terms += std::string(reader.current().term) + ":" + std::to_string(reader.current().documents) + " ";
  return terms;
}

TEST(BulkSegment, TakesTheNumbersOfATableThatGrowsAndIsCleared) {
  TermTable table;
  BulkSegment segment(table);
  const auto run_of = [&](std::initializer_list<std::vector<const char*>> documents) {
    for (const auto& document : documents) {
      for (const char* const term : document) segment.add_term(table.number_of(term), 1);
      EXPECT_TRUE(segment.end_document(""));
    }
    return shown(segment.take_run());
  };
  EXPECT_EQ(run_of({{"sea", "ark"}, {"sea"}}), "ark:1 sea:2 ");
  EXPECT_EQ(run_of({{"international law", "sea"}, {"international"}}),
            "international:1 international law:1 sea:1 ");
  EXPECT_EQ(run_of({{"international fair", "international"}, {"ark"}, {"ark", "b"}}),
            "ark:2 b:1 international:1 international fair:1 ");
  segment.add_term(table.number_of("refused"), 1);
  segment.add_term(table.number_of(""), 1);
  EXPECT_FALSE(segment.end_document(""));
  EXPECT_EQ(run_of({{"refused", "sea"}}), "refused:1 sea:1 ");
  segment.add_term(table.number_of("dropped"), 1);
  EXPECT_EQ(run_of({}), "");
  EXPECT_EQ(run_of({{"dropped"}, {"dropped"}}), "dropped:2 ");
  table.clear();
  segment.forget_terms();
  EXPECT_EQ(run_of({{"law", "b"}}), "b:1 law:1 ");
}

TEST(BulkSegment, IsEmptyAfterItsRunWasTaken) {
  BulkSegment segment;
  segment.add_term("a", 1);
  ASSERT_TRUE(segment.end_document("data"));
  segment.take_run();
  EXPECT_EQ(segment.size(), 0u);
}

}  // namespace
}  // namespace dateline
