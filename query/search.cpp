#include "query/search.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "query/facets.h"
#include "query/index.h"
#include "query/order.h"
#include "query/rerank.h"
#include "query/stories.h"

namespace dateline {
namespace {

/// Whether `node` asks for the value of `field` whose value_key is `key`.
bool asks_for(const Node& node, Field field, std::string_view key) {
  for (const auto& child : node.children) {
    if (asks_for(child, field, key)) return true;
  }
  if (node.field != field) return false;
  if (node.kind == Node::Kind::kValue) return node.words[0] == key;
  return !node.words.empty() && words_begin(key, joined(node.words, " "));
}

}  // namespace

std::expected<Page, Error> Index::Implementation::search(const SearchRequest& request) const {
  auto question = read(request);
  if (!question) return std::unexpected(question.error());
  auto matches = match(*question);
  return answered(std::move(*question), std::move(matches));
}

std::expected<Page, Error> Index::Implementation::answered(Question question, Matches matches) const {
  auto& page = question.page;
  const auto& request = page.request;
  const auto& narrowing = *question.narrowing;
  add_notes(page.notes, narrowing.notes());
  matches.is_complete &= narrowing.is_complete();
  const auto of_text = matches.documents;
  matches.documents = narrowing.narrowed(std::move(matches.documents));
  // What is only counted need not be ranked.
  const auto stages = request.limit > 0 ? rank(question, matches) : std::nullopt;
  if (auto filled = fill(page, matches, stages, question.counts_age); !filled)
    return std::unexpected(filled.error());
  const auto found = request.facets.empty() ? std::vector<DocId>{} : matches.documents.list();
  for (const auto& name : request.facets) {
    const bool leave_out = request.facet_scope == FacetScope::kWithoutOwnFilters && narrowing.selects(name);
    page.facets.push_back(facet(name, leave_out ? narrowing.narrowed_for(name, of_text).list() : found,
                                request, question.with.root));
    page.facets.back().is_exact = matches.is_complete;
  }
  page.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                    question.begun);
  return std::move(page);
}

std::optional<Stages> Index::Implementation::rank(const Question& question, Matches& matches) const {
  const auto& request = question.page.request;
  std::optional<Stages> stages;
  if (request.explain) {
    auto neighbours = request.ranking, feedback = request.ranking;
    neighbours.feedback = feedback.neighbours = 0;
    stages = Stages{.words = matches.scores};
    rerank(database, *columns, neighbours, matches);
    stages->neighbours = matches.scores;
    rerank(database, *columns, feedback, matches);
    stages->feedback = matches.scores;
  } else {
    rerank(database, *columns, request.ranking, matches);
  }
  if (question.counts_age) {
    matches.documents.for_each([&](DocId document) {
      matches.scores.set(document,
                         matches.scores[document] * recency->factor(document, request.ranking.recency));
    });
  }
  return stages;
}

/// The total, the hits and the timeline of a page.
std::expected<void, Error> Index::Implementation::fill(Page& page, const Matches& matches,
                                                       const std::optional<Stages>& stages,
                                                       bool counts_age) const {
  page.total = matches.documents.count();
  page.total_is_exact = matches.is_complete;
  const Highlighter highlighter{.words = matches.forms, .alike = matches.alike, .phrases = matches.phrases};
  const Snippets snippets(*columns, highlighter);
  Stories stories(database, *columns);
  const auto documents = page.request.group_stories
                             ? best_of_stories(matches, *columns, page.request, stories)
                             : ranked(matches, *columns, page.request);
  if (page.request.group_stories && page.request.offset + page.request.limit > kMostGrouped)
    page.notes.push_back({.code = "stories",
                          .message = fmt::format("of articles that tell the same story, all are shown beyond "
                                                 "the first {} hits",
                                                 kMostGrouped)});
  for (const auto document : documents) {
    auto found = hit(document, matches.scores[document], snippets, stories);
    if (!found) return std::unexpected(found.error());
    found->story = stories.name(document, found->article.id);
    found->same_story = stories.others(document, matches.documents);
    if (stages) {
      const Explainer explainer(database, *columns, page.request.ranking, matches, *stages,
                                counts_age ? recency.get() : nullptr);
      found->reasons = explainer.reasons(document);
    }
    page.hits.push_back(std::move(*found));
  }
  if (stories.is_cut()) page.notes.push_back(cut_stories());
  if (page.request.timeline)
    page.timeline = count_dates(*columns, matches.documents.list(), *page.request.timeline);
  return {};
}

/// Counts a facet without the names that `with` asks for.
Facet Index::Implementation::facet(const std::string& name, std::span<const DocId> documents,
                                   const SearchRequest& request, const Node& with) const {
  if (name == kYearFacet || name == kMonthFacet) {
    const auto interval = name == kYearFacet ? Interval::kYear : Interval::kMonth;
    return date_facet(count_dates(*columns, documents, interval), request.facet_limit, request.facet_search);
  }
  const auto row = std::ranges::find(kFields, name, &FieldSpec::facet);
  const auto column = records->column(database, row->field);
  const auto typed = value_key(request.facet_search);
  const auto titles = records->titles(column, row->field);
  const auto is_wanted = [&](std::string_view term) {
    const auto key = term.substr(row->exact_prefix.size());
    return (words_begin(key, typed) || words_begin(titles.contains(term) ? titles.at(term) : "", typed)) &&
           !asks_for(with, row->field, key);
  };
  const bool takes_all = typed.empty() && with.kind == Node::Kind::kAll;
  const auto counted = takes_all ? count_values(column, documents, request.facet_limit, {})
                                 : count_values(column, documents, request.facet_limit, is_wanted);
  Facet facet{.field = name, .distinct = counted.distinct, .missing = counted.missing};
  for (const auto& [number, count] : counted.values)
    facet.values.push_back({display_name(column, number, row->field), count});
  if (request.locate && row->field == Field::kPlace) {
    for (std::size_t n = 0; n < facet.values.size(); ++n)
      facet.positions.push_back(position(column.terms[counted.values[n].number], facet.values[n].value));
  }
  return facet;
}

std::expected<Page, Error> Index::search(const SearchRequest& request) const {
  try {
    return implementation_->search(request);
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
