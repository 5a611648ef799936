#include "indexer/changed_articles.h"

#include <xapian.h>

#include <algorithm>
#include <string_view>

#include "indexer/postings.h"

namespace dateline {
namespace {

/// Calls `visit(docid, digest)` for the articles with another digest than in `digests`; 0 if one is gone.
/// Ends when `visit` gives false.
template <typename Visit>
void for_each_change(const Xapian::Database& database, std::span<const std::uint64_t> digests, Visit visit) {
  DocId next = 1;
  const auto gone_before = [&](std::size_t end) {
    for (; next < end && next < digests.size(); ++next) {
      if (digests[next] != 0 && !visit(next, std::uint64_t{0})) return false;
    }
    return true;
  };
  const auto last = database.get_lastdocid();
  const auto end = database.valuestream_end(kDigestSlot);
  for (auto value = database.valuestream_begin(kDigestSlot); value != end; ++value) {
    const auto document = known_article(value.get_docid(), last);
    if (!gone_before(document)) return;
    const auto digest = digest_number(*value);
    const bool is_same = document < digests.size() && digests[document] == digest;
    if (!is_same && !visit(document, digest)) return;
    next = document + 1;
  }
  gone_before(digests.size());
}

/// The field that `term` is an exact term of, if its articles are kept by value.
std::optional<Field> field_of_value(std::string_view term) {
  for (const auto& row : kFields) {
    if (has_value_articles(row.field) && is_exact_term(row.field, term)) return row.field;
  }
  return std::nullopt;
}

std::shared_ptr<const ChangedArticle> read_article(const Xapian::Database& database, DocId document,
                                                   std::uint64_t digest) {
  ChangedArticle article{.digest = digest, .length = database.get_doclength(document)};
  const auto stored = database.get_document(document, Xapian::DOC_ASSUME_VALID);
  if (const auto instant = decode_instant(stored.get_value(kPublishedSlot)))
    article.published = instant->time_since_epoch().count();
  if (const auto day = decode_day(stored.get_value(kDaySlot)))
    article.day = static_cast<std::int32_t>(day->time_since_epoch().count());
  const auto end = database.termlist_end(document);
  auto term = database.termlist_begin(document);
  for (term.skip_to("A"); term != end; ++term) {
    auto name = *term;
    if (name[0] > 'Z') break;  // words
    if (const auto field = field_of_value(name)) article.values.emplace_back(*field, std::move(name));
  }
  return std::make_shared<const ChangedArticle>(std::move(article));
}

}  // namespace

std::size_t count_changes(const Xapian::Database& database, std::span<const std::uint64_t> digests,
                          std::size_t most) {
  std::size_t count = 0;
  for_each_change(database, digests, [&](DocId, std::uint64_t) { return ++count < most; });
  return count;
}

std::optional<ChangedArticles> changed_articles(const Xapian::Database& database,
                                                std::span<const std::uint64_t> digests, std::size_t most,
                                                const ChangedArticles* known) {
  std::vector<std::pair<DocId, std::uint64_t>> changes;
  for_each_change(database, digests, [&](DocId document, std::uint64_t digest) {
    changes.emplace_back(document, digest);
    return changes.size() <= most;
  });
  if (changes.size() > most) return std::nullopt;
  ChangedArticles articles;
  for (const auto& [document, digest] : changes) {
    auto& article = articles[document];
    if (digest == 0) continue;
    if (known != nullptr) {
      const auto before = known->find(document);
      if (before != known->end() && before->second && before->second->digest == digest)
        article = before->second;
    }
    if (!article) article = read_article(database, document, digest);
  }
  return articles;
}

}  // namespace dateline
