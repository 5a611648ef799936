#include "corpus/article.h"

#include <algorithm>
#include <array>
#include <set>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 3> kRelations{"mentions", "about", "dateline"};

void normalize_list(std::vector<std::string>& list) {
  std::set<std::string> seen;
  std::vector<std::string> kept;
  for (auto& value : list) {
    auto clean = squeezed(clean_text(value));
    if (!clean.empty() && seen.insert(clean).second) kept.push_back(std::move(clean));
  }
  list = std::move(kept);
}

/// One entry a name; of several, the stronger relation and whatever any of them knows.
void normalize_entities(std::vector<Entity>& entities) {
  std::vector<Entity> kept;
  for (auto& entity : entities) {
    entity.name = squeezed(clean_text(entity.name));
    if (entity.name.empty()) continue;
    const auto same = std::ranges::find_if(kept, [&](const Entity& other) {
      return other.name == entity.name && other.origin == entity.origin;
    });
    if (same == kept.end()) {
      kept.push_back(std::move(entity));
      continue;
    }
    same->relation = std::max(same->relation, entity.relation);
    if (same->uri.empty()) same->uri = entity.uri;
    if (same->country.empty()) same->country = entity.country;
    if (!same->position) same->position = entity.position;
  }
  entities = std::move(kept);
}

/// How many bytes of blanks `text` begins with, no-break spaces among them.
std::size_t leading_blanks(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\u00a0";
  std::size_t size = 0;
  for (;;) {
    const auto rest = text.substr(size);
    if (!rest.empty() && std::string_view(" \t\r\n").find(rest.front()) != std::string_view::npos)
      ++size;
    else if (rest.starts_with(kNoBreakSpace))
      size += kNoBreakSpace.size();
    else
      return size;
  }
}

}  // namespace

std::string_view name(Relation relation) { return kRelations[static_cast<std::size_t>(relation)]; }

std::optional<Relation> parse_relation(std::string_view name) {
  const auto found = std::ranges::find(kRelations, name);
  if (found == kRelations.end()) return std::nullopt;
  return static_cast<Relation>(found - kRelations.begin());
}

std::string stable_id(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3u;
  }
  return fmt::format("{:016x}", hash);
}

std::expected<Article, Error> normalized(Article article, std::string_view path) {
  for (auto* line : {&article.title, &article.source, &article.section, &article.id, &article.url}) {
    *line = squeezed(clean_text(*line));
  }
  article.text = std::string(trimmed(clean_text(article.text)));
  article.language = ascii_lower(article.language.substr(0, article.language.find_first_of("-_")));
  if (article.title.empty() && article.text.empty()) {
    return std::unexpected(malformed("the record is not an article: it has neither title nor text"));
  }
  for (auto* list : {&article.authors, &article.keywords}) normalize_list(*list);
  for (auto* list : {&article.people, &article.places, &article.organizations}) normalize_entities(*list);
  if (article.id.empty()) {
    article.id = article.url.empty()
                     ? stable_id(std::string(path) + '\0' + article.title + '\0' + article.text)
                     : stable_id(article.url);
  }
  return article;
}

std::string_view behind_title(std::string_view text, std::string_view title) {
  if (title.empty()) return text;
  auto rest = text.substr(leading_blanks(text));
  while (!title.empty()) {
    const auto blanks = leading_blanks(title), same_blanks = leading_blanks(rest);
    if ((blanks == 0) != (same_blanks == 0)) return text;
    title.remove_prefix(blanks);
    rest.remove_prefix(same_blanks);
    if (title.empty() || rest.empty() || rest.front() != title.front()) return text;
    title.remove_prefix(1);
    rest.remove_prefix(1);
  }
  const auto blanks = leading_blanks(rest);
  return blanks > 0 && blanks < rest.size() ? rest.substr(blanks) : text;
}

}  // namespace dateline
