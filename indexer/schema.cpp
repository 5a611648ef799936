#include "indexer/schema.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "corpus/article.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

template <typename Unsigned>
std::string big_endian(Unsigned value) {
  std::string bytes(sizeof value, '\0');
  for (std::size_t n = sizeof value; n-- > 0; value >>= 8) bytes[n] = static_cast<char>(value & 0xFF);
  return bytes;
}

template <typename Unsigned>
Unsigned from_big_endian(std::string_view bytes) {
  Unsigned value = 0;
  for (const char byte : bytes) value = static_cast<Unsigned>(value << 8 | static_cast<unsigned char>(byte));
  return value;
}

constexpr std::uint64_t kInstantBias = std::uint64_t{1} << 63;
constexpr std::uint32_t kDayBias = std::uint32_t{1} << 31;

/// `prefix` + `value`, or a shortened value and its hash where it is too long for a term.
std::string bounded_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const bool fits = value.size() <= kMaxTermBytes && value.find('\0') == std::string_view::npos;
  if (fits) return term.append(value);
  constexpr std::size_t kHashBytes = 17;  // '#' and 16 hexadecimal digits
  for (const char c : utf8_prefix(value, kMaxTermBytes - kHashBytes)) term.push_back(c == '\0' ? ' ' : c);
  return term.append("#").append(stable_id(value));
}

}  // namespace

Field field_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::kPerson:
      return Field::kPerson;
    case RecordKind::kPlace:
      return Field::kPlace;
    case RecordKind::kOrganization:
      break;
  }
  return Field::kOrganization;
}

const FieldSpec* find_field(std::string_view name) {
  for (const auto& row : kFields) {
    for (const auto known : {row.name, row.alias, row.facet}) {
      if (!known.empty() && ascii_iequal(known, name)) return &row;
    }
  }
  if (ascii_iequal(name, "organisation")) return &spec(Field::kOrganization);
  return nullptr;
}

std::string encode_instant(std::chrono::sys_seconds instant) {
  return big_endian(static_cast<std::uint64_t>(instant.time_since_epoch().count()) + kInstantBias);
}

std::optional<std::chrono::sys_seconds> decode_instant(std::string_view bytes) {
  if (bytes.size() != sizeof(std::uint64_t)) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(from_big_endian<std::uint64_t>(bytes) - kInstantBias);
  return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

std::string encode_day(std::chrono::sys_days day) {
  return big_endian(static_cast<std::uint32_t>(day.time_since_epoch().count()) + kDayBias);
}

std::optional<std::chrono::sys_days> decode_day(std::string_view bytes) {
  if (bytes.size() != sizeof(std::uint32_t)) return std::nullopt;
  const auto days = static_cast<std::int32_t>(from_big_endian<std::uint32_t>(bytes) - kDayBias);
  return std::chrono::sys_days{std::chrono::days{days}};
}

std::string encode_point(const GeoPoint& point) {
  const auto thousandths = [](double degrees, double most) {
    return static_cast<int>(std::lround((std::clamp(degrees, -most, most) + most) * 1000));
  };
  return fmt::format("{:06}{:06}", thousandths(point.latitude, 90), thousandths(point.longitude, 180));
}

std::optional<GeoPoint> decode_point(std::string_view digits) {
  constexpr std::size_t kDigits = 6;
  int latitude = 0, longitude = 0;
  const auto read = [&](std::size_t begin, int& number) {
    const auto* first = digits.data() + begin;
    return std::from_chars(first, first + kDigits, number).ptr == first + kDigits;
  };
  if (digits.size() != 2 * kDigits || !read(0, latitude) || !read(kDigits, longitude)) return std::nullopt;
  return GeoPoint{latitude / 1000.0 - 90, longitude / 1000.0 - 180};
}

std::uint64_t digest_number(std::string_view bytes) { return from_big_endian<std::uint64_t>(bytes); }

std::string exact_term(Field field, std::string_view folded_value) {
  return bounded_term(spec(field).exact_prefix, folded_value);
}

std::string id_term(std::string_view id) { return bounded_term(spec(Field::kId).exact_prefix, id); }

std::string origin_term(std::string_view origin) {
  constexpr std::size_t kDigits =
      10;  // every article has this term: a path would be a tenth of its term list
  return std::string(kOriginPrefix).append(stable_id(origin).substr(0, kDigits));
}

std::string stem_key(std::string_view language, std::string_view stem) {
  return std::string(kStemKeyPrefix).append(language).append(":").append(stem);
}

std::string alias_key(Field field, std::string_view folded_value) {
  return std::string("A")
      .append(spec(field).exact_prefix)
      .append(":")
      .append(folded_value.substr(0, kMaxTermBytes));
}

std::string variants_key(std::string_view word) { return std::string("V").append(word); }

}  // namespace dateline
