#include "query/evaluate.h"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <ranges>

#include "corpus/base/text.h"
#include "query/bags.h"
#include "query/leaves.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

/// What to write where a stop word looks like an operator in small letters.
std::string_view operator_hint(const std::vector<std::string>& left_out) {
  const auto has = [&](std::string_view word) { return std::ranges::find(left_out, word) != left_out.end(); };
  if (has("or")) return "; write OR in capitals for either of two words";
  if (has("not")) return "; write NOT in capitals to leave out what has a word";
  return "";
}

/// One walk over a tree. `scoring` says whether a node's words add to the score: not below NOT. What a node
/// gives is right for the articles within; others it may leave out.
class Evaluation {
 public:
  Evaluation(const Xapian::Database& database, const Columns& columns, Match match, const Ranking& ranking,
             const Limits& limits, Matches& matches)
      : columns_(columns),
        match_(match),
        matches_(matches),
        leaves_(database, columns, ranking, limits, matches) {}

  DocSet evaluate(const Node& node, bool scoring, Within within) {
    if (leaves_.is_late()) return leaves_.none();
    switch (node.kind) {
      case Kind::kNear:
        return leaves_.near(node, all_of(node, false, nullptr), scoring);
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
      default:
        return leaves_.find(node, scoring, within);
    }
  }

 private:
  /// About how many articles `node` matches, known without reading postings.
  double expected(const Node& node) {
    const auto children = [&](auto combine, double start) {
      for (const auto& child : node.children) start = combine(start, expected(child));
      return start;
    };
    const auto least = [](double a, double b) { return std::min(a, b); };
    const auto all = static_cast<double>(columns_.count());
    switch (node.kind) {
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
        return leaves_.expected(node);
    }
  }

  /// The numbers of the children of `node`, the one first that is expected to match the fewest articles.
  std::vector<std::size_t> rarest_first(const Node& node) {
    std::vector<std::pair<double, std::size_t>> order;
    for (const auto& child : node.children)
      order.emplace_back(node.children.size() == 1 ? 0 : expected(child), order.size());
    std::ranges::sort(order);
    const auto numbers = order | std::views::values;
    return {numbers.begin(), numbers.end()};
  }

  /// The rarest child first, so that the others need only be looked up where it matches; all words of title
  /// and text in the place of the rarest of them. Filters come before words that are as rare.
  DocSet all_of(const Node& node, bool scoring, Within within) {
    std::vector<const Node*> words;
    for (const auto& child : node.children) {
      if (is_word_of_article(child)) words.push_back(&child);
    }
    std::vector<std::vector<ScoredWord>> scored(node.children.size());  // to stay in the order of the query
    auto before = std::exchange(matches_.words, {});
    std::optional<DocSet> set;
    bool are_words_found = false;
    for (const auto n : rarest_first(node)) {
      const auto& child = node.children[n];
      const auto* const inside = set ? &*set : within;
      const bool is_one_of_words = words.size() > 1 && is_word_of_article(child);
      if (!is_one_of_words) {
        narrow(set, evaluate(child, scoring, inside), within);
      } else {
        if (scoring) leaves_.mark(child);
        if (!std::exchange(are_words_found, true))
          narrow(set, leaves_.all_words(words, scoring, inside), within);
      }
      scored[n] = std::exchange(matches_.words, {});
    }
    for (auto& of_child : scored) std::ranges::move(of_child, std::back_inserter(before));
    matches_.words = std::move(before);
    return set ? std::move(*set) : everything(within);
  }

  DocSet everything(Within within) const { return within != nullptr ? *within : DocSet(columns_.present()); }

  /// Leaves in `set`, or in `within` where there is none yet, what is in `found`, too.
  static void narrow(std::optional<DocSet>& set, DocSet found, Within within) {
    if (set) {
      *set &= found;
    } else {
      set = std::move(found);
      if (within != nullptr) *set &= *within;
    }
  }

