#include "query/evaluate.h"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "corpus/base/text.h"
#include "query/around.h"
#include "query/bags.h"
#include "query/near.h"
#include "query/phrases.h"
#include "query/stories.h"
#include "query/word_forms.h"
#include "query/word_scorer.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

std::string word_prefix(const Node& node) {
  return node.field ? std::string(spec(*node.field).word_prefix) : "";
}

std::vector<std::string> prefixed(std::string_view prefix, const std::vector<std::string>& words) {
  std::vector<std::string> terms;
  for (const auto& word : words) terms.push_back(std::string(prefix) + word);
  return terms;
}

/// Whether the words of `node` are those of title and text.
bool is_in_article(const Node& node) { return !node.field || node.field == Field::kTitle; }

Part part_of(const Node& node) { return node.field ? Part::kTitle : Part::kAnywhere; }

/// One walk over a tree. `scoring` says whether a node's words add to the score: not below NOT. What a node
/// gives is right for the articles within; others it may leave out.
class Evaluation {
 public:
  Evaluation(const Xapian::Database& database, const Columns& columns, Match match, const Ranking& ranking,
             const Limits& limits, Matches& matches)
      : database_(database),
        columns_(columns),
        match_(match),
        ranking_(ranking),
        limits_(limits),
        bm25_(columns, ranking),
        matches_(matches),
        forms_(database, columns.languages()),
        articles_(database, columns),
        scorer_(database, columns, bm25_, ranking.title, matches.scores) {}

  DocSet evaluate(const Node& node, bool scoring, Within within) {
    if (is_late()) return none();
    switch (node.kind) {
      case Kind::kAll:
        return DocSet(columns_.present());
      case Kind::kNone:
        return none();
      case Kind::kWord:
        return words(node, forms_of(node), scoring, within);
      case Kind::kExact:
        return exact(node, scoring);
      case Kind::kPrefix:
        return words(node, expansions(node), scoring, within);
      case Kind::kPhrase:
        return phrase(node, scoring);
      case Kind::kValue:
        if (node.field == Field::kStory) return story(node.words[0]);
        return named(node, documents_of(exact_term(*node.field, node.words[0]), within), scoring);
      case Kind::kDays:
        return days(node.days, within);
      case Kind::kAround:
        if (!node.centre) return none();
        return articles_around(database_, *node.centre, node.kilometres, columns_.last());
      case Kind::kNear:
        return near(node, scoring);
      case Kind::kAnd:
        return all_of(node, scoring, within);
      case Kind::kOr:
        return any_of(node, scoring, within);
      case Kind::kAndNot:
        return and_not(node, scoring, within);
      case Kind::kMaybe:
        return maybe(node, scoring, within);
      case Kind::kBag:
        return bag(node, scoring, within);
    }
    return none();
  }

 private:
  DocSet none() const { return DocSet(columns_.last()); }

  /// Whether the time is up; the first time it says so in a note.
  bool is_late() {
    if (std::chrono::steady_clock::now() < limits_.deadline) return false;
    if (!was_late_) {
      matches_.notes.push_back(
          {"out_of_time",
           "the time for this search was up before everything was looked at: more may match",
           {}});
    }
    was_late_ = true;
    matches_.is_complete = false;
    return true;
  }

  /// About how many articles `node` matches, known without reading postings.
  double expected(const Node& node) {
    const auto children = [&](auto combine, double start) {
      for (const auto& child : node.children) start = combine(start, expected(child));
      return start;
    };
    const auto least = [](double a, double b) { return std::min(a, b); };
    const auto all = static_cast<double>(columns_.count());
    switch (node.kind) {
      case Kind::kWord:
        return is_in_article(node) ? scorer_.document_frequency(forms_of(node), part_of(node))
                                   : frequency_of_any(prefixed(word_prefix(node), forms_of(node)));
      case Kind::kPhrase: {
        auto rarest = all;
        for (const auto& word : node.words) {
          rarest = std::min<double>(
              rarest, is_in_article(node) ? scorer_.document_frequency(std::span(&word, 1), part_of(node))
                                          : database_.get_termfreq(word_prefix(node) + word));
        }
        return rarest;
      }
      case Kind::kValue:
        return node.field == Field::kStory ? 1
                                           : database_.get_termfreq(exact_term(*node.field, node.words[0]));
      case Kind::kNear:
      case Kind::kAnd:
        return children(least, all);
      case Kind::kBag:
        return match_ == Match::kAll ? children(least, all) : children(std::plus{}, 0);
      case Kind::kOr:
        return children(std::plus{}, 0);
      case Kind::kAndNot:
      case Kind::kMaybe:
        return expected(node.children[0]);
      default:
        return all;
    }
  }

