// Near copies: the same story sent twice, corrected, cut or lightly edited by another publisher.
//
// Two articles tell one story where their texts share most of their shingles (runs of three words) and they
// were published within kStoryDays of each other. Candidates are found by min-hashing: every article gets
// kStoryBands keys, and near copies have one in common with high probability. A key holds the days, so that
// what has to be looked at for one article does not grow with the archive. A story is all that such pairs
// connect; it depends on the articles only, not on the order in which they come.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr std::int32_t kStoryDays = 3;      ///< apart, at most
inline constexpr std::size_t kStoryBands = 8;      ///< keys of an article
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

/// The keys of an article's text, short words of ASCII letters and digits; none for a text with too few
/// shingles. `day` is when it was published.
std::vector<std::string> story_keys(const Shingles& shingles, std::optional<std::chrono::sys_days> day);

/// What near copies have one of in common with high probability, whenever they were published; none for a
/// text with too few shingles.
std::vector<std::uint32_t> story_bands(const Shingles& shingles);

/// The keys that a near copy published within kStoryDays of `day` may have.
std::vector<std::string> story_keys_around(const Shingles& shingles,
                                           std::optional<std::chrono::sys_days> day);

}  // namespace dateline
