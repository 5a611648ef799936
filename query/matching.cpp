// Evaluates a question, and takes it again in other words where that finds nothing.
#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "query/index.h"
#include "query/rewriter.h"
#include "query/spelling.h"

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

}  // namespace

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
  add_notes(notes, matches.notes);
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
  auto corrected = question.spelled;
  const auto corrections = Speller(database, *columns, *lookup).correct(corrected);
  if (corrections.empty()) return;
  auto understood = to_string(corrected);
  auto rewritten =
      Rewriter(*this, question.limits, question.page.request.strict).rewrite(std::move(corrected));
  if (!rewritten.withheld.empty()) return;
  auto query = question.query;
  query.root = std::move(rewritten.query);
  auto better = match_words(question, query);
  const auto& narrowing = *question.narrowing;
  if (narrowing.narrowed(better.documents).count() <= narrowing.narrowed(matches.documents).count()) return;
  note_corrections(question, corrections);
  note_corrections(question, rewritten.spellings);
  question.query = std::move(query);
  question.page.understood = std::move(understood);
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

}  // namespace dateline
