#include "query/search.h"

#include <algorithm>
#include <functional>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/place_key.h"
#include "query/centre.h"
#include "query/facets.h"
#include "query/index.h"
#include "query/order.h"
#include "query/record_forms.h"
#include "query/request.h"
#include "query/rerank.h"
#include "query/spelling.h"
#include "query/stories.h"
#include "query/withheld.h"

namespace dateline {
namespace {

/// Words side by side: all of them must match where the person counts on it, that is with operators or in
/// short queries.
constexpr std::size_t kLongestAllWords = 4;

/// A query that finds no more than this may have been misspelt.
constexpr std::uint64_t kAlmostNothing = 2;

std::size_t bag_size(const Node& node) {
  if (node.kind != Node::Kind::kBag) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(
      node.children, [](const Node& child) { return child.kind == Node::Kind::kWord && !child.field; }));
}

/// What a note says is wrong, without what is done about it at its end.
std::string_view problem(std::string_view message) {
  static constexpr std::string_view kRemedies[] = {
      ": left out",    ": the rest is left out",      ": read as words",
      ": read as AND", ": read as closed at the end", ": read as ~50km",
      ": read as 99"};
  for (const auto remedy : kRemedies) {
    if (message.ends_with(remedy)) return message.substr(0, message.size() - remedy.size());
  }
  return message;
}

/// The strict reader's error for what was not understood of the text.
std::expected<void, Error> refuse_notes(const std::vector<Note>& notes) {
  const auto first = std::ranges::find_if(notes, [](const Note& note) { return note.range != Range{}; });
  if (first == notes.end()) return {};
  return std::unexpected(invalid("byte {} of the query: {}", first->range.first, problem(first->message)));
}

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

std::expected<Index::Implementation::Question, Error> Index::Implementation::read(
    const SearchRequest& request) const {
  const auto begun = std::chrono::steady_clock::now();
  if (auto checked = check(request); !checked) return std::unexpected(checked.error());
  auto selections = selections_of(request);
  if (!selections) return std::unexpected(selections.error());
  const auto today =
      request.today.value_or(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  const auto is_place = [this](std::string_view name) {
    return !lookup->gazetteer(directory).find(place_key(name)).empty();
  };
  Question question{.query = parse_query(request.text, today, request.budget, is_place),
                    .with = parse_query(request.with, today, request.budget, is_place),
                    .limits = {request.budget.expansions, begun + request.budget.time},
                    .begun = begun};
  Centres centres(database, *lookup, directory, question.query.notes);
  centres.locate(question.query.root);
  centres.locate(question.with.root);
  for (auto& selection : *selections) {
    centres.locate(selection.node);
    if (ends_before_it_begins(selection.node.days))
      question.query.notes.push_back(no_days(fmt::format("from {} to {}", request.from, request.to), {}));
  }
  question.counts_age = request.sort == Sort::kRelevance && request.from.empty() && request.to.empty() &&
                        recency->half_life() > 0 && request.ranking.recency > 0 &&
                        !is_timeless(question.query.root, request.text) &&
                        !is_timeless(question.with.root, request.with);
  auto notes = question.query.notes;
  notes.insert(notes.end(), question.with.notes.begin(), question.with.notes.end());
  if (request.strict) {
    if (auto accepted = refuse_notes(notes); !accepted) return std::unexpected(accepted.error());
  }
  question.page = {
      .request = request, .understood = to_string(question.query.root), .notes = std::move(notes)};
  Transliterator transliterator(database, request.strict ? 0 : kMostTransliterated);
  auto spellings = transliterator.add_to(question.query.root);
  const RecordForms forms(database, *records);
  if (!request.strict) std::ranges::move(forms.spell(question.query.root), std::back_inserter(spellings));
  auto hidden = withheld(database, *columns, *records, question.query.root);
  add_name_forms(question.query.root, transliterator, spellings);
  note_corrections(question, spellings);
  forms.widen(question.query.root);
  for (auto& selection : *selections) forms.widen(selection.node);
  if (question.with.root.kind != Node::Kind::kAll) {
    std::ranges::move(withheld(database, *columns, *records, question.with.root), std::back_inserter(hidden));
    selections->push_back({.node = question.with.root});
    std::vector<Correction> of_with;  // --with is another query: not told
    add_name_forms(selections->back().node, transliterator, of_with);
    forms.widen(selections->back().node);
  }
  if (!hidden.empty()) {
    question.page.notes.push_back(
        {"suppressed", "articles are left out: the archive suppresses a name of this query", {}});
    std::ranges::move(hidden, std::back_inserter(*selections));
  }
  const bool counts_beyond = request.facet_scope == FacetScope::kWithoutOwnFilters &&
                             std::ranges::any_of(request.facets, [&](const std::string& name) {
                               return Narrowing::selects(*selections, name);
                             });
  question.narrowing.emplace(database, *columns, *selections, !counts_beyond);
  if (!selections->empty() && !counts_beyond) question.within = question.narrowing->allowed();
  if (!request.with.empty()) question.page.understood += " with " + to_string(question.with.root);
  return question;
}

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

/// Evaluates the text. One that finds nothing, or almost nothing, is taken again with misspelt words
/// corrected; a short one that finds nothing as all of its words, as any of them.
Matches Index::Implementation::match(Question& question) const {
  const auto& request = question.page.request;
  auto& notes = question.page.notes;
  auto matches = match_words(question, question.query);
  const auto found = [&] { return question.narrowing->narrowed(matches.documents).count(); };
  const bool is_rare = !request.strict && found() <= kAlmostNothing;
  if (is_rare) try_spelling(question, matches);
  const auto& parsed = question.query;
  const auto words = bag_size(parsed.root);
  const bool may_relax =
      request.match == MatchMode::kAuto && words > 1 && words <= kLongestAllWords && !parsed.has_operators;
  if (may_relax && found() == 0) {
    matches = evaluate(database, *columns, parsed.root, Match::kAny, request.ranking, question.limits,
                       question.within ? &*question.within : nullptr);
    if (found() > 0) {
      notes.push_back({"any_word", "no article has all of these words: these have at least one of them", {}});
    }
  }
  for (const auto& note : matches.notes) {
    const bool is_new = std::ranges::find(notes, note.message, &Note::message) == notes.end();
    if (is_new) notes.push_back(note);  // brackets with the same stop words say so once
  }
  return matches;
}

Matches Index::Implementation::match_words(Question& question, const ParsedQuery& query) const {
  const auto& request = question.page.request;
  const bool is_bag = query.root.kind == Node::Kind::kBag;
  const bool is_short = is_bag && bag_size(query.root) <= kLongestAllWords;
  auto mode = Match::kAll;
  if (request.match == MatchMode::kAny) mode = Match::kAny;
  if (request.match == MatchMode::kAuto && is_bag && !query.has_operators && !is_short) mode = Match::kAny;
  return evaluate(database, *columns, query.root, mode, request.ranking, question.limits,
                  question.within ? &*question.within : nullptr);
}

/// Takes the corrected query where that finds more, and says so; none that gives a suppressed name.
void Index::Implementation::try_spelling(Question& question, Matches& matches) const {
  auto corrected = question.query;
  const auto corrections = Speller(database, *columns, *lookup).correct(corrected.root);
  if (corrections.empty()) return;
  const auto spellings = RecordForms(database, *records).spell(corrected.root);
  if (!withheld(database, *columns, *records, corrected.root).empty()) return;
  auto better = match_words(question, corrected);
  const auto& narrowing = *question.narrowing;
  if (narrowing.narrowed(better.documents).count() <= narrowing.narrowed(matches.documents).count()) return;
  note_corrections(question, corrections);
  note_corrections(question, spellings);
  question.query = std::move(corrected);
  question.page.understood = to_string(question.query.root);
  matches = std::move(better);
}

/// Says which words stand for others, and how to search for what was typed.
void Index::Implementation::note_corrections(Question& question, const std::vector<Correction>& corrections) {
  auto& page = question.page;
  for (const auto& [typed, word, field, also, range] : corrections) {
    // A name beside NEAR stands in the tree twice.
    if (std::ranges::find(page.corrections, range, &Correction::range) != page.corrections.end()) continue;
    const auto text = page.request.text.substr(range.first, range.second - range.first);
    const auto exactly = (field.empty() ? "" : field + ":") + "=" + text;
    auto message =
        fmt::format("{} {}; search exactly {}", also ? "also found:" : "results for", word, exactly);
    const bool is_told = std::ranges::find(page.notes, message, &Note::message) != page.notes.end();
    if (!is_told) page.notes.push_back({also ? "spellings" : "corrected", std::move(message), range});
    page.corrections.push_back({typed, word, field, also, range});
  }
  if (page.corrections.empty()) return;
  std::ranges::sort(page.corrections, {}, &Correction::range);
  std::vector<Correction> replaced;
  std::ranges::copy_if(page.corrections, std::back_inserter(replaced), std::not_fn(&Correction::also));
  page.corrected = replaced.empty() ? "" : corrected_query(page.request.text, replaced);
  page.exactly = exact_query(page.request.text, page.corrections);
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
    auto found = hit(document, static_cast<double>(matches.scores[document]), snippets, stories);
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
