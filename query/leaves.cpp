#include "query/leaves.h"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/entities/names/person_name.h"
#include "query/around.h"
#include "query/index_words.h"
#include "query/phrases.h"
#include "query/stories.h"

namespace dateline {

namespace {

using Kind = Node::Kind;

std::string word_prefix(const Node& node) {
  return node.field ? std::string(spec(*node.field).word_prefix) : "";
}

std::vector<std::string> prefixed(std::string_view prefix, std::span<const std::string> words) {
  std::vector<std::string> terms;
  for (const auto& word : words) terms.push_back(std::string(prefix) + word);
  return terms;
}

/// Whether values of `field` are names of people, places or organizations that texts give.
bool is_named(Field field) {
  switch (field) {
    case Field::kPerson:
    case Field::kPersonMeta:
    case Field::kPlace:
    case Field::kPlaceMeta:
    case Field::kOrganization:
    case Field::kOrganizationMeta:
    case Field::kTown:
    case Field::kAbout:
      return true;
    default:
      return false;
  }
}

/// Whether the words of `node` are those of title and text.
bool is_in_article(const Node& node) { return !node.field || node.field == Field::kTitle; }

Part part_of(const Node& node) { return node.field ? Part::kTitle : Part::kAnywhere; }

}  // namespace

DocSet Leaves::find(const Node& node, bool scoring, Within within) {
  switch (node.kind) {
    case Kind::kAll:
      return DocSet(columns_.present());
    case Kind::kWord:
      return words(node, forms_of(node), scoring, within);
    case Kind::kExact:
      return exact(node, scoring);
    case Kind::kPrefix:
      return words(node, expansions(node), scoring, within);
    case Kind::kPhrase:
      return phrase(node, scoring);
    case Kind::kValue:
      if (scoring) mark(node);
      return named(node, value(node, within), scoring);
    case Kind::kDays:
      return days(node.days, within);
    case Kind::kAround:
      if (!node.centre) return none();
      return articles_around(database_, *node.centre, node.kilometres, columns_.last());
    default:
      return none();
  }
}

bool Leaves::is_late() {
  if (!limits_.is_late()) return false;
  if (!std::exchange(was_late_, true)) tell_late(matches_);
  return true;
}

/// All that a word stands for.
std::vector<std::string> Leaves::forms_of(const Node& node) {
  auto forms = forms_.of(node.words[0]);
  for (const auto& spelling : node.spellings)
    std::ranges::copy(forms_.of(spelling), std::back_inserter(forms));
  return forms;
}

double Leaves::expected(const Node& node) {
  switch (node.kind) {
    case Kind::kWord:
      return frequency(node, forms_of(node));
    case Kind::kPhrase: {
      auto rarest = static_cast<double>(columns_.count());
      for (const auto& word : node.words) rarest = std::min(rarest, frequency(node, std::span(&word, 1)));
      return rarest;
    }
    case Kind::kValue: {
      if (node.field == Field::kStory) return 1;
      const auto term = exact_term(*node.field, node.words[0]);
      const auto list = columns_.with_value(*node.field, term);
      return static_cast<double>(list ? list->most() : database_.get_termfreq(term));
    }
    default:
      return static_cast<double>(columns_.count());
  }
}

/// About how many articles have any of `forms` where `node` looks for them.
double Leaves::frequency(const Node& node, std::span<const std::string> forms) const {
  if (is_in_article(node)) return scorer_.document_frequency(forms, part_of(node));
  double sum = 0;
  for (const auto& term : prefixed(word_prefix(node), forms)) sum += database_.get_termfreq(term);
  return std::min(sum, static_cast<double>(columns_.count()));
}

DocSet Leaves::days(const DayRange& range, Within within) const {
  const auto first = range.first ? range.first->time_since_epoch().count() : Columns::kNoDay + 1;
  const auto last =
      range.last ? range.last->time_since_epoch().count() : std::numeric_limits<std::int32_t>::max();
  const auto& days = columns_.days();
  const auto is_in = [&](DocId document) { return days[document] >= first && days[document] <= last; };
  if (within != nullptr) {
    auto set = none();
    within->for_each([&](DocId document) {
      if (is_in(document)) set.add(document);
    });
    return set;
  }
  std::vector<std::uint64_t> bits(columns_.last() / 64 + 1);
  for (DocId document = 0; document <= columns_.last(); ++document)
    bits[document / 64] |= std::uint64_t{is_in(document)} << (document % 64);
  return DocSet(bits);
}

DocSet Leaves::documents_of(std::span<const std::string> terms, Within within) const {
  auto set = none();
  const auto count = within != nullptr ? within->count() : 0;
  for (const auto& term : terms) {
    for_each_posting(database_, term, within, count, [&](DocId document, const auto&) { set.add(document); });
  }
  return set;
}

DocSet Leaves::value(const Node& node, Within within) {
  if (node.field == Field::kStory) return story(node.words[0]);
  const auto term = exact_term(*node.field, node.words[0]);
  const auto list = columns_.with_value(*node.field, term);
  if (!list) return documents_of(term, within);
  auto set = none();
  for_each_posting(list->unchanged, within, [&](DocId document, Uses) { set.add(document); });
  if (list->changed != nullptr) set -= *list->changed;
  for (const auto document : list->since) {
    if (within == nullptr || within->has(document)) set.add(document);
  }
  return set;
}

/// Lets the name that `node` asks for be highlighted; of a person, whom articles go on to call by the last
/// name, that one alone too.
void Leaves::mark(const Node& node) {
  constexpr std::size_t kShortestLastName = 3;  // bytes: not the "Un" of Kim Jong Un
  if (!is_named(*node.field)) return;
  auto name = index_words(node.words[0]);
  const bool is_person = node.field == Field::kPerson || node.field == Field::kPersonMeta;
  if (is_person && name.size() > 1) {
    const auto words = parse_person(node.words[0]).words;  // without "Jr." and its like
    if (!words.empty() && words.back().size() >= kShortestLastName) matches_.forms.insert(words.back());
  }
  if (!name.empty()) matches_.phrases.push_back(std::move(name));
}

/// `documents`, which have a name that `node` asks for; those that are about it come first.
DocSet Leaves::named(const Node& node, DocSet documents, bool scoring) {
  const bool is_name =
      node.field == Field::kPerson || node.field == Field::kPlace || node.field == Field::kOrganization;
  if (!scoring || !is_name || ranking_.about == 0) return documents;
  const bool is_value = node.kind == Kind::kValue;
  const auto about = is_value ? std::vector{exact_term(Field::kAbout, node.words[0])}
                              : prefixed(spec(Field::kAbout).word_prefix, forms_of(node));
  auto subjects = documents_of(about, &documents);
  subjects &= documents;
  const auto weight = static_cast<float>(ranking_.about) * bm25_.idf(static_cast<double>(documents.count()));
  subjects.for_each([&](DocId document) { matches_.scores.add(document, weight); });
  matches_.saliences.push_back({node.text, std::move(subjects), weight});
  return documents;
}

/// The articles that tell the same story as the one with this id.
DocSet Leaves::story(const std::string& id) {
  auto set = none();
  const auto posting = database_.postlist_begin(id_term(id));
  if (posting == database_.postlist_end(id_term(id))) return set;
  Stories stories(database_, columns_);
  for (const auto document : stories.of(*posting)) set.add(document);
  if (stories.is_cut()) {
    matches_.notes.push_back(cut_stories());
    matches_.is_complete = false;
  }
  return set;
}

std::vector<std::string> Leaves::forms_beginning_with(const Node& node, std::size_t most) const {
  const bool is_in_file = !node.field && columns_.words() != nullptr && columns_.changed() == nullptr;
  if (!is_in_file) return forms_.beginning_with(word_prefix(node), node.words[0], most);
  const auto found = columns_.words()->beginning_with(node.words[0]);
  std::vector<std::string> forms;
  for (const auto number : found.first(std::min(most, found.size())))
    forms.emplace_back(columns_.words()->word(number));
  return forms;
}

std::vector<std::string> Leaves::expansions(const Node& node) {
  auto forms = forms_beginning_with(node, limits_.expansions + 1);
  if (forms.size() > limits_.expansions) {
    forms.pop_back();
    matches_.is_complete = false;
    matches_.notes.push_back({"too_many_expansions",
                              fmt::format("more than {} words begin with {}: only the first {} are searched",
                                          limits_.expansions, quoted(node.words[0]), limits_.expansions),
                              node.range});
  }
  return forms;
}

/// The articles with any of `forms`, which count as one word.
DocSet Leaves::words(const Node& node, const std::vector<std::string>& forms, bool scoring, Within within) {
  if (!is_in_article(node)) {
    if (scoring && is_named(*node.field)) matches_.forms.insert(forms.begin(), forms.end());
    return named(node, documents_of(prefixed(word_prefix(node), forms), within), scoring);
  }
  const auto part = part_of(node);
  if (!scoring) return scorer_.match(forms, part, within);
  matches_.forms.insert(forms.begin(), forms.end());
  if (forms.size() > 1) matches_.alike.push_back(forms);
  const auto idf = bm25_.idf(scorer_.document_frequency(forms, part));
  if (node.kind == Kind::kWord && part == Part::kAnywhere) matches_.words.push_back({forms, idf});
  return scorer_.score(forms, part, idf, within);
}

/// The articles with the word exactly as written; see the schema for which exact forms are indexed.
DocSet Leaves::exact(const Node& node, bool scoring) {
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
    scorer_.score(std::span(&folded, 1), Part::kAnywhere, bm25_.idf(static_cast<double>(set.count())), &set);
    matches_.forms.insert(folded);
  }
  return set;
}

