// Parts of an article's JSON (to_json in corpus/article.h) for answers that have more in them than the
// article.
#pragma once

#include <vector>

#include "corpus/article.h"
#include "corpus/base/json_writer.h"

namespace dateline {

/// Appends the list of objects that stands for `entities` in an article and in a hit.
void write_json(JsonWriter& json, const std::vector<Entity>& entities);

}  // namespace dateline
