// A moment or a day as an article states it: the instant, how precisely it was given, and the zone it was
// given in.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline {

/// How much of a date was given.
enum class Precision : std::uint8_t { kYear, kMonth, kDay, kMinute, kSecond };

/// A date with the precision it was given with: "2021", "2021-08", "2021-08-26", "2021-08-26T17:50+04:30".
///
/// A date without a zone counts as UTC; one without a time begins at midnight UTC.
struct Date {
  std::chrono::sys_seconds instant{};  ///< when it begins
  std::chrono::minutes offset{};       ///< east of UTC; zero for dates without a time
  Precision precision = Precision::kDay;

  /// The calendar day at the place that wrote the date: the day a reader there would name.
  std::chrono::sys_days day() const { return std::chrono::floor<std::chrono::days>(instant + offset); }

  friend bool operator==(const Date&, const Date&) = default;
};

/// Reads an RFC 3339 / ISO 8601 date or time: YYYY, YYYY-MM, YYYY-MM-DD, then `T` or a blank,
/// HH:MM[:SS[.fraction]] and `Z` or ±HH[:]MM. A fraction of a second is dropped; the leap second :60 counts
/// as the next second. Errors: kInvalidArgument  not of that shape, or not a day of the calendar (years 1 to
/// 9999)
std::expected<Date, Error> parse_date(std::string_view text);

/// Writes `date` with its own precision as RFC 3339: "2021", "2021-08", "2021-08-26",
/// "2021-08-26T17:50:00+04:30".
std::string to_string(const Date& date);

/// The day as YYYY-MM-DD.
std::string to_string(std::chrono::sys_days day);

}  // namespace dateline
