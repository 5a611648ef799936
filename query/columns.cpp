#include "query/columns.h"

#include <xapian.h>

namespace dateline {

Columns::Columns(const Xapian::Database& database, const std::string& generation)
    : count_(database.get_doccount()),
      average_length_(database.get_average_length()),
      facets_(kFields.size()) {
  if (auto file = ColumnFile::open(generation, database)) file_.emplace(std::move(*file));
  if (!file_) read_ = read_articles(database);
  articles_ = file_ ? file_->articles() : read_.view();
}

FacetColumn Columns::facet(const Xapian::Database& database, Field field) const {
  if (file_) return file_->facet(field);
  const std::scoped_lock lock(facets_mutex_);
  auto& column = facets_[static_cast<std::size_t>(field)];
  if (!column) column = std::make_unique<FacetValues>(read_facet(database, field));
  return column->view();
}

}  // namespace dateline
