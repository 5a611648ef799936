// How likely a name of an article means each of the places called so, by itself and by what it is tied to.
#pragma once

#include <vector>

#include "indexer/entities/places/article_names.h"
#include "indexer/entities/places/gazetteer.h"

namespace dateline {

/// The scores of the candidates of `name`, one of `names`, in powers of ten of inhabitants: importance, how
/// the name is written, where it stands, and what the text says of it and another name. 0: out of the
/// question.
std::vector<double> own_scores(const Gazetteer& gazetteer, const std::vector<ArticleName>& names,
                               const ArticleName& name);

}  // namespace dateline
