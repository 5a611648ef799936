// Pieces of HTML inside other formats: the body of a feed's item, a paragraph with tags, an escaped headline.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// Nesting of tags that we follow; what is deeper is refused (pages) or kept with its tags (fragments).
inline constexpr unsigned kMaxTagDepth = 4000;

/// Whether tags nest deeper than kMaxTagDepth: counted before a tree is made, since its making and freeing
/// recurse.
bool nests_too_deep(std::string_view html);

/// The text of a piece of HTML: tags out, entities decoded once; block elements and empty lines separate
/// paragraphs, which an empty line divides in the result.
std::string html_fragment_to_text(std::string_view html);

/// `text` as it is; html_fragment_to_text of it where tags show that it is HTML; or with its entities
/// decoded, its lines kept, where it has only these. Angle brackets alone ("<AXP>", "a < b") show nothing.
std::string undone_markup(std::string text);

/// Whether all of `text` is HTML: it begins and ends with a tag, "<p>One</p>".
bool is_wholly_html(std::string_view text);

}  // namespace dateline
