#include "corpus/base/date.h"

#include <fmt/compile.h>

#include <charconv>
#include <optional>

#include "corpus/base/text.h"

namespace dateline {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

/// Reads a date from left to right; every step says whether what it wanted was there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  std::optional<int> digits(std::size_t count) {
    int value = 0;
    if (rest_.size() < count) return std::nullopt;
    const auto [end, failure] = std::from_chars(rest_.data(), rest_.data() + count, value);
    if (failure != std::errc{} || end != rest_.data() + count || value < 0 || rest_[0] == '-')
      return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }
  bool skip(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skip_fraction() {
    if (!skip(".,")) return;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') rest_.remove_prefix(1);
  }
  char peek() const { return rest_.empty() ? '\0' : rest_[0]; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct Fields {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset_minutes = 0;
  Precision precision = Precision::kYear;
};

/// Z, +HH:MM, +HHMM, +HH, or nothing, up to the end of the text.
bool read_zone(Cursor& at, Fields& fields) {
  at.skip(" ");
  if (at.skip("Zz") || at.at_end()) return at.at_end();
  const int sign = at.peek() == '-' ? -1 : 1;
  if (!at.skip("+-")) return false;
  const auto hour = at.digits(2);
  if (!hour || *hour > 15) return false;
  at.skip(":");
  const auto minute = at.at_end() ? std::optional(0) : at.digits(2);
  if (!minute || *minute > 59) return false;
  fields.offset_minutes = sign * (*hour * 60 + *minute);
  return at.at_end();
}

bool read_time(Cursor& at, Fields& fields) {
  const auto hour = at.digits(2);
  if (!hour || *hour > 24 || !at.skip(":")) return false;
  const auto minute = at.digits(2);
  if (!minute || *minute > 59) return false;
  fields.hour = *hour, fields.minute = *minute, fields.precision = Precision::kMinute;
  if (at.skip(":")) {
    const auto second = at.digits(2);
    if (!second || *second > 60) return false;
    fields.second = *second, fields.precision = Precision::kSecond;
    at.skip_fraction();
  }
  if (fields.hour == 24 && (fields.minute > 0 || fields.second > 0)) return false;
  return read_zone(at, fields);
}

std::optional<Fields> split(std::string_view text) {
  Cursor at(text);
  Fields fields;
  const auto year = at.digits(4);
  if (!year) return std::nullopt;
  fields.year = *year;
  if (at.at_end()) return fields;
  const auto month = at.skip("-") ? at.digits(2) : std::nullopt;
  if (!month) return std::nullopt;
  fields.month = *month, fields.precision = Precision::kMonth;
  if (at.at_end()) return fields;
  const auto day = at.skip("-") ? at.digits(2) : std::nullopt;
  if (!day) return std::nullopt;
  fields.day = *day, fields.precision = Precision::kDay;
  if (at.at_end()) return fields;
  if (!at.skip("Tt ") || !read_time(at, fields)) return std::nullopt;
  return fields;
}

}  // namespace

std::expected<Date, Error> parse_date(std::string_view text) {
  const auto fields = split(trimmed(text));
  if (!fields) {
    return std::unexpected(invalid(
        "{} is not a date: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, for example 2024-02-29", quoted(text)));
  }
  const std::chrono::year_month_day day{std::chrono::year{fields->year},
                                        std::chrono::month{static_cast<unsigned>(fields->month)},
                                        std::chrono::day{static_cast<unsigned>(fields->day)}};
  if (!day.ok() || fields->year == 0) {
    return std::unexpected(
        invalid("{} is not a day of the calendar: write one from 0001-01-01 on", quoted(text)));
  }
  const auto local = sys_days{day} + hours{fields->hour} + minutes{fields->minute} + seconds{fields->second};
  const minutes offset{fields->offset_minutes};
  return Date{.instant = local - offset, .offset = offset, .precision = fields->precision};
}

std::string to_string(sys_days day) {
  const std::chrono::year_month_day civil{day};
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(civil.year()),
                     static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()));
}

std::string to_string(const Date& date) {
  const auto day = to_string(date.day());
  switch (date.precision) {
    case Precision::kYear:
      return day.substr(0, 4);
    case Precision::kMonth:
      return day.substr(0, 7);
    case Precision::kDay:
      return day;
    case Precision::kMinute:
    case Precision::kSecond:
      break;
  }
  const auto time = std::chrono::hh_mm_ss{date.instant + date.offset - date.day()};
  auto text = fmt::format(FMT_COMPILE("{}T{:02}:{:02}:{:02}"), day, time.hours().count(),
                          time.minutes().count(), time.seconds().count());
  const auto offset = date.offset.count();
  if (offset == 0) return text + "Z";
  return text + fmt::format(FMT_COMPILE("{}{:02}:{:02}"), offset < 0 ? '-' : '+', std::abs(offset) / 60,
                            std::abs(offset) % 60);
}

}  // namespace dateline
