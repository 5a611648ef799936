// From an article to its mentions: analysis, labels, spans.
#include "indexer/entities/finder.h"

#include "indexer/entities/decode.h"
#include "indexer/entities/features.h"

namespace dateline {
namespace {

using entities::Analysis;

constexpr std::uint32_t kGivenNames = entities::kGivenName | entities::kRareGivenName;
constexpr std::uint32_t kNames = kGivenNames | entities::kSurname | entities::kFairSurname;

/// Where the person's name begins in the tokens [begin, last]: after the last title, as "Minister" in "Deputy
/// Foreign Minister Ann Lee" and "Secretary of State" in "Secretary of State Ann Lee". Titles that are also
/// names ("King") stay.
std::size_t after_titles(const Analysis& a, std::size_t begin, std::size_t last) {
  for (auto i = begin; i < last; ++i) {
    if ((a.facts[i].flags & entities::kTitleWord) == 0 || (a.facts[i].flags & kNames) != 0) continue;
    begin = i + 1;
    if (a.tokens.fold(a.tokens.list[begin]) != "of") continue;
    while (begin < last && (a.facts[begin].flags & kGivenNames) == 0) ++begin;
  }
  return begin;
}

/// The names that `labels` spell out, in order.
Mentions spans(const Analysis& a, const std::vector<std::uint8_t>& labels) {
  Mentions found;
  const auto& list = a.tokens.list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (labels[i] == 0) continue;
    auto begin = i;
    while (entities::label_part(labels[i]) < 2) ++i;  // a path never ends inside a name
    if (entities::label_type(labels[i]) == 0) begin = after_titles(a, begin, i);
    auto& into = begin < a.title_tokens ? found.title : found.text;
    into.push_back(
        {static_cast<MentionType>(entities::label_type(labels[i])), list[begin].begin, list[i].end});
  }
  return found;
}

}  // namespace

std::expected<Finder, Error> Finder::load(std::string_view model_bytes) {
  auto model = entities::Model::open(model_bytes);
  if (!model) return std::unexpected(model.error());
  return Finder(*model);
}

Mentions Finder::find(std::string_view title, std::string_view text) const {
  auto analysis = entities::analyze(model_, title, text);
  const auto labels = entities::Decoder(model_).both_stages(analysis);
  return spans(analysis, labels);
}

bool Finder::knows_language(std::string_view language) const {
  return language == "en" || language.starts_with("en-") || language.starts_with("en_");
}

}  // namespace dateline
