// A column file while it is written: first all that follows from the values of the fields, then what has to
// be asked of the database.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "indexer/column_file.h"
#include "indexer/schema.h"
#include "indexer/section_file.h"
#include "indexer/value_postings.h"
#include "indexer/written_names.h"

namespace dateline {

/// A column file begun. Thrown away if ColumnFile::write does not end it.
class ColumnFileDraft {
 public:
  /// Begins the file of the generation at `generation` with the values of its articles, whose docids go up to
  /// `last`. `written`: of all of them, or null where the names have to be read.
  ColumnFileDraft(const std::string& generation, PostingsOfFields values, DocId last,
                  const WrittenNames* written = nullptr);

  /// Values of a field whose names are still to be written, rising.
  struct Unnamed {
    Field field;
    std::vector<std::string> terms;
  };

  SectionWriter& file() { return *file_; }
  const std::vector<Unnamed>& unnamed() const { return unnamed_; }

 private:
  void write_postings(Field field, const ValuePostings& values);
  std::vector<std::uint32_t> write_facet(Field field, FacetValues& facet);
  void write_names(const FieldSpec& row, const FacetValues& facet, std::span<const std::uint32_t> named,
                   const WrittenNames& written, std::span<const DocId> last_looked_at);

  std::unique_ptr<SectionWriter> file_;
  std::vector<Unnamed> unnamed_;
};

}  // namespace dateline
