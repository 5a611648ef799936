#include "corpus/sitemap_index.h"

#include <algorithm>
#include <array>

#include "corpus/base/text.h"
#include "corpus/input.h"
#include "corpus/readers/feed.h"

namespace dateline {
namespace {

constexpr auto kNone = std::string_view::npos;

bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

/// The file's name in lower case, without the ending of its compression.
std::string plain_name(std::string_view path) {
  const auto slash = path.rfind('/');
  auto name = ascii_lower(slash == kNone ? path : path.substr(slash + 1));
  if (ends_with_one_of(name, {".gz", ".xz", ".zst", ".bz2"})) name.erase(name.rfind('.'));
  return name;
}

bool is_archive_name(std::string_view path) {
  return ends_with_one_of(plain_name(path), {".zip", ".tar", ".tgz", ".txz", ".tbz2"});
}

bool is_sitemap_name(std::string_view path) {
  const auto name = plain_name(path);
  return name.ends_with(".xml") || name.find("sitemap") != kNone;
}

bool only_tracks(std::string_view parameter) {
  static constexpr std::array<std::string_view, 8> kNames{"fbclid", "gclid",  "dclid",  "msclkid",
                                                          "mc_cid", "mc_eid", "igshid", "yclid"};
  const auto name = parameter.substr(0, parameter.find('='));
  return name.starts_with("utm_") || std::ranges::find(kNames, name) != kNames.end();
}

/// The parameters of a query that say which page it is, in their order, with a `?` before them.
std::string telling_query(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto one = query.substr(0, end);
    if (!one.empty() && !only_tracks(one)) kept.append(kept.empty() ? "?" : "&").append(one);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return kept;
}

/// %c3 as %C3.
void raise_escapes(std::string& text) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    for (auto digit = at + 1; digit < std::min(at + 3, text.size()); ++digit) {
      if (text[digit] >= 'a' && text[digit] <= 'f') text[digit] = static_cast<char>(text[digit] - 'a' + 'A');
    }
  }
}

void fill_one(std::string& into, const std::string& from) {
  if (into.empty()) into = from;
}

}  // namespace

std::string address_key(std::string_view url) {
  url = trimmed(url);
  if (const auto colon = url.find("://"); colon != kNone && colon < 8) url.remove_prefix(colon + 3);
  url = url.substr(0, url.find('#'));
  const auto host_end = std::min(url.find_first_of("/?"), url.size());
  auto host = ascii_lower(url.substr(0, host_end));
  if (host.starts_with("www.")) host.erase(0, 4);
  if (ends_with_one_of(host, {":80", ":443"})) host.erase(host.rfind(':'));
  auto path = url.substr(host_end);
  const auto query = path.find('?');
  const auto parameters = query == kNone ? "" : telling_query(path.substr(query + 1));
  path = path.substr(0, query);
  while (path.ends_with('/')) path.remove_suffix(1);
  auto key = host + std::string(path) + parameters;
  raise_escapes(key);
  return key;
}

void SitemapIndex::read(const std::vector<std::string>& files) {
  for (const auto& path : files) {
    if (path == "-" || !(is_sitemap_name(path) || is_archive_name(path))) continue;
    auto input = Input::open(path);
    for (auto more = input ? (*input)->next_member() : false; more && *more; more = (*input)->next_member()) {
      const auto& member = (*input)->path();
      if (!is_sitemap_name(member) || !looks_like_sitemap((*input)->peek(kDetectionBytes), member)) continue;
      const auto records = open_sitemap(**input, {});
      while (auto article = records->next()) {
        if (*article) add({std::move(**article), {member, records->line()}});
      }
    }
  }
}

bool SitemapIndex::add(Entry entry) {
  auto key = address_key(entry.article.url);
  if (key.empty()) return false;
  if (by_address_.contains(key)) return true;
  if (slots_.size() >= kMaxEntries) return false;
  auto& slot = slots_.emplace_back();
  slot.entry = std::move(entry);
  by_address_.emplace(std::move(key), &slot);
  return true;
}

SitemapIndex::Slot* SitemapIndex::find(std::string_view url) const {
  if (by_address_.empty() || url.empty()) return nullptr;
  const auto found = by_address_.find(address_key(url));
  return found == by_address_.end() ? nullptr : found->second;
}

void SitemapIndex::fill(Article& page, std::string_view address) {
  auto* slot = find(address.empty() ? page.url : address);
  if (slot == nullptr) return;
  slot->has_page = true;
  const auto& said = slot->entry.article;
  fill_one(page.url, said.url);
  fill_one(page.title, said.title);
  fill_one(page.source, said.source);
  fill_one(page.language, said.language);
  if (!page.published) page.published = said.published;
  if (!page.updated) page.updated = said.updated;
  if (page.keywords.empty()) page.keywords = said.keywords;
}

std::optional<SitemapIndex::Entry> SitemapIndex::take_without_page() {
  while (!slots_.empty()) {
    const bool has_page = slots_.front().has_page;
    auto entry = std::move(slots_.front().entry);
    slots_.pop_front();
    if (!has_page) return entry;
  }
  by_address_.clear();
  return std::nullopt;
}

}  // namespace dateline
