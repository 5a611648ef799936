// Words in the names of classes and ids, and phrases in short lines, that tell the article from its
// surroundings.
#pragma once

#include <string_view>

namespace dateline {

/// What the class and id of an element say: > 0 speaks for an article, < 0 against.
int hint_weight(std::string_view hints);

/// Whether the class or id names a part of a page that is not the article: comments, teasers, share bars,
/// advertising ...
bool names_furniture(std::string_view hints);

/// Whether the class or id names the lines between headline and article: lead, teaser, chapo ...
bool names_standfirst(std::string_view hints);

/// Whether a short line is a label or an appeal that belongs to the page, not to the story: "Advertisement",
/// "Read more", "Share this article", "Sign up for our newsletter", in English and the common languages of
/// Europe.
bool is_page_label(std::string_view line);

/// Whether a short line begins what follows an article: "Related stories", "Comments", "More from ...".
bool begins_what_follows(std::string_view line);

}  // namespace dateline
