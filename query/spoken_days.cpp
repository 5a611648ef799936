#include "query/spoken_days.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

enum class Unit { kDay, kWeek, kMonth, kYear };

struct UnitName {
  std::string_view name;
  Unit unit;
};
constexpr std::array kUnits{UnitName{"day", Unit::kDay}, UnitName{"week", Unit::kWeek},
                            UnitName{"month", Unit::kMonth}, UnitName{"year", Unit::kYear}};
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

/// What may stand behind the number of a day.
constexpr std::array<std::string_view, 7> kBehindDay{"", ",", ".", "st", "nd", "rd", "th"};

/// The longest span that is counted back, in any unit.
constexpr int kMostBack = 5000;

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// day, days, d: the unit that a word or its first letter names.
std::optional<Unit> unit_of(std::string_view word) {
  for (const auto& [name, unit] : kUnits) {
    if (word == name || word == name.substr(0, 1) ||
        (word.ends_with('s') && word.substr(0, word.size() - 1) == name))
      return unit;
  }
  return std::nullopt;
}

std::optional<int> number_of(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  return whole && number > 0 && number <= kMostBack ? std::optional(number) : std::nullopt;
}

/// `day` so many units earlier; the last day of a shorter month.
sys_days back(sys_days day, int count, Unit unit) {
  if (unit == Unit::kDay || unit == Unit::kWeek) return day - days(unit == Unit::kWeek ? count * 7 : count);
  const auto months = std::chrono::months(unit == Unit::kYear ? count * 12 : count);
  const auto earlier = year_month_day(day) - months;
  return earlier.ok() ? sys_days(earlier) : sys_days(earlier.year() / earlier.month() / std::chrono::last);
}

/// The week, month or year that `day` is in.
DayRange around(sys_days day, Unit unit) {
  const year_month_day date(day);
  const std::chrono::weekday weekday(day);
  switch (unit) {
    case Unit::kDay:
      return {day, day};
    case Unit::kWeek: {
      const auto monday = day - (weekday - std::chrono::Monday);
      return {monday, monday + days(6)};
    }
    case Unit::kMonth:
      return {sys_days(date.year() / date.month() / 1),
              sys_days(date.year() / date.month() / std::chrono::last)};
    case Unit::kYear:
      break;
  }
  return {sys_days(date.year() / 1 / 1), sys_days(date.year() / 12 / 31)};
}

std::optional<DayRange> named_day(std::string_view word, sys_days today) {
  if (word == "today") return DayRange{today, today};
  if (word == "yesterday") return DayRange{today - days(1), today - days(1)};
  const auto found = std::ranges::find(kWeekdays, word);
  if (found == kWeekdays.end()) return std::nullopt;
  const std::chrono::weekday wanted(static_cast<unsigned>(found - kWeekdays.begin()) + 1);
  const auto since = std::chrono::weekday(today) - wanted;
  const auto day = today - (since == days(0) ? days(7) : since);
  return DayRange{day, day};
}

/// "2w", "2 weeks", "2 weeks ago": how far back.
std::optional<sys_days> length_back(const std::vector<std::string_view>& words, sys_days today) {
  auto first = words.empty() ? std::string_view() : words[0];
  const auto digits = std::min(first.find_first_not_of("0123456789"), first.size());
  const auto number = number_of(first.substr(0, digits));
  if (!number) return std::nullopt;
  const bool joined = digits < first.size();
  const auto unit = joined             ? unit_of(first.substr(digits))
                    : words.size() > 1 ? unit_of(words[1])
                                       : std::nullopt;
  const std::size_t used = joined ? 1 : 2;
  const bool ends = words.size() == used || (words.size() == used + 1 && words[used] == "ago");
  return unit && ends ? std::optional(back(today, *number, *unit)) : std::nullopt;
}

/// The latest month of that name that has begun: "march", "mar".
std::optional<DayRange> named_month(std::string_view word, sys_days today) {
  const auto found = std::ranges::find_if(kMonths, [&](std::string_view month) {
    return word == month || word == month.substr(0, 3) || (word == "sept" && month == "september");
  });
  if (found == kMonths.end()) return std::nullopt;
  const std::chrono::month month(static_cast<unsigned>(found - kMonths.begin()) + 1);
  const year_month_day date(today);
  const auto year = month <= date.month() ? date.year() : date.year() - std::chrono::years(1);
  return around(sys_days(year / month / 1), Unit::kMonth);
}

