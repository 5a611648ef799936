#include "query/leaves.h"

#include <xapian.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "corpus/base/text.h"
#include "query/around.h"
#include "query/name_marks.h"
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

/// Whether the words of `node` are those of title and text.
bool is_in_article(const Node& node) { return !node.field || node.field == Field::kTitle; }

Part part_of(const Node& node) { return node.field ? Part::kTitle : Part::kAnywhere; }

}  // namespace

bool is_word_of_article(const Node& node) { return node.kind == Kind::kWord && is_in_article(node); }

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
      if (node.field == Field::kStory) return story(node.words[0]);
      if (scoring) mark_name(node, matches_);
      return named(node, filters_.with_value(*node.field, node.words[0], within), scoring);
    case Kind::kDays:
      return filters_.published(node.days, within);
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
      return static_cast<double>(filters_.most_with_value(*node.field, node.words[0]));
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

/// `documents`, which have a name that `node` asks for; those that are about it come first.
DocSet Leaves::named(const Node& node, DocSet documents, bool scoring) {
  const bool is_name =
      node.field == Field::kPerson || node.field == Field::kPlace || node.field == Field::kOrganization;
  if (!scoring || !is_name || ranking_.about == 0) return documents;
  const bool is_value = node.kind == Kind::kValue;
  const auto about = is_value ? std::vector{exact_term(Field::kAbout, node.words[0])}
                              : prefixed(spec(Field::kAbout).word_prefix, forms_of(node));
  auto subjects = filters_.with_terms(about, &documents);
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
    return named(node, filters_.with_terms(prefixed(word_prefix(node), forms), within), scoring);
  }
  const auto part = part_of(node);
  if (!scoring) return scorer_.match(forms, part, within);
  mark(node, forms);
  return scorer_.score(forms, part, idf(node, forms), within);
}

float Leaves::idf(const Node& node, const std::vector<std::string>& forms) const {
  return bm25_.idf(scorer_.document_frequency(forms, part_of(node)));
}

/// Notes a word or prefix of title and text that scores.
void Leaves::mark(const Node& node, const std::vector<std::string>& forms) {
  matches_.forms.insert(forms.begin(), forms.end());
  if (forms.size() > 1) matches_.alike.push_back(forms);
  if (node.kind == Kind::kWord && !node.field) matches_.words.push_back({forms, idf(node, forms)});
}

void Leaves::mark(const Node& node) { mark(node, forms_of(node)); }

DocSet Leaves::all_words(const std::vector<const Node*>& nodes, bool scoring, Within within) {
  struct Word {
    std::vector<std::string> forms;
    Part part;
    double frequency;
  };
  std::vector<Word> words;
  for (const auto* node : nodes) {
    const auto& word = words.emplace_back(forms_of(*node), part_of(*node));
    words.back().frequency = scorer_.document_frequency(word.forms, word.part);
  }
  std::ranges::stable_sort(words, {}, &Word::frequency);
  CommonArticles common;
  for (const auto& word : words) {
    if (is_late()) return none();
    scorer_.narrow(common, word.forms, word.part, within);
  }
  for (std::size_t n = 0; scoring && n < words.size(); ++n)
    scorer_.score(common, n, bm25_.idf(words[n].frequency));
  return common.set(columns_.last());
}

/// The articles with the word exactly as written; see the schema for which exact forms are indexed.
DocSet Leaves::exact(const Node& node, bool scoring) {
  const auto& folded = node.words[0];
  auto set = filters_.with_term(std::string(kExactFormPrefix) + node.text);
  if (node.text == folded) {
    auto unfolded = none();
    const auto key = variants_key(folded);
    for (auto form = database_.synonyms_begin(key); form != database_.synonyms_end(key); ++form) {
      unfolded |= filters_.with_term(std::string(kExactFormPrefix) + *form);
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

/// The articles in which `words` may follow each other, ascending.
std::vector<DocId> Leaves::candidates(const std::vector<std::string>& words) {
  std::vector<DocId> documents;
  if (columns_.words() != nullptr) documents = may_have_phrase(*columns_.words(), words);
  if (columns_.changed() == nullptr) return documents;
  std::erase_if(documents, [&](DocId document) { return !columns_.has_words(document); });
  auto rarest_first = words;
  std::ranges::sort(rarest_first, {}, [&](const std::string& word) {
    return scorer_.document_frequency(std::span(&word, 1), Part::kAnywhere);
  });
  CommonArticles changed;
  for (const auto& word : rarest_first)
    scorer_.narrow(changed, std::span(&word, 1), Part::kAnywhere, columns_.changed());
  const auto middle = documents.insert(documents.end(), changed.documents.begin(), changed.documents.end());
  std::ranges::inplace_merge(documents, middle);
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
    for_each_phrase(articles_, node.words, end, candidates(node.words), is_over, add);
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
  for (const auto& form : node.kind == Kind::kPrefix ? expansions(node) : forms_of(node)) {
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
