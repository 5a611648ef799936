#include "server/page/links.h"

#include <fmt/core.h>

#include <algorithm>

#include "corpus/base/text.h"
#include "server/html.h"
#include "server/search_parameters.h"
#include "server/url.h"

namespace dateline {

std::string link(const SearchRequest& request) {
  const auto query = query_string(search_parameters(request));
  return query.empty() ? "/" : escaped("/?" + query);
}

std::string feed_link(SearchRequest request) {
  request.offset = 0;
  request.sort = Sort::kRelevance;  // feeds have an order of their own
  const auto query = query_string(search_parameters(request));
  return escaped("/feed.atom" + (query.empty() ? "" : "?" + query));
}

SearchRequest first_page(SearchRequest request) {
  request.offset = 0;
  return request;
}

bool has_filter(const SearchRequest& request, std::string_view field, std::string_view value) {
  return std::ranges::any_of(request.filters, [&](const Filter& filter) {
    return filter.field == field && ascii_iequal(filter.values.front(), value);
  });
}

SearchRequest with_filter(SearchRequest request, std::string_view field, std::string_view value) {
  if (!has_filter(request, field, value))
    request.filters.push_back({.field = std::string(field), .values = {std::string(value)}});
  return first_page(std::move(request));
}

SearchRequest without_filter(SearchRequest request, std::string_view field, std::string_view value) {
  std::erase_if(request.filters, [&](const Filter& filter) {
    return filter.field == field && ascii_iequal(filter.values.front(), value);
  });
  return first_page(std::move(request));
}

std::string time_html(const Date& date) {
  const std::chrono::year_month_day day{date.day()};
  std::string text = fmt::format("{}", static_cast<int>(day.year()));
  if (date.precision != Precision::kYear)
    text = fmt::format("{} {}", kMonthNames[static_cast<unsigned>(day.month()) - 1], text);
  if (date.precision >= Precision::kDay) text = fmt::format("{} {}", static_cast<unsigned>(day.day()), text);
  return fmt::format(R"(<time datetime="{}">{}</time>)", to_string(date), text);
}

std::string language_attribute(const Article& article) {
  return article.language.empty() ? "" : fmt::format(R"( lang="{}")", escaped(article.language));
}

std::string article_url(const Article& article) { return "/article/" + encode_component(article.id); }

std::string entity_links(const SearchRequest& request, std::string_view heading, std::string_view parameter,
                         const std::vector<Entity>& entities, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  for (const auto& entity : entities) {
    if (count++ == most) break;
    out += fmt::format(
        "<a href=\"{}\"{}><bdi>{}</bdi></a> ", link(with_filter(request, parameter, entity.name)),
        has_filter(request, parameter, entity.name) ? " class=\"on\"" : "", escaped_line(entity.name));
  }
  if (out.empty()) return out;
  if (entities.size() > most) out += fmt::format("<span>+{}</span>", entities.size() - most);
  return fmt::format("<span class=\"names\"><span class=\"what\">{}</span>{}</span>", heading, out);
}

}  // namespace dateline
