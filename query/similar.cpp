#include "query/similar.h"

#include <xapian.h>

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "query/bm25.h"
#include "query/index.h"
#include "query/stop_words.h"

namespace dateline {
namespace {

/// What a shared name counts beside a shared word of the same rarity.
constexpr float kNameWeight = 1.5f;

constexpr std::array kNameFields{Field::kPerson, Field::kPlace, Field::kOrganization};

bool is_name(std::string_view term) {
  return std::ranges::any_of(kNameFields, [&](Field field) {
    const auto prefix = spec(field).exact_prefix;
    return term.starts_with(prefix) && is_word_term(term.substr(prefix.size()));
  });
}

/// A feature in the query language's own words.
std::string to_string(const Feature& feature) {
  if (!feature.is_name) return feature.term;
  for (const auto field : kNameFields) {
    const auto prefix = spec(field).exact_prefix;
    const auto value = std::string_view(feature.term).substr(std::min(prefix.size(), feature.term.size()));
    if (feature.term.starts_with(prefix) && is_word_term(value))
      return fmt::format("{}:\"{}\"", spec(field).name, value);
  }
  return feature.term;
}

}  // namespace

std::vector<Feature> features_of(const Xapian::Database& database, const Columns& columns, DocId document,
                                 const Ranking& ranking) {
  const Bm25 bm25(columns, ranking);
  std::vector<Feature> words, names;
  const auto language = columns.languages().front();
  for (auto term = database.termlist_begin(document); term != database.termlist_end(document); ++term) {
    const auto text = *term;
    const auto frequency = term.get_termfreq();
    const bool word = is_word_term(text);
    if (frequency < 2 || !(word ? !is_stop_word(language, text) : is_name(text))) continue;
    const float idf = bm25.idf(frequency);
    if (word) {
      words.push_back({text, idf * bm25.saturated(static_cast<float>(term.get_wdf()), document), false});
    } else {
      names.push_back({text, idf * kNameWeight, true});
    }
  }
  const auto heavier = [](const Feature& a, const Feature& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  };
  std::ranges::sort(words, heavier);
  words.resize(std::min(words.size(), kSimilarWords));
  words.insert(words.end(), names.begin(), names.end());
  std::ranges::sort(words, heavier);
  return words;
}

Matches similar_to(const Xapian::Database& database, const Columns& columns, DocId document,
                   const std::vector<Feature>& features, const Ranking& ranking, const Limits& limits) {
  const Bm25 bm25(columns, ranking);
  Matches matches{.documents = DocSet(columns.last()), .scores = Scores(columns.last())};
  auto& scores = matches.scores;
  for (const auto& feature : features) {
    if (limits.is_late()) {
      tell_late(matches);
      break;
    }
    for_each_article(database, feature.term, [&](DocId other, const auto& posting) {
      const auto share =
          feature.is_name ? 1.0f : bm25.saturated(static_cast<float>(posting.get_wdf()), other);
      scores.add(other, feature.weight * share);
    });
    if (!feature.is_name) matches.forms.insert(feature.term);
  }
  const double least = kLeastSimilarity * scores[document];
  for (DocId other = 1; other <= columns.last(); ++other) {
    if (other != document && scores[other] > 0 && scores[other] >= least) matches.documents.add(other);
  }
  return matches;
}

std::expected<Page, Error> Index::Implementation::similar(std::string_view id,
                                                          const SearchRequest& request) const {
  auto question = read(request);
  if (!question) return std::unexpected(question.error());
  const auto document = find(id);
  if (!document)
    return std::unexpected(
        make_error(ErrorCode::kNotFound, "{} is not the id of an article here", quoted(id)));
  question->counts_age = false;
  const auto features = features_of(database, *columns, *document, request.ranking);
  auto matches = similar_to(database, *columns, *document, features, request.ranking, question->limits);
  if (question->query.root.kind != Node::Kind::kAll) {
    const auto filtered = matches_of_filter(database, *columns, question->query.root, question->limits);
    matches.documents &= filtered.documents;
    matches.is_complete &= filtered.is_complete;
    add_notes(matches.notes, filtered.notes);
  }
  question->page.understood = fmt::format("like id:{}:", quoted(id));
  for (const auto& feature : features) question->page.understood += " " + to_string(feature);
  add_notes(question->page.notes, matches.notes);
  return answered(std::move(*question), std::move(matches));
}

std::expected<Page, Error> Index::similar(std::string_view id, const SearchRequest& request) const {
  try {
    return implementation_->similar(id, request);
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
