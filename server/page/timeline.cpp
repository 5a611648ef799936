#include "server/page/timeline.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "server/html.h"
#include "server/page/links.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxBars = 72;
constexpr std::size_t kMaxLabels = 12;
constexpr std::size_t kLabelsOfAPhone = 3;
constexpr int kHeight = 40;

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Months or years since the year 0.
int place_of(std::string_view value) {
  const int year = number(value.substr(0, 4));
  return value.size() == 4 ? year : year * 12 + number(value.substr(5, 2)) - 1;
}

std::string value_at(int place, bool by_month) {
  return by_month ? fmt::format("{:04}-{:02}", place / 12, place % 12 + 1) : fmt::format("{:04}", place);
}

std::string label_of(std::string_view value) {
  if (value.size() == 4) return std::string(value);
  const auto month = static_cast<std::size_t>(number(value.substr(5, 2)) - 1);
  return fmt::format("{} {}", kMonthNames[month].substr(0, 3), value.substr(0, 4));
}

/// The same articles by year.
std::vector<FacetValue> years_of(const std::vector<FacetValue>& months) {
  std::vector<FacetValue> years;
  for (const auto& [value, count] : months) {
    if (years.empty() || years.back().value != value.substr(0, 4))
      years.push_back({.value = value.substr(0, 4)});
    years.back().count += count;
  }
  return years;
}

/// Every year or month from the first to the last that has articles, the empty ones too; the latest kMaxBars.
std::vector<FacetValue> bars_of(const std::vector<FacetValue>& counts, bool by_month) {
  const int end = place_of(counts.back().value) + 1;
  const int begin = std::max(place_of(counts.front().value), end - static_cast<int>(kMaxBars));
  std::vector<FacetValue> bars;
  for (int place = begin; place < end; ++place) bars.push_back({.value = value_at(place, by_month)});
  for (const auto& [value, count] : counts) {
    if (const int at = place_of(value) - begin; at >= 0) bars[static_cast<std::size_t>(at)].count = count;
  }
  return bars;
}

bool is_chosen(const SearchRequest& request, std::string_view value) {
  if (request.from.empty() && request.to.empty()) return false;
  const auto from = std::string_view(request.from).substr(0, value.size());
  const auto to = std::string_view(request.to).substr(0, value.size());
  return (from.empty() || from <= value) && (to.empty() || value.substr(0, to.size()) <= to);
}

/// `label` is the class of what names the bar: seen always, where there is room, or by screen readers alone.
std::string bar_html(const SearchRequest& request, const FacetValue& bar, std::uint64_t most,
                     std::string_view label) {
  auto there = first_page(request);
  there.from = there.to = bar.value;
  const auto height = bar.count == 0 ? 0 : std::max<std::uint64_t>(2, bar.count * kHeight / most);
  return fmt::format(
      "<li{}><a href=\"{}\" data-time=\"{}\"><svg viewBox=\"0 0 8 {}\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\"><rect y=\"{}\" width=\"8\" height=\"{}\"/></svg><span class=\"{}\">{}</span>"
      "<span class=\"unseen\">: {} {}</span></a></li>\n",
      is_chosen(request, bar.value) ? " class=\"on\"" : "", link(there), bar.value, kHeight, kHeight - height,
      height, label, label_of(bar.value), grouped(bar.count), bar.count == 1 ? "article" : "articles");
}

}  // namespace

std::string timeline_html(const PageView& view) {
  if (!view.page->timeline || view.page->timeline->values.size() < 2) return "";
  const auto& months = view.page->timeline->values;
  const auto years = years_of(months);
  const bool by_month = place_of(years.back().value) - place_of(years.front().value) < 3;
  const auto bars = bars_of(by_month ? months : years, by_month);
  const auto most = std::ranges::max(bars, {}, &FacetValue::count).count;
  const auto step = (bars.size() + kMaxLabels - 1) / kMaxLabels;
  std::string out;
  const auto long_step = step * ((bars.size() / step + kLabelsOfAPhone) / kLabelsOfAPhone);
  for (std::size_t n = 0; n < bars.size(); ++n) {
    const auto* label = n % long_step == 0 ? "when" : n % step == 0 ? "when wide" : "unseen";
    out += bar_html(view.request, bars[n], most, label);
  }
  return "<section class=\"timeline\" aria-label=\"Articles over time\">\n<ol>\n" + out +
         "</ol>\n<p class=\"brush-hint\" hidden>Drag over the bars to choose a span</p></section>\n";
}

}  // namespace dateline
