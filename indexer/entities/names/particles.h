// Small words inside people's names: "van" of "Vincent van Gogh".
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline {

/// Particles that are no English words.
inline constexpr std::array<std::string_view, 35> kParticles{
    "abu",   "ad",   "af",  "al", "ar",  "bin", "bint", "da",  "dal", "das", "de",  "del",
    "della", "den",  "der", "di", "dos", "du",  "el",   "ibn", "ka",  "la",  "las", "le",
    "los",   "ould", "ter", "ud", "ul",  "ur",  "van",  "von", "wa",  "y",   "zu"};
/// Particles that are words too: parts of a name only inside what is known to be one.
inline constexpr std::array<std::string_view, 6> kParticlesAndWords{"an", "as", "ash", "at", "do", "ten"};

/// Whether `word`, in plain letters, is a particle wherever it stands between names.
inline bool is_particle(std::string_view word) {
  return std::ranges::find(kParticles, word) != kParticles.end();
}

/// Whether `word`, inside a person's name, is a particle.
inline bool is_inner_particle(std::string_view word) {
  return is_particle(word) || std::ranges::find(kParticlesAndWords, word) != kParticlesAndWords.end();
}

}  // namespace dateline
