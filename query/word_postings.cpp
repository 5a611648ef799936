#include "query/word_postings.h"

namespace dateline {

std::uint32_t WordPostings::frequency(const std::string& word) const {
  if (columns_.words() == nullptr || columns_.changed() != nullptr) return database_.get_termfreq(word);
  const auto number = columns_.words()->number(word);
  return number ? columns_.words()->frequencies()[*number] : 0;
}

}  // namespace dateline
