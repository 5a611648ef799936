// The finder's model as one flat block of bytes: what is known of words, and the weights of two stages.
//
// Everything is little-endian and read in place, so a model mapped from a file or built into a program costs
// no memory of its own. Layout, each section aligned to 16 bytes, offsets from the start:
//   header   ModelHeader
//   words    LexiconEntry[header.words]     open addressing on LexiconEntry::key, empty where key is 0
//   stage    uint16 seeds[buckets]          one per bucket of the displacement hash
//            WeightRow rows[rows]           \ for each of the two stages
//            int16 transitions[13][16]      /
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string_view>

#include "corpus/base/error.h"

namespace dateline::entities {

/// Labels of a token: 0 is outside, then begin, inside, last, unit for each of MentionType's three values.
constexpr int kLabels = 13;
constexpr int kLanes = 16;  ///< labels padded so that a row is one vector register

/// The score of each label for one token, in units of the weights.
using Scores = std::array<std::int16_t, kLanes>;

/// What is known of a word or of a sequence of words, as bits of LexiconEntry::flags.
enum LexiconFlag : std::uint32_t {
  kGivenName = 1u << 0,      ///< among the most frequent given names
  kRareGivenName = 1u << 1,  ///< any other given name
  kSurname = 1u << 2,        ///< among the most frequent surnames
  kFairSurname = 1u << 3,    ///< a surname of middling frequency
  kRareSurname = 1u << 4,    ///< any other surname
  kBigCity = 1u << 5,        ///< a million inhabitants or a capital; for a single word: part of such a name
  kCity = 1u << 6,           ///< 100,000 inhabitants
  kTown = 1u << 7,           ///< a smaller town
  kRegion = 1u << 8,         ///< a first-level division of a country
  kCountry = 1u << 9,        ///< a country
  kDemonym = 1u << 10,       ///< a people, a language, an adjective of a country
  kPlaceName = 1u << 11,     ///< a continent, sea or region of the world
  kOrganizationWord = 1u << 12,  ///< "ministry", "university"
  kCompanyWord = 1u << 13,       ///< "inc", "ltd"
  kTitleWord = 1u << 14,         ///< stands before a person: "mr", "president"
  kRoleWord = 1u << 15,          ///< "spokesman", "striker"
  kPlaceWord = 1u << 16,         ///< "river", "province"
  kSpeechWord = 1u << 17,        ///< "said", "told"
  kPlacePreposition = 1u << 18,  ///< "in", "near"
  kCalendarWord = 1u << 19,      ///< a month, a day of the week
  kFunctionWord = 1u << 20,      ///< "the", "however", "why"
  kCommonWord = 1u << 21,        ///< often written in lower case
  kKinWord = 1u << 22,           ///< "son", "widow"
  kTeamWord = 1u << 23,          ///< "united", "fc"
  kWholeName = 1u << 28,         ///< the place flags hold for exactly these words, not only for a longer name
  kPhraseStart = 1u << 31,       ///< a longer sequence starts with this word
};

/// One word, or one sequence of words.
struct LexiconEntry {
  std::uint32_t key = 0;      ///< upper half of the hash; never 0 in use
  std::uint32_t flags = 0;    ///< LexiconFlag
  std::uint16_t lower = 0;    ///< cluster of the word written in lower case; 0 for none
  std::uint16_t capital = 0;  ///< cluster of the word written with a capital; 0 for none
};

/// Weights of one feature for each label, and a check that it is this feature.
struct WeightRow {
  std::array<std::int8_t, kLabels> weight;
  std::uint8_t unused;
  std::uint16_t check;
  bool is_of(std::uint64_t feature) const { return check == static_cast<std::uint16_t>(feature); }
};
static_assert(sizeof(WeightRow) == kLanes && sizeof(LexiconEntry) == 12);

/// The weights of one stage.
struct Stage {
  const std::uint16_t* seeds = nullptr;
  const WeightRow* rows = nullptr;
  const std::int16_t* transitions = nullptr;  ///< [from][to] in kLanes columns, kForbidden where illegal
  std::uint32_t seed_count = 0, row_count = 0;

