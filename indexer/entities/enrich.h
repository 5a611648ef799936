// Who and where an article is about, added to what its publisher stated.
#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/entities/finder.h"
#include "indexer/entities/join.h"
#include "indexer/entities/places/held.h"

namespace dateline {

/// Finds names, joins them and puts places on the map. Const members may be called by several threads at
/// once.
class Enricher {
 public:
  /// Takes the model and the gazetteer that are built in; a few milliseconds.
  /// Errors: kCorrupt, kUnsupported, kFormat  as Finder::load
  static std::expected<Enricher, Error> load();
  /// The same with another gazetteer.
  static std::expected<Enricher, Error> load(HeldGazetteer gazetteer);

  /// Adds the people, places and organizations that title and text name (see add_mentioned). An article in a
  /// language that the model does not know stays as it is, and false is returned; one of unknown language is
  /// read as English.
  bool enrich(Article& article) const;

  /// As enrich(); gives the mentions of the text with what they name.
  std::vector<NamedMention> read(Article& article) const;

  /// Changes when enrich() would give something else; mixed into what tells an unchanged article.
  std::string version() const;

 private:
  Enricher(const Finder& finder, HeldGazetteer places) : finder_(finder), places_(std::move(places)) {}
  Finder finder_;
  HeldGazetteer places_;
};

}  // namespace dateline