/// "1980s".
std::optional<DayRange> decade(std::string_view word) {
  if (word.size() != 5 || !word.ends_with("0s")) return std::nullopt;
  const auto first = number_of(word.substr(0, 4));
  if (!first) return std::nullopt;
  const std::chrono::year year(*first);
  return DayRange{sys_days(year / 1 / 1), sys_days((year + std::chrono::years(9)) / 12 / 31)};
}

/// Whether `words` are at most a month's name and numbers of a day and a year: "5", "5th", "5,", "2022".
bool are_of_a_date(const std::vector<std::string_view>& words) {
  std::size_t names = 0;
  for (const auto word : words) {
    const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
    const auto behind = word.substr(digits);
    if (digits == 0) {
      ++names;
    } else if (digits > 4 || std::ranges::find(kBehindDay, behind) == kBehindDay.end()) {
      return false;
    }
  }
  return names == 1;
}

/// A month or day as people write it: "march 1987", "5 april 2022", "april 5, 2022", "12/25/2023".
std::optional<DayRange> written(const std::vector<std::string_view>& words, std::string_view text) {
  if (words.size() > 1 && !are_of_a_date(words)) return std::nullopt;
  const auto date = parse_human_date(text);
  if (!date || date->precision > Precision::kDay) return std::nullopt;
  return around(date->day(), date->precision == Precision::kDay     ? Unit::kDay
                             : date->precision == Precision::kMonth ? Unit::kMonth
                                                                    : Unit::kYear);
}

/// A day, week, month or year in words.
std::optional<DayRange> spoken(const std::vector<std::string_view>& words, sys_days today) {
  if (words.size() == 1) {
    if (auto day = named_day(words[0], today)) return day;
    if (auto month = named_month(words[0], today)) return month;
    if (auto years = decade(words[0])) return years;
  }
  const bool last = !words.empty() && (words[0] == "last" || words[0] == "past");
  if (words.size() == 2 && (last || words[0] == "this")) {
    const auto unit = unit_of(words[1]);
    if (unit) return around(last ? back(around(today, *unit).first.value(), 1, *unit) : today, *unit);
    return last ? named_day(words[1], today) : std::nullopt;
  }
  if (last && words.size() == 3) {
    if (const auto day = length_back({words[1], words[2]}, today)) return DayRange{*day, today};
  }
  const bool ago = words.size() > 1 && words.back() == "ago";
  if (ago) {
    if (const auto day = length_back(words, today)) return DayRange{*day, *day};
  }
  return std::nullopt;
}

/// One end of a span: the days it can mean.
std::expected<DayRange, Error> span_end(std::string_view text, sys_days today) {
  const auto words = words_in(text);
  if (auto range = spoken(words, today)) return *range;
  if (const auto day = length_back(words, today)) return DayRange{*day, *day};
  if (auto range = written(words, text)) return *range;
  return parse_days(text);
}

/// ">2020" and its kin.
std::optional<DayRange> compared(std::string_view text, sys_days today) {
  const bool later = text.starts_with('>');
  if (!later && !text.starts_with('<')) return std::nullopt;
  const bool included = text.substr(1).starts_with('=');
  const auto given = span_end(trimmed(text.substr(included ? 2 : 1)), today);
  if (!given || !given->first || !given->last) return std::nullopt;
  if (later) return DayRange{included ? *given->first : *given->last + days(1), std::nullopt};
  return DayRange{std::nullopt, included ? *given->last : *given->first - days(1)};
}

}  // namespace

std::expected<DayRange, Error> parse_spoken_days(std::string_view text, sys_days today) {
  const auto lower = ascii_lower(trimmed(text));
  const auto dots = lower.find("..");
  if (dots == std::string::npos) {
    const auto words = words_in(lower);
    if (auto range = spoken(words, today)) return *range;
    if (auto range = compared(lower, today)) return *range;
    if (auto range = written(words, lower)) return *range;
    return parse_days(text);
  }
  const auto first = trimmed(std::string_view(lower).substr(0, dots));
  const auto last = trimmed(std::string_view(lower).substr(dots + 2));
  DayRange range;
  if (first.empty() && last.empty()) return parse_days(text);
  if (!first.empty()) {
    const auto begin = span_end(first, today);
    if (!begin) return parse_days(text);
    range.first = begin->first;
  }
  if (!last.empty()) {
    const auto end = span_end(last, today);
    if (!end) return parse_days(text);
    range.last = end->last;
  }
  return range;
}

}  // namespace dateline
