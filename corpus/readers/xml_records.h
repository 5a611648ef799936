// Cutting a stream of XML (feeds, sitemaps, NITF, NewsML-G2) into its record elements.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"
#include "corpus/input.h"

namespace dateline {

/// Cuts a member into its record elements, such as the <item>s of a feed; memory is bounded by the largest
/// one (kMaxRecordBytes). Comments, CDATA, processing instructions and the document type are passed over:
/// nothing that the document type defines is ever expanded, and a record that uses such an entity is refused.
class XmlRecords {
 public:
  /// `names`: local names of record elements.
  XmlRecords(Input& input, std::vector<std::string_view> names);

  /// The next record element as UTF-8; nothing at the end.
  /// Errors: kFormat  it is never closed, or uses an entity that the document type defines;
  ///         kLimit   longer than kMaxRecordBytes; those of Input
  std::optional<std::expected<std::string, Error>> next();

  /// What stands before the first record, tags included, at most 64 KB of it.
  const std::string& head() const { return head_; }
  /// The line on which the record given last begins.
  std::uint64_t line() const { return line_; }

 private:
  std::size_t find(std::string_view what, std::size_t from);
  std::size_t end_of_markup(std::size_t at);
  std::size_t end_of_tag(std::size_t at);
  std::string name_at(std::size_t at);
  bool is_record(std::string_view name) const;
  void note_entities(std::string_view document_type);
  std::expected<std::string, Error> take_record(const std::string& name);
  std::expected<std::string, Error> take(std::size_t bytes);
  std::string utf8(std::string_view bytes) const;

  Input& input_;
  std::vector<std::string_view> names_;
  std::string head_;
  std::string encoding_;
  std::set<std::string, std::less<>> entities_;  ///< names that the document type defines
  std::uint64_t line_ = 1;
  bool any_ = false, reported_failure_ = false;
};

}  // namespace dateline
