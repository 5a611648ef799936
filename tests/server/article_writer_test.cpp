#include "server/article_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "query/search.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::HasSubstr;

class WritingArticles : public testing::Test {
 protected:
  HttpResponse put(const std::string& lines) {
    std::promise<HttpResponse> done;
    EXPECT_TRUE(writer_.put(lines, [&](HttpResponse response) { done.set_value(std::move(response)); }));
    return done.get_future().get();
  }
  HttpResponse remove(const std::string& id) {
    std::promise<HttpResponse> done;
    EXPECT_TRUE(writer_.remove(id, [&](HttpResponse response) { done.set_value(std::move(response)); }));
    return done.get_future().get();
  }
  std::uint64_t size() const { return Index::open(folder_.path())->size(); }

  TemporaryFolder folder_;
  ArticleWriter writer_{
      {.directory = folder_.path(), .finds_names = false, .hold = std::chrono::milliseconds(0)}};
};

TEST_F(WritingArticles, GivesAResultALine) {
  const auto first =
      put("{\"id\":\"a\",\"title\":\"Storm\"}\n\nnot json\n{\"headline\":\"Gale\",\"body\":\"Wind.\"}");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.content_type, "application/x-ndjson");
  EXPECT_THAT(first.body, HasSubstr("{\"line\":1,\"id\":\"a\",\"status\":\"added\"}\n"));
  EXPECT_THAT(first.body, HasSubstr("{\"line\":3,\"status\":\"refused\",\"error\":\""));
  EXPECT_THAT(first.body, HasSubstr("{\"line\":4,\"id\":"));
  EXPECT_EQ(size(), 2U);
  EXPECT_THAT(put("{\"id\":\"a\",\"title\":\"Storm\"}").body, HasSubstr("unchanged"));
  EXPECT_THAT(put("{\"id\":\"a\",\"title\":\"Gale\"}").body, HasSubstr("replaced"));
}

TEST_F(WritingArticles, DeletesById) {
  put("{\"id\":\"a\",\"title\":\"Storm\"}\n{\"id\":\"b\",\"title\":\"Gale\"}");
  EXPECT_EQ(remove("a").status, 204);
  EXPECT_EQ(remove("a").status, 404);
  EXPECT_EQ(size(), 1U);
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
    ASSERT_TRUE(writer_.put(fmt::format("{{\"id\":\"{}\",\"title\":\"Storm\"}}", n),
                            [&, n](HttpResponse response) { done[n].set_value(std::move(response)); }));
  }
  for (auto& one : done) EXPECT_THAT(one.get_future().get().body, HasSubstr("added"));
  EXPECT_EQ(size(), 20U);
}

}  // namespace
}  // namespace dateline
