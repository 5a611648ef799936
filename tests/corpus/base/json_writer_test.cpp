#include "corpus/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

namespace dateline {
namespace {

struct StringCase {
  const char* name;
  std::string text;
  const char* json;
};

class JsonString : public testing::TestWithParam<StringCase> {};

TEST_P(JsonString, IsEscaped) {
  std::string out;
  append_json_string(out, GetParam().text);
  EXPECT_EQ(out, GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, JsonString,
    testing::Values(StringCase{"Empty", "", R"("")"},
                    StringCase{"Plain", "Storm over Kent", R"("Storm over Kent")"},
                    StringCase{"QuoteAndBackslash", R"(a"b\c)", R"("a\"b\\c")"},
                    StringCase{"Blanks", "a\tb\nc\rd", R"("a\tb\nc\rd")"},
                    StringCase{"Controls", std::string("\0\x01\x1f\b\f", 5), R"("\u0000\u0001\u001f\b\f")"},
                    StringCase{"Delete", "\x7f", "\"\x7f\""},
                    StringCase{"EndOfScript", "</script><!--", R"("\u003c/script>\u003c!--")"},
                    StringCase{"ManyScripts", "Zürich, 北京, 🎈", R"("Zürich, 北京, 🎈")"},
                    StringCase{"BrokenBytes", "a\xff\xc3", "\"a\xEF\xBF\xBD\xEF\xBF\xBD\""},
                    StringCase{"CutInTheMiddle", "\xe5\x8c", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PlainJsonPrefix, EndsBeforeTheFirstByteThatIsWrittenOtherwise) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool is_plain = byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\' && c != '<';
    for (std::size_t place = 0; place < 20; ++place) {
      std::string text(20, '!');  // the byte before '"'
      text[place] = c;
      EXPECT_EQ(plain_json_prefix(text), is_plain ? text.size() : place) << byte;
    }
  }
}

struct NumberCase {
  const char* name;
  double number;
  const char* json;
};

class JsonNumber : public testing::TestWithParam<NumberCase> {};

TEST_P(JsonNumber, ReadsBackAsItself) {
  EXPECT_EQ(JsonWriter().value(GetParam().number).text(), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, JsonNumber,
    testing::Values(NumberCase{"Whole", 47, "47.0"}, NumberCase{"Zero", 0, "0.0"},
                    NumberCase{"Negative", -46.625, "-46.625"}, NumberCase{"Tenth", 0.1, "0.1"},
                    NumberCase{"Tiny", 1e-9, "1e-09"}, NumberCase{"Huge", 1e300, "1e+300"},
                    NumberCase{"Infinite", std::numeric_limits<double>::infinity(), "null"},
                    NumberCase{"NotANumber", std::numeric_limits<double>::quiet_NaN(), "null"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(JsonWriter, PutsCommasWhereTheyBelong) {
  JsonWriter json;
  json.begin_object().member("a", 1u).key("b").begin_array().end_array().key("c").begin_object().end_object();
  json.list("d", std::vector<std::string>{"x", "y"}, [&](const auto& one) { json.value(one); });
  json.key("e")
      .begin_array()
      .begin_array()
      .value(1u)
      .value(2u)
      .end_array()
      .null()
      .value(true)
      .raw("{}")
      .end_array();
  EXPECT_EQ(json.end_object().take(), R"({"a":1,"b":[],"c":{},"d":["x","y"],"e":[[1,2],null,true,{}]})");
  EXPECT_EQ(json.text(), "");
}

}  // namespace
}  // namespace dateline
