// JSON that has a shape of its own: ninjs (IPTC) and schema.org -> a record with the fields of record.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/readers/record.h"

namespace dateline {

/// `record` as article_of reads it: ninjs 1 to 3 and schema.org (NewsArticle and its kin, alone or in @graph)
/// are translated; what stands in `fields` or `_source` (the Guardian, Elasticsearch) is taken for fields of
/// the record itself; any other record is given back as it came.
Value known_form(Value record);

/// The records inside what an interface answers, such as {"status": "ok", "articles": [...]} (NewsAPI, the
/// New York Times, JSON Feed): the first list below `answer`, at most three levels deep, that has one of the
/// usual names (articles, results, docs, items, ...), and is empty or has an object with words of an article.
/// Nothing where there is none, or `answer` is an article itself; `renames` as in article_of.
std::optional<std::vector<Value>> records_inside(Value& answer,
                                                 const std::map<std::string, std::string>& renames);

}  // namespace dateline
