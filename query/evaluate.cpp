#include "query/evaluate.h"

#include <xapian.h>

#include <algorithm>
#include <limits>

#include "corpus/base/text.h"
#include "query/bm25.h"
#include "query/near.h"
#include "query/phrases.h"
#include "query/stop_words.h"
#include "query/stories.h"
#include "query/word_forms.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

/// One walk over a tree. `scoring` says whether a node's words add to the score: not below NOT.
class Evaluation {
 public:
  Evaluation(const Xapian::Database& database, const Columns& columns, Match match, const Ranking& ranking,
             const Limits& limits, WordForms& forms, Matches& matches)
      : database_(database),
        columns_(columns),
        match_(match),
        ranking_(ranking),
        limits_(limits),
        bm25_(columns, ranking),
        matches_(matches),
        forms_(forms),
        frequencies_(columns.last() + 1) {}

  DocSet evaluate(const Node& node, bool scoring) {
    if (is_late()) return none();
    switch (node.kind) {
      case Kind::kAll:
        return DocSet(columns_.present());
      case Kind::kNone:
        return none();
      case Kind::kWord:
        return words(node, forms_.of(node.words[0]), scoring);
      case Kind::kExact:
        return exact(node, scoring);
      case Kind::kPrefix:
        return words(node, expansions(node), scoring);
      case Kind::kPhrase:
        return phrase(node, scoring);
      case Kind::kValue:
        if (node.field == Field::kStory) return story(node.words[0]);
        return documents_of(exact_term(*node.field, node.words[0]));
      case Kind::kDays:
        return days(node.days);
      case Kind::kNear:
        return near(node, scoring);
      case Kind::kAnd:
        return all_of(node, scoring);
      case Kind::kOr:
        return any_of(node, scoring);
      case Kind::kAndNot:
        return and_not(node, scoring);
      case Kind::kMaybe:
        return maybe(node, scoring);
      case Kind::kBag:
        return bag(node, scoring);
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

  static bool is_filter(const Node& node) {
    const bool fielded = node.field && *node.field != Field::kTitle;
    return fielded || node.kind == Kind::kDays || node.kind == Kind::kValue || node.kind == Kind::kAndNot;
  }

  DocSet all_of(const Node& node, bool scoring) {
    auto set = evaluate(node.children[0], scoring);
    for (std::size_t n = 1; n < node.children.size(); ++n) set &= evaluate(node.children[n], scoring);
    return set;
  }

  DocSet any_of(const Node& node, bool scoring) {
    auto set = evaluate(node.children[0], scoring);
    for (std::size_t n = 1; n < node.children.size(); ++n) set |= evaluate(node.children[n], scoring);
    return set;
  }

  DocSet and_not(const Node& node, bool scoring) {
    auto set = evaluate(node.children[0], scoring);
    for (std::size_t n = 1; n < node.children.size(); ++n) set -= evaluate(node.children[n], false);
    return set;
  }

  DocSet maybe(const Node& node, bool scoring) {
    auto set = evaluate(node.children[0], scoring);
    for (std::size_t n = 1; n < node.children.size(); ++n) evaluate(node.children[n], scoring);
    return set;
  }

  /// Words side by side. Filters among them have to hold in any case; stop words are left out where others
  /// say what is meant.
  DocSet bag(const Node& bag, bool scoring) {
    const auto node = match_ == Match::kAny ? without_compounds(bag) : bag;
    if (std::ranges::any_of(node.children, [&](const Node& child) { return is_content(child); })) {
      return bag_of(without_stop_words(node), scoring);
    }
    return bag_of(node, scoring);
  }

  DocSet bag_of(const Node& node, bool scoring) {
    if (match_ == Match::kAll) return all_of(node, scoring);
    DocSet filters(columns_.present()), words = none();
    bool has_words = false;
    for (const auto& child : node.children) {
      auto set = evaluate(child, scoring);
      if (is_filter(child)) {
        filters &= set;
      } else {
        words |= set;
        has_words = true;
      }
    }
    return has_words ? filters &= words : filters;
  }

  bool is_stop(const Node& node) {
    return node.kind == Kind::kWord && !node.field && is_stop_word(forms_.languages().front(), node.words[0]);
  }

  bool is_content(const Node& node) { return !is_filter(node) && !is_stop(node); }

  /// The words of `high-speed` one by one, where any of them will do.
  static Node without_compounds(const Node& bag) {
    Node taken{.kind = bag.kind, .range = bag.range};
    for (const auto& child : bag.children) {
      if (!child.is_compound) {
        taken.children.push_back(child);
        continue;
      }
      for (const auto& word : child.words) {
        taken.children.push_back({.kind = Kind::kWord, .text = word, .words = {word}, .range = child.range});
      }
    }
    return taken;
  }

  Node without_stop_words(const Node& bag) {
    Node kept{.kind = bag.kind, .range = bag.range};
    std::vector<std::string> left_out;
    for (const auto& child : bag.children) {
      if (is_stop(child)) {
        if (std::ranges::find(left_out, child.words[0]) == left_out.end()) left_out.push_back(child.words[0]);
      } else {
        kept.children.push_back(child);
      }
    }
    if (!left_out.empty()) {
      matches_.notes.push_back(
          {"stop_words",
           fmt::format("left out as too common: {}; quote them to search for them", joined(left_out, ", ")),
           bag.range});
    }
    return kept;
  }

  DocSet days(const DayRange& range) const {
    auto set = none();
    const auto first = range.first ? range.first->time_since_epoch().count() : Columns::kNoDay + 1;
    const auto last =
        range.last ? range.last->time_since_epoch().count() : std::numeric_limits<std::int32_t>::max();
    const auto& days = columns_.days();
    for (DocId document = 1; document <= columns_.last(); ++document) {
      if (days[document] >= first && days[document] <= last) set.add(document);
    }
    return set;
  }

  DocSet documents_of(const std::string& term) const {
    auto set = none();
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
      set.add(*posting);
    }
    return set;
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

  std::vector<std::string> expansions(const Node& node) {
    auto forms = forms_.beginning_with(word_prefix(node), node.words[0], limits_.expansions + 1);
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

  static std::string word_prefix(const Node& node) {
    return node.field ? std::string(spec(*node.field).word_prefix) : "";
  }

  /// The articles with any of `forms`, which count as one word: their frequencies are added up before BM25
  /// sees them.
  DocSet words(const Node& node, const std::vector<std::string>& forms, bool scoring) {
    const auto prefix = word_prefix(node);
    const bool in_text = !node.field;
    auto set = none();
    touched_.clear();
    for (const auto& form : forms) {
      if (is_late()) break;
      add_postings(prefix + form, in_text ? 0.0f : 1.0f);
    }
    for (const auto document : touched_) set.add(document);
    if (in_text && scoring) {
      for (const auto& form : forms)
        add_postings(std::string(spec(Field::kTitle).word_prefix) + form, static_cast<float>(ranking_.title));
      matches_.forms.insert(forms.begin(), forms.end());
    } else if (node.field == Field::kTitle && scoring) {
      matches_.forms.insert(forms.begin(), forms.end());
    }
    const bool scored = scoring && (in_text || node.field == Field::kTitle);
    if (scored) {
      const float idf = score(touched_.size());
      if (node.kind == Kind::kWord && in_text) matches_.words.push_back({forms, idf});
    }
    for (const auto document : touched_) frequencies_[document] = 0;
    return set;
  }

  /// Adds a term's frequencies (or `weight` for each article, where that is not 0) to frequencies_.
  void add_postings(const std::string& term, float weight) {
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
      const DocId document = *posting;
      if (frequencies_[document] == 0) touched_.push_back(document);
      frequencies_[document] += weight != 0 ? weight : static_cast<float>(posting.get_wdf());
    }
  }

  /// Adds BM25 of the word whose frequencies are in frequencies_ to the scores; the word's idf.
  float score(std::size_t document_frequency) {
    const float idf = bm25_.idf(static_cast<double>(document_frequency));
    for (const auto document : touched_) {
      matches_.scores[document] += idf * bm25_.saturated(frequencies_[document], document);
    }
    return idf;
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
      auto plain = documents_of(folded);
      set |= (plain -= unfolded);
    }
    if (scoring) {
      touched_.clear();
      add_postings(folded, 0);
      score_only(set);
      matches_.forms.insert(folded);
    }
    return set;
  }

  /// Scores the touched articles that are in `set`, and forgets all frequencies.
  void score_only(const DocSet& set) {
    std::erase_if(touched_, [&](DocId document) {
      if (set.has(document)) return false;
      frequencies_[document] = 0;
      return true;
    });
    score(touched_.size());
    for (const auto document : touched_) frequencies_[document] = 0;
  }

  DocSet phrase(const Node& node, bool scoring) {
    const bool in_title = node.field == Field::kTitle;  // whose words keep their positions in the text
    const auto prefix = in_title ? std::string() : word_prefix(node);
    const auto end = in_title ? kTextPosition : std::numeric_limits<std::uint32_t>::max();
    std::vector<std::string> terms;
    for (const auto& word : node.words) terms.push_back(prefix + word);
    auto set = none();
    touched_.clear();
    for_each_phrase(database_, terms, end, [&](DocId document, std::uint32_t occurrences) {
      set.add(document);
      touched_.push_back(document);
      frequencies_[document] = static_cast<float>(occurrences);
    });
    const bool scored = scoring && (!node.field || in_title);
    if (scored) {
      score(touched_.size());
      matches_.phrases.push_back(node.words);
    }
    for (const auto document : touched_) frequencies_[document] = 0;
    return set;
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
    for (auto& form : node.kind == Kind::kPrefix ? expansions(node) : forms_.of(node.words[0])) {
      if (scoring) matches_.forms.insert(form);
      found.push_back({std::move(form)});
    }
    return found;
  }

  /// Words near each other score as one word does.
  DocSet near(const Node& node, bool scoring) {
    auto set = all_of(node, false);
    std::vector<Alternatives> operands;
    for (const auto& child : node.children) {
      auto found = alternatives(child, scoring);
      std::ranges::sort(found);
      const auto repeated = std::ranges::unique(found);
      found.erase(repeated.begin(), repeated.end());
      operands.push_back(std::move(found));
    }
    auto found = none();
    touched_.clear();
    for_each_near(
        database_, operands, node.distance, node.is_ordered, set, [this] { return is_late(); },
        [&](DocId document, std::uint32_t occurrences) {
          found.add(document);
          touched_.push_back(document);
          frequencies_[document] = static_cast<float>(occurrences);
        });
    if (scoring) score(touched_.size());
    for (const auto document : touched_) frequencies_[document] = 0;
    return found;
  }

  const Xapian::Database& database_;
  const Columns& columns_;
  Match match_;
  const Ranking& ranking_;
  const Limits& limits_;
  Bm25 bm25_;
  Matches& matches_;
  WordForms& forms_;
  bool was_late_ = false;
  std::vector<float> frequencies_;  ///< by docid; all 0 between two words
  std::vector<DocId> touched_;      ///< where frequencies_ is not 0
};

}  // namespace

Matches evaluate(const Xapian::Database& database, const Columns& columns, const Node& query, Match match,
                 const Ranking& ranking, const Limits& limits) {
  Matches matches{.documents = DocSet(columns.last()), .scores = std::vector<float>(columns.last() + 1)};
  WordForms forms(database);
  Evaluation evaluation(database, columns, match, ranking, limits, forms, matches);
  matches.documents = evaluation.evaluate(query, true);
  return matches;
}

}  // namespace dateline
