#include "server/article_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

using testing::HasSubstr;

class ArticlesOfABody : public testing::Test {
 protected:
  HttpResponse put(const std::string& body, const std::string& type = "application/x-ndjson") {
    return *put_articles(writer_, body, type);
  }

  TemporaryFolder folder_;
  Writer writer_ = *Writer::open(folder_.path());
};

TEST_F(ArticlesOfABody, GiveAResultALine) {
  const auto first =
      put("{\"id\":\"a\",\"title\":\"Storm\"}\n\nnot json\n{\"headline\":\"Gale\",\"body\":\"Wind.\"}");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.content_type, "application/x-ndjson");
  EXPECT_THAT(first.body, HasSubstr("{\"line\":1,\"id\":\"a\",\"status\":\"added\"}\n"));
  EXPECT_THAT(first.body, HasSubstr("{\"line\":3,\"status\":\"refused\",\"error\":\""));
  EXPECT_THAT(first.body, HasSubstr("{\"line\":4,\"id\":"));
  EXPECT_EQ(writer_.size(), 2U);
  EXPECT_THAT(put("{\"id\":\"a\",\"title\":\"Storm\"}").body, HasSubstr("unchanged"));
  EXPECT_THAT(put("{\"id\":\"a\",\"title\":\"Gale\"}").body, HasSubstr("replaced"));
}

struct BodyCase {
  const char* name;
  const char* type;
  const char* body;
  int status;
  const char* answer;
};
class Bodies : public ArticlesOfABody, public testing::WithParamInterface<BodyCase> {};

TEST_P(Bodies, AreLinesOrOneDocument) {
  const auto response = put(GetParam().body, GetParam().type);
  EXPECT_EQ(response.status, GetParam().status);
  EXPECT_THAT(response.body, HasSubstr(GetParam().answer));
}

INSTANTIATE_TEST_SUITE_P(
    Types, Bodies,
    testing::Values(BodyCase{"Lines", "application/x-ndjson",
                             "{\"id\":\"a\",\"title\":\"S\"}\n{\"id\":\"b\",\"title\":\"G\"}", 200,
                             "{\"line\":2,\"id\":\"b\",\"status\":\"added\"}\n"},
                    BodyCase{"LinesThatAreCalledJson", "application/json",
                             "{\"id\":\"a\",\"title\":\"S\"}\n{\"id\":\"b\",\"title\":\"G\"}", 200,
                             "{\"line\":2,\"id\":\"b\",\"status\":\"added\"}\n"},
                    BodyCase{"OneLineThatIsCalledJson", "application/json",
                             "{\"id\":\"a\",\"title\":\"S\"}\n", 200,
                             "{\"line\":1,\"id\":\"a\",\"status\":\"added\"}\n"},
                    // One broken line at the front refused all that came behind it.
                    BodyCase{"BrokenLineBeforeAnother", "application/json",
                             "{\"id\":\"a\",\"tit\n{\"id\":\"b\",\"title\":\"G\"}", 200,
                             "{\"line\":2,\"id\":\"b\",\"status\":\"added\"}\n"},
                    // What every JSON library prints by default was refused line by line.
                    BodyCase{"OneObjectOverManyLines", "Application/JSON; charset=utf-8",
                             "{\n  \"id\": \"a\",\n  \"title\": \"S\"\n}\n", 200,
                             "{\"item\":1,\"id\":\"a\",\"status\":\"added\"}\n"},
                    BodyCase{"Array", "application/json",
                             "[{\"id\":\"a\",\"title\":\"S\"}, 7, {\"id\":\"b\",\"title\":\"G\"}]", 200,
                             "{\"item\":3,\"id\":\"b\",\"status\":\"added\"}\n"},
                    BodyCase{"ArrayItemThatIsNoArticle", "application/json", "[7]", 200,
                             "{\"item\":1,\"status\":\"refused\""},
                    BodyCase{"BrokenArray", "application/json", "[{\"id\":\"a\"},\n", 400, "\"bad_request\""},
                    BodyCase{"ArrayThatIsNotCalledJson", "", "[{\"id\":\"a\",\"title\":\"S\"}]", 200,
                             "{\"line\":1,\"status\":\"refused\""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
