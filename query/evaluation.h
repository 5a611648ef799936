// An index measured by its owner's judgements, as a table to print.
#pragma once

#include "query/measures.h"
#include "query/search.h"

namespace dateline {

/// The measures of every judged topic, in the order of `judgements`. The kMaxLimit best articles count, and
/// words match as MatchMode::kAny unless `request` says otherwise; a judged topic that is not in `topics`
/// counts 0. The text of `request` is not used, its filters hold.
/// Errors: those of Index::search
std::expected<std::vector<Measures>, Error> measure_topics(const Index& index, SearchRequest request,
                                                           const std::vector<Topic>& topics,
                                                           const Judgements& judgements);

/// The means as a table, below the topics' own rows where `per_query`.
std::string measures_table(const Judgements& judgements, const std::vector<Measures>& measured,
                           bool per_query);

/// Both means by measure, with what Difference says; `first` and `second` are of the same topics.
std::string comparison_table(const std::vector<Measures>& first, const std::vector<Measures>& second);

}  // namespace dateline
