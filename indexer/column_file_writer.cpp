#include "indexer/column_file.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>

#include "corpus/base/resources.h"
#include "indexer/column_file_draft.h"
#include "indexer/column_sections.h"
#include "indexer/postings.h"
#include "indexer/shown_name.h"
#include "indexer/value_postings.h"

namespace dateline {

using namespace column_sections;

namespace {

template <typename Value, typename Decode>
void read_slot(const Xapian::Database& database, Slot slot, std::vector<Value>& column, Decode decode) {
  for_each_value(database, slot, [&](DocId document, const std::string& value) {
    if (const auto decoded = decode(value))
      column[document] = static_cast<Value>(decoded->time_since_epoch().count());
  });
}

/// Numbers the months of the days there are; leaves them out where two bytes cannot number them.
void add_months(ArticleValues& articles) {
  std::vector<std::int32_t> days = articles.days;
  std::ranges::sort(days);
  for (const auto day : days) {
    if (day == kNoDay || (!articles.first_days.empty() && first_of_month(day) == articles.first_days.back()))
      continue;
    articles.first_days.push_back(first_of_month(day));
  }
  if (articles.first_days.size() >= std::numeric_limits<std::uint16_t>::max())
    return articles.first_days.clear();
  for (const auto day : articles.days) {
    const auto behind = std::ranges::upper_bound(articles.first_days, day);
    articles.months.push_back(
        day == kNoDay ? 0 : static_cast<std::uint16_t>(behind - articles.first_days.begin()));
  }
}

}  // namespace

std::int32_t first_of_month(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const std::chrono::sys_days first{date.year() / date.month() / 1};
  return static_cast<std::int32_t>(first.time_since_epoch().count());
}

ArticleValues read_articles(const Xapian::Database& database) {
  const std::size_t size = static_cast<std::size_t>(database.get_lastdocid()) + 1;
  ArticleValues articles;
  articles.lengths.resize(size);
  articles.published.assign(size, kNoInstant);
  articles.days.assign(size, kNoDay);
  articles.present.resize(size / 64 + 1);
  for_each_article(database, "", [&](DocId document, const auto& posting) {
    articles.lengths[document] = posting.get_doclength();
    articles.present[document / 64] |= std::uint64_t{1} << (document % 64);
  });
  read_slot(database, kPublishedSlot, articles.published, decode_instant);
  read_slot(database, kDaySlot, articles.days, decode_day);
  articles.digests.resize(size);
  for_each_value(database, kDigestSlot, [&](DocId document, const std::string& value) {
    articles.digests[document] = digest_number(value);
  });
  return articles;
}

std::expected<void, Error> ColumnFile::write(const std::string& generation, const Xapian::Database& database,
                                             ColumnFileDraft* draft) {
  std::optional<ColumnFileDraft> own;
  if (draft == nullptr)
    draft = &own.emplace(generation, read_value_postings(database), database.get_lastdocid());
  auto& file = draft->file();
  {
    auto articles = read_articles(database);
    add_months(articles);
    file.section(kLengths, articles.lengths);
    file.section(kPublished, articles.published);
    file.section(kDays, articles.days);
    file.section(kPresent, articles.present);
    file.section(kMonths, articles.months);
    file.section(kFirstDays, articles.first_days);
    file.section(kDigests, articles.digests);
  }
  ShownNames shown(database);
  for (const auto& [field, terms] : draft->unnamed()) {
    Strings names;
    for (const auto& term : terms) names.add(shown(field, term));
    file.section(first_section_of(field) + kNameBegin, names.begin);
    file.section(first_section_of(field) + kNames, names.bytes);
  }
  give_back_memory();  // lists as long as the archive, which the words file has no use for
  return file.finish(database);
}

}  // namespace dateline
