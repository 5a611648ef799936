#include "indexer/entities/enrich.h"

#include <utility>

#include "indexer/entities/abbreviated.h"
#include "indexer/entities/companies.h"
#include "indexer/entities/explained.h"
#include "indexer/entities/namesakes.h"
#include "indexer/entities/places/adjust.h"
#include "indexer/entities/places/compounds.h"
#include "indexer/entities/places/inner_places.h"
#include "indexer/entities/wrapped.h"

namespace dateline {
namespace {

/// Whether the model is for the language of the article.
bool is_read(const Article& article) {
  return article.language.empty() || Finder::knows_language(article.language);
}

}  // namespace

std::expected<Enricher, Error> Enricher::load() {
  auto gazetteer = hold_built_in_gazetteer();
  if (!gazetteer) return std::unexpected(gazetteer.error());
  return load(std::move(*gazetteer));
}

std::expected<Enricher, Error> Enricher::load(HeldGazetteer gazetteer) {
  const auto finder = Finder::load(built_in_model());
  if (!finder) return std::unexpected(finder.error());
  return Enricher(*finder, std::move(gazetteer));
}

std::string Enricher::version() const {
  constexpr std::string_view kRules = "names-27";
  return fmt::format("{} {:08x}", kRules, places_.gazetteer.checksum());
}

bool Enricher::enrich(Article& article) const {
  read(article);
  return is_read(article);
}

std::vector<NamedMention> Enricher::read(Article& article) const {
  if (!is_read(article)) return add_mentioned(article, {}, places_.gazetteer);
  const auto written = std::exchange(article.text, unwrapped(article.text));
  auto mentions = finder_.find(article.title, article.text);
  adjust_places(article.title, places_.gazetteer, mentions.title);
  adjust_places(article.text, places_.gazetteer, mentions.text);
  adjust_compounds(article.title, places_.gazetteer, mentions.title);
  adjust_compounds(article.text, places_.gazetteer, mentions.text);
  adjust_companies(article.title, article.text, mentions);
  adjust_explained(article, places_.gazetteer, mentions);
  adjust_namesakes(article.title, article.text, mentions);
  adjust_abbreviated(article.title, mentions.title);
  adjust_abbreviated(article.text, mentions.text);
  add_inner_places(article.title, places_.gazetteer, mentions.title);
  add_inner_places(article.text, places_.gazetteer, mentions.text);
  auto named = add_mentioned(article, mentions, places_.gazetteer);
  article.text = written;
  return named;
}

}  // namespace dateline
