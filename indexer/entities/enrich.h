// Who and where an article is about, added to what its publisher stated.
#pragma once

#include <string_view>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/entities/finder.h"

namespace dateline {

/// Finds names and joins them. Const members may be called by several threads at once.
class Enricher {
 public:
  /// Takes the model that is built in; a few milliseconds.
  /// Errors: kCorrupt, kUnsupported, kFormat  as Finder::load
  static std::expected<Enricher, Error> load();

  /// Adds the people, places and organizations that title and text name (see add_mentioned). An article in a
  /// language that the model does not know stays as it is; one of unknown language is read as English.
  void enrich(Article& article) const;

  /// Changes when enrich() would give something else; mixed into what tells an unchanged article.
  static constexpr std::string_view kVersion = "names-1";

 private:
  explicit Enricher(const Finder& finder) : finder_(finder) {}
  Finder finder_;
};

}  // namespace dateline
