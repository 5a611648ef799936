// Reuters-21578, the collection's own SGML: a <REUTERS> element a story.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_reuters_sgml(std::string_view beginning, std::string_view path);

/// Reads story by story, line by line: the files are neither XML nor UTF-8. NEWID is the id; TITLE, AUTHOR,
/// DATE, BODY the obvious; PEOPLE, PLACES and ORGS are about-entities with the desk's own spelling
/// ("james-baker"), TOPICS, EXCHANGES and COMPANIES keywords. A story without inner tags (TYPE="UNPROC") is
/// title and text as plain text has them.
std::unique_ptr<RecordReader> open_reuters_sgml(Input& input, const ReadOptions& options);

/// The article of one story, from <REUTERS to </REUTERS>.
/// Errors: kFormat  no NEWID, or an element that is never closed
std::expected<Article, Error> parse_reuters_story(std::string_view story, std::vector<std::string>& warnings);

}  // namespace dateline
