// Cuts a typed query into lexemes; parse.h has the language.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/schema.h"
#include "query/search.h"

namespace dateline {

/// What a lexeme is.
enum class Symbol { kEnd, kWord, kQuoted, kOpen, kClose, kAnd, kOr, kNot, kPlus, kMinus, kField };

/// A piece of a query.
struct Lexeme {
  Symbol symbol = Symbol::kEnd;
  std::string_view text;  ///< of words, quotes (without the marks) and field names (without the colon)
  const FieldSpec* field = nullptr;  ///< kField: null for date:
  bool is_exact = false;             ///< kQuoted: written with = before it
  Range range{};
};

/// The lexemes of `text`, which has to outlive them. What could not be read as meant is told in `notes`.
std::vector<Lexeme> lexemes_of(std::string_view text, std::vector<Note>& notes);

}  // namespace dateline
