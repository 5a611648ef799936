// Articles that wait in memory until it is known which way they go into an index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/article.h"

namespace dateline {

/// One article of each id, in the order in which the ids came.
class WaitingArticles {
 public:
  struct Entry {
    Article article;
    std::vector<std::string> origins;  ///< the SOURCE arguments, of which none is twice
    bool is_new = false;               ///< the index has none with this id
    std::uint64_t puts = 1;            ///< how many articles came in this place
  };

  const std::vector<Entry>& entries() const { return entries_; }
  bool is_empty() const { return entries_.empty(); }
  std::uint64_t new_articles() const { return new_articles_; }
  /// About what they take of memory and of the index.
  std::uint64_t bytes() const { return bytes_; }

  /// The article with this id, until something else is called; null if there is none.
  const Article* find(const std::string& id) const;

  /// Adds an article, or puts it in the place of the one with its id.
  void put(Article article, std::string_view origin, bool is_new);

  /// Says that the article with this id, which waits, came from `origin` too.
  void add_origin(const std::string& id, std::string_view origin);

  /// Takes the article with this id out; the last one gets its place. Returns how many were put with this id.
  std::uint64_t drop(const std::string& id);

  void clear() { *this = {}; }

 private:
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> places_;  ///< in entries_, by id
  std::uint64_t new_articles_ = 0, bytes_ = 0;
};

}  // namespace dateline
