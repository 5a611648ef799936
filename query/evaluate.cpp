#include "query/evaluate.h"

#include <xapian.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "indexer/analysis.h"

namespace dateline {

std::uint64_t DocSet::count() const {
  std::uint64_t count = 0;
  for (const auto word : words_) count += static_cast<std::uint64_t>(std::popcount(word));
  return count;
}

DocSet& DocSet::operator&=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] &= other.words_[n];
  return *this;
}

DocSet& DocSet::operator|=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] |= other.words_[n];
  return *this;
}

DocSet& DocSet::operator-=(const DocSet& other) {
  for (std::size_t n = 0; n < words_.size(); ++n) words_[n] &= ~other.words_[n];
  return *this;
}

namespace {

using Kind = Node::Kind;

/// One walk over a tree. `scoring` says whether a node's words add to the score: not below NOT.
class Evaluation {
 public:
  Evaluation(const Xapian::Database& database, const Columns& columns, Match match, const Ranking& ranking,
             Matches& matches)
      : database_(database),
        columns_(columns),
        match_(match),
        ranking_(ranking),
        matches_(matches),
        frequencies_(columns.last() + 1) {}

  DocSet evaluate(const Node& node, bool scoring) {
    switch (node.kind) {
      case Kind::kAll:
        return DocSet(columns_.present());
      case Kind::kNone:
        return none();
      case Kind::kWord:
        return words(node, forms_of(node.words[0]), scoring);
      case Kind::kExact:
        return exact(node, scoring);
      case Kind::kPrefix:
        return words(node, expansions(node), scoring);
      case Kind::kPhrase:
        return phrase(node, scoring);
      case Kind::kValue:
        return documents_of(exact_term(*node.field, node.words[0]));
      case Kind::kDays:
        return days(node.days);
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

  /// Words side by side. Filters among them have to hold in any case.
  DocSet bag(const Node& node, bool scoring) {
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

  /// The folded words with the same stem as `word` in any language of the archive, itself first.
  std::vector<std::string> forms_of(const std::string& word) {
    std::vector<std::string> forms{word};
    const auto add = [&](const std::string& form) {
      if (std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
    };
    for (const auto& language : languages()) {
      if (!stemmer_.knows(language)) continue;
      const auto stem = stemmer_.stem(language, word);
      if (stem != word && database_.term_exists(stem)) add(stem);
      const auto key = stem_key(language, stem);
      for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form) add(*form);
    }
    return forms;
  }

  /// The languages of the archive's articles, and the one taken for those of unknown language.
  const std::vector<std::string>& languages() {
    if (!languages_.empty()) return languages_;
    languages_.emplace_back(kDefaultLanguage);
    const std::string prefix(spec(Field::kLanguage).exact_prefix);
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
      auto language = (*term).substr(prefix.size());
      if (language != kDefaultLanguage) languages_.push_back(std::move(language));
    }
    return languages_;
  }

  std::vector<std::string> expansions(const Node& node) {
    const std::string prefix = node.field ? std::string(spec(*node.field).word_prefix) : "";
    std::vector<std::string> forms;
    const auto begin = prefix + node.words[0];
    for (auto term = database_.allterms_begin(begin); term != database_.allterms_end(begin); ++term) {
      if (forms.size() == kMaxExpansions) {
        matches_.notes.push_back(
            {"too_many_expansions",
             fmt::format("more than {} words begin with {}: only the first {} are searched", kMaxExpansions,
                         quoted(node.words[0]), kMaxExpansions),
             node.range});
        break;
      }
      forms.push_back((*term).substr(prefix.size()));
    }
    return forms;
  }

  /// The articles with any of `forms`, which count as one word: their frequencies are added up before BM25
  /// sees them.
  DocSet words(const Node& node, const std::vector<std::string>& forms, bool scoring) {
    const std::string prefix = node.field ? std::string(spec(*node.field).word_prefix) : "";
    const bool in_text = !node.field;
    auto set = none();
    touched_.clear();
    for (const auto& form : forms) add_postings(prefix + form, in_text ? 0.0f : 1.0f);
    for (const auto document : touched_) set.add(document);
    if (in_text && scoring) {
      for (const auto& form : forms)
        add_postings(std::string(spec(Field::kTitle).word_prefix) + form, title_weight());
      matches_.forms.insert(forms.begin(), forms.end());
    } else if (node.field == Field::kTitle && scoring) {
      matches_.forms.insert(forms.begin(), forms.end());
    }
    const bool scored = scoring && (in_text || node.field == Field::kTitle);
    if (scored) score(touched_.size());
    for (const auto document : touched_) frequencies_[document] = 0;
    return set;
  }

  float title_weight() const { return static_cast<float>(ranking_.title_weight); }

  /// Adds a term's frequencies (or `weight` for each article, where that is not 0) to frequencies_.
  void add_postings(const std::string& term, float weight) {
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term); ++posting) {
      const DocId document = *posting;
      if (frequencies_[document] == 0) touched_.push_back(document);
      frequencies_[document] += weight != 0 ? weight : static_cast<float>(posting.get_wdf());
    }
  }

