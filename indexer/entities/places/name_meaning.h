// What a name of an article means, as far as it is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/entities/places/article_names.h"

namespace dateline {

struct NameMeaning {
  const ArticleName& name;
  std::vector<double> scores{};               ///< of its candidates, without the article's other places
  std::optional<std::size_t> best{};          ///< of its candidates
  std::optional<std::uint32_t> by_letters{};  ///< the country whose initials it is
  std::optional<std::uint32_t> inside{};      ///< what it lies in, where the gazetteer does not know it there

  /// The candidate that it means, a number of the gazetteer.
  std::optional<std::uint32_t> place() const {
    return best ? std::optional(name.candidates[*best]) : std::nullopt;
  }
};

}  // namespace dateline
