// What stands around a person's name and says who is meant: "Mrs", "President", "his wife", "… family".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

enum class Sex : unsigned char { kUnknown, kMan, kWoman };

/// The words beside one mention.
struct Surroundings {
  Sex sex = Sex::kUnknown;    ///< as "Mr", "Mrs" or "his wife" before the name says
  std::string office;         ///< "president" of "President Jones", in plain letters; mostly empty
  std::string rank;           ///< "prince" of "Prince Charles", where it goes with a first name; mostly empty
  bool is_titled = false;     ///< a title of any kind stands before it
  bool is_thing = false;      ///< "the Bill", "this Bill"
  bool is_family = false;     ///< several are meant: "the Jones family", "Mr and Mrs Jones"
  bool follows_name = false;  ///< "and", "or" or a comma divides it from what ends at `previous_end`
};

/// Reads what stands beside the bytes [begin, end) of `source`. `previous_end` is where the name before it
/// ends, 0 where there is none.
Surroundings surroundings(std::string_view source, std::size_t begin, std::size_t end,
                          std::size_t previous_end);

/// Whether one is a man and the other a woman.
bool differ(Sex a, Sex b);

/// Whether "in", "at" or another word that only places follow stands before `begin`.
bool follows_locative(std::string_view source, std::size_t begin);

}  // namespace dateline
