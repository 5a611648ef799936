// Misspelt words of a query, corrected by the archive's own words and names.
#pragma once

#include <string>
#include <vector>

#include "query/lookup.h"
#include "query/parse.h"
#include "query/word_forms.h"

namespace dateline {

/// Corrects words that stand in no article: one that does is meant, however rare. What is quoted, written
/// with =, excluded, a prefix, has digits or fewer than four letters is meant as it is.
class Speller {
 public:
  /// All have to outlive it.
  Speller(const Xapian::Database& database, const Columns& columns, const Lookup& lookup)
      : database_(database), columns_(columns), lookup_(lookup), forms_(database, columns) {}

  /// Replaces words of `root`. A word of four to seven letters may differ by one edit, a longer one by two;
  /// spellings of other alphabets' sounds (tch, ou, kh ...) count as one. The most frequent word is meant,
  /// but one that is an edit further away, or begins with another letter, only if it is ten times as
  /// frequent: the nearest word may be another reader's misspelling. Xapian's errors pass through.
  std::vector<Correction> correct(Node& root);

 private:
  void correct_below(Node& node, std::vector<Correction>& corrections);
  std::string best_for(const std::string& prefix, const std::string& word);

  const Xapian::Database& database_;
  const Columns& columns_;
  const Lookup& lookup_;
  WordForms forms_;
  std::size_t looked_up_ = 0;
};

/// The word of `node` without the punctuation around it, and where it stands.
Correction typed_word(const Node& node);

/// The folded `word` as most articles write it.
std::string written(const Xapian::Database& database, const std::string& word);

/// The query `text` with its `corrections`, and with = before each word that was corrected.
std::string corrected_query(std::string_view text, const std::vector<Correction>& corrections);
std::string exact_query(std::string_view text, const std::vector<Correction>& corrections);

/// `word`, folded, with the letters by which English, French and German write sounds of other alphabets made
/// alike: Gorbatchev and Gorbachev, Khrouchtchev and Hrushchev.
std::string same_sounds(std::string_view word);

/// The words of one query that are looked up; the others are taken as they are.
inline constexpr std::size_t kMostLookedUp = 16;

}  // namespace dateline
