#include "corpus/statistics.h"

#include <algorithm>
#include <functional>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxRows = 20;

std::string table_of(std::string_view heading, const Tally& values) {
  using Row = std::pair<std::string, std::uint64_t>;
  std::vector<Row> rows(values.begin(), values.end());
  std::ranges::stable_sort(rows, std::greater{}, &Row::second);
  std::string out = fmt::format("{}\n", heading);
  for (std::size_t n = 0; n < std::min(rows.size(), kMaxRows); ++n)
    out += fmt::format("{:>10}  {}\n", rows[n].second,
                       rows[n].first.empty() ? "(none)" : visible(rows[n].first));
  if (rows.size() > kMaxRows) out += fmt::format("            and {} more\n", rows.size() - kMaxRows);
  return out;
}

}  // namespace

void Statistics::add(const Article& article) {
  ++articles_;
  ++languages_[article.language];
  ++sources_[article.source];
  const auto missing = [&](bool is_missing, const char* field) { missing_[field] += is_missing; };
  missing(article.title.empty(), "title");
  missing(article.text.empty(), "text");
  missing(article.url.empty(), "url");
  missing(!article.published, "published");
  missing(article.authors.empty(), "authors");
  if (!article.published) return;
  const auto when = article.published->instant;
  if (!first_ || when < first_->instant) first_ = article.published;
  if (!last_ || when > last_->instant) last_ = article.published;
}

std::string Statistics::table() const {
  auto out = fmt::format("articles\n{:>10}\n", articles_);
  if (first_)
    out += fmt::format("dates\n            {} to {}\n", to_string(first_->day()), to_string(last_->day()));
  return out + table_of("languages", languages_) + table_of("sources", sources_) +
         table_of("missing", missing_);
}

}  // namespace dateline
