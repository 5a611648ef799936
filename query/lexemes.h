// The lexemes of a query, read one after the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/lexer.h"

namespace dateline {

class Lexemes {
 public:
  explicit Lexemes(std::vector<Lexeme> all) : all_(std::move(all)) {}

  bool empty() const { return all_.empty(); }
  /// Where the last one ends in the text; there is one.
  std::uint32_t end() const { return all_.back().range.second; }

  /// What the next one is; kEnd behind the last.
  Symbol symbol() const { return at_ < all_.size() ? all_[at_].symbol : Symbol::kEnd; }
  /// The next one, which is there; take() goes on behind it.
  const Lexeme& next() const { return all_[at_]; }
  const Lexeme& take() { return all_[at_++]; }
  /// Goes on behind the next `count`, which are there.
  void skip(std::size_t count) { at_ += count; }

  /// The typed text of the next `count` words; "" where other things are among them.
  std::string_view words(std::size_t count) const;

 private:
  std::vector<Lexeme> all_;
  std::size_t at_ = 0;
};

/// Says that something which joins or changes words stands where there are none, and is left out.
Note stray_operator(std::string message, Range range);

/// The same of `name:`.
Note without_value(const Lexeme& name);

}  // namespace dateline
