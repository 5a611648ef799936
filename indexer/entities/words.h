// Where the words, numbers, marks and web addresses of a text end. Positions are bytes of the text.
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/entities/tokens.h"

namespace dateline::entities {

/// What the scan of one word saw.
struct Word {
  std::size_t end;
  int letters = 0, uppers = 0, digits = 0;
  bool first_upper = false;
};

/// Scans the word that starts at `at`: letters, digits, and apostrophes inside it.
Word scan_word(std::string_view text, std::size_t at);

Shape shape_of(const Word& word);

/// Whether the apostrophe at `at` starts a possessive or contraction: 's, n't's 't, 're, 've, 'll, 'd, 'm.
bool starts_clitic(std::string_view text, std::size_t at, std::size_t bytes);

/// Where a possessive s that stands apart from its apostrophe ends ("Qatar’ s", as some pages are scraped),
/// else 0.
std::size_t loose_possessive_end(std::string_view text, std::size_t at, std::size_t bytes);

inline bool is_dot(std::string_view text, std::size_t at) { return at < text.size() && text[at] == '.'; }

/// Extends over ".S." of "U.S." and of "J.F.K.", counting `letters`; returns the new end, or `end` where
/// there is no such thing.
std::size_t dotted_end(std::string_view text, std::size_t end, int& letters);

/// Whether the full stop behind `word`, `folded` in its folded form, belongs to it: "J.", "Gen.", "Calif.,".
bool keeps_stop(std::string_view text, const Word& word, std::string_view folded);

/// Extends over the groups and decimals of a number, "3,000.5".
std::size_t number_end(std::string_view text, std::size_t end);

/// Where the mark at `at` ends; dashes and dots go together.
std::size_t mark_end(std::string_view text, std::size_t at, std::size_t bytes);

/// Where a web address that starts at `at` ends, else `at`: names inside one are not names of the text.
std::size_t address_end(std::string_view text, std::size_t at);

}  // namespace dateline::entities
