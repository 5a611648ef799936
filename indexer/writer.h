// Writing to an index: one program at a time adds, replaces and deletes articles; readers see each commit as
// a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"

namespace dateline {

/// What happened to an article that was put.
enum class PutOutcome {
  kAdded,
  kReplaced,
  kReplacedAnother,  ///< what had this id is told apart from it, see document.h: two sources may share ids
  kUnchanged,
};

/// Choices of the person who indexes.
struct WriterOptions {
  bool tells_language = false;  ///< add the language of articles that state none, see tell_language()
  bool finds_names =
      false;  ///< add the people, places and organizations that texts name, beside what publishers state
  double most_lost = 1;  ///< remove_missing() refuses to remove a larger share of the articles
  std::uint64_t bytes_to_choose = 32 << 20;  ///< text that waits in memory until the way of loading is chosen
  std::function<void(const std::string&)> explain;  ///< told, in one sentence, which way was chosen and why
  std::function<void(const std::string&)> warn;     ///< told, in one sentence, what makes loading slow
};

/// An index opened for writing. One thread. Destroying it without commit() loses what was put since the last
/// commit.
class Writer {
 public:
  /// Opens the index in `directory`, making it (and the folder) if there is none.
  /// Errors: kBusy         another program writes to it; the message names its process if that is known
  ///         kUnsupported  the index has another schema version
  ///         kIo           the folder cannot be made or written
  ///         kCorrupt      the index is damaged
  static std::expected<Writer, Error> open(const std::string& directory, const WriterOptions& options = {});

  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  /// Adds `article`, or replaces the article with its id unless every field is equal: then it came from both
  /// SOURCEs. `origin` is the SOURCE argument it came from, for remove_missing; may be empty. Beyond the
  /// first load and WriterOptions::bytes_to_choose, commits by itself every kArticlesPerCommit articles or
  /// kBytesPerCommit bytes of text.
  std::expected<PutOutcome, Error> put(Article article, std::string_view origin);

  /// Deletes the article with this id; false if there is none.
  std::expected<bool, Error> remove(std::string_view id);

  /// Deletes the articles that came from `origin` alone and were not put since this Writer was opened;
  /// returns how many. Those that came from others as well, or were put with another one, stay, as theirs.
  /// Errors: kLimit  there are more than kAlwaysLost, and more than WriterOptions::most_lost of all articles;
  /// none
  ///                 is deleted
  std::expected<std::uint64_t, Error> remove_missing(std::string_view origin);

  /// How many remove_missing(origin) would delete.
  std::expected<std::uint64_t, Error> missing(std::string_view origin);

  /// Makes everything durable and visible to readers: when it returns, the files are synced.
  std::expected<void, Error> commit();

  /// Renews the files beside what was committed, see renewal.h. A bulk load has written them already.
  std::expected<void, Error> renew_files();

  /// Path of the generation that changes go to; another one after a commit() that loaded in bulk.
  const std::string& generation() const;

  /// Xapian's name for that generation, which no other one has, in whatever folder.
  std::string uuid() const;

  /// How many articles in which language were put and committed without looking for names in their texts.
  std::map<std::string, std::uint64_t> unread_languages() const;

  /// How many articles of which put() said that they replace one did not: the one that the index has came
  /// behind them.
  std::uint64_t taken_back() const;

  /// How many articles the index holds, those not committed yet included.
  std::uint64_t size() const;

  struct Implementation;

 private:
  explicit Writer(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

inline constexpr std::uint64_t kAlwaysLost = 10;
inline constexpr std::uint64_t kArticlesPerCommit = 20'000;
inline constexpr std::uint64_t kBytesPerCommit = 64 << 20;

}  // namespace dateline
