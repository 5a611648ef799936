#include "indexer/column_file_draft.h"

#include <array>
#include <utility>

#include "indexer/column_sections.h"
#include "indexer/facet_values.h"
#include "indexer/shown_name.h"

namespace dateline {

using namespace column_sections;

ColumnFileDraft::ColumnFileDraft(const std::string& generation, PostingsOfFields values, DocId last,
                                 const WrittenNames* written)
    : file_(std::make_unique<SectionWriter>(path_of(generation), kMagic, kSections)) {
  std::array<FacetValues, kFields.size()> facets;
  std::array<std::vector<DocId>, kFields.size()> last_looked_at;
  const auto facet_of = [&](Field field) -> FacetValues& { return facets[static_cast<std::size_t>(field)]; };
  for (const auto& row : kFields) {
    if (!has_value_articles(row.field)) continue;
    const auto field = static_cast<std::size_t>(row.field);
    write_postings(row.field, values[field]);
    if (row.facet.empty()) continue;
    last_looked_at[field] = std::exchange(values[field].last_looked_at, {});
    facets[field] = by_article(std::exchange(values[field], {}), last);
  }
  join_people(facet_of(Field::kPerson), facet_of(Field::kPlace), facet_of(Field::kOrganization));
  join_organizations(facet_of(Field::kOrganization));
  for (const auto& row : kFields) {
    if (row.facet.empty()) continue;
    auto facet = std::exchange(facet_of(row.field), {});
    const auto named = write_facet(row.field, facet);
    if (written != nullptr) {
      write_names(row, facet, named, *written, last_looked_at[static_cast<std::size_t>(row.field)]);
    } else {
      auto& unnamed = unnamed_.emplace_back(Unnamed{.field = row.field, .terms = {}});
      for (const auto number : named) unnamed.terms.emplace_back(facet.terms.view()[number]);
    }
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

/// Writes the values that each article has; gives the numbers of those whose names are kept.
std::vector<std::uint32_t> ColumnFileDraft::write_facet(Field field, FacetValues& facet) {
  const auto first = first_section_of(field);
  number_singles(facet);
  file_->section(first + kValueBegin, facet.begin);
  file_->section(first + kValues, facet.values);
  file_->section(first + kAliases, facet.aliases);
  file_->section(first + kSingleBytes, facet.single_bytes);
  file_->section(first + kSinglePairs, facet.single_pairs);
  auto named = most_frequent(facet);
  file_->section(first + kNamed, named);
  return named;
}

void ColumnFileDraft::write_names(const FieldSpec& row, const FacetValues& facet,
                                  std::span<const std::uint32_t> named, const WrittenNames& written,
                                  std::span<const DocId> last_looked_at) {
  Strings names;
  for (const auto number : named) {
    const DocId last = articles_looked_at(row.field) == kNamingArticles ? last_looked_at[number] : 0;
    names.add(written.shown(std::string(facet.terms.view()[number]), row.exact_prefix.size(), last));
  }
  file_->section(first_section_of(row.field) + kNameBegin, names.begin);
  file_->section(first_section_of(row.field) + kNames, names.bytes);
}

}  // namespace dateline