  /// What an alternative gives: of its words, those count only in articles that match all of it, since others
  /// may be found by another alternative.
  DocSet alternative(const Node& node, bool scoring, Within within) {
    const bool is_whole = node.kind == Kind::kAnd || node.kind == Kind::kAndNot ||
                          node.kind == Kind::kMaybe || node.kind == Kind::kBag;
    if (!scoring || !is_whole) return evaluate(node, scoring, within);
    auto before = std::exchange(matches_.scores, Scores(columns_.last()));
    const auto words = matches_.words.size(), saliences = matches_.saliences.size();
    auto set = evaluate(node, true, within);
    const auto own = std::exchange(matches_.scores, std::move(before));
    set.for_each([&](DocId document) { matches_.scores.add(document, own[document]); });
    for (auto& word : matches_.words | std::views::drop(words)) {
      if (!word.documents) word.documents = set;
      *word.documents &= set;
    }
    for (auto& salience : matches_.saliences | std::views::drop(saliences)) salience.documents &= set;
    return set;
  }

  DocSet any_of(const Node& node, bool scoring, Within within) {
    auto set = alternative(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n)
      set |= alternative(node.children[n], scoring, within);
    return set;
  }

  DocSet and_not(const Node& node, bool scoring, Within within) {
    auto set = evaluate(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n) set -= evaluate(node.children[n], false, &set);
    if (leaves_.is_late()) return leaves_.none();  // not all that is excluded may have been looked at
    return set;
  }

  DocSet maybe(const Node& node, bool scoring, Within within) {
    auto set = evaluate(node.children[0], scoring, within);
    for (std::size_t n = 1; n < node.children.size(); ++n) alternative(node.children[n], scoring, &set);
    return set;
  }

  /// Words side by side. Filters among them have to hold in any case; stop words are left out where others
  /// say what is meant.
  DocSet bag(const Node& bag, bool scoring, Within within) {
    std::vector<std::string> left_out;
    const auto node = without_stop_words(match_ == Match::kAny ? without_compounds(bag) : bag,
                                         columns_.languages().front(), left_out);
    if (!left_out.empty()) {
      matches_.notes.push_back({"stop_words",
                                fmt::format("left out as too common: {}; quote them to search for them{}",
                                            joined(left_out, ", "), operator_hint(left_out)),
                                bag.range});
    }
    return match_ == Match::kAll ? all_of(node, scoring, within) : any_word(node, scoring, within);
  }

  /// Any of the words of a bag, and all of its filters.
  DocSet any_word(const Node& node, bool scoring, Within within) {
    std::optional<DocSet> filters, words;
    for (const auto& child : node.children) {
      if (is_filter(child)) narrow(filters, evaluate(child, scoring, filters ? &*filters : within), within);
    }
    const auto* const inside = filters ? &*filters : within;
    for (const auto& child : node.children) {
      if (is_filter(child)) continue;
      auto found = alternative(child, scoring, inside);
      words = words ? std::move(*words |= found) : std::move(found);
    }
    if (!words) return filters ? std::move(*filters) : everything(within);
    return inside != nullptr ? std::move(*words &= *inside) : std::move(*words);
  }

  const Columns& columns_;
  Match match_;
  Matches& matches_;
  Leaves leaves_;
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

Matches matches_of_filter(const Xapian::Database& database, const Columns& columns, const Node& query,
                          const Limits& limits, const DocSet* within) {
  const Ranking unranked;
  Matches matches{.documents = DocSet(columns.last())};
  matches.documents =
      Evaluation(database, columns, Match::kAll, unranked, limits, matches).evaluate(query, false, within);
  return matches;
}

void add_notes(std::vector<Note>& notes, const std::vector<Note>& more) {
  for (const auto& note : more) {
    if (std::ranges::find(notes, note.message, &Note::message) == notes.end()) notes.push_back(note);
  }
}

void tell_late(Matches& matches) {
  matches.is_complete = false;
  matches.notes.push_back(
      {"out_of_time", "the time for this search was up before everything was looked at: more may match", {}});
}

}  // namespace dateline
