// A mention: the bytes of an article's text in which a person, a place or an organization is named.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline {

/// What kind of thing a mention names. A country's government is a place, as its country is.
enum class MentionType : std::uint8_t { kPerson, kPlace, kOrganization };

/// One name in a text, without the title before it and without a possessive 's after it:
/// "Secretary of State Antony Blinken's" gives the mention "Antony Blinken".
struct Mention {
  MentionType type;
  std::uint32_t begin;  ///< first byte, counted in UTF-8 bytes of the text it was found in
  std::uint32_t end;    ///< one past the last byte; never inside a code point
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// The mentions of one article, each list in order of position. They overlap only where a place is part of an
/// organization's name (see add_inner_places).
struct Mentions {
  std::vector<Mention> title;  ///< positions in the title
  std::vector<Mention> text;   ///< positions in the text
  friend bool operator==(const Mentions&, const Mentions&) = default;
};

}  // namespace dateline
