// What a single line of scraped text is by itself: litter, the heading of a list of stories, a headline.
#pragma once

#include <string_view>

namespace dateline {

/// Whether the line is litter wherever it stands: "Advertisement", "14 Shares", "Photo: ...", "Home » News".
bool is_litter_line(std::string_view line);

/// Whether it stands above the headlines of other stories: "You Might Like".
bool heads_teasers(std::string_view line);

/// Whether it can be the headline of another story: short and not a sentence.
bool is_teaser(std::string_view line);

/// Whether it begins a section of comments or the foot of a page: "Leave a reply".
bool begins_foot(std::string_view line);

/// Whether it is a path of sections: "Home » News » Storm".
bool is_path(std::string_view line);

/// Whether it ends as a sentence does.
bool ends_sentence(std::string_view line);

}  // namespace dateline
