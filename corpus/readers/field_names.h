// The names under which publishers keep the fields of an article: headline, body, dateline, byline ...
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

/// What a field of a record says of the article.
enum class FieldTarget {
  kId,
  kUrl,
  kTitle,
  kText,
  kAuthors,
  kPublished,
  kUpdated,
  kSource,
  kSection,
  kLanguage,
  kKeywords,
  kPeople,
  kPlaces,
  kOrganizations,
  kTeaser,
};

struct FieldName {
  std::string_view name;  ///< as plain_field_name gives it
  FieldTarget target;
};

/// All names that are known, for each target the surest first.
std::span<const FieldName> field_names();

/// Where `plain`, as plain_field_name gives it, stands among them.
std::optional<std::size_t> place_of_field(std::string_view plain);

/// `name` in lower case, without blanks, `_` and `-`.
std::string plain_field_name(std::string_view name);

/// Whether a field of this name means something to article_of; capitals, `_` and `-` do not matter.
bool names_a_field(std::string_view name);

/// Whether it is a title, a text or a summary: a record needs one of those.
bool holds_words(std::string_view name);

}  // namespace dateline
