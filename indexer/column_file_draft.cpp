#include "indexer/column_file_draft.h"

#include <array>
#include <utility>

#include "indexer/column_sections.h"
#include "indexer/facet_values.h"

namespace dateline {

using namespace column_sections;

ColumnFileDraft::ColumnFileDraft(const std::string& generation, PostingsOfFields values, DocId last)
    : file_(std::make_unique<SectionWriter>(path_of(generation), kMagic, kSections)) {
  std::array<FacetValues, kFields.size()> facets;
  const auto facet_of = [&](Field field) -> FacetValues& { return facets[static_cast<std::size_t>(field)]; };
  for (const auto& row : kFields) {
    if (!has_value_articles(row.field)) continue;
    auto& of_field = values[static_cast<std::size_t>(row.field)];
    write_postings(row.field, of_field);
    if (!row.facet.empty()) facet_of(row.field) = by_article(std::exchange(of_field, {}), last);
  }
  join_people(facet_of(Field::kPerson), facet_of(Field::kPlace), facet_of(Field::kOrganization));
  join_organizations(facet_of(Field::kOrganization));
  for (const auto& row : kFields) {
    if (!row.facet.empty()) write_facet(row.field, std::exchange(facet_of(row.field), {}));
  }
}

void ColumnFileDraft::write_postings(Field field, const ValuePostings& values) {
  const auto first = first_section_of(field);
  file_->section(first + kTermBegin, values.terms.begin);
  file_->section(first + kTerms, values.terms.bytes);
  file_->section(first + kSlots, slots_of(values.terms.view()));
  file_->section(first + kPostingBegin, values.begin);
  file_->section(first + kPostingCounts, values.counts);
  file_->section(first + kPostings, values.bytes);
}

void ColumnFileDraft::write_facet(Field field, FacetValues facet) {
  const auto first = first_section_of(field);
  number_singles(facet);
  file_->section(first + kValueBegin, facet.begin);
  file_->section(first + kValues, facet.values);
  file_->section(first + kAliases, facet.aliases);
  file_->section(first + kSingleBytes, facet.single_bytes);
  file_->section(first + kSinglePairs, facet.single_pairs);
  const auto named = most_frequent(facet);
  file_->section(first + kNamed, named);
  auto& unnamed = unnamed_.emplace_back(Unnamed{.field = field, .terms = {}});
  for (const auto number : named) unnamed.terms.emplace_back(facet.terms.view()[number]);
}

}  // namespace dateline
