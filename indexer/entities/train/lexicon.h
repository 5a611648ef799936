// Builds what the model knows of words: names of people and places, words that stand beside them, clusters.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/model.h"

namespace dateline::train {

/// Words and sequences of words by the hash of their folded form.
class Lexicon {
 public:
  /// Reads names-us-census, names-by-country and gaz-geonames below `data` and the project's own lists.
  static std::expected<Lexicon, Error> read(const std::filesystem::path& data);

  /// Adds `flags` to a name of one word or several; the words of a longer one get them without kWholeName.
  void add(std::string_view name, std::uint32_t flags);

  /// Marks as common the words that `texts` write more often in lower case than with a capital.
  void mark_common_words(const std::vector<std::string>& texts);

  /// Sets the clusters of a word's two spellings.
  void set_clusters(std::uint64_t word, std::uint16_t lower, std::uint16_t capital);

  /// The entries as the model holds them: open addressing, four slots for three entries.
  std::vector<entities::LexiconEntry> table() const;

 private:
  std::unordered_map<std::uint64_t, entities::LexiconEntry> entries_;
};

}  // namespace dateline::train
