// Values of a query that may be several words: `near:New York~50km`, `date:last week`.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "query/lexemes.h"
#include "query/operands.h"
#include "query/parse.h"

namespace dateline {

/// Reads the value behind a field, as many words of it as make one. All have to outlive it.
class WordedValues {
 public:
  WordedValues(Lexemes& lexemes, Operands& operands, std::vector<Note>& notes, const IsPlace& is_place)
      : lexemes_(lexemes), operands_(operands), notes_(notes), is_place_(is_place) {}

  /// The value of `near:`: a name of some words or a quotation, or coordinates, then ~ and a distance.
  /// Without quotation marks and a distance, as many words as a place is called. Nothing where there is none.
  std::optional<Node> around(const Lexeme& name);

  /// The value of `date:` and its kin: a word or quotation, or as many words as make days. Nothing where
  /// there is none.
  std::optional<Node> days(const Lexeme& name);

 private:
  std::string_view place_words(std::string_view first);
  std::string_view longest_place(std::string_view first);

  Lexemes& lexemes_;
  Operands& operands_;
  std::vector<Note>& notes_;
  const IsPlace& is_place_;
};

}  // namespace dateline
