#include "indexer/entities/enrich.h"

#include "indexer/entities/join.h"

namespace dateline {

std::expected<Enricher, Error> Enricher::load() {
  const auto finder = Finder::load(built_in_model());
  if (!finder) return std::unexpected(finder.error());
  return Enricher(*finder);
}

void Enricher::enrich(Article& article) const {
  if (!article.language.empty() && !finder_.knows_language(article.language)) return;
  add_mentioned(article, finder_.find(article.title, article.text));
}

}  // namespace dateline