  /// Where the weights of `feature` stand if the model has some: see WeightRow::is_of.
  const WeightRow& row(std::uint64_t feature) const {
    return rows[slot(feature, seeds[bucket(feature)], row_count)];
  }

  /// Asks memory for what row() reads first.
  void prefetch_seed(std::uint64_t feature) const { __builtin_prefetch(&seeds[bucket(feature)]); }

  std::uint32_t bucket(std::uint64_t feature) const {
    return static_cast<std::uint32_t>((feature >> 32) * seed_count >> 32);
  }

  /// The row in which `feature` stands when its bucket has `seed`; the builder searches the seeds.
  static std::uint32_t slot(std::uint64_t feature, std::uint16_t seed, std::uint32_t rows) {
    auto mixed = (feature ^ (std::uint64_t{seed} + 1) * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
    mixed ^= mixed >> 32;
    return static_cast<std::uint32_t>((mixed & 0xFFFFFFFF) * rows >> 32);
  }
};

constexpr std::int16_t kForbidden = -20000;  ///< a transition that no path may take

struct ModelHeader {
  std::array<char, 8> magic;  ///< "DLNAMES\0"
  std::uint32_t version;      ///< kModelVersion
  std::uint32_t words;        ///< capacity of the lexicon
  std::uint64_t bytes;        ///< of the whole model, header included
  std::uint64_t checksum;     ///< of all after the header
  std::uint64_t words_offset;
  struct {
    std::uint64_t seeds_offset, rows_offset, transitions_offset;
    std::uint32_t seed_count, row_count;
  } stage[2];
};
constexpr std::array<char, 8> kModelMagic = {'D', 'L', 'N', 'A', 'M', 'E', 'S', 0};
constexpr std::uint32_t kModelVersion = 1;

/// A view of a model; the bytes must outlive it.
class Model {
 public:
  /// Checks size, version, checksum and layout of `bytes`, which must be aligned to 8 bytes.
  ///
  /// Errors: kFormat       not a model at all
  ///         kUnsupported  a version this build does not know
  ///         kCorrupt      cut short or changed
  static std::expected<Model, Error> open(std::string_view bytes);

  /// What is known of the word or sequence with this hash; an entry without flags and clusters where nothing
  /// is.
  const LexiconEntry& word(std::uint64_t hash) const;

  /// Asks memory for what word() reads first.
  void prefetch_word(std::uint64_t hash) const { __builtin_prefetch(&words_[first_slot(hash)]); }

  const Stage& stage(int number) const { return stages_[number]; }

 private:
  std::uint32_t first_slot(std::uint64_t hash) const;

  const LexiconEntry* words_ = nullptr;
  std::uint32_t word_capacity_ = 0;
  std::array<Stage, 2> stages_;
};

/// LexiconEntry::key of a hash.
constexpr std::uint32_t lexicon_key(std::uint64_t hash) {
  const auto key = static_cast<std::uint32_t>(hash * 0x9FB21C651E98DF25 >> 32);
  return key == 0 ? 1 : key;
}

inline std::uint32_t Model::first_slot(std::uint64_t hash) const {
  return static_cast<std::uint32_t>(std::uint64_t{lexicon_key(hash)} * word_capacity_ >> 32);
}

/// The hash of a sequence of words that goes on with `word`.
constexpr std::uint64_t phrase_hash(std::uint64_t sequence, std::uint64_t word) {
  return (sequence * 0x9E3779B97F4A7C15 + word) * 0xD6E8FEB86659FD93 ^ sequence >> 31;
}

/// The checksum of a model's bytes after the header.
std::uint64_t model_checksum(std::string_view bytes);

/// The model that is built into this program, aligned as Model::open wants it.
std::string_view built_in_model();

}  // namespace dateline::entities
