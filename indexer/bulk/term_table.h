// Terms numbered in the order in which they come.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/bulk/buffer.h"

namespace dateline {

/// Gives every term a number. Open addressing: what is looked at first is a hash and the first eight bytes,
/// not a term somewhere else in memory. One thread.
class TermTable {
 public:
  TermTable();

  /// A term with what it is looked up by.
  struct Key {
    std::string_view term;
    std::uint64_t beginning = 0, hash = 0;
  };

  /// The key of `term`, any bytes. Where it stands in the table is asked of memory on the way: of several
  /// keys made one after the other, the numbers are then there at once.
  Key key_of(std::string_view term) const;

  /// The number of a term, new if need be: numbers count from 0.
  std::uint32_t number_of(const Key& key);
  std::uint32_t number_of(std::string_view term) { return number_of(key_of(term)); }

  /// The number of `prefix` followed by `term`.
  std::uint32_t number_of(std::string_view prefix, std::string_view term);

  /// The term; 8 bytes behind its end can be read. Lives until the next number_of.
  std::string_view name(std::uint32_t number) const {
    return {names_.data() + terms_[number].begin, terms_[number].length};
  }

  /// Its first 8 bytes as they stand in memory, zeros behind a shorter one.
  std::uint64_t beginning(std::uint32_t number) const { return terms_[number].beginning; }

  std::size_t size() const { return terms_.size(); }
  std::size_t name_bytes() const { return names_.size(); }

  /// Forgets all terms and keeps the memory.
  void clear();

 private:
  struct Term {
    std::uint64_t beginning = 0;
    std::uint32_t begin = 0, length = 0;  ///< in names_
  };
  /// Tells most terms from one another without looking elsewhere.
  struct Slot {
    std::uint64_t beginning = 0;
    std::uint32_t tag = 0;     ///< of hash and length
    std::uint32_t number = 0;  ///< and 1; 0: free
  };
  std::uint32_t add(std::string_view term, std::uint64_t beginning);
  void grow();

  glass::Buffer names_, joined_;
  std::vector<Term> terms_;
  std::vector<Slot> slots_;
};

}  // namespace dateline
