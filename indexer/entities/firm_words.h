// Words and names by which firms and parties are told from the people they are called as: firms.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct FirmWords {
  std::vector<std::string_view> endings;   ///< as written: "Corp", "Peramuna"
  std::vector<std::string> party_endings;  ///< folded; those of endings whose name looks like somebody's
  std::vector<std::string_view> firms;     ///< name_words, joined by blanks: "merrill lynch"
};

/// The rows of the file that is built in.
const FirmWords& firm_words();

}  // namespace dateline
