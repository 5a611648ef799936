// Texts of tests with their mentions marked in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/entities/mention.h"

namespace dateline {

/// A text in which {P:...}, {L:...} and {O:...} mark mentions.
inline std::string unmarked(std::string_view marked, std::vector<Mention>& mentions) {
  std::string text;
  for (std::size_t at = 0; at < marked.size();) {
    if (marked[at] != '{') {
      text += marked[at++];
      continue;
    }
    const auto end = marked.find('}', at);
    const auto name = marked.substr(at + 3, end - at - 3);
    const auto type = marked[at + 1] == 'P'   ? MentionType::kPerson
                      : marked[at + 1] == 'L' ? MentionType::kPlace
                                              : MentionType::kOrganization;
    mentions.push_back({type, static_cast<std::uint32_t>(text.size()),
                        static_cast<std::uint32_t>(text.size() + name.size())});
    text += name;
    at = end + 1;
  }
  return text;
}

}  // namespace dateline
