// Dates as people write them in feeds, pages and agency copy.
#pragma once

#include <string_view>

#include "corpus/base/date.h"

namespace dateline {

/// Reads RFC 3339 as parse_date does, and beside it: RFC 822 ("Thu, 26 Aug 2021 17:50:00 +0430", "... EST"),
/// "26-FEB-1987 15:01:01.79", "August 26, 2021 5:50 p.m.", "26. August 2021", "26 août 2021", "2021/08/26",
/// "26.08.2021", Unix time in seconds or milliseconds. Month names are English, German, French, Spanish,
/// Italian, Portuguese and Dutch. 04/05/2021 is not guessed at: it is refused unless one of the numbers is
/// above 12. A part behind the date that cannot be read (a broken time) is left out: the day remains. Errors:
/// kInvalidArgument  no date, or a year before 1600 or after 2200
std::expected<Date, Error> parse_human_date(std::string_view text);

}  // namespace dateline
