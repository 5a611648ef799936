// JSON that has a shape of its own: ninjs (IPTC) and schema.org -> a record with the fields of record.h.
#pragma once

#include "corpus/readers/record.h"

namespace dateline {

/// `record` as article_of reads it: ninjs 1 to 3 and schema.org (NewsArticle and its kin, alone or in @graph)
/// are translated; any other record is given back as it came.
Value known_form(Value record);

}  // namespace dateline
