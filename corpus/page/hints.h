// Words in the names of classes and ids that tell the article from its surroundings.
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

}  // namespace dateline
