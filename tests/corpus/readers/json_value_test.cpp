// JSON is read alike by the fast reader and by the one that says what is wrong.
#include "corpus/readers/json_value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>

namespace dateline {
namespace {

using Kind = Value::Kind;

/// A value with its kinds in sight: numbers and booleans as written, texts in quotation marks.
std::string shown(const Value& value) {
  std::string all;
  switch (value.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kText:
      return "'" + value.text + "'";
    case Kind::kNumber:
    case Kind::kBoolean:
      return value.text;
    case Kind::kList:
      for (const auto& item : value.items) all += shown(item) + " ";
      return "[ " + all + "]";
    case Kind::kObject:
      for (const auto& [name, member] : value.members) all += name + "=" + shown(member) + " ";
      return "{ " + all + "}";
  }
  return all;
}

std::string read(std::string_view json) {
  const auto value = parse_json(json);
  return value ? shown(*value) : value.error().message;
}

struct JsonCase {
  const char* name;
  std::string json;
  std::string read;
};

class JsonValues : public testing::TestWithParam<JsonCase> {};
TEST_P(JsonValues, AreRead) { EXPECT_EQ(read(GetParam().json), GetParam().read); }

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

INSTANTIATE_TEST_SUITE_P(
    Rows, JsonValues,
    testing::Values(
        JsonCase{"Kinds", R"({"a":"t","b":[true,false,null],"c":{}})",
                 "{ a='t' b=[ true false null ] c={ } }"},
        JsonCase{"NumbersAsWritten", "[1.50,1E-3,-7,-0.0]", "[ 1.50 1E-3 -7 -0.0 ]"},
        JsonCase{"IntegersAsUsual", "[-0,18446744073709551615,-9223372036854775808]",
                 "[ 0 18446744073709551615 -9223372036854775808 ]"},
        JsonCase{"BeyondAllIntegers", "[123456789012345678901234567890]",
                 "[ 123456789012345678901234567890 ]"},
        JsonCase{"Escapes", R"(["\u00fc\ud83d\ude00\/\"\n"])", "[ 'ü😀/\"\n' ]"},
        JsonCase{"ZeroByte", R"(["a\u0000b"])", std::string("[ 'a\0b' ]", 9)},
        JsonCase{"SameNameTwice", R"({"a":1,"a":2})", "{ a=1 a=2 }"}, JsonCase{"Alone", " 7 ", "7"},
        JsonCase{"ByteOrderMark", "\xEF\xBB\xBF[]", "[ ]"},
        JsonCase{"Latin1", "[\"Z\xFCrich\"]", "[ 'Zürich' ]"},
        JsonCase{"Nothing", "",
                 "byte 1 of the record is not JSON: syntax error while parsing value - unexpected end of "
                 "input; expected '[', '{', or a literal"},
        JsonCase{"TwoValues", "[][]",
                 "byte 3 of the record is not JSON: syntax error while parsing value - unexpected '['; "
                 "expected end of input"},
        JsonCase{
            "HalfASurrogate", R"(["\ud83d"])",
            "byte 9 of the record is not JSON: syntax error while parsing value - invalid string: surrogate "
            "U+D800..U+DBFF must be followed by U+DC00..U+DFFF"},
        JsonCase{"TooLargeANumber", "[1e999]",
                 "byte 6 of the record is not JSON: [json.exception.out_of_range.406] number overflow "
                 "parsing '1e999'"},
        JsonCase{"TrailingComma", "[1,]",
                 "byte 4 of the record is not JSON: syntax error while parsing value - unexpected ']'; "
                 "expected '[', '{', or a literal"},
        JsonCase{"Deepest", nested(100), read(nested(99)).insert(0, "[ ") + " ]"},
        JsonCase{"Deeper", nested(101), "the record is nested deeper than 100: flatten it"},
        JsonCase{"FarTooDeep", nested(100'000), "the record is nested deeper than 100: flatten it"}),
    [](const auto& row) { return row.param.name; });

/// Whatever stands there, what nlohmann takes is taken, and read to the same values.
TEST(JsonValues, AreThoseOfNlohmann) {
  const std::string seeds[] = {
      R"({"a":1,"b":[1.50,-0,-1,1e5,12345678901234567890,true,false,null,"x\u00e9\ud83d\ude00\n\"\\\/"],"c":{"d":{}}})",
      R"([{"lat":42.36723,"t":"",  "k" : [ ] , "e":1E-3}, "Zurich"])"};
  const std::string bytes = "{}[]\",:\\0123456789.-+eEtrufalsn \t\x01";
  std::mt19937 random(1);
  for (int n = 0; n < 30'000; ++n) {
    auto json = seeds[n % 2];
    for (auto changes = random() % 3; changes > 0; --changes) {
      const auto at = random() % json.size();
      const auto byte = bytes[random() % bytes.size()];
      random() % 2 == 0 ? json.replace(at, random() % 3, 1, byte) : json.insert(at, 1, byte);
    }
    const auto expected = nlohmann::ordered_json::parse(json, nullptr, false);
    const auto value = parse_json(json);
    ASSERT_EQ(value.has_value(), !expected.is_discarded()) << json;
    if (!value || value->kind != Kind::kObject) continue;
    for (const auto& [name, member] : value->members) {
      const bool is_only = std::ranges::count(value->members, name, &Member::first) == 1;
      if (is_only && member.kind == Kind::kText) {
        EXPECT_EQ(member.text, expected[name].get<std::string>()) << json;
      }
    }
  }
}

}  // namespace
}  // namespace dateline
