// What the rows of GeoNames' dumps are, and which of them are of use for articles.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>
#include <vector>

#include "indexer/entities/places/gazetteer.h"

namespace dateline {

enum class DumpKind : std::uint8_t { kUnknown, kCountries, kDivisions, kPlaces, kNames };

/// The order in which dumps are read: each needs what the ones before it told.
constexpr int pass_of(DumpKind kind) {
  return kind == DumpKind::kNames ? 2 : kind == DumpKind::kPlaces ? 1 : 0;
}
constexpr int kDumpPasses = 3;

/// What a dump is, by the cells of its first line.
DumpKind kind_of_dump(const std::vector<std::string_view>& cells);

/// Why a row is of no use.
enum class PassedOver : std::uint8_t {
  kOtherKind,
  kEmpty,
  kObscure,
  kNoCountry,
  kOtherLanguage,
  kOtherPlace
};
constexpr std::size_t kPassedOverReasons = 6;

/// The rows of that reason, in the plural: "settlements without people".
std::string_view description_of(PassedOver reason);

/// What a row of a places file is to us: its feature class and code, its people and the number of its names.
std::expected<PlaceKind, PassedOver> kind_of_feature(std::string_view feature, std::string_view code,
                                                     std::uint64_t population, std::size_t names);

/// Whether a name of unstated language is worth keeping: short ones are codes of airports and stations, or
/// words of some language ("Ok", "Ga"); those without a capital are transcriptions of transcriptions; other
/// scripts never stand in the texts that are read.
bool is_likely_name(std::string_view name);

/// Two capitals.
bool is_country_code(std::string_view cell);

}  // namespace dateline
