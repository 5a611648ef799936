// A whole result, piece by piece, as NDJSON or CSV.
#pragma once

#include <string>
#include <unordered_set>

#include "server/backend.h"

namespace dateline {

/// One export under way. One thread at a time.
class Export {
 public:
  struct Form {
    bool is_csv = false;    ///< else NDJSON: one article a line, as dateline-index reads them
    bool with_text = true;  ///< the articles' texts
  };

  /// At most `most` of the articles that match `request`, in its order.
  Export(SearchRequest request, Form form, std::uint32_t most);

  /// The next articles; "" after the last. No article comes twice even if the index changes meanwhile.
  /// Errors: those of search
  std::expected<std::string, Error> next(SearchBackend& backend);

 private:
  std::expected<void, Error> add(SearchBackend& backend, const Hit& hit, std::string& out) const;

  SearchRequest request_;
  Form form_;
  std::uint32_t left_;
  bool begun_ = false;
  std::unordered_set<std::string> given_;  ///< stable_id of the articles' ids
};

/// One line of CSV (RFC 4180): lists joined by "; ". A cell that a spreadsheet would take for a formula
/// begins with an apostrophe.
std::string csv_line(const Article& article, bool with_text);

/// The names of its columns.
std::string csv_header(bool with_text);

}  // namespace dateline
