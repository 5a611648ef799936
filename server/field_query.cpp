#include "server/field_query.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/base/text.h"
#include "server/restrictions.h"

namespace dateline {
namespace {

using NamePair = std::pair<std::string_view, std::string_view>;
constexpr std::array kOtherNames{NamePair{"persons", "person"},    NamePair{"glocations", "place"},
                                 NamePair{"subject", "keyword"},   NamePair{"section_name", "section"},
                                 NamePair{"news_desk", "section"}, NamePair{"byline", "author"}};

std::string filter_named(std::string_view name) {
  const auto* other = std::ranges::find(kOtherNames, name, [](const auto& row) { return row.first; });
  return other != kOtherNames.end() ? std::string(other->second) : filter_of_attribute(name);
}

class FieldQueryReader {
 public:
  explicit FieldQueryReader(std::string_view text) : text_(text), rest_(text) {}

  std::expected<std::vector<Filter>, Error> read() {
    std::vector<Filter> filters;
    skip_blanks();
    while (!rest_.empty()) {
      if (!filters.empty() && !take_word("AND")) return std::unexpected(misshapen());
      auto filter = read_filter();
      if (!filter) return std::unexpected(filter.error());
      filters.push_back(std::move(*filter));
      skip_blanks();
    }
    return filters;
  }

 private:
  Error misshapen() const {
    return invalid("{} is not a value of 'fq': write field:(\"value\" \"value\"), joined by AND",
                   quoted(text_));
  }

  void skip_blanks() { rest_ = rest_.substr(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_word(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word) || rest_.size() == word.size() || rest_[word.size()] != ' ') return false;
    rest_.remove_prefix(word.size());
    skip_blanks();
    return true;
  }

  std::expected<Filter, Error> read_filter() {
    Filter filter;
    filter.exclude = take_word("NOT") || take('-');
    const auto colon = rest_.find(':');
    if (colon == std::string_view::npos) return std::unexpected(misshapen());
    const auto name = rest_.substr(0, colon);
    filter.field = filter_named(name);
    if (filter.field.empty())
      return std::unexpected(
          invalid("{} is not a field of 'fq': write one of {}", quoted(name), joined(filter_fields(), ", ")));
    rest_.remove_prefix(colon + 1);
    if (!take('(')) {
      auto value = read_value();
      if (!value) return std::unexpected(misshapen());
      filter.values.push_back(std::move(*value));
      return filter;
    }
    for (skip_blanks(); !take(')'); skip_blanks()) {
      if (take_word("OR") || take(',')) continue;
      auto value = read_value();
      if (!value) return std::unexpected(misshapen());
      filter.values.push_back(std::move(*value));
    }
    if (filter.values.empty()) return std::unexpected(misshapen());
    return filter;
  }

  /// A quoted value, in which \ escapes, or one word.
  std::optional<std::string> read_value() {
    std::string value;
    if (!take('"')) {
      const auto end = std::min(rest_.find_first_of(" \t,()\""), rest_.size());
      value = rest_.substr(0, end);
      rest_.remove_prefix(end);
      return value.empty() ? std::nullopt : std::optional(value);
    }
    while (!rest_.empty() && !take('"')) {
      if (rest_.size() > 1) take('\\');
      value += rest_.front();
      rest_.remove_prefix(1);
      if (rest_.empty()) return std::nullopt;
    }
    return value.empty() ? std::nullopt : std::optional(value);
  }

  std::string_view text_, rest_;
};

}  // namespace

std::expected<std::vector<Filter>, Error> parse_field_query(std::string_view text) {
  return FieldQueryReader(text).read();
}

std::string to_field_query(const Filter& filter) {
  std::string out = (filter.exclude ? "-" : "") + filter.field + ":(";
  for (const auto& value : filter.values) {
    out += out.back() == '(' ? "\"" : " \"";
    for (const char c : value) out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    out += '"';
  }
  return out + ")";
}

}  // namespace dateline
