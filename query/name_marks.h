// Names that a query asks for by field, marked in titles and snippets.
#pragma once

#include "query/evaluate.h"

namespace dateline {

/// Whether values of `field` are names of people, places or organizations that texts give.
bool is_named(Field field);

/// Lets the name of `node`, a value of a field, be highlighted; of a person, whom articles go on to call by
/// the last name, that one alone too.
void mark_name(const Node& node, Matches& matches);

}  // namespace dateline