  /// Adds BM25 of the word whose frequencies are in frequencies_ to the scores.
  void score(std::size_t document_frequency) {
    const double n = static_cast<double>(columns_.count()), df = static_cast<double>(document_frequency);
    const auto idf = static_cast<float>(std::log(1 + (n - df + 0.5) / (df + 0.5)));
    const auto k1 = static_cast<float>(ranking_.k1), b = static_cast<float>(ranking_.b);
    const auto average = static_cast<float>(std::max(columns_.average_length(), 1.0));
    const auto& lengths = columns_.lengths();
    for (const auto document : touched_) {
      const float tf = frequencies_[document];
      const float norm = k1 * (1 - b + b * static_cast<float>(lengths[document]) / average);
      matches_.scores[document] += idf * tf * (k1 + 1) / (tf + norm);
    }
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
    const std::string prefix = node.field ? std::string(spec(*node.field).word_prefix) : "";
    std::vector<std::string> terms;
    for (const auto& word : node.words) terms.push_back(prefix + word);
    auto set = none();
    touched_.clear();
    walk_phrase(terms, [&](DocId document, std::uint32_t occurrences) {
      set.add(document);
      touched_.push_back(document);
      frequencies_[document] = static_cast<float>(occurrences);
    });
    const bool scored = scoring && (!node.field || node.field == Field::kTitle);
    if (scored) {
      score(touched_.size());
      matches_.phrases.push_back(node.words);
    }
    for (const auto document : touched_) frequencies_[document] = 0;
    return set;
  }

  /// Calls `found(docid, occurrences)` for each article in which `terms` follow each other. The rarest term
  /// leads.
  template <typename Found>
  void walk_phrase(const std::vector<std::string>& terms, Found found) {
    std::vector<std::size_t> order(terms.size());
    std::vector<Xapian::PostingIterator> postings;
    for (std::size_t n = 0; n < terms.size(); ++n) {
      order[n] = n;
      postings.push_back(database_.postlist_begin(terms[n]));
      if (postings.back() == Xapian::PostingIterator()) return;
    }
    std::ranges::sort(order, {}, [&](std::size_t n) { return database_.get_termfreq(terms[n]); });
    auto& lead = postings[order[0]];
    std::vector<std::uint32_t> starts;
    while (lead != Xapian::PostingIterator()) {
      const DocId document = *lead;
      bool everywhere = true;
      for (std::size_t n = 1; n < order.size() && everywhere; ++n) {
        auto& other = postings[order[n]];
        other.skip_to(document);
        if (other == Xapian::PostingIterator()) return;
        everywhere = *other == document;
      }
      if (everywhere) {
        starts.clear();
        for (std::size_t n = 0; n < order.size(); ++n)
          keep_starts(postings[order[n]], order[n], n == 0, starts);
        if (!starts.empty()) found(document, static_cast<std::uint32_t>(starts.size()));
      }
      ++lead;
    }
  }

  /// Keeps of `starts` the positions p where the term stands at p + offset; the first term fills it.
  static void keep_starts(const Xapian::PostingIterator& posting, std::size_t offset, bool first,
                          std::vector<std::uint32_t>& starts) {
    if (!first && starts.empty()) return;
    std::size_t kept = 0, at = 0;
    for (auto position = posting.positionlist_begin(); position != posting.positionlist_end(); ++position) {
      if (*position < offset) continue;
      const auto start = static_cast<std::uint32_t>(*position - offset);
      if (first) {
        starts.push_back(start);
        continue;
      }
      while (at < starts.size() && starts[at] < start) ++at;
      if (at == starts.size()) break;
      if (starts[at] == start) starts[kept++] = starts[at++];
    }
    if (!first) starts.resize(kept);
  }

  const Xapian::Database& database_;
  const Columns& columns_;
  Match match_;
  const Ranking& ranking_;
  Matches& matches_;
  Stemmer stemmer_;
  std::vector<std::string> languages_;
  std::vector<float> frequencies_;  ///< by docid; all 0 between two words
  std::vector<DocId> touched_;      ///< where frequencies_ is not 0
};

}  // namespace

Matches evaluate(const Xapian::Database& database, const Columns& columns, const Node& query, Match match,
                 const Ranking& ranking) {
  Matches matches{.documents = DocSet(columns.last()), .scores = std::vector<float>(columns.last() + 1)};
  Evaluation evaluation(database, columns, match, ranking, matches);
  matches.documents = evaluation.evaluate(query, true);
  return matches;
}

}  // namespace dateline
