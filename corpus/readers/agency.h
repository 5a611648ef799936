// What news agencies send: NITF and NewsML-G2, the XML standards of the IPTC.
#pragma once

#include "corpus/readers/format.h"

namespace dateline {

bool looks_like_nitf(std::string_view beginning, std::string_view path);

/// One <nitf> an article. <person>, <location> and <org> inside the text are entities it mentions, those of
/// <identified-content> what it is about; captions of media are no part of the text.
std::unique_ptr<RecordReader> open_nitf(Input& input, const ReadOptions& options);

bool looks_like_newsml(std::string_view beginning, std::string_view path);

/// One <newsItem> an article, in a <newsMessage> or alone; its text stands in <inlineXML> as XHTML or NITF,
/// or in <inlineData>. Subjects of type cpnat:person, cpnat:organisation and cpnat:geoArea (and poi) are
/// entities it is about, other subjects keywords. An item that holds a picture and no headline is refused.
std::unique_ptr<RecordReader> open_newsml(Input& input, const ReadOptions& options);

}  // namespace dateline
