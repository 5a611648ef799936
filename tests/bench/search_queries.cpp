#include "tests/bench/search_queries.h"

#include <fmt/format.h>

#include <chrono>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/stored_form.h"

namespace dateline {
namespace {

/// Two words that stand side by side somewhere.
std::vector<std::string> neighbours(const Xapian::Database& database, Words& words) {
  for (;;) {
    const Xapian::docid document =
        1 + static_cast<Xapian::docid>(words.random()() % database.get_lastdocid());
    std::vector<std::string> text;
    try {
      const auto data = stored_form(database, document);
      text = words_of(stored_text(data));
    } catch (const Xapian::DocNotFoundError&) {
      continue;
    }
    if (text.size() < 2) continue;
    const auto at = words.random()() % (text.size() - 1);
    if (text[at].size() >= 4 && text[at + 1].size() >= 4) return {text[at], text[at + 1]};
  }
}

Query of(SearchRequest request, std::vector<std::string> words, Xapian::Query::op op, std::string fts5) {
  return {std::move(request),
          [words = std::move(words), op] { return Xapian::Query(op, words.begin(), words.end()); },
          std::move(fts5)};
}

std::string some_value(const Xapian::Database& database, Words& words, const std::string& prefix) {
  std::vector<std::string> values;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    if (term.get_termfreq() > database.get_doccount() / 2000) values.push_back(*term);
  }
  return values.empty() ? "" : values[words.random()() % values.size()].substr(prefix.size());
}

}  // namespace

std::vector<std::string> all_facets() {
  return {"people", "places", "organizations", "authors", "source", "section", "language", "year", "month"};
}

Query query_of(const std::string& kind, const Xapian::Database& database, Words& words) {
  using Op = Xapian::Query;
  const auto any = [&](std::vector<std::string> taken, std::string_view between) {
    return fmt::format("{}", fmt::join(taken, between));
  };
  if (kind == "one rare word" || kind == "one common word" || kind == "sort by date" ||
      kind == "page 1,000" || kind == "9 facets") {
    const auto word = kind == "one rare word" ? words.rare() : words.common();
    SearchRequest request{.text = word};
    if (kind == "sort by date") request.sort = Sort::kNewest;
    if (kind == "page 1,000") request.offset = 9'990;
    if (kind == "9 facets") request.facets = all_facets();
    auto query = of(std::move(request), {word}, Op::OP_OR, '"' + word + '"');
    query.by_date = kind == "sort by date";
    return query;
  }
  if (kind == "AND of two") {
    const std::vector<std::string> taken{words.common(), words.medium()};
    return of({.text = any(taken, " AND ")}, taken, Op::OP_AND, any(taken, " AND "));
  }
  if (kind == "OR of a sentence") {
    std::vector<std::string> taken;
    for (int n = 0; n < 8; ++n) taken.push_back(n % 3 == 0 ? words.common() : words.medium());
    return of({.text = any(taken, " "), .match = MatchMode::kAny}, taken, Op::OP_OR, any(taken, " OR "));
  }
  if (kind == "phrase") {
    const auto taken = neighbours(database, words);
    return of({.text = '"' + any(taken, " ") + '"'}, taken, Op::OP_PHRASE, '"' + any(taken, " ") + '"');
  }
  if (kind == "prefix") {
    const auto beginning = words.medium().substr(0, 3);
    Query query{.request = {.text = beginning + "*"}, .fts5 = beginning + "*"};
    query.xapian = [beginning] { return Xapian::Query(Op::OP_WILDCARD, beginning); };
    return query;
  }
  const auto word = words.common();
  const auto person = some_value(database, words, std::string(spec(Field::kPerson).exact_prefix));
  Query query{
      .request = {
          .text = word, .filters = {{.field = "person", .values = {person}}}, .from = "2010", .to = "2019"}};
  query.xapian = [word, person] {
    const auto begin = [](int year) {
      const auto day = std::chrono::sys_days(std::chrono::year(year) / 1 / 1);
      return Xapian::sortable_serialise(
          static_cast<double>(std::chrono::sys_seconds(day).time_since_epoch().count()));
    };
    const auto days = Xapian::Query(Op::OP_VALUE_RANGE, kPublishedSlot, begin(2010), begin(2020));
    const auto filter = Op(Op::OP_AND, Op(exact_term(Field::kPerson, person)), days);
    return Op(Op::OP_FILTER, Op(word), filter);
  };
  return query;
}

}  // namespace dateline
