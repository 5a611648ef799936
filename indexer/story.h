// Near copies: the same story sent twice, corrected, cut or lightly edited by another publisher.
//
// Two articles tell one story where their texts share most of their shingles (runs of three words) and they
// were published within kStoryDays of each other. Candidates are found by min-hashing: every article gets
// kStoryBands hashes, its bands, and near copies have one in common with high probability. Only candidates of
// the right days are compared, so that the work for one article does not grow with the archive. A story is
// all that such pairs connect; it depends on the articles only, not on the order in which they come.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr std::int32_t kStoryDays = 3;      ///< apart, at most
inline constexpr std::size_t kStoryBands = 8;      ///< hashes of an article
inline constexpr double kStoryResemblance = 0.45;  ///< shared shingles of all shingles of both, at least

/// Hashes of the runs of three words of a text, ascending, each once. Case and punctuation do not count.
using Shingles = std::vector<std::uint64_t>;
Shingles shingles_of(std::string_view text);

/// The share of shingles that both have: 0 to 1.
double resemblance(const Shingles& a, const Shingles& b);

/// Whether two texts are near copies. Texts with fewer than kFewestShingles are not: figures and formulas of
/// a line or two say little.
bool is_near_copy(const Shingles& a, const Shingles& b);
inline constexpr std::size_t kFewestShingles = 12;

/// What near copies have one of in common with high probability; none for a text with too few shingles.
std::vector<std::uint32_t> story_bands(const Shingles& shingles);

/// story_bands(shingles_of(text)), in less time; a long text of a few words over and over has some, too.
std::vector<std::uint32_t> story_bands(std::string_view text);

/// Bands as bytes, and back; what is left over of bytes that are none is left out.
std::string encode_bands(const std::vector<std::uint32_t>& bands);
std::vector<std::uint32_t> decode_bands(std::string_view bytes);

/// Whether articles of these days, in days since 1970 or `unknown`, may tell one story.
constexpr bool is_near_in_time(std::int32_t one, std::int32_t other, std::int32_t unknown) {
  if (one == unknown || other == unknown) return one == other;
  return one - other <= kStoryDays && other - one <= kStoryDays;
}

/// One band of one article.
struct StoryBand {
  std::uint32_t hash = 0;
  std::uint32_t document = 0;
  auto operator<=>(const StoryBand&) const = default;
};

}  // namespace dateline
