// Days and spans of days as calendars write them.
#include "corpus/base/date.h"
#include "query/parse.h"

namespace dateline {

bool ends_before_it_begins(const DayRange& days) {
  return days.first && days.last && *days.last < *days.first;
}

Note no_days(std::string_view span, Range range) {
  return {"no_days", fmt::format("{} ends before it begins: nothing was published then", span), range};
}

std::expected<DayRange, Error> parse_days(std::string_view text) {
  const auto shape = [&] {
    return std::unexpected(
        invalid("{} is not a span of days: write YYYY, YYYY-MM, YYYY-MM-DD or FIRST..LAST, for example "
                "2021-08..2021-09",
                quoted(text)));
  };
  const auto dots = text.find("..");
  const auto first = dots == std::string_view::npos ? text : text.substr(0, dots);
  const auto last = dots == std::string_view::npos ? text : text.substr(dots + 2);
  if (first.empty() && last.empty()) return shape();
  DayRange range;
  if (!first.empty()) {
    const auto date = parse_date(first);
    if (!date || date->precision > Precision::kDay) return shape();
    range.first = date->day();
  }
  if (!last.empty()) {
    const auto date = parse_date(last);
    if (!date || date->precision > Precision::kDay) return shape();
    const std::chrono::year_month_day day{date->day()};
    switch (date->precision) {
      case Precision::kYear:
        range.last = std::chrono::sys_days{day.year() / std::chrono::December / 31};
        break;
      case Precision::kMonth:
        range.last = std::chrono::sys_days{day.year() / day.month() / std::chrono::last};
        break;
      default:
        range.last = date->day();
    }
  }
  return range;
}

}  // namespace dateline
