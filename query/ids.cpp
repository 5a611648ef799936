#include "indexer/document.h"
#include "indexer/stored_form.h"
#include "query/index.h"
#include "query/order.h"

namespace dateline {

std::expected<std::vector<std::string>, Error> Index::Implementation::ids(
    const SearchRequest& request) const {
  auto question = read(request);
  if (!question) return std::unexpected(question.error());
  auto matches = match(*question);
  matches.documents = question->narrowing->narrowed(std::move(matches.documents));
  rank(*question, matches);
  std::vector<std::string> ids;
  for (const auto document : ranked(matches, *columns, request)) {
    auto known = known_ids.find(document);
    if (known == known_ids.end()) {
      const auto article = decode_stored(stored_form(database, document), false);
      if (!article) return std::unexpected(article.error());
      known = known_ids.emplace(document, article->id).first;
    }
    ids.push_back(known->second);
  }
  return ids;
}

std::expected<std::vector<std::string>, Error> Index::ids(const SearchRequest& request) const {
  try {
    return implementation_->ids(request);
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
