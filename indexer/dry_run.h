// What an index would hold of an article, printed instead of indexed.
#pragma once

#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/options.h"
#include "indexer/entities/enrich.h"
#include "indexer/entities/join.h"

namespace dateline {

/// Prints what would be indexed of the sources in `arguments`, with the names that `gazetteer` knows; the
/// program's exit status. Errors: kInvalidArgument  no source or another format than jsonl; those of sources
std::expected<int, Error> dry_run(const Arguments& arguments, HeldGazetteer gazetteer);

/// One line of JSON: the article with its people, places and organizations, each with the `count` of mentions
/// in the text that name it, and `mentions`, a list of
/// {type, start, end, text, name, lat, lon}, offsets in UTF-8 bytes of `text`; `name` is the record's, absent
/// where the mention names none; `lat` and `lon` are degrees, of places on the map.
std::string dry_run_line(const Article& article, const std::vector<NamedMention>& mentions);

}  // namespace dateline
