// Cuts a typed query into lexemes; parse.h has the language.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/schema.h"
#include "query/search.h"

namespace dateline {

/// What a lexeme is. kDate: `date:` and its kin, see is_date_name.
enum class Symbol {
  kEnd,
  kWord,
  kQuoted,
  kOpen,
  kClose,
  kAnd,
  kOr,
  kNot,
  kPlus,
  kMinus,
  kNear,
  kField,
  kDate
};

/// A piece of a query.
struct Lexeme {
  Symbol symbol = Symbol::kEnd;
  std::string_view text;  ///< of words, quotes (without the marks) and field names (without the colon)
  const FieldSpec* field = nullptr;  ///< kField
  bool is_exact = false;             ///< kQuoted: written with = before it
  std::uint32_t distance = 0;        ///< kNear: how many words apart at most
  bool is_ordered = false;           ///< kNear: ADJ
  Range range{};
};

/// Whether `name` says what days behind it mean: date (or year, month), since, after, until, before.
bool is_date_name(std::string_view name);

/// How far apart NEAR and ADJ without a number let words stand.
inline constexpr std::uint32_t kNearDistance = 10;

/// The lexemes of `text`, which has to outlive them. What could not be read as meant is told in `notes`.
std::vector<Lexeme> lexemes_of(std::string_view text, std::vector<Note>& notes);

}  // namespace dateline
