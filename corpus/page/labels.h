// Phrases in short lines of a page that tell the article from its surroundings.
#pragma once

#include <string_view>

namespace dateline {

/// Whether a short line is a label or an appeal that belongs to the page, not to the story: "Advertisement",
/// "Read more", "Share this article", "Sign up for our newsletter", in English and the common languages of
/// Europe.
bool is_page_label(std::string_view line);

/// Whether a short line begins what follows an article: "Related stories", "Comments", "More from ...".
bool begins_what_follows(std::string_view line);

}  // namespace dateline
