#include "server/url.h"

#include <gtest/gtest.h>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// "seg/seg?name=value&..." with decoded parts, or the error.
std::string shown(std::string_view text) {
  const auto target = parse_target(text);
  if (!target) return target.error().message;
  std::string out = joined(target->segments, "|");
  for (const auto& [name, value] : target->parameters) out += " " + name + "=" + value;
  return out;
}

struct TargetCase {
  const char* name;
  std::string target;
  std::string expected;
};

class ParseTarget : public testing::TestWithParam<TargetCase> {};

TEST_P(ParseTarget, TakesItApart) { EXPECT_EQ(shown(GetParam().target), GetParam().expected); }

const std::string kEscapes =
    " is not a well-formed URL component: write % followed by two hexadecimal digits, not zero";

INSTANTIATE_TEST_SUITE_P(
    Targets, ParseTarget,
    testing::Values(
        TargetCase{"Root", "/", ""}, TargetCase{"Path", "/api/search", "api|search"},
        TargetCase{"SlashInAnId", "/api/articles/a%2Fb", "api|articles|a/b"},
        TargetCase{"PlusInThePathStays", "/a+b", "a+b"}, TargetCase{"PlusIsABlank", "/?q=a+b", " q=a b"},
        TargetCase{"EscapedPlus", "/?q=c%2B%2B", " q=c++"},
        TargetCase{"Utf8", "/?q=Z%C3%BCrich", " q=Zürich"},
        TargetCase{"Utf8AsItIs", "/?q=Zürich", " q=Zürich"},
        TargetCase{"WhatBrowsersDoNotEscape", "/?q=a|b[c]\"", " q=a|b[c]\""},
        TargetCase{"Repeated", "/?person=a&person=b", " person=a person=b"},
        TargetCase{"NoValue", "/?q", " q="}, TargetCase{"EmptyPairs", "/?&&q=1&", " q=1"},
        TargetCase{"EqualsInValue", "/?q=a=b", " q=a=b"}, TargetCase{"Fragment", "/?q=a#b", " q=a"},
        TargetCase{"AbsoluteForm", "http://example.org/a?q=b", "a q=b"},
        TargetCase{"AbsoluteFormWithoutPath", "http://example.org", ""},
        TargetCase{"TrailingSlash", "/api/search/", "api|search|"}, TargetCase{"TwoSlashes", "//etc", "|etc"},
        TargetCase{"CutEscape", "/?q=%4", "'%4'" + kEscapes},
        TargetCase{"EscapeWithoutDigits", "/?q=100%", "'100%'" + kEscapes},
        TargetCase{"NotHexadecimal", "/?q=%zz", "'%zz'" + kEscapes},
        TargetCase{"ZeroByte", "/?q=%00", "'%00'" + kEscapes},
        TargetCase{"ZeroByteInPath", "/api/articles/a%00b", "'a%00b'" + kEscapes},
        TargetCase{"Latin1", "/?q=Z%FCrich",
                   "'Z%FCrich' is not UTF-8 once decoded: write UTF-8 bytes as %XX"},
        TargetCase{"OverlongSlash", "/%C0%AF",
                   "'%C0%AF' is not UTF-8 once decoded: write UTF-8 bytes as %XX"},
        TargetCase{"Up", "/static/../x", "'..' is not a path segment here: write the path without it"},
        TargetCase{"UpEscaped", "/static/%2e%2e/x",
                   "'..' is not a path segment here: write the path without it"},
        TargetCase{"NoPath", "api",
                   "'api' is not a request target: write a path such as /api/search?q=flood"},
        TargetCase{"OtherScheme", "ftp://a/",
                   "'ftp://a/' is not a request target: write a path such as /api/search?q=flood"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ParseTargetLimits, TooManyParametersAreRefused) {
  std::string target = "/?";
  for (std::size_t n = 0; n <= kMaxParameters; ++n) target += "q=1&";
  EXPECT_EQ(shown(target), "the URL has more than 100 parameters: send fewer");
}

TEST(QueryString, IsReadBackAsItWas) {
  const std::vector<Parameter> parameters{
      {"q", "a&b=c+d %\"#?"}, {"person", "O’Brien, Zoë"}, {"place", "北京"}};
  EXPECT_EQ(parse_target("/?" + query_string(parameters))->parameters, parameters);
}

struct WebUrlCase {
  const char* name;
  const char* url;
  bool expected;
};
class IsWebUrl : public testing::TestWithParam<WebUrlCase> {};
TEST_P(IsWebUrl, OnlyHttp) { EXPECT_EQ(is_web_url(GetParam().url), GetParam().expected); }
INSTANTIATE_TEST_SUITE_P(
    Urls, IsWebUrl,
    testing::Values(WebUrlCase{"Http", "http://a.org/x", true}, WebUrlCase{"Https", "HTTPS://a.org", true},
                    WebUrlCase{"Script", "javascript:alert(1)", false},
                    WebUrlCase{"Data", "data:text/html,x", false}, WebUrlCase{"NoHost", "https:///x", false},
                    WebUrlCase{"Relative", "/x", false},
                    WebUrlCase{"Quote", "http://a.org/\"onclick=", false},
                    WebUrlCase{"Short", "http:/", false}, WebUrlCase{"Empty", "", false}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
