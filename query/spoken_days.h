// Days as people say them.
#pragma once

#include <chrono>
#include <string_view>

#include "corpus/base/error.h"
#include "query/parse.h"

namespace dateline {

/// Reads what parse_days reads, and seen from `today`: today, yesterday, a weekday (the latest that is past),
/// this or last week (from Monday), month or year, "last 3 days", "2 weeks ago", a month (the latest that has
/// begun), "1980s", and a month or day as parse_human_date reads it ("march 1987", "5 april 2022",
/// "12/25/2023"); >, >=, < and <= before one of these; and spans of which an end is a day or one of these or
/// a length of time back: 2w.. is the last two weeks, 3d.., 6m.., 1y.. likewise. Capitals do not matter.
/// Errors: kInvalidArgument  none of these, or a day beyond the calendar's years 1 to 9999
std::expected<DayRange, Error> parse_spoken_days(std::string_view text, std::chrono::sys_days today);

}  // namespace dateline
