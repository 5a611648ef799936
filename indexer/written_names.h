// How articles write the values of their fields, noted while they are loaded: what shown_name() would have to
// read them once more for.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/posting_list.h"

namespace dateline {

/// Of each value, what the first article writes that has it, and the first one that writes capitals. One
/// thread.
class WrittenNames {
 public:
  /// Notes that the article `document` is the first that writes the value with this exact term in this way.
  /// Of one article, the first call counts.
  void add(std::string_view term, std::string_view written, DocId document);

  /// Adds what was noted of other articles.
  void add(const WrittenNames& others);

  /// What shown_name() gives for a value where it looks at its first article and at others up to `last`; the
  /// term without its prefix, which has `prefix` bytes, where no article was noted.
  std::string shown(const std::string& term, std::size_t prefix, DocId last) const;

 private:
  struct Form {
    std::string written;
    DocId document = 0;  ///< 0: none
    void add(std::string_view other, DocId in);
  };
  struct Forms {
    Form first, with_capital;
  };
  std::unordered_map<std::string, Forms> by_term_;
};

}  // namespace dateline