  double frequency_of_any(const std::vector<std::string>& terms) const {
    double sum = 0;
    for (const auto& term : terms) sum += database_.get_termfreq(term);
    return std::min(sum, static_cast<double>(columns_.count()));
  }

  /// All that a word stands for.
  std::vector<std::string> forms_of(const Node& node) {
    auto forms = forms_of(node.words[0]);
    for (const auto& spelling : node.spellings)
      std::ranges::copy(forms_of(spelling), std::back_inserter(forms));
    return forms;
  }

  /// WordForms::of, looked up once.
  const std::vector<std::string>& forms_of(const std::string& word) {
    const auto [known, is_new] = known_forms_.try_emplace(word);
    if (is_new) known->second = forms_.of(word);
    return known->second;
  }

  /// The rarest child first, so that the others need only be looked up where it matches. Filters come before
  /// words that are as rare.
  DocSet all_of(const Node& node, bool scoring, Within within) {
    const auto size = node.children.size();
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t n = 0; n < size; ++n) {
      const auto& child = node.children[n];
      order.emplace_back(size == 1 ? 0 : expected(child), n);
    }
    std::ranges::sort(order);
    std::vector<std::vector<ScoredWord>> words(size);  // by child, to stay in the order of the query
    auto before = std::exchange(matches_.words, {});
    DocSet set = within != nullptr ? *within : DocSet(columns_.present());
    for (std::size_t n = 0; n < size; ++n) {
      const bool is_narrow = n > 0 || within != nullptr;
      set &= evaluate(node.children[order[n].second], scoring, is_narrow ? &set : nullptr);
      words[order[n].second] = std::exchange(matches_.words, {});
    }
    for (auto& of_child : words) std::ranges::move(of_child, std::back_inserter(before));
    matches_.words = std::move(before);
    return set;
  }

  DocSet any_of(const Node& node, bool scoring, Within within) {
    auto set = evaluate(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n) set |= evaluate(node.children[n], scoring, within);
    return set;
  }

  DocSet and_not(const Node& node, bool scoring, Within within) {
    auto set = evaluate(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n) set -= evaluate(node.children[n], false, &set);
    return set;
  }

  DocSet maybe(const Node& node, bool scoring, Within within) {
    auto set = evaluate(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n) evaluate(node.children[n], scoring, &set);
    return set;
  }

  /// Words side by side. Filters among them have to hold in any case; stop words are left out where others
  /// say what is meant.
  DocSet bag(const Node& bag, bool scoring, Within within) {
    std::vector<std::string> left_out;
    const auto node = without_stop_words(match_ == Match::kAny ? without_compounds(bag) : bag,
                                         columns_.languages().front(), left_out);
    if (!left_out.empty()) {
      matches_.notes.push_back(
          {"stop_words",
           fmt::format("left out as too common: {}; quote them to search for them", joined(left_out, ", ")),
           bag.range});
    }
    return match_ == Match::kAll ? all_of(node, scoring, within) : any_word(node, scoring, within);
  }

  /// Any of the words of a bag, and all of its filters.
  DocSet any_word(const Node& node, bool scoring, Within within) {
    DocSet filters = within != nullptr ? *within : DocSet(columns_.present());
    auto inside = within;
    for (const auto& child : node.children) {
      if (!is_filter(child)) continue;
      filters &= evaluate(child, scoring, inside);
      inside = &filters;
    }
    auto words = none();
    bool has_words = false;
    for (const auto& child : node.children) {
      if (is_filter(child)) continue;
      words |= evaluate(child, scoring, inside);
      has_words = true;
    }
    return has_words ? filters &= words : filters;
  }

  DocSet days(const DayRange& range, Within within) const {
    auto set = none();
    const auto first = range.first ? range.first->time_since_epoch().count() : Columns::kNoDay + 1;
    const auto last =
        range.last ? range.last->time_since_epoch().count() : std::numeric_limits<std::int32_t>::max();
    const auto& days = columns_.days();
    const auto look = [&](DocId document) {
      if (days[document] >= first && days[document] <= last) set.add(document);
    };
    if (within != nullptr) {
      within->for_each(look);
    } else {
      for (DocId document = 1; document <= columns_.last(); ++document) look(document);
    }
    return set;
  }

  /// `documents`, which have a name that `node` asks for; those that are about it come first.
  DocSet named(const Node& node, DocSet documents, bool scoring) {
    const bool is_name =
        node.field == Field::kPerson || node.field == Field::kPlace || node.field == Field::kOrganization;
    if (!scoring || !is_name || ranking_.about == 0) return documents;
    const bool is_value = node.kind == Kind::kValue;
    const auto about = is_value ? std::vector{exact_term(Field::kAbout, node.words[0])}
                                : prefixed(spec(Field::kAbout).word_prefix, forms_of(node));
    auto subjects = documents_of(about, &documents);
    subjects &= documents;
    const auto weight =
        static_cast<float>(ranking_.about) * bm25_.idf(static_cast<double>(documents.count()));
    subjects.for_each([&](DocId document) { matches_.scores.add(document, weight); });
    return documents;
  }

  DocSet documents_of(std::span<const std::string> terms, Within within) const {
    auto set = none();
    const auto count = within != nullptr ? within->count() : 0;
    for (const auto& term : terms) {
      for_each_posting(database_, term, within, count,
                       [&](DocId document, const auto&) { set.add(document); });
    }
    return set;
  }
  DocSet documents_of(const std::string& term, Within within = nullptr) const {
    return documents_of(std::span(&term, 1), within);
  }

  /// The articles that tell the same story as the one with this id.
  DocSet story(const std::string& id) const {
    auto set = none();
    const auto posting = database_.postlist_begin(id_term(id));
    if (posting == database_.postlist_end(id_term(id))) return set;
    Stories stories(database_, columns_);
    for (const auto document : stories.of(*posting)) set.add(document);
    return set;
  }

  std::vector<std::string> forms_beginning_with(const Node& node, std::size_t most) const {
    const bool is_in_file = !node.field && columns_.words() != nullptr && columns_.changed() == nullptr;
    if (!is_in_file) return forms_.beginning_with(word_prefix(node), node.words[0], most);
    const auto found = columns_.words()->beginning_with(node.words[0]);
    std::vector<std::string> forms;
    for (const auto number : found.first(std::min(most, found.size())))
      forms.emplace_back(columns_.words()->word(number));
    return forms;
  }

  std::vector<std::string> expansions(const Node& node) {
    auto forms = forms_beginning_with(node, limits_.expansions + 1);
    if (forms.size() > limits_.expansions) {
      forms.pop_back();
      matches_.is_complete = false;
      matches_.notes.push_back(
          {"too_many_expansions",
           fmt::format("more than {} words begin with {}: only the first {} are searched", limits_.expansions,
                       quoted(node.words[0]), limits_.expansions),
           node.range});
    }
    return forms;
  }

  /// The articles with any of `forms`, which count as one word.
  DocSet words(const Node& node, const std::vector<std::string>& forms, bool scoring, Within within) {
    if (!is_in_article(node))
      return named(node, documents_of(prefixed(word_prefix(node), forms), within), scoring);
    const auto part = part_of(node);
    if (!scoring) return scorer_.match(forms, part, within);
    matches_.forms.insert(forms.begin(), forms.end());
    const auto idf = bm25_.idf(scorer_.document_frequency(forms, part));
    if (node.kind == Kind::kWord && part == Part::kAnywhere) matches_.words.push_back({forms, idf});
    return scorer_.score(forms, part, idf, within);
  }

  /// The articles with the word exactly as written; see the schema for which exact forms are indexed.
  DocSet exact(const Node& node, bool scoring) {
    const auto& folded = node.words[0];
    auto set = documents_of(std::string(kExactFormPrefix) + node.text);
    if (node.text == folded) {
      auto unfolded = none();
      const auto key = variants_key(folded);
      for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form) {
        unfolded |= documents_of(std::string(kExactFormPrefix) + *form);
      }
      auto plain = scorer_.match(std::span(&folded, 1), Part::kAnywhere, nullptr);
      set |= (plain -= unfolded);
    }
    if (scoring) {
      scorer_.score(std::span(&folded, 1), Part::kAnywhere, bm25_.idf(static_cast<double>(set.count())),
                    &set);
      matches_.forms.insert(folded);
    }
    return set;
  }

  /// An article and how often something was found in it.
  using Found = std::vector<std::pair<DocId, std::uint32_t>>;

  /// The articles of `found`, scored as having one word so often each.
  DocSet scored(const Found& found, bool scoring) {
    auto set = none();
    const auto idf = bm25_.idf(static_cast<double>(found.size()));
    for (const auto& [document, occurrences] : found) {
      set.add(document);
      if (scoring) scorer_.add(document, static_cast<float>(occurrences), idf);
    }
    return set;
  }

  std::vector<DocId> articles_with_all(const std::vector<std::string>& words) {
    auto rarest_first = words;
    std::ranges::sort(rarest_first, {}, [&](const std::string& word) {
      return scorer_.document_frequency(std::span(&word, 1), Part::kAnywhere);
    });
    std::optional<DocSet> set;
    for (const auto& word : rarest_first)
      set = scorer_.match(std::span(&word, 1), Part::kAnywhere, set ? &*set : nullptr);
    std::vector<DocId> documents;
    set->for_each([&](DocId document) { documents.push_back(document); });
    return documents;
  }

  DocSet phrase(const Node& node, bool scoring) {
    const bool in_title = node.field == Field::kTitle;  // whose words keep their positions in the text
    const bool counts = scoring && (!node.field || in_title);
    Found found;
    if (node.field && !in_title) {
      for_each_field_phrase(
          database_, prefixed(word_prefix(node), node.words),
          [&](DocId document, std::uint32_t times) { found.emplace_back(document, times); });
    } else {
      const auto end = in_title ? kTextPosition : std::numeric_limits<std::uint32_t>::max();
      for_each_phrase(articles_, node.words, end, articles_with_all(node.words),
                      [&](DocId document, std::uint32_t times) {
                        found.emplace_back(document, times);
                        return !is_late();
                      });
    }
    if (counts) matches_.phrases.push_back(node.words);
    return scored(found, counts);
  }

  /// The terms that a word or phrase with positions in the text can stand as; its words to highlight.
  Alternatives alternatives(const Node& node, bool scoring) {
    Alternatives found;
    if (is_late()) return found;
    if (node.kind == Kind::kOr) {
      for (const auto& child : node.children)
        std::ranges::move(alternatives(child, scoring), std::back_inserter(found));
      return found;
    }
    if (node.kind == Kind::kPhrase) {
      if (scoring) matches_.phrases.push_back(node.words);
      return {node.words};
    }
    for (auto& form : node.kind == Kind::kPrefix ? expansions(node) : forms_of(node.words[0])) {
      if (scoring) matches_.forms.insert(form);
      found.push_back({std::move(form)});
    }
    return found;
  }

  /// Words near each other score as one word does.
  DocSet near(const Node& node, bool scoring) {
    const auto set = all_of(node, false, nullptr);
    std::vector<Alternatives> operands;
    for (const auto& child : node.children) {
      auto found = alternatives(child, scoring);
      std::ranges::sort(found);
      const auto repeated = std::ranges::unique(found);
      found.erase(repeated.begin(), repeated.end());
      operands.push_back(std::move(found));
    }
    Found found;
    for_each_near(
        articles_, operands, node.distance, node.is_ordered, set, [this] { return is_late(); },
        [&](DocId document, std::uint32_t occurrences) { found.emplace_back(document, occurrences); });
    return scored(found, scoring);
  }

  const Xapian::Database& database_;
  const Columns& columns_;
  Match match_;
  const Ranking& ranking_;
  const Limits& limits_;
  Bm25 bm25_;
  Matches& matches_;
  WordForms forms_;
  std::map<std::string, std::vector<std::string>> known_forms_;
  ArticleWords articles_;
  WordScorer scorer_;
  bool was_late_ = false;
};

}  // namespace

Matches evaluate(const Xapian::Database& database, const Columns& columns, const Node& query, Match match,
                 const Ranking& ranking, const Limits& limits, const DocSet* within) {
  Matches matches{.documents = DocSet(columns.last()), .scores = Scores(columns.last())};
  Evaluation evaluation(database, columns, match, ranking, limits, matches);
  matches.documents = evaluation.evaluate(query, true, within);
  if (within != nullptr) matches.documents &= *within;
  return matches;
}

DocSet articles_of(const Xapian::Database& database, const Columns& columns, const Node& query,
                   const DocSet* within) {
  Matches matches{.documents = DocSet(columns.last())};
  return Evaluation(database, columns, Match::kAll, Ranking{}, {}, matches).evaluate(query, false, within);
}

}  // namespace dateline
