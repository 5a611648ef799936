#include "server/backend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/writer.h"
#include "server/api.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using Answer = std::expected<int, Error>;

Answer busy() { return std::unexpected(make_error(ErrorCode::kBusy, "the index changed")); }
Answer corrupt() { return std::unexpected(make_error(ErrorCode::kCorrupt, "the index is damaged")); }

struct BusyCase {
  const char* name;
  std::vector<Answer> answers;    ///< of the search, one after the other; the last one for good
  std::vector<Answer> refreshes;  ///< likewise
  int asked;                      ///< how often the search is asked
  std::optional<ErrorCode> error;
};

class AgainIfBusy : public testing::TestWithParam<BusyCase> {};

TEST_P(AgainIfBusy, AsksUntilTheIndexHoldsStill) {
  const auto& row = GetParam();
  std::size_t asked = 0, refreshed = 0;
  const auto next = [](const std::vector<Answer>& list, std::size_t& n) {
    return list[std::min(n++, list.size() - 1)];
  };
  const auto answer =
      again_if_busy([&] { return next(row.answers, asked); }, [&] { return next(row.refreshes, refreshed); });
  EXPECT_EQ(asked, static_cast<std::size_t>(row.asked));
  EXPECT_EQ(answer.has_value(), !row.error);
  if (!answer) {
    EXPECT_EQ(answer.error().code, row.error);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Indexes, AgainIfBusy,
    testing::Values(BusyCase{"Still", {1}, {1}, 1, {}}, BusyCase{"ChangedOnce", {busy(), 1}, {1}, 2, {}},
                    // A soak with writes on a busy machine: several commits while one search was going on.
                    BusyCase{"ChangedAgain", {busy(), busy(), busy(), 1}, {1}, 4, {}},
                    BusyCase{"ChangedWhileItWasRefreshed", {busy(), busy(), 1}, {busy(), 1}, 3, {}},
                    BusyCase{"NeverStill", {busy()}, {1}, kMostTries, ErrorCode::kBusy},
                    BusyCase{"AnotherError", {corrupt()}, {1}, 1, ErrorCode::kCorrupt},
                    BusyCase{"CannotBeRefreshed", {busy()}, {corrupt()}, 1, ErrorCode::kCorrupt}),
    [](const auto& row) { return std::string(row.param.name); });

struct NamedCase {
  const char* name;
  const char* target;
  const char* body;
  int status;
  const char* part;
};
class OpenIndexes : public testing::TestWithParam<NamedCase> {};

TEST_P(OpenIndexes, EachAnswersToItsName) {
  const TemporaryFolder folder;
  for (const char* name : {"news", "sport"}) {
    auto writer = Writer::open(folder.path() + "/" + name);
    writer->put({.id = std::string("of-") + name, .title = name}, "");
    ASSERT_TRUE(writer->commit());
  }
  const auto set = open_indexes({{"news", folder.path() + "/news"}, {"games", folder.path() + "/sport"}});
  ASSERT_TRUE(set) << set.error().message;
  const Api api({.index_name = "news"});
  auto routed = api.route({.method = "POST", .target = GetParam().target, .body = GetParam().body});
  const auto* call = std::get_if<Call>(&routed);
  ASSERT_NE(call, nullptr);
  const auto response = api.answer(*call, **set);
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_THAT(response.body, testing::HasSubstr(GetParam().part));
}

INSTANTIATE_TEST_SUITE_P(
    Requests, OpenIndexes,
    testing::Values(NamedCase{"First", "/indexes/news/search", "{}", 200, "of-news"},
                    NamedCase{"Second", "/indexes/games/search", "{}", 200, "of-sport"},
                    NamedCase{"NameOfAFolder", "/indexes/sport/search", "{}", 404, "'sport' is not an index"},
                    // A dialect's requests come without an index in their address: they were all answered
                    // from the first one.
                    NamedCase{"OfMany", "/multi-search", R"({"queries":[{"indexUid":"games","q":""}]})", 200,
                              "of-sport"},
                    NamedCase{"OfManyNone", "/multi-search", R"({"queries":[{"indexUid":"none","q":""}]})",
                              404, "'none' is not an index"},
                    NamedCase{"Instantsearch", "/instantsearch", R"([{"indexName":"games","params":{}}])",
                              200, "of-sport"},
                    NamedCase{"InItsOwnAddress", "/in/games/indexes/games/search", "{}", 200, "of-sport"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
