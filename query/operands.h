// The operands of a query: words, quotations, days, and what stands near each other.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "query/lexer.h"
#include "query/parse.h"

namespace dateline {

/// Reads operands; `notes` has to outlive it.
class Operands {
 public:
  Operands(std::vector<Note>& notes, std::chrono::sys_days today, const Budget& budget)
      : notes_(notes), today_(today), budget_(budget) {}

  /// A word, prefix, exact form or one-word value; nothing for punctuation and beyond the budget.
  std::optional<Node> word(const Lexeme& lexeme, std::optional<Field> field);

  /// A phrase or a whole value; nothing for a quotation without words and beyond the budget.
  std::optional<Node> phrase(const Lexeme& lexeme, std::optional<Field> field);

  /// `text` behind date:, since:, after:, until: or before:; nothing if it is no days.
  std::optional<Node> days(std::string_view name, std::string_view text, Range range);

  /// What stands behind near: `place`, a name or coordinates, and what stands behind its ~, if anything.
  std::optional<Node> around(std::string_view place, std::string_view radius, Range range);

  /// Whether `text` can be read as days.
  bool are_days(std::string_view text) const;

 private:
  std::optional<Node> exact_word(Node node);
  void note_wildcard(std::string_view text, std::string_view why, Range range);
  bool within_budget(Range range);

  std::vector<Note>& notes_;
  std::chrono::sys_days today_;
  Budget budget_;
  std::size_t words_ = 0;
};

/// `near` as it can be evaluated. A person is near by the last word of the name, a place or organization by
/// all of it, and an exact form folded; the article has to have each of these as well. Brackets of anything
/// but alternatives are read as AND, with a note.
Node near_or_and(Node near, std::vector<Note>& notes);

}  // namespace dateline
