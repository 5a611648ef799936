#include "corpus/base/human_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "corpus/base/text.h"

namespace dateline {
namespace {

struct MonthName {
  std::string_view beginning;  ///< the shortest that is unambiguous among all languages read
  unsigned month;
};

constexpr std::array kMonths = std::to_array<MonthName>({
    {"jan", 1},  {"gen", 1},  {"ene", 1},  {"fev", 2},  {"fév", 2},  {"feb", 2},  {"mar", 3},  {"mär", 3},
    {"maa", 3},  {"mrt", 3},  {"mrz", 3},  {"abr", 4},  {"apr", 4},  {"avr", 4},  {"may", 5},  {"mai", 5},
    {"mag", 5},  {"mei", 5},  {"juin", 6}, {"jun", 6},  {"giu", 6},  {"juil", 7}, {"jul", 7},  {"lug", 7},
    {"aug", 8},  {"aoû", 8},  {"aou", 8},  {"ago", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10},
    {"out", 10}, {"ott", 10}, {"nov", 11}, {"dec", 12}, {"déc", 12}, {"dez", 12}, {"dic", 12},
});

struct Zone {
  std::string_view name;
  int minutes;
};

constexpr std::array kZones = std::to_array<Zone>({
    {"z", 0},      {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"wet", 0},    {"bst", 60},   {"cet", 60},
    {"mez", 60},   {"west", 60},  {"cest", 120}, {"mesz", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},
    {"est", -300}, {"edt", -240}, {"et", -300},  {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360},
    {"pst", -480}, {"pdt", -420}, {"jst", 540},  {"ist", 330},
});

/// A run of digits or of letters, or one other character.
struct Piece {
  enum class Kind { kNumber, kWord, kSign } kind;
  std::string_view text;
  int value = 0;  ///< of a number of at most 9 digits; else -1
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size() && pieces.size() < 40;) {
    const std::size_t begin = at;
    const auto is_digit = [&](std::size_t n) { return n < text.size() && text[n] >= '0' && text[n] <= '9'; };
    const auto is_letter = [&](std::size_t n) {
      if (n >= text.size()) return false;
      const auto c = static_cast<unsigned char>(text[n]);
      return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    };
    if (is_digit(at)) {
      while (is_digit(at)) ++at;
      int value = -1;
      if (at - begin <= 9) std::from_chars(text.data() + begin, text.data() + at, value);
      pieces.push_back({Piece::Kind::kNumber, text.substr(begin, at - begin), value});
    } else if (is_letter(at)) {
      while (is_letter(at)) ++at;
      pieces.push_back({Piece::Kind::kWord, text.substr(begin, at - begin)});
    } else {
      ++at;
      if (text[begin] != ' ') pieces.push_back({Piece::Kind::kSign, text.substr(begin, 1)});
    }
  }
  return pieces;
}

std::string lower(std::string_view word) {
  auto out = ascii_lower(word);
  // The accented capitals of the month names above.
  for (const auto& [upper, small] : {std::pair{"É", "é"}, {"Ä", "ä"}, {"Û", "û"}}) {
    for (auto at = out.find(upper); at != std::string::npos; at = out.find(upper)) out.replace(at, 2, small);
  }
  return out;
}

unsigned month_of(std::string_view word) {
  const auto name = lower(word);
  for (const auto& [beginning, month] : kMonths) {
    if (name.starts_with(beginning)) return month;
  }
  return 0;
}

struct Fields {
  int year = 0;
  unsigned month = 0, day = 0;
  std::size_t after = 0;  ///< index of the piece behind the date
};

bool plausible(int year) { return year >= 1600 && year <= 2200; }

/// "87" in "26-FEB-87" is 1987; "21" is 2021.
int full_year(const Piece& piece) {
  if (piece.kind != Piece::Kind::kNumber || piece.value < 0) return 0;
  if (piece.text.size() == 4) return piece.value;
  if (piece.text.size() == 2) return piece.value + (piece.value < 70 ? 2000 : 1900);
  return 0;
}

/// A date with a month name: the day before or behind it, the year behind.
std::optional<Fields> named_month(const std::vector<Piece>& pieces) {
  const auto number = [&](std::size_t n) {
    return n < pieces.size() && pieces[n].kind == Piece::Kind::kNumber;
  };
  const auto skip = [&](std::size_t n) {
    static constexpr std::array<std::string_view, 10> kFillers{"st",  "nd", "rd", "th", "de",
                                                               "del", "er", "of", ".",  ","};
    while (n < pieces.size() && (pieces[n].text == "-" || pieces[n].text == "º" ||
                                 std::ranges::find(kFillers, lower(pieces[n].text)) != kFillers.end())) {
      ++n;
    }
    return n;
  };
  for (std::size_t n = 0; n < pieces.size(); ++n) {
    const auto month = pieces[n].kind == Piece::Kind::kWord ? month_of(pieces[n].text) : 0;
    if (month == 0) continue;
    std::size_t before = n;
    while (before > 0 && !number(before - 1) && skip(before - 1) != before - 1) --before;
    const auto behind = skip(n + 1);
    if (before > 0 && number(before - 1) && pieces[before - 1].text.size() <= 2) {
      if (number(behind))
        return Fields{full_year(pieces[behind]), month, static_cast<unsigned>(pieces[before - 1].value),
                      behind + 1};
    } else if (number(behind)) {
      const auto year = skip(behind + 1);
      const bool has_day = pieces[behind].text.size() <= 2 && number(year) && pieces[year].text.size() == 4;
      if (has_day)
        return Fields{full_year(pieces[year]), month, static_cast<unsigned>(pieces[behind].value), year + 1};
      if (pieces[behind].text.size() == 4) return Fields{pieces[behind].value, month, 0, behind + 1};
    }
  }
  return std::nullopt;
}

/// 2021/08/26, 26.08.2021, 8/26/2021.
std::optional<Fields> numbers_only(const std::vector<Piece>& pieces) {
  if (pieces.size() < 5) return std::nullopt;
  const auto sign = pieces[1].text;
  const bool shape = pieces[0].kind == Piece::Kind::kNumber && pieces[2].kind == Piece::Kind::kNumber &&
                     pieces[4].kind == Piece::Kind::kNumber && (sign == "/" || sign == "." || sign == "-") &&
                     pieces[3].text == sign;
  if (!shape) return std::nullopt;
  const auto unsigned_at = [&](std::size_t n) { return static_cast<unsigned>(std::max(pieces[n].value, 0)); };
  if (pieces[0].text.size() == 4) return Fields{pieces[0].value, unsigned_at(2), unsigned_at(4), 5};
  if (pieces[4].text.size() != 4) return std::nullopt;
  const auto first = unsigned_at(0), second = unsigned_at(2);
  if (sign == "." || first > 12) return Fields{pieces[4].value, second, first, 5};
  if (second > 12 || first == second) return Fields{pieces[4].value, first, second, 5};
  return std::nullopt;
}

/// Reads "17:50[:00[.0]] [am|pm] [zone]" behind the date; false where there is none or it is broken.
bool read_time(const std::vector<Piece>& pieces, std::size_t at, Date& date) {
  while (at < pieces.size() &&
         (pieces[at].text == "," || pieces[at].text == "T" || lower(pieces[at].text) == "at" ||
          lower(pieces[at].text) == "um" || pieces[at].text == "-" || pieces[at].text == "|")) {
    ++at;
  }
  const auto number = [&](std::size_t n) {
    return n < pieces.size() && pieces[n].kind == Piece::Kind::kNumber;
  };
  const auto sign = [&](std::size_t n, std::string_view text) {
    return n < pieces.size() && pieces[n].text == text;
  };
  if (!number(at) ||
      !(sign(at + 1, ":") || lower(at + 1 < pieces.size() ? pieces[at + 1].text : "") == "h") ||
      !number(at + 2)) {
    return false;
  }
  int hour = pieces[at].value, minute = pieces[at + 2].value, second = 0;
  date.precision = Precision::kMinute;
  at += 3;
  if (sign(at, ":") && number(at + 1)) {
    second = pieces[at + 1].value;
    date.precision = Precision::kSecond;
    at += 2;
    if (sign(at, ".") && number(at + 1)) at += 2;
  }
  std::string half;
  for (std::size_t n = at; n < pieces.size() && n < at + 4 && half.size() < 2; ++n) {
    if (pieces[n].kind == Piece::Kind::kWord) half += lower(pieces[n].text);
  }
  if (half.starts_with("pm") && hour < 12) hour += 12;
  if (half.starts_with("am") && hour == 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 60 || hour < 0 || minute < 0 || second < 0) return false;
  int offset = 0;
  for (; at < pieces.size(); ++at) {
    const auto zone = std::ranges::find(kZones, lower(pieces[at].text), &Zone::name);
    if (zone != kZones.end()) offset = zone->minutes;
    const bool signed_offset = (sign(at, "+") || sign(at, "-")) && number(at + 1);
    if (!signed_offset) continue;
    const int given = pieces[at + 1].value;
    const bool colon = sign(at + 2, ":") && number(at + 3);
    offset = colon        ? given * 60 + pieces[at + 3].value
             : given > 99 ? given / 100 * 60 + given % 100
                          : given * 60;
    if (sign(at, "-")) offset = -offset;
    break;
  }
  if (std::abs(offset) > 15 * 60) return false;
  date.offset = std::chrono::minutes{offset};
  date.instant +=
      std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} - date.offset;
  return true;
}

