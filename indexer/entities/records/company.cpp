#include "indexer/entities/records/company.h"

#include <algorithm>
#include <numeric>

namespace dateline {
namespace {

constexpr std::size_t kCommonCompany = 20;  ///< articles; what is named in more of them, and in more than
constexpr double kCommonShare = 0.01;       ///< this share of all that name any, is company to everybody

/// The articles with a name in one of the columns: where articles were deleted, columns have gaps.
std::size_t articles_with_names(const NameColumn& own, std::span<const NameColumn> others) {
  const auto has_names = [](const NameColumn& column, std::size_t article) {
    return column.begin[article] != column.begin[article + 1];
  };
  std::size_t count = 0;
  for (std::size_t article = 0; article + 1 < own.begin.size(); ++article) {
    count += has_names(own, article) ||
             std::ranges::any_of(others, [&](const auto& other) { return has_names(other, article); });
  }
  return count;
}

}  // namespace

Company::Company(const NameColumn& own, std::span<const NameColumn> others)
    : own_(own), others_(others), begin_(own.names.size() + 1), articles_(own.values.size()) {
  for (const auto name : own.values) ++begin_[name + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  auto next = begin_;
  for (std::uint32_t article = 0; article + 1 < own.begin.size(); ++article) {
    for (auto at = own.begin[article]; at < own.begin[article + 1]; ++at)
      articles_[next[own.values[at]]++] = article;
  }
  const auto share = kCommonShare * static_cast<double>(articles_with_names(own, others));
  common_from_ = std::max(kCommonCompany, static_cast<std::size_t>(share));
  count(own);
  for (const auto& column : others) count(column);
}

void Company::count(const NameColumn& column) {
  auto& counts = frequencies_.emplace_back(column.names.size());
  for (const auto name : column.values) ++counts[name];
}

std::span<const std::uint32_t> Company::articles(Name name) const {
  return std::span(articles_).subspan(begin_[name], begin_[name + 1] - begin_[name]);
}

std::size_t Company::common(Name one, Name other) const {
  const auto a = articles(one), b = articles(other);
  std::size_t count = 0;
  for (std::size_t m = 0, n = 0; m < a.size() && n < b.size();) {
    count += a[m] == b[n];
    const bool first = a[m] <= b[n], second = b[n] <= a[m];
    m += first, n += second;
  }
  return count;
}

const Company::Names& Company::of(Name name) {
  const auto [known, is_new] = companies_.try_emplace(name);
  if (!is_new) return known->second;
  auto& found = known->second;
  for (const auto article : articles(name)) {
    add(found, own_, 0, article);
    for (std::size_t kind = 0; kind < others_.size(); ++kind) add(found, others_[kind], kind + 1, article);
  }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

void Company::add(Names& found, const NameColumn& column, std::size_t kind, std::uint32_t article) const {
  for (auto at = column.begin[article]; at < column.begin[article + 1]; ++at) {
    const auto other = column.values[at];
    const bool is_common = frequencies_[kind][other] > common_from_;
    if (!is_common) found.push_back(static_cast<std::uint64_t>(kind) << 32 | other);
  }
}

std::size_t Company::shared(Name a, Name b, const std::function<bool(Name)>& is_left_out) {
  const auto &of_a = of(a), &of_b = of(b);
  std::size_t shared = 0;
  for (std::size_t m = 0, n = 0; m < of_a.size() && n < of_b.size();) {
    if (of_a[m] == of_b[n]) shared += of_a[m] >> 32 != 0 || !is_left_out(static_cast<Name>(of_a[m]));
    const bool first = of_a[m] <= of_b[n], second = of_b[n] <= of_a[m];
    m += first, n += second;
  }
  return shared;
}

}  // namespace dateline