/// The articles of `found`, scored as having one word so often each.
DocSet Leaves::scored(const Found& found, bool scoring) {
  auto set = none();
  const auto idf = bm25_.idf(static_cast<double>(found.size()));
  for (const auto& [document, occurrences] : found) {
    set.add(document);
    if (scoring) scorer_.add(document, static_cast<float>(occurrences), idf);
  }
  return set;
}

std::vector<DocId> Leaves::articles_with_all(const std::vector<std::string>& words) {
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

DocSet Leaves::phrase(const Node& node, bool scoring) {
  const bool in_title = node.field == Field::kTitle;  // whose words keep their positions in the text
  const bool counts = scoring && (!node.field || in_title);
  const bool is_shown = counts || (scoring && is_named(*node.field));
  Found found;
  const auto is_over = [this] { return is_late(); };
  const auto add = [&](DocId document, std::uint32_t times) { found.emplace_back(document, times); };
  if (node.field && !in_title) {
    for_each_field_phrase(database_, prefixed(word_prefix(node), node.words), is_over, add);
  } else {
    const auto end = in_title ? kTextPosition : std::numeric_limits<std::uint32_t>::max();
    for_each_phrase(articles_, node.words, end, articles_with_all(node.words), is_over, add);
  }
  if (is_shown) matches_.phrases.push_back(node.words);
  return scored(found, counts);
}

/// The terms that a word or phrase with positions in the text can stand as; its words to highlight.
Alternatives Leaves::alternatives(const Node& node, bool scoring) {
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
  for (const auto& form : node.kind == Kind::kPrefix ? expansions(node) : forms_.of(node.words[0])) {
    if (scoring) matches_.forms.insert(form);
    found.push_back({form});
  }
  return found;
}

DocSet Leaves::near(const Node& node, const DocSet& candidates, bool scoring) {
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
      articles_, operands, node.distance, node.is_ordered, candidates, [this] { return is_late(); },
      [&](DocId document, std::uint32_t occurrences) { found.emplace_back(document, occurrences); });
  return scored(found, scoring);
}

}  // namespace dateline
