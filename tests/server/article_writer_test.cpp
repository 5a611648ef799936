#include "server/article_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <system_error>
#include <thread>

#include "indexer/column_file.h"
#include "indexer/generation.h"
#include "indexer/word_file.h"
#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::HasSubstr;

class WritingArticles : public testing::Test {
 protected:
  HttpResponse put(const std::string& body, const std::string& type = "application/x-ndjson") {
    std::promise<HttpResponse> done;
    EXPECT_TRUE(writer_.put(body, type, [&](HttpResponse response) { done.set_value(std::move(response)); }));
    return done.get_future().get();
  }
  HttpResponse remove(const std::string& id) {
    std::promise<HttpResponse> done;
    EXPECT_TRUE(writer_.remove(id, [&](HttpResponse response) { done.set_value(std::move(response)); }));
    return done.get_future().get();
  }
  std::uint64_t size() const { return Index::open(folder_.path())->size(); }

  TemporaryFolder folder_;
  ArticleWriter writer_{{.directory = folder_.path(),
                         .finds_names = false,
                         .hold = std::chrono::milliseconds(0),
                         .rest = std::chrono::milliseconds(0)}};
};

TEST_F(WritingArticles, DeletesById) {
  put("{\"id\":\"a\",\"title\":\"Storm\"}\n{\"id\":\"b\",\"title\":\"Gale\"}");
  EXPECT_EQ(remove("a").status, 204);
  EXPECT_EQ(remove("a").status, 404);
  EXPECT_EQ(size(), 1U);
}

/// What a reader would have to put in its place otherwise.
TEST_F(WritingArticles, RenewsTheFilesInQuietTimes) {
  put("{\"id\":\"a\",\"title\":\"Storm\"}");
  put("{\"id\":\"b\",\"title\":\"Gale\"}");
  const auto generation = *current_generation(folder_.path());
  const Xapian::Database database(generation);
  const auto is_written = [&] {
    const auto columns = ColumnFile::open(generation, database);
    const auto words = WordFile::open(generation, database);
    return columns && columns->revision() == database.get_revision() && words &&
           words->revision() == database.get_revision();
  };
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!is_written() && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_TRUE(is_written());
}

/// A writer that tells what was reported first.
struct Reporting {
  TemporaryFolder folder;
  std::promise<std::string> reported;
  std::atomic<bool> is_reported = false;

  ArticleWriterSettings settings() {
    return {.directory = folder.path(),
            .finds_names = false,
            .hold = std::chrono::milliseconds(0),
            .rest = std::chrono::milliseconds(0),
            .report = [this](const std::string& text) {
              if (!is_reported.exchange(true)) reported.set_value(text);
            }};
  }
};

void put_into(ArticleWriter& writer, const char* body) {
  std::promise<void> done;
  writer.put(body, "", [&](HttpResponse) { done.set_value(); });
  done.get_future().wait();
}

/// An error was tried again for ever, and nobody was told.
TEST(RenewingOnADamagedDisk, IsReported) {
  Reporting reporting;
  ArticleWriter writer(reporting.settings());
  for (const auto* const body : {R"({"id":"a","title":"Storm"})", R"({"id":"b","title":"Gale"})"}) {
    put_into(writer, body);
    // A folder that holds something is no draft that is cleared away.
    std::filesystem::create_directories(*current_generation(reporting.folder.path()) + "/columns.new/held");
  }
  auto reported = reporting.reported.get_future();
  ASSERT_EQ(reported.wait_for(std::chrono::seconds(20)), std::future_status::ready);
  EXPECT_THAT(reported.get(),
              testing::AllOf(HasSubstr("columns.new' cannot be written"), HasSubstr("trying again in 10 s")));
}

/// No renewal came any more, the index was held for ever and the server did not stop.
TEST(RenewingWithoutThreads, IsReportedAndLetsTheIndexGo) {
  Reporting reporting;
  auto settings = reporting.settings();
  settings.renew = [](const std::string&) -> std::expected<void, Error> {
    throw std::system_error(EAGAIN, std::generic_category());
  };
  ArticleWriter writer(settings);
  put_into(writer, R"({"id":"a","title":"Storm"})");
  EXPECT_THAT(reporting.reported.get_future().get(), HasSubstr("cannot be renewed: Resource temporarily"));
  auto other = Writer::open(reporting.folder.path());
  while (!other) other = Writer::open(reporting.folder.path());
}

/// Nobody was told; and to try again is of no use.
TEST(Renewing, ReportsDamageAsItIs) {
  Reporting reporting;
  auto settings = reporting.settings();
  settings.renew = [](const std::string&) -> std::expected<void, Error> {
    return std::unexpected(make_error(ErrorCode::kCorrupt, "'docdata.glass' is damaged"));
  };
  ArticleWriter writer(settings);
  put_into(writer, R"({"id":"a","title":"Storm"})");
  EXPECT_EQ(reporting.reported.get_future().get(), "'docdata.glass' is damaged");
}

/// It was taken for done, as if the tables alone were damaged.
TEST(Renewing, IsTriedAgainWhereTheIndexCannotBeOpened) {
  Reporting reporting;
  auto settings = reporting.settings();
  settings.hold = std::chrono::milliseconds(0);
  settings.rest = std::chrono::milliseconds(0);
  settings.renew = [&](const std::string&) -> std::expected<void, Error> {
    std::ofstream(reporting.folder.path("XAPIANDB")) << "auto nothing\n";
    return std::unexpected(make_error(ErrorCode::kBusy, "overtaken"));
  };
  ArticleWriter writer(settings);
  put_into(writer, R"({"id":"a","title":"Storm"})");
  EXPECT_THAT(reporting.reported.get_future().get(), HasSubstr("trying again in 10 s"));
}

/// Searches had to share the machine with it for seconds.
TEST(Renewing, GivesWayToSearches) {
  Reporting reporting;
  auto settings = reporting.settings();
  std::promise<int> niceness;
  std::atomic<bool> is_told = false;
  settings.renew = [&](const std::string&) -> std::expected<void, Error> {
    if (!is_told.exchange(true)) niceness.set_value(::getpriority(PRIO_PROCESS, 0));
    return {};
  };
  ArticleWriter writer(settings);
  put_into(writer, R"({"id":"a","title":"Storm"})");
  constexpr int kNicest = 19;  // what the tests may run at themselves
  EXPECT_GE(niceness.get_future().get(), std::min(::getpriority(PRIO_PROCESS, 0) + 1, kNicest));
}

TEST_F(WritingArticles, SaysBusyWhileAnotherProgramWrites) {
  put("{\"id\":\"a\",\"title\":\"Storm\"}");
  auto other = Writer::open(folder_.path());
  while (!other) other = Writer::open(folder_.path());  // the writer lets go after its hold
  const auto refused = put("{\"id\":\"b\",\"title\":\"Gale\"}");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "5");
}

TEST_F(WritingArticles, CommitsWhatWaitsTogether) {
  std::vector<std::promise<HttpResponse>> done(20);
  for (std::size_t n = 0; n < done.size(); ++n) {
    ASSERT_TRUE(writer_.put(fmt::format("{{\"id\":\"{}\",\"title\":\"Storm\"}}", n), "",
                            [&, n](HttpResponse response) { done[n].set_value(std::move(response)); }));
  }
  for (auto& one : done) EXPECT_THAT(one.get_future().get().body, HasSubstr("added"));
  EXPECT_EQ(size(), 20U);
}

}  // namespace
}  // namespace dateline
