#include "query/withheld.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "query/index_words.h"
#include "query/record_forms.h"
#include "query/word_forms.h"

namespace dateline {
namespace {

using Kind = Node::Kind;

/// A word that a query asks for.
struct Asked {
  std::vector<std::string> forms;  ///< folded: it is found as any of these
  bool is_beginning = false;       ///< of words
  bool is_for(const std::string& word) const {
    return std::ranges::any_of(
        forms, [&](const std::string& form) { return is_beginning ? word.starts_with(form) : word == form; });
  }
};

/// The words that have to be there, or may be, for an article to be found; what is under NOT is none.
void collect(const Node& node, WordForms& forms, std::vector<Asked>& asked) {
  if (node.kind == Kind::kAndNot) return collect(node.children[0], forms, asked);
  for (const auto& child : node.children) collect(child, forms, asked);
  if (node.kind == Kind::kWord) {
    Asked word{.forms = forms.of(node.words[0])};
    for (const auto& spelling : node.spellings)
      std::ranges::copy(forms.of(spelling), std::back_inserter(word.forms));
    asked.push_back(std::move(word));
    return;
  }
  for (const auto& word : node.words) {
    for (auto& part : index_words(word)) asked.push_back({{std::move(part)}, node.kind == Kind::kPrefix});
  }
}

/// Whether a query for these words gives `name` away.
bool gives(const std::vector<Asked>& asked, const std::string& name) {
  return std::ranges::all_of(words_of(name), [&](const std::string& part) {
    return std::ranges::any_of(asked, [&](const Asked& word) { return word.is_for(part); });
  });
}

/// Whether some part of `query` asks for people, places or organizations by words of `name` alone.
bool asks_by_field(const Node& query, WordForms& forms, Field field, const std::string& name) {
  if (query.kind == Kind::kAndNot) return asks_by_field(query.children[0], forms, field, name);
  const auto below = [&](const Node& child) { return asks_by_field(child, forms, field, name); };
  if (std::ranges::any_of(query.children, below)) return true;
  if (!query.field || query.words.empty() || !std::ranges::count(record_kinds(*query.field), field))
    return false;
  const auto parts = words_of(name);
  std::vector<Asked> asked;
  collect(query, forms, asked);
  return std::ranges::all_of(asked, [&](const Asked& word) {
    return std::ranges::any_of(parts, [&](const std::string& part) { return word.is_for(part); });
  });
}

}  // namespace

std::vector<Selection> withheld(const Xapian::Database& database, const Columns& columns,
                                const Records& records, const Node& query) {
  std::vector<Selection> selections;
  if (records.suppressed().empty()) return selections;
  WordForms forms(database, columns);
  std::vector<Asked> asked;
  collect(query, forms, asked);
  for (const auto& [field, names] : records.suppressed()) {
    const auto is_given = [&, field = field](const std::string& name) {
      return gives(asked, name) || asks_by_field(query, forms, field, name);
    };
    if (std::ranges::none_of(names, is_given)) continue;
    Node any{.kind = Kind::kOr};
    for (const auto& name : names) {
      any.children.push_back({.kind = Kind::kValue, .field = field, .words = {name}});
      any.children.push_back({.kind = Kind::kPhrase, .words = words_of(name)});
    }
    selections.push_back({.exclude = true, .node = std::move(any)});
  }
  return selections;
}

}  // namespace dateline
