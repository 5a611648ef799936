#include "server/api.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/page_html.h"
#include "tests/support/fake_backend.h"

namespace dateline {
namespace {

using testing::HasSubstr;
using testing::Not;

FakeBackend small_backend() {
  FakeBackend backend;
  Hit hit{.article = {.id = "a/b", .title = "<script>alert(1)</script> storm", .source = "Wire"},
          .snippet = {.text = "wind & rain", .highlights = {{0, 4}}},
          .title_highlights = {{26, 31}}};
  hit.article.published = *parse_date("2021-08-26");
  hit.article.people = {{.name = "Seth G. \"X\" Jones"}};
  hit.article.places = {{.name = "Zürich"}};
  backend.page.hits = {hit};
  backend.page.total = 25;
  backend.page.facets = {{.field = "people", .values = {{"Ana <b>", 2}}, .distinct = 1}};
  auto whole = hit.article;
  whole.text = "First <i>paragraph</i>.\n\nSecond.";
  whole.url = "javascript:alert(1)";
  backend.articles.emplace("a/b", whole);
  return backend;
}

HttpResponse ask(FakeBackend& backend, HttpRequest request, ApiSettings settings = {}) {
  const Api api(std::move(settings));
  auto routed = api.route(std::move(request));
  if (auto* response = std::get_if<HttpResponse>(&routed)) return std::move(*response);
  return api.answer(std::get<Call>(routed), backend);
}

HttpResponse get(const std::string& target) {
  auto backend = small_backend();
  return ask(backend, {.method = "GET", .target = target});
}

struct StatusCase {
  const char* name;
  const char* method;
  const char* target;
  int status;
  const char* content_type;
  const char* part;  ///< stands in the body
};

class Routes : public testing::TestWithParam<StatusCase> {};

TEST_P(Routes, AnswerWith) {
  auto backend = small_backend();
  const auto response = ask(backend, {.method = GetParam().method, .target = GetParam().target});
  EXPECT_EQ(response.status, GetParam().status) << response.body;
  EXPECT_EQ(response.content_type, GetParam().content_type);
  EXPECT_THAT(response.body, HasSubstr(GetParam().part));
  EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(std::string(response.header("Content-Security-Policy")), Not(HasSubstr("unsafe")));
}

constexpr auto kJson = "application/json";
constexpr auto kHtml = "text/html; charset=utf-8";

INSTANTIATE_TEST_SUITE_P(
    Api, Routes,
    testing::Values(
        StatusCase{"Page", "GET", "/", 200, kHtml, "<form id=\"search\""},
        StatusCase{"PageIgnoresStrangers", "GET", "/?q=a&utm_source=x", 200, kHtml, "25"},
        StatusCase{"PageNotesBadValues", "GET", "/?from=soon", 200, kHtml,
                   "&#39;soon&#39; is not a value of"},
        StatusCase{"Search", "GET", "/api/search?q=storm", 200, kJson, "\"total\":25"},
        StatusCase{"SearchHead", "HEAD", "/api/search?q=storm", 200, kJson, "\"total\":25"},
        StatusCase{"SearchTypo", "GET", "/api/search?sourc=x", 400, kJson, "did you mean 'source'?"},
        StatusCase{"SearchBadLimit", "GET", "/api/search?limit=5000", 400, kJson,
                   "\"code\":\"invalid_argument\""},
        StatusCase{"BadEscape", "GET", "/api/search?q=%zz", 400, kJson, "\"code\":\"bad_request\""},
        StatusCase{"Article", "GET", "/api/articles/a%2Fb", 200, kJson, "\"id\":\"a/b\""},
        StatusCase{"ArticleUnknown", "GET", "/api/articles/nope", 404, kJson, "\"code\":\"not_found\""},
        StatusCase{"ArticleWithParameter", "GET", "/api/articles/a%2Fb?x=1", 400, kJson,
                   "'x' is not a parameter"},
        StatusCase{"ArticleWithoutId", "GET", "/api/articles/", 404, kJson, "not_found"},
        StatusCase{"ArticlePage", "GET", "/article/a%2Fb", 200, kHtml, "First &lt;i&gt;paragraph&lt;/i&gt;."},
        StatusCase{"ArticlePageUnknown", "GET", "/article/nope", 404, kHtml, "Not here"},
        StatusCase{"Facet", "GET", "/api/facets/people?q=storm&contains=an", 200, kJson, "Ana <b>"},
        StatusCase{"Suggest", "GET", "/api/suggest?q=an", 200, kJson,
                   "{\"kind\":\"person\",\"value\":\"Ana \\u003cb>\",\"count\":2}"},
        StatusCase{"SuggestNothing", "GET", "/api/suggest?q=%22", 200, kJson, "\"suggestions\":[]"},
        StatusCase{"SuggestTypo", "GET", "/api/suggest?query=a", 400, kJson, "did you mean 'q'?"},
        StatusCase{"BrowserSuggestions", "GET", "/suggestions?q=an", 200, "application/x-suggestions+json",
                   "[\"an\",[\"Ana \\u003cb>\""},
        StatusCase{"Atom", "GET", "/feed.atom?q=storm", 200, "application/atom+xml; charset=utf-8",
                   "<title>&lt;script&gt;alert(1)&lt;/script&gt; storm</title>"},
        StatusCase{"AtomId", "GET", "/feed.atom?q=storm", 200, "application/atom+xml; charset=utf-8",
                   "<id>urn:dateline:a%2Fb</id>"},
        StatusCase{"Rss", "GET", "/feed.rss", 200, "application/rss+xml; charset=utf-8",
                   "<pubDate>Thu, 26 Aug 2021 00:00:00 GMT</pubDate>"},
        StatusCase{"RssTypo", "GET", "/feed.rss?quarry=x", 400, kJson, "is not a parameter here"},
        StatusCase{"OpenSearch", "GET", "/opensearch.xml", 200, "application/opensearchdescription+xml",
                   "<ShortName>Dateline</ShortName>"},
        StatusCase{"Box", "GET", "/dateline.js", 200, "text/javascript; charset=utf-8", "dateline-search"},
        StatusCase{"InstantsearchByGet", "GET", "/instantsearch", 405, kJson, "use POST"},
        StatusCase{"InstantsearchEmpty", "POST", "/instantsearch", 400, kJson, "invalid_argument"},
        StatusCase{"MeilisearchEmpty", "POST", "/indexes/news/search", 200, kJson, "estimatedTotalHits"},
        StatusCase{"MeilisearchHealth", "GET", "/health", 200, kJson, "available"},
        StatusCase{"Health", "GET", "/healthz", 200, kJson, "\"status\":\"ok\""},
        StatusCase{"Style", "GET", "/static/dateline.css", 200, "text/css; charset=utf-8", ".masthead"},
        StatusCase{"NoSuchFile", "GET", "/static/passwd", 404, kJson, "not_found"},
        StatusCase{"NoSuchAddress", "GET", "/etc/passwd", 404, kJson, "'/etc/passwd' is not an address here"},
        StatusCase{"Traversal", "GET", "/static/../main.cpp", 400, kJson, "'..' is not a path segment"},
        StatusCase{"Post", "POST", "/api/search", 405, kJson, "\"code\":\"method_not_allowed\""},
        StatusCase{"Delete", "DELETE", "/", 405, kJson, "'DELETE' is not a method"},
        // It deleted the article whose id is "articles".
        StatusCase{"DeleteAll", "DELETE", "/api/articles", 405, kJson, "'DELETE' is not a method"},
        StatusCase{"Options", "OPTIONS", "/api/search", 204, "", ""},
        StatusCase{"OptionsOfAll", "OPTIONS", "*", 204, "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct AccessCase {
  const char* name;
  const char* keys;  ///< the file
  const char* authorization;
  const char* method;
  const char* target;
  int status;  ///< 0: it goes to the writer
};

class Access : public testing::TestWithParam<AccessCase> {};

TEST_P(Access, IsForThoseWithTheRightKey) {
  const auto& row = GetParam();
  const Api api({.keys = *Keys::parse(row.keys)});
  auto routed = api.route({.method = row.method,
                           .target = row.target,
                           .headers = {{"authorization", row.authorization}},
                           .body = "{}"});
  if (auto* call = std::get_if<Call>(&routed); call != nullptr && call->writes) {
    EXPECT_EQ(row.status, 0);
    return;
  }
  auto backend = small_backend();
  const auto response = std::holds_alternative<HttpResponse>(routed)
                            ? std::get<HttpResponse>(routed)
                            : api.answer(std::get<Call>(routed), backend);
  EXPECT_EQ(response.status, row.status) << response.body;
  EXPECT_EQ(response.header("WWW-Authenticate"), row.status == 401 ? "Bearer" : "");
}

constexpr auto kWriteKey = "write 0123456789abcdef";
constexpr auto kBothKeys = "write 0123456789abcdef\nsearch fedcba9876543210";
constexpr auto kWriter = "Bearer 0123456789abcdef", kReader = "Bearer fedcba9876543210";

INSTANTIATE_TEST_SUITE_P(
    Keys, Access,
    testing::Values(AccessCase{"WritingIsOff", "", kWriter, "POST", "/api/articles", 403},
                    AccessCase{"WritingIsOffWithSearchKeys", "search fedcba9876543210", kReader, "POST",
                               "/api/articles", 403},
                    AccessCase{"DeletingIsOff", "", "", "DELETE", "/api/articles/x", 403},
                    AccessCase{"NoKey", kWriteKey, "", "POST", "/api/articles", 401},
                    AccessCase{"WrongKey", kWriteKey, kReader, "POST", "/api/articles", 401},
                    AccessCase{"ReadersKey", kBothKeys, kReader, "DELETE", "/api/articles/x", 403},
                    AccessCase{"Write", kWriteKey, kWriter, "POST", "/api/articles", 0},
                    AccessCase{"WriteElsewhere", kWriteKey, kWriter, "POST", "/in/b/api/articles", 0},
                    AccessCase{"Delete", kWriteKey, kWriter, "DELETE", "/api/articles/x", 0},
                    AccessCase{"SearchIsOpen", kWriteKey, "", "GET", "/api/search", 200},
                    AccessCase{"SearchIsGuarded", kBothKeys, "", "GET", "/api/search", 401},
                    AccessCase{"PageIsGuarded", kBothKeys, "", "GET", "/", 401},
                    AccessCase{"DialectIsGuarded", kBothKeys, "", "POST", "/indexes/a/search", 401},
                    AccessCase{"SearchWithKey", kBothKeys, kReader, "GET", "/api/search", 200},
                    AccessCase{"WriterMaySearch", kBothKeys, kWriter, "GET", "/api/search", 200},
                    AccessCase{"HealthIsOpen", kBothKeys, "", "GET", "/healthz", 200},
                    AccessCase{"FilesAreOpen", kBothKeys, "", "GET", "/dateline.js", 200}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ManyParameters, AreTooLongAUrl) {
  std::string target = "/api/search?";
  for (std::size_t n = 0; n <= kMaxParameters; ++n) target += "q=1&";
  EXPECT_EQ(get(target).status, 414);
}

TEST(ErrorResponse, HoldsNoMarkup) {
  EXPECT_THAT(get("/api/articles/%3Cscript%3E").body, HasSubstr("'\\u003cscript>' is not the id"));
}

TEST(Api, TakesOnlyJson) {
  auto backend = small_backend();
  const auto post = [&](const char* type) {
    return ask(backend, {.method = "POST",
                         .target = "/indexes/a/search",
                         .headers = {{"content-type", type}},
                         .body = "{}"})
        .status;
  };
  EXPECT_EQ(post("application/json; charset=utf-8"), 200);
  EXPECT_EQ(post("application/x-www-form-urlencoded"), 200);
  EXPECT_EQ(post("text/xml"), 415);
  EXPECT_EQ(post("multipart/form-data; boundary=x"), 415);
}

TEST(Api, RefusesAPostWithoutArticles) {
  const Api api({.keys = *Keys::parse(kWriteKey)});
  const auto routed = api.route(
      {.method = "POST", .target = "/api/articles", .headers = {{"authorization", kWriter}}, .body = " \n"});
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(routed));
  EXPECT_EQ(std::get<HttpResponse>(routed).status, 400);
  EXPECT_THAT(std::get<HttpResponse>(routed).body,
              HasSubstr("'' is not a list of articles: send at least one"));
}

TEST(Api, ServesEachIndexUnderItsName) {
  class Two : public FakeBackend {
   public:
    FakeBackend other = small_backend();
    SearchBackend* named(std::string_view name) override {
      return name == "sport" ? &other : name.empty() ? this : nullptr;
    }
    std::size_t indexes() const override { return 2; }
  } two;
  const auto page = ask(two, {.method = "GET", .target = "/in/sport/?q=storm"});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(two.searches, 0);
  EXPECT_EQ(two.other.asked.text, "storm");
  EXPECT_THAT(page.body, HasSubstr("action=\"/in/sport/\""));
  EXPECT_THAT(page.body, Not(HasSubstr("href=\"/?")));
  EXPECT_EQ(ask(two, {.method = "GET", .target = "/in/none/api/search"}).status, 404);
  EXPECT_EQ(ask(two, {.method = "POST", .target = "/indexes/none/search", .body = "{}"}).status, 404);
  EXPECT_THAT(
      ask(two, {.method = "GET", .target = "/in/sport/feed.atom", .headers = {{"host", "a.org"}}}).body,
      HasSubstr("http://a.org/in/sport/article/a%2Fb"));
}

struct PageCase {
  const char* name;
  const char* target;
  int searches;
};
class SearchesOfThePage : public testing::TestWithParam<PageCase> {};

// Each page was searched for twice, for the sake of its map.
TEST_P(SearchesOfThePage, AreOneUnlessItIsFilteredByPlace) {
  auto backend = small_backend();
  Facet places{.field = "places", .distinct = 40};
  for (int n = 0; n < 40; ++n) places.values.push_back({"Town " + std::to_string(n), 9});
  places.positions.assign(40, GeoPoint{.latitude = 1, .longitude = 2});
  backend.page.facets = {places};
  const auto page = ask(backend, {.method = "GET", .target = GetParam().target}).body;
  EXPECT_EQ(backend.searches, GetParam().searches);
  EXPECT_TRUE(backend.asked.locate);
  EXPECT_EQ(backend.asked.facet_limit, kMapPlaces);
  EXPECT_THAT(page, HasSubstr("aria-label=\"Town 39: 9 articles\""));
  EXPECT_THAT(page, HasSubstr("<bdi class=\"value\">Town 24</bdi>"));
  EXPECT_THAT(page, Not(HasSubstr("<bdi class=\"value\">Town 25</bdi>")));
  EXPECT_THAT(page, HasSubstr("and 15 others"));
}

INSTANTIATE_TEST_SUITE_P(Targets, SearchesOfThePage,
                         testing::Values(PageCase{"Front", "/", 1}, PageCase{"Words", "/?q=storm", 1},
                                         PageCase{"Person", "/?person=Ana", 1},
                                         PageCase{"NotAPlace", "/?fq=-place:(%22Oslo%22)", 1},
                                         // Its own, the wider one's, and that of the map.
                                         PageCase{"Place", "/?place=Oslo", 3}),
                         [](const auto& row) { return std::string(row.param.name); });

struct IndexNameCase {
  const char* name;
  const char* target;
  int status;
};
class NamesOfOneIndex : public testing::TestWithParam<IndexNameCase> {};
TEST_P(NamesOfOneIndex, AreItsOwnAndNone) {
  auto backend = small_backend();
  const Api api({.index_name = "news"});
  auto routed = api.route({.method = "GET", .target = GetParam().target});
  auto* const call = std::get_if<Call>(&routed);
  const auto status =
      call == nullptr ? std::get<HttpResponse>(routed).status : api.answer(*call, backend).status;
  EXPECT_EQ(status, GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(Targets, NamesOfOneIndex,
                         testing::Values(IndexNameCase{"None", "/api/search", 200},
                                         IndexNameCase{"ItsOwn", "/in/news/api/search", 200},
                                         IndexNameCase{"ItsOwnPage", "/in/news/", 200},
                                         // One index answered to any name.
                                         IndexNameCase{"Another", "/in/sport/api/search", 404},
                                         IndexNameCase{"AnotherPage", "/in/sport/", 404},
                                         IndexNameCase{"Empty", "/in//api/search", 404},
                                         IndexNameCase{"Twice", "/in/news/in/news/api/search", 404}),
                         [](const auto& row) { return std::string(row.param.name); });

struct FailureCase {
  const char* name;
  ErrorCode code;
  int status;
};
class Failures : public testing::TestWithParam<FailureCase> {};
TEST_P(Failures, GetTheRightStatusAndShowNoPath) {
  auto backend = small_backend();
  backend.failure = Error{GetParam().code, "'/srv/news' is broken"};
  const auto response = ask(backend, {.method = "GET", .target = "/api/search"});
  EXPECT_EQ(response.status, GetParam().status);
  if (response.status >= 500) {
    EXPECT_THAT(response.body, Not(HasSubstr("/srv")));
  }
  if (response.status == 503) {
    EXPECT_EQ(response.header("Retry-After"), "1");
  }
  EXPECT_EQ(ask(backend, {.method = "GET", .target = "/"}).status, GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(Codes, Failures,
                         testing::Values(FailureCase{"Argument", ErrorCode::kInvalidArgument, 400},
                                         FailureCase{"Busy", ErrorCode::kBusy, 503},
                                         FailureCase{"Corrupt", ErrorCode::kCorrupt, 500},
                                         FailureCase{"Unsupported", ErrorCode::kUnsupported, 500},
                                         FailureCase{"Io", ErrorCode::kIo, 500}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Api, HostileArticlesStayTextOnThePage) {
  const auto page = get("/?q=storm").body;
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; <mark>storm</mark>"));
  EXPECT_THAT(page, HasSubstr("<mark>wind</mark> &amp; rain"));
  EXPECT_THAT(page, HasSubstr("Ana &lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("person=Seth%20G.%20%22X%22%20Jones"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
  EXPECT_THAT(get("/article/a%2Fb").body, Not(HasSubstr("javascript:")));
}

TEST(Api, HostileQueriesStayTextOnThePage) {
  const auto page = get("/?q=%22%3E%3Cscript%3Ex&person=%3Cb%3E").body;
  EXPECT_THAT(page, HasSubstr("value=\"&quot;&gt;&lt;script&gt;x\""));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, Not(HasSubstr("<b></bdi>")));
}

TEST(Api, FiltersCanBeRemoved) {
  const auto page = get("/?q=a&person=B&person=C").body;
  EXPECT_THAT(page, HasSubstr("href=\"/?q=a&amp;person=C\""));
  EXPECT_THAT(page, HasSubstr("href=\"/?q=a&amp;person=B\""));
}

TEST(Api, PagingKeepsTheSearch) {
  const auto page = get("/?q=a&place=Z&offset=1&limit=1").body;  // of one hit, which the backend always gives
  EXPECT_THAT(page, HasSubstr("rel=\"next\" href=\"/?q=a&amp;place=Z&amp;offset=2&amp;limit=1\""));
  EXPECT_THAT(page, HasSubstr("rel=\"prev\" href=\"/?q=a&amp;place=Z&amp;limit=1\""));
  EXPECT_THAT(get("/?q=a&offset=20").body, Not(HasSubstr("rel=\"next\"")));
}

TEST(Api, TheFrontPageShowsTheLatest) {
  auto backend = small_backend();
  ask(backend, {.method = "GET", .target = "/"});
  EXPECT_EQ(backend.asked.sort, Sort::kNewest);
  ask(backend, {.method = "GET", .target = "/?q=a"});
  EXPECT_EQ(backend.asked.sort, Sort::kRelevance);
}

TEST(Api, NothingFoundSaysWhatToDo) {
  FakeBackend backend;
  const auto page = ask(backend, {.method = "GET", .target = "/?q=a&person=b"}).body;
  EXPECT_THAT(page, HasSubstr("Nothing found"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/?q=a\">Search again without filters</a>"));
}

TEST(Api, AnEtagSavesTheSearchUntilTheIndexChanges) {
  auto backend = small_backend();
  const auto first = ask(backend, {.method = "GET", .target = "/api/search?q=a"});
  const std::string etag(first.header("ETag"));
  HttpRequest again{
      .method = "GET", .target = "/api/search?q=a", .headers = {{"if-none-match", "\"x\", " + etag}}};
  const auto second = ask(backend, again);
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.body, "");
  EXPECT_EQ(second.header("ETag"), etag);
  EXPECT_EQ(backend.searches, 1);
  backend.at = "r2";
  EXPECT_EQ(ask(backend, again).status, 200);
}

std::string key_of(const std::string& target, HttpHeaders headers = {}) {
  const Api api({});
  const auto routed = api.route({.method = "GET", .target = target, .headers = std::move(headers)});
  return api.cache_key(std::get<Call>(routed));
}

TEST(Api, SearchesThatMeanTheSameHaveOneCacheKey) {
  const auto key = key_of("/api/search?q=a+b&person=c&limit=10");
  EXPECT_EQ(key_of("/api/search?person=c&q=a%20b&sort=relevance&from="), key);
  EXPECT_NE(key_of("/api/search?person=c&q=a%20b&sort=newest"), key);
  EXPECT_NE(key_of("/api/search?q=a+b&person=c", {{"accept-encoding", "gzip"}}), key);
  EXPECT_NE(key_of("/?q=a+b&person=c"), key);
}

// A feed is newest first unless another order is written out: leaving the default out would mix the two up.
TEST(Api, FeedsOfDifferentOrderHaveDifferentCacheKeys) {
  EXPECT_NE(key_of("/feed.atom?q=a&sort=relevance"), key_of("/feed.atom?q=a"));
}

TEST(Api, StaticFilesHaveEtags) {
  auto backend = small_backend();
  const auto first = ask(backend, {.method = "GET", .target = "/static/dateline.css"});
  const auto second = ask(backend, {.method = "GET",
                                    .target = "/static/dateline.css",
                                    .headers = {{"if-none-match", std::string(first.header("ETag"))}}});
  EXPECT_EQ(second.status, 304);
}

TEST(Api, FeedsNameTheServerAsItIsSeen) {
  auto backend = small_backend();
  HttpRequest request{.method = "GET", .target = "/feed.atom", .headers = {{"host", "news.example:8080"}}};
  EXPECT_THAT(ask(backend, request).body,
              HasSubstr("<link href=\"http://news.example:8080/?sort=newest\"/>"));
  EXPECT_THAT(ask(backend, request, {.public_url = "https://s.example"}).body,
              HasSubstr("https://s.example/feed.atom"));
  request.headers = {{"host", "\"><x"}};
  EXPECT_THAT(ask(backend, request).body, HasSubstr("http://localhost/"));
  EXPECT_EQ(backend.asked.sort, Sort::kNewest);
}

TEST(Api, TheBoxMayBeLoadedFromAnyPage) {
  EXPECT_EQ(get("/dateline.js").header("Access-Control-Allow-Origin"), "*");
}

TEST(Api, ErrorsArePagesForPeople) {
  auto backend = small_backend();
  const auto response =
      ask(backend, {.method = "GET", .target = "/nope", .headers = {{"accept", "text/html,*/*"}}});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, kHtml);
}

struct OriginCase {
  const char* name;
  std::vector<std::string> allowed;
  const char* origin;
  const char* expected;
};
class Origins : public testing::TestWithParam<OriginCase> {};
TEST_P(Origins, AreAllowedByTheOwnerOnly) {
  auto backend = small_backend();
  const auto response =
      ask(backend, {.method = "GET", .target = "/api/search", .headers = {{"origin", GetParam().origin}}},
          {.allowed_origins = GetParam().allowed});
  EXPECT_EQ(response.header("Access-Control-Allow-Origin"), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cors, Origins,
    testing::Values(OriginCase{"OffByDefault", {}, "https://a.org", ""},
                    OriginCase{"Named", {"https://b.org", "https://a.org"}, "https://a.org", "https://a.org"},
                    OriginCase{"Other", {"https://a.org"}, "https://a.org.evil.com", ""},
                    OriginCase{"All", {"*"}, "https://a.org", "*"}),
    [](const auto& row) { return std::string(row.param.name); });

struct BodyCase {
  const char* name;
  const char* method;
  const char* target;
  const char* key;
  bool needs_body;
};
class NeedOfBodies : public testing::TestWithParam<BodyCase> {};
TEST_P(NeedOfBodies, IsToldByTheHeader) {
  const auto& row = GetParam();
  const Api api({.keys = *Keys::parse(kWriteKey)});
  EXPECT_EQ(api.needs_body({.method = row.method,
                            .target = row.target,
                            .headers = {{"content-type", "application/json"}, {"authorization", row.key}}}),
            row.needs_body);
}
INSTANTIATE_TEST_SUITE_P(Requests, NeedOfBodies,
                         testing::Values(BodyCase{"Search", "POST", "/multi-search", "", true},
                                         BodyCase{"Articles", "POST", "/api/articles",
                                                  "Bearer 0123456789abcdef", true},
                                         BodyCase{"ArticlesWithoutKey", "POST", "/api/articles", "", false},
                                         BodyCase{"ArticlesWithAWrongKey", "POST", "/api/articles",
                                                  "Bearer 0123456789abcdee", false},
                                         BodyCase{"NoAddress", "POST", "/nowhere", "", false},
                                         BodyCase{"NoMethodOfThis", "POST", "/api/suggest", "", false},
                                         BodyCase{"Get", "GET", "/api/search", "", false}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
