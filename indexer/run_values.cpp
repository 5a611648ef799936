#include "indexer/run_values.h"

#include <algorithm>
#include <vector>

#include "indexer/schema.h"

namespace dateline {
namespace {

/// The fields with values, in the order of their terms.
std::vector<FieldSpec> fields_in_order() {
  std::vector<FieldSpec> fields;
  std::ranges::copy_if(kFields, std::back_inserter(fields), has_value_articles, &FieldSpec::field);
  std::ranges::sort(fields, {}, &FieldSpec::exact_prefix);
  return fields;
}

PostingsOfFields values_in(const glass::Runs& runs) {
  PostingsOfFields all;
  glass::TermMerge terms(runs.runs);
  bool has_term = terms.next();
  for (const auto& row : fields_in_order()) {
    if (has_term && terms.term() < row.exact_prefix) has_term = terms.skip_to(row.exact_prefix);
    auto& values = all[static_cast<std::size_t>(row.field)];
    for (; has_term && terms.term().starts_with(row.exact_prefix); has_term = terms.next()) {
      if (!is_exact_term(row.field, terms.term())) continue;
      values.add(terms.term(), [&](auto use) {
        for_each_posting(terms, runs, [&](DocId document, std::uint32_t) { use(document); });
      });
    }
  }
  return all;
}

}  // namespace

ColumnFileDraft begin_columns(const std::string& generation, const glass::Runs& runs,
                              const WrittenNames* written) {
  DocId last = 0;
  if (!runs.runs.empty()) last = runs.first_docids.back() + runs.runs.back()->totals.documents - 1;
  return {generation, values_in(runs), last, written};
}

}  // namespace dateline
