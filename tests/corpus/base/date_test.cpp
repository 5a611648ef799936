#include "corpus/base/date.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct DateCase {
  const char* name;
  const char* given;
  const char* read;  ///< as written again, or the message
};

class ParseDate : public testing::TestWithParam<DateCase> {};

TEST_P(ParseDate, ReadsAndWritesBack) {
  const auto date = parse_date(GetParam().given);
  EXPECT_EQ(date ? to_string(*date) : date.error().message, GetParam().read);
}

constexpr const char* kShape =
    "' is not a date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, for example 2024-02-29";
const std::string kSpoken = std::string("'yesterday") + kShape;
const std::string kTrailing = std::string("'2021-08-26T17:50x") + kShape;
const std::string kMinus = std::string("'-021") + kShape;
const std::string kHour = std::string("'2021-08-26T25:00") + kShape;

INSTANTIATE_TEST_SUITE_P(
    Dates, ParseDate,
    testing::Values(DateCase{"Year", "2021", "2021"}, DateCase{"Month", "2021-08", "2021-08"},
                    DateCase{"Day", "2021-08-26", "2021-08-26"},
                    DateCase{"Minute", "2021-08-26T17:50Z", "2021-08-26T17:50:00Z"},
                    DateCase{"Second", "2021-08-26T17:50:07Z", "2021-08-26T17:50:07Z"},
                    DateCase{"Fraction", "2021-08-26T17:50:07.123Z", "2021-08-26T17:50:07Z"},
                    DateCase{"OffsetStays", "2021-08-26T17:50:00+04:30", "2021-08-26T17:50:00+04:30"},
                    DateCase{"WestOfGreenwich", "2021-08-26 23:50:00 -0500", "2021-08-26T23:50:00-05:00"},
                    DateCase{"NoZoneIsUtc", "2021-08-26T17:50:00", "2021-08-26T17:50:00Z"},
                    DateCase{"LeapDay", "2024-02-29", "2024-02-29"},
                    DateCase{"LeapSecond", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
                    DateCase{"Midnight24", "2016-12-31T24:00Z", "2017-01-01T00:00:00Z"},
                    DateCase{"Blanks", "  2024-02-29 ", "2024-02-29"},
                    DateCase{"NoLeapDay", "2023-02-29",
                             "'2023-02-29' is not a day of the calendar: write one from 0001-01-01 on"},
                    DateCase{"Month13", "2023-13-01",
                             "'2023-13-01' is not a day of the calendar: write one from 0001-01-01 on"},
                    DateCase{"YearZero", "0000-01-01",
                             "'0000-01-01' is not a day of the calendar: write one from 0001-01-01 on"},
                    DateCase{"Spoken", "yesterday", kSpoken.c_str()},
                    DateCase{"Trailing", "2021-08-26T17:50x", kTrailing.c_str()},
                    DateCase{"Minus", "-021", kMinus.c_str()},
                    DateCase{"Hour25", "2021-08-26T25:00", kHour.c_str()}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DateDay, IsTheDayWhereItWasWritten) {
  EXPECT_EQ(to_string(parse_date("2021-08-26T23:50:00-05:00")->day()), "2021-08-26");
  EXPECT_EQ(to_string(parse_date("2021-08-26T00:10:00+09:00")->day()), "2021-08-26");
}

}  // namespace
}  // namespace dateline
