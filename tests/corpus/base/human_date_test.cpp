#include "corpus/base/human_date.h"

#include <gtest/gtest.h>

namespace dateline {
namespace {

struct DateCase {
  const char* name;
  const char* given;
  const char* read;  ///< as RFC 3339; empty: refused
};

class HumanDate : public testing::TestWithParam<DateCase> {};

TEST_P(HumanDate, Reads) {
  const auto date = parse_human_date(GetParam().given);
  EXPECT_EQ(date ? to_string(*date) : "", GetParam().read);
}

INSTANTIATE_TEST_SUITE_P(
    Dates, HumanDate,
    testing::Values(
        DateCase{"Rfc3339", "2021-08-26T17:50:00+04:30", "2021-08-26T17:50:00+04:30"},
        DateCase{"Rfc822", "Thu, 26 Aug 2021 17:50:00 +0430", "2021-08-26T17:50:00+04:30"},
        DateCase{"Rfc822Gmt", "Thu, 26 Aug 2021 17:50:00 GMT", "2021-08-26T17:50:00Z"},
        DateCase{"Rfc822Est", "26 Aug 2021 17:50 EST", "2021-08-26T17:50:00-05:00"},
        DateCase{"Reuters", "26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01Z"},
        DateCase{"ReutersBlanks", " 2-MAR-1987  5:02:01.10", "1987-03-02T05:02:01Z"},
        DateCase{"ReutersJunkBehind", "27-MAR-1987 10:19:15.05\x05\x05RM", "1987-03-27T10:19:15Z"},
        DateCase{"ReutersNote", "9-APR-1987 00:00:00.00    # date added as guesswork",
                 "1987-04-09T00:00:00Z"},
        DateCase{"BrokenTimeLeavesTheDay", "31-MAR-1987 605:12:19.12", "1987-03-31"},
        DateCase{"American", "August 26, 2021", "2021-08-26"},
        DateCase{"AmericanTime", "Aug. 26, 2021 5:50 p.m.", "2021-08-26T17:50:00Z"},
        DateCase{"AmericanTimeZone", "August 26, 2021 at 12:05 AM EDT", "2021-08-26T00:05:00-04:00"},
        DateCase{"Ordinal", "26th of August 2021", "2021-08-26"},
        DateCase{"Weekday", "Thursday 26 August 2021", "2021-08-26"},
        DateCase{"German", "26. März 2021", "2021-03-26"},
        DateCase{"GermanTime", "26.03.2021, 17:50 Uhr", "2021-03-26T17:50:00Z"},
        DateCase{"French", "1er août 2021", "2021-08-01"},
        DateCase{"FrenchCapital", "26 DÉCEMBRE 2021", "2021-12-26"},
        DateCase{"Spanish", "26 de agosto de 2021", "2021-08-26"},
        DateCase{"Italian", "26 luglio 2021", "2021-07-26"},
        DateCase{"Portuguese", "26 de outubro de 2021", "2021-10-26"},
        DateCase{"Dutch", "26 mei 2021", "2021-05-26"}, DateCase{"Juin", "26 juin 2021", "2021-06-26"},
        DateCase{"Juillet", "26 juillet 2021", "2021-07-26"}, DateCase{"MonthOnly", "August 2021", "2021-08"},
        DateCase{"Slashes", "2021/08/26", "2021-08-26"}, DateCase{"DayAbove12", "26/08/2021", "2021-08-26"},
        DateCase{"MonthFirst", "08/26/2021", "2021-08-26"}, DateCase{"Ambiguous", "04/05/2021", ""},
        DateCase{"Unix", "1630000000", "2021-08-26T17:46:40Z"},
        DateCase{"UnixFloat", "1630000000.0", "2021-08-26T17:46:40Z"},
        DateCase{"UnixMilliseconds", "1630000000000", "2021-08-26T17:46:40Z"},
        DateCase{"HugoOffset", "2016-01-07 13:07:04 -0400", "2016-01-07T13:07:04-04:00"},
        DateCase{"NoDate", "yesterday", ""}, DateCase{"Empty", "", ""},
        DateCase{"Absurd", "26 August 9999", ""}, DateCase{"NotInCalendar", "31 June 2021", ""},
        DateCase{"OnlyNumber", "42", ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
