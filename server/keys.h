// Who may do what: bearer keys from a file.
//
//   # a comment
//   search KEY     may search; as soon as there is one, nobody searches without a key
//   write KEY      may search, add and delete articles
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// What a client may do; each includes those before it.
enum class Scope { kNone, kSearch, kWrite };

class Keys {
 public:
  /// No keys: everybody searches, nobody writes.
  Keys() = default;

  /// Reads `text` in the form above.
  /// Errors: kInvalidArgument  another word, or a key of less than kMinKeyBytes or more than kMaxKeyBytes
  static std::expected<Keys, Error> parse(std::string_view text);

  /// Reads the file at `path`. Errors: kIo  it cannot be read; those of parse
  static std::expected<Keys, Error> read(const std::string& path);

  /// What an Authorization field allows beyond what everybody may. Takes the same time for every key of one
  /// length.
  Scope scope_of(std::string_view authorization) const;

  bool guard_search() const { return guard_search_; }
  bool allow_writing() const { return allow_writing_; }

  static constexpr std::size_t kMinKeyBytes = 16;
  static constexpr std::size_t kMaxKeyBytes = 256;

 private:
  std::vector<std::pair<Scope, std::string>> keys_;
  bool guard_search_ = false;
  bool allow_writing_ = false;
};

}  // namespace dateline
