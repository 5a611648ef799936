#include "server/export.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "query/csv.h"

namespace dateline {
namespace {

/// Articles of one piece: a search each, and few enough that nobody waits for it.
constexpr std::uint32_t kPiece = 250;

std::string names(const std::vector<Entity>& entities) {
  std::vector<std::string> all;
  for (const auto& entity : entities) all.push_back(entity.name);
  return joined(all, "; ");
}

}  // namespace

std::string csv_header(bool with_text) {
  return std::string(
             "id,url,title,source,section,authors,published,language,keywords,people,places,organizations") +
         (with_text ? ",text\r\n" : "\r\n");
}

std::string csv_line(const Article& article, bool with_text) {
  std::vector<std::string> cells{csv_cell(article.id),
                                 csv_cell(article.url),
                                 csv_cell(article.title),
                                 csv_cell(article.source),
                                 csv_cell(article.section),
                                 csv_cell(joined(article.authors, "; ")),
                                 article.published ? to_string(*article.published) : "",
                                 article.language,
                                 csv_cell(joined(article.keywords, "; ")),
                                 csv_cell(names(article.people)),
                                 csv_cell(names(article.places)),
                                 csv_cell(names(article.organizations))};
  if (with_text) cells.push_back(csv_cell(article.text));
  return joined(cells, ",") + "\r\n";
}

Export::Export(SearchRequest request, Form form, std::uint32_t most)
    : request_(std::move(request)), form_(form), left_(most) {
  request_.limit = kPiece;
  request_.facets.clear();
}

std::expected<std::string, Error> Export::next(SearchBackend& backend) {
  std::string out;
  if (!begun_ && form_.is_csv) out = csv_header(form_.with_text);
  begun_ = true;
  while (left_ > 0 && request_.offset <= kMaxOffset) {
    request_.limit = std::min(kPiece, left_);
    const auto page = backend.search(request_);
    if (!page) return std::unexpected(page.error());
    if (page->hits.empty()) left_ = 0;
    for (const auto& hit : page->hits) {
      if (!given_.insert(stable_id(hit.article.id)).second) continue;
      if (auto added = add(backend, hit, out); !added) return std::unexpected(added.error());
      --left_;
    }
    request_.offset += static_cast<std::uint32_t>(page->hits.size());
    if (!out.empty()) return out;
  }
  return out;
}

/// An article that was deleted meanwhile is left out.
std::expected<void, Error> Export::add(SearchBackend& backend, const Hit& hit, std::string& out) const {
  std::optional<Article> whole;
  if (form_.with_text) {
    auto found = backend.article(hit.article.id);
    if (!found && found.error().code == ErrorCode::kNotFound) return {};
    if (!found) return std::unexpected(found.error());
    whole = std::move(*found);
  }
  const auto& article = whole ? *whole : hit.article;
  out += form_.is_csv ? csv_line(article, form_.with_text) : to_json(article, form_.with_text) + "\n";
  return {};
}

}  // namespace dateline
