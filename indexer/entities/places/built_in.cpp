#include "corpus/base/embedded.h"
#include "indexer/entities/places/gazetteer.h"

DATELINE_EMBED(places, DATELINE_PLACES_FILE)

namespace dateline {

std::string_view built_in_gazetteer() { return DATELINE_EMBEDDED(places); }

}  // namespace dateline
