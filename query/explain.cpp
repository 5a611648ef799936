#include "query/explain.h"

#include <xapian.h>

#include <chrono>
#include <cmath>

#include "corpus/base/date.h"
#include "corpus/base/text.h"
#include "indexer/schema.h"
#include "query/bm25.h"
#include "query/word_scorer.h"

namespace dateline {
namespace {

/// How often `term` stands in `document`.
std::uint32_t frequency(const Xapian::Database& database, const std::string& term, DocId document) {
  auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return 0;
  posting.skip_to(document);
  return posting != database.postlist_end(term) && *posting == document ? posting.get_wdf() : 0;
}

bool has(const Xapian::Database& database, const std::string& term, DocId document) {
  auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return false;
  posting.skip_to(document);
  return posting != database.postlist_end(term) && *posting == document;
}

std::string times(std::uint64_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{} times", count);
}

}  // namespace

Reason Explainer::of_word(const ScoredWord& word, DocId document) const {
  const std::string title_prefix(spec(Field::kTitle).word_prefix);
  std::uint32_t count = 0, in_title = 0;
  std::vector<std::string> forms;
  for (const auto& form : word.forms) {
    const auto here = frequency(database_, form, document);
    count += here;
    if (here > 0) forms.push_back(form);
    if (ranking_.title > 0 && has(database_, title_prefix + form, document)) ++in_title;
  }
  const auto& written = word.forms.front();
  if (count == 0 && in_title == 0) return {"word", fmt::format("{} is not in it", quoted(written)), 0};
  const auto weighed =
      static_cast<float>(count) + static_cast<float>(ranking_.title) * static_cast<float>(in_title);
  const bool counts = !word.documents || word.documents->has(document);
  const bool as_written = forms.size() == 1 && forms.front() == written;
  return {"word",
          fmt::format("{} stands in it {}{}{}{}", quoted(written), times(count),
                      as_written || forms.empty() ? "" : " as " + joined(forms, ", "),
                      in_title > 0 ? ", in the title too" : "",
                      counts ? "" : ", but not all that the query wants with it"),
          counts ? word.idf * Bm25(columns_, ranking_).saturated(weighed, document) : 0};
}

Reason Explainer::of_age(DocId document) const {
  const auto day = columns_.days()[document];
  const auto published = day == Columns::kNoDay
                             ? std::string("without a date")
                             : "published " + to_string(std::chrono::sys_days(std::chrono::days(day)));
  return {
      "recency",
      fmt::format("{}; in this archive freshness halves every {:.0f} days", published, recency_->half_life()),
      recency_->factor(document, ranking_.recency)};
}

std::vector<Reason> Explainer::reasons(DocId document) const {
  constexpr double kRounding = 1e-3;
  std::vector<Reason> reasons;
  double left = stages_.words[document];
  for (const auto& word : matches_.words) {
    reasons.push_back(of_word(word, document));
    left -= reasons.back().value;
  }
  for (const auto& [name, documents, score] : matches_.saliences) {
    if (!documents.has(document)) continue;
    reasons.push_back({"about", fmt::format("it is about {}, not only mentions it", quoted(name)), score});
    left -= score;
  }
  if (std::abs(left) > kRounding)
    reasons.push_back({"other", "phrases, exact words, beginnings and groups of the query", left});
  const double neighbours = stages_.neighbours[document] - stages_.words[document];
  if (neighbours > 0)
    reasons.push_back({"neighbours", "words of the query stand side by side in it", neighbours});
  const double feedback = stages_.feedback[document] - stages_.neighbours[document];
  if (feedback > 0) {
    reasons.push_back(
        {"feedback", fmt::format("it shares the vocabulary of the best {}", kFeedbackArticles), feedback});
  }
  if (recency_ != nullptr) reasons.push_back(of_age(document));
  return reasons;
}

}  // namespace dateline
