// From a request to what is evaluated.
#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/place_key.h"
#include "query/centre.h"
#include "query/index.h"
#include "query/request.h"
#include "query/rewriter.h"

namespace dateline {
namespace {

using Implementation = Index::Implementation;
using Question = Implementation::Question;
using Selections = std::vector<Selection>;

/// The texts of a request as trees.
Question parsed(const Implementation& index, const SearchRequest& request,
                std::chrono::steady_clock::time_point begun) {
  const auto today =
      request.today.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  const auto is_place = [&](std::string_view name) {
    return !index.lookup->gazetteer(index.directory).find(place_key(name)).empty();
  };
  return {.query = parse_query(request.text, today, request.budget, is_place),
          .with = parse_query(request.with, today, request.budget, is_place),
          .limits = {request.budget.expansions, begun + request.budget.time},
          .begun = begun};
}

/// Finds the places that trees and filters name.
void locate(const Implementation& index, const SearchRequest& request, Question& question,
            Selections& selections) {
  auto& notes = question.query.notes;
  Centres centres(index.database, *index.lookup, index.directory, notes);
  centres.locate(question.query.root);
  centres.locate(question.with.root);
  for (auto& selection : selections) {
    centres.locate(selection.node);
    if (ends_before_it_begins(selection.node.days))
      notes.push_back(no_days(fmt::format("from {} to {}", request.from, request.to), {}));
  }
}

bool counts_age(const Implementation& index, const SearchRequest& request, const Question& question) {
  return request.sort == Sort::kRelevance && request.from.empty() && request.to.empty() &&
         index.recency->half_life() > 0 && request.ranking.recency > 0 &&
         !is_timeless(question.query.root, request.text) && !is_timeless(question.with.root, request.with);
}

/// The strict reader's error for what was not understood of the text.
std::expected<void, Error> refuse_notes(const std::vector<Note>& notes) {
  const auto first = std::ranges::find_if(notes, [](const Note& note) { return note.range != Range{}; });
  if (first == notes.end()) return {};
  return std::unexpected(invalid("byte {} of the query: {}", first->range.first, first->message));
}

/// Says which words of the text that narrows stand for others.
void note_spellings_of_with(Page& page, const std::vector<Correction>& spellings) {
  for (const auto& [typed, word, field, also, range] : spellings) {
    const auto exactly = page.request.with.substr(range.first, range.second - range.first);
    page.notes.push_back({also ? "spellings" : "corrected",
                          fmt::format("narrowed {}by {}; narrow exactly by {}{}={}", also ? "also " : "",
                                      word, field, field.empty() ? "" : ":", exactly),
                          {}});
  }
}

/// Rewrites the queries and filters of the question. What must not be found becomes a filter.
void rewrite(const Implementation& index, Question& question, Selections& selections) {
  auto& page = question.page;
  Rewriter rewriter(index, question.limits, page.request.strict);
  auto query = rewriter.rewrite(std::move(question.query.root));
  question.query.root = std::move(query.query);
  question.spelled = std::move(query.spelled);
  Implementation::note_corrections(question, query.spellings);
  for (auto& selection : selections) rewriter.widen(selection.node);
  auto withheld = std::move(query.withheld);
  if (question.with.root.kind != Node::Kind::kAll) {
    auto with = rewriter.rewrite(question.with.root);
    note_spellings_of_with(page, with.spellings);
    selections.push_back({.node = std::move(with.query)});
    std::ranges::move(with.withheld, std::back_inserter(withheld));
  }
  if (withheld.empty()) return;
  page.notes.push_back(
      {"suppressed", "articles are left out: the archive suppresses a name of this query", {}});
  std::ranges::move(withheld, std::back_inserter(selections));
}

/// Evaluates the filters: together, where no facet is counted without its own.
void narrow(const Implementation& index, Question& question, const Selections& selections) {
  const auto& request = question.page.request;
  const bool counts_beyond = request.facet_scope == FacetScope::kWithoutOwnFilters &&
                             std::ranges::any_of(request.facets, [&](const std::string& name) {
                               return Narrowing::selects(selections, name);
                             });
  question.narrowing.emplace(index.database, *index.columns, selections, question.limits, !counts_beyond);
  if (!selections.empty() && !counts_beyond) question.within = question.narrowing->allowed();
}

}  // namespace

std::expected<Question, Error> Index::Implementation::read(const SearchRequest& request) const {
  const auto begun = std::chrono::steady_clock::now();
  if (auto checked = check(request); !checked) return std::unexpected(checked.error());
  auto selections = selections_of(request);
  if (!selections) return std::unexpected(selections.error());
  auto question = parsed(*this, request, begun);
  locate(*this, request, question, *selections);
  question.counts_age = dateline::counts_age(*this, request, question);
  auto notes = question.query.notes;
  notes.insert(notes.end(), question.with.notes.begin(), question.with.notes.end());
  if (request.strict) {
    if (auto accepted = refuse_notes(notes); !accepted) return std::unexpected(accepted.error());
  }
  question.page = {
      .request = request, .understood = to_string(question.query.root), .notes = std::move(notes)};
  if (!request.with.empty()) question.page.understood += " with " + to_string(question.with.root);
  rewrite(*this, question, *selections);
  narrow(*this, question, *selections);
  return question;
}

}  // namespace dateline
