#include "query/search.h"

#include <algorithm>

#include "indexer/analysis.h"
#include "query/facets.h"
#include "query/index.h"
#include "query/order.h"
#include "query/request.h"
#include "query/rerank.h"

namespace dateline {
namespace {

/// Words side by side: all of them must match where the person counts on it, that is with operators or in
/// short queries.
constexpr std::size_t kLongestAllWords = 4;

std::size_t bag_size(const Node& node) {
  if (node.kind != Node::Kind::kBag) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(
      node.children, [](const Node& child) { return child.kind == Node::Kind::kWord && !child.field; }));
}

}  // namespace

std::expected<Page, Error> Index::Implementation::search(const SearchRequest& request) const {
  const auto begun = std::chrono::steady_clock::now();
  if (auto checked = check(request); !checked) return std::unexpected(checked.error());
  const auto selections = selections_of(request);
  if (!selections) return std::unexpected(selections.error());
  auto parsed = parse_query(request.text);
  if (request.strict && !parsed.notes.empty()) {
    const auto& note = parsed.notes.front();
    return std::unexpected(invalid("byte {} of the query: {}", note.range.first, note.message));
  }
  Page page{.request = request, .understood = to_string(parsed.root), .notes = std::move(parsed.notes)};
  const Narrowing narrowing(database, *columns, *selections);
  auto matches = match(parsed, request, narrowing, page.notes);
  const auto of_text = matches.documents;
  matches.documents = narrowing.narrowed(std::move(matches.documents));
  rerank(database, *columns, request.ranking, matches);
  if (auto filled = fill(page, matches); !filled) return std::unexpected(filled.error());
  for (const auto& name : request.facets) {
    const bool leave_out = request.facet_scope == FacetScope::kWithoutOwnFilters && narrowing.selects(name);
    page.facets.push_back(
        facet(name, leave_out ? narrowing.narrowed_for(name, of_text) : matches.documents, request));
    page.facets.back().is_exact = matches.is_complete;
  }
  page.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
  return page;
}

/// Evaluates the text; a short one that finds nothing as all of its words is taken again as any of them.
Matches Index::Implementation::match(const ParsedQuery& parsed, const SearchRequest& request,
                                     const Narrowing& narrowing, std::vector<Note>& notes) const {
  const bool is_bag = parsed.root.kind == Node::Kind::kBag;
  const bool is_short = is_bag && bag_size(parsed.root) <= kLongestAllWords;
  auto mode = Match::kAll;
  if (request.match == MatchMode::kAny) mode = Match::kAny;
  if (request.match == MatchMode::kAuto && is_bag && !parsed.has_operators && !is_short) mode = Match::kAny;
  auto matches = evaluate(database, *columns, parsed.root, mode, request.ranking);
  const bool may_relax = request.match == MatchMode::kAuto && is_short && !parsed.has_operators;
  const auto found = [&] { return narrowing.narrowed(matches.documents).count(); };
  if (may_relax && bag_size(parsed.root) > 1 && found() == 0) {
    matches = evaluate(database, *columns, parsed.root, Match::kAny, request.ranking);
    if (found() > 0) {
      notes.push_back({"any_word", "no article has all of these words: these have at least one of them", {}});
    }
  }
  notes.insert(notes.end(), matches.notes.begin(), matches.notes.end());
  return matches;
}

/// The total, the hits and the timeline of a page.
std::expected<void, Error> Index::Implementation::fill(Page& page, const Matches& matches) const {
  page.total = matches.documents.count();
  page.total_is_exact = matches.is_complete;
  const Highlighter highlighter{.words = matches.forms, .phrases = matches.phrases};
  for (const auto document : ranked(matches, *columns, page.request)) {
    auto found = hit(document, static_cast<double>(matches.scores[document]), highlighter);
    if (!found) return std::unexpected(found.error());
    page.hits.push_back(std::move(*found));
  }
  if (page.request.timeline) page.timeline = count_dates(*columns, matches.documents, *page.request.timeline);
  return {};
}

Facet Index::Implementation::facet(const std::string& name, const DocSet& documents,
                                   const SearchRequest& request) const {
  if (name == kYearFacet || name == kMonthFacet) {
    const auto interval = name == kYearFacet ? Interval::kYear : Interval::kMonth;
    return date_facet(count_dates(*columns, documents, interval), request.facet_limit, request.facet_search);
  }
  const auto row = std::ranges::find(kFields, name, &FieldSpec::facet);
  const auto& column = columns->facet(database, row->field);
  const auto counted = count_values(column, documents, request.facet_limit, row->exact_prefix.size(),
                                    value_key(request.facet_search));
  Facet facet{.field = name, .distinct = counted.distinct, .missing = counted.missing};
  for (const auto& [number, count] : counted.values)
    facet.values.push_back({display_name(column.terms[number], row->field), count});
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