std::optional<Date> unix_time(std::string_view text) {
  double seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (seconds > 1e11) seconds /= 1000;
  // Smaller numbers are years or days; larger ones are no dates of articles.
  if (seconds < 1e8 || seconds > 7e9) return std::nullopt;
  return Date{.instant = std::chrono::sys_seconds{std::chrono::seconds{static_cast<std::int64_t>(seconds)}},
              .precision = Precision::kSecond};
}

}  // namespace

std::expected<Date, Error> parse_human_date(std::string_view text) {
  text = trimmed(text);
  if (const auto date = parse_date(text)) return date;
  if (const auto date = unix_time(text)) return *date;
  const auto pieces = pieces_of(text);
  auto fields = named_month(pieces);
  if (!fields) fields = numbers_only(pieces);
  if (!fields || !plausible(fields->year)) {
    return std::unexpected(
        invalid("{} is not a date that can be read: write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ", quoted(text)));
  }
  const bool has_day = fields->day != 0;
  const std::chrono::year_month_day day{std::chrono::year{fields->year}, std::chrono::month{fields->month},
                                        std::chrono::day{has_day ? fields->day : 1}};
  if (!day.ok())
    return std::unexpected(invalid("{} is not a day of the calendar: write YYYY-MM-DD", quoted(text)));
  Date date{.instant = std::chrono::sys_days{day},
            .precision = has_day ? Precision::kDay : Precision::kMonth};
  auto with_time = date;
  if (has_day && read_time(pieces, fields->after, with_time)) return with_time;
  return date;
}

}  // namespace dateline
