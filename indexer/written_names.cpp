#include "indexer/written_names.h"

#include <algorithm>

#include "indexer/shown_name.h"

namespace dateline {

void WrittenNames::Form::add(std::string_view other, DocId in) {
  if (document != 0 && document <= in) return;
  written = other;
  document = in;
}

void WrittenNames::add(std::string_view term, std::string_view written, DocId document) {
  auto& [first, with_capital] = by_term_[std::string(term)];
  first.add(written, document);
  if (has_capital(written)) with_capital.add(written, document);
}

void WrittenNames::add(const WrittenNames& others) {
  for (const auto& [term, forms] : others.by_term_) {
    for (const auto* form : {&forms.first, &forms.with_capital}) {
      if (form->document != 0) add(term, form->written, form->document);
    }
  }
}

std::string WrittenNames::shown(const std::string& term, std::size_t prefix, DocId last) const {
  const auto known = by_term_.find(term);
  if (known == by_term_.end()) return term.substr(prefix);
  const auto& [first, with_capital] = known->second;
  const bool has_capital =
      with_capital.document != 0 && with_capital.document <= std::max(last, first.document);
  return has_capital ? with_capital.written : first.written;
}

}  // namespace dateline
