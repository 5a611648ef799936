// How long do searches take, by class of query, and how long does Xapian's own matcher take for the same
// articles in an index that scriptindex made?
//
//   search_bench INDEX PEER [QUERIES [SEED [CLASS]]]     default 40 queries of every class
//
// Prints JSON Lines; tests/bench/engine.py makes the peer and the table. For every query, in milliseconds:
// `matching` and `xapian` find the best ten and the exact total (Xapian with its default BM25 and
// check_at_least = all articles); `page` and `xapian_page` show them too: ours as served, with stop words,
// neighbours, feedback, stories and snippets, Xapian's with the data and snippets of its hits.
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <vector>

#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/schema.h"
#include "query/evaluate.h"
#include "query/narrowing.h"
#include "query/order.h"
#include "query/parse.h"
#include "query/request.h"
#include "query/search.h"

namespace {

using namespace dateline;

struct Query {
  SearchRequest request;
  std::function<Xapian::Query()> xapian;
  std::string fts5;  ///< empty: it has no such query
  bool by_date = false;
};

double milliseconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

/// Words of the index by how many articles have them.
class Words {
 public:
  Words(const Xapian::Database& database, std::uint64_t seed) : random_(seed) {
    const auto articles = database.get_doccount();
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const auto name = *term;
      if (name[0] < 'a' || name[0] > 'z' || name.size() < 4) continue;
      const auto found = term.get_termfreq();
      if (found > articles / 50 && found < articles / 3) common_.push_back(name);
      if (found >= 5 && found <= articles / 2000 + 5) rare_.push_back(name);
      if (found > articles / 500) medium_.push_back(name);
    }
  }
  std::string common() { return pick(common_); }
  std::string rare() { return pick(rare_); }
  std::string medium() { return pick(medium_); }
  std::mt19937_64& random() { return random_; }

 private:
  std::string pick(const std::vector<std::string>& words) {
    return words.empty() ? "the" : words[random_() % words.size()];
  }
  std::mt19937_64 random_;
  std::vector<std::string> common_, rare_, medium_;
};

/// Two words that stand side by side somewhere.
std::vector<std::string> neighbours(const Xapian::Database& database, Words& words) {
  for (;;) {
    const Xapian::docid document =
        1 + static_cast<Xapian::docid>(words.random()() % database.get_lastdocid());
    std::vector<std::string> text;
    try {
      const auto data = database.get_document(document).get_data();
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

Query query_of(const std::string& kind, const Xapian::Database& database, Words& words) {
  using Op = Xapian::Query;
  const auto any = [&](std::vector<std::string> taken, std::string_view between) {
    return fmt::format("{}", fmt::join(taken, between));
  };
  if (kind == "one rare word" || kind == "one common word" || kind == "sort by date" ||
      kind == "page 1,000" || kind == "4 facets") {
    const auto word = kind == "one rare word" ? words.rare() : words.common();
    SearchRequest request{.text = word};
    if (kind == "sort by date") request.sort = Sort::kNewest;
    if (kind == "page 1,000") request.offset = 9'990;
    if (kind == "4 facets") request.facets = {"people", "places", "source", "section"};
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

/// The best of a query and its total by Xapian; `as_page`: with the data and snippets of the hits.
void run_xapian(const Xapian::Database& database, const Query& query, bool as_page) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query.xapian());
  if (query.by_date) enquire.set_sort_by_value(kPublishedSlot, true);
  const auto found = enquire.get_mset(query.request.offset, 10, database.get_doccount());
  if (!as_page) return;
  const Xapian::Stem stem("en");
  std::size_t bytes = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const auto data = hit.get_document().get_data();
    bytes += found.snippet(data.substr(data.find("text=") + 5), 300, stem).size();
  }
  if (bytes == 1) fmt::print(stderr, "\n");  // the data has been used
}

/// The best of a query and its total by ours.
void run_matching(const Xapian::Database& database, const Columns& columns, const Query& query) {
  const auto parsed = parse_query(query.request.text);
  const auto selections = selections_of(query.request);
  std::optional<DocSet> within;
  if (!selections->empty())
    within = Narrowing(database, columns, *selections, true).narrowed(DocSet(columns.present()));
  const auto mode = query.request.match == MatchMode::kAny ? Match::kAny : Match::kAll;
  const auto matches =
      evaluate(database, columns, parsed.root, mode, Ranking{}, {}, within ? &*within : nullptr);
  if (matches.documents.count() < ranked(matches, columns, query.request).size()) fmt::print(stderr, "\n");
}

std::string list(const std::vector<double>& times) {
  std::string text;
  for (const auto time : times) text += fmt::format("{}{:.4f}", text.empty() ? "" : ", ", time);
  return text;
}

/// What is measured: ours and the peer's.
struct Sides {
  const Index& index;
  const Xapian::Database& database;  ///< of the index
  const Columns& columns;
  const Xapian::Database& peer;
};

void bench(const std::string& kind, int count, const Sides& sides, Words& words) {
  std::vector<double> matching, page, xapian, xapian_page;
  std::string fts5;
  for (int n = 0; n < count; ++n) {
    const auto query = query_of(kind, sides.database, words);
    if (!query.fts5.empty()) {
      fts5 += fts5.empty() ? "\"" : ", \"";
      for (const char c : query.fts5) fts5 += c == '"' ? std::string("\\\"") : std::string(1, c);
      fts5 += '"';
    }
    const auto best = [&](std::vector<double>& times, const auto& work) {  // the least disturbed of three
      double least = 1e9;
      for (int round = 0; round < 3; ++round) least = std::min(least, milliseconds(work));
      times.push_back(least);
    };
    best(matching, [&] { run_matching(sides.database, sides.columns, query); });
    best(xapian, [&] { run_xapian(sides.peer, query, false); });
    best(page, [&] {
      const auto found = sides.index.search(query.request);
      if (!found) fmt::print(stderr, "search_bench: {}\n", found.error().message);
    });
    best(xapian_page, [&] { run_xapian(sides.peer, query, true); });
  }
  fmt::print(
      "{{\"class\": \"{}\", \"matching\": [{}], \"xapian\": [{}], \"page\": [{}], \"xapian_page\": [{}], "
      "\"fts5\": [{}]}}\n",
      kind, list(matching), list(xapian), list(page), list(xapian_page), fts5);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(
        stderr,
        "search_bench: no indexes were given: write search_bench INDEX PEER [QUERIES [SEED [CLASS]]]\n");
    return 2;
  }
  const auto queries = count > 3 ? std::atoi(arguments[3]) : 40;
  std::optional<Index> index;
  const auto opening = milliseconds([&] {
    if (auto opened = Index::open(arguments[1])) index.emplace(std::move(*opened));
  });
  const auto generation = current_generation(arguments[1]);
  if (!index || !generation) {
    fmt::print(stderr, "search_bench: '{}' is not an index: make one with dateline-index\n", arguments[1]);
    return 2;
  }
  const auto first =
      milliseconds([&] { (void)index->search({.text = "*", .facets = {"people", "places"}}); });
  fmt::print("{{\"articles\": {}, \"open_ms\": {:.2f}, \"first_facets_ms\": {:.2f}}}\n", index->size(),
             opening, first);
  const Xapian::Database database(*generation), peer(arguments[2]);
  const Columns columns(database, *generation);
  Words words(database, count > 4 ? std::strtoull(arguments[4], nullptr, 10) : 7);
  for (const char* kind : {"one rare word", "one common word", "AND of two", "OR of a sentence", "phrase",
                           "prefix", "person and years", "4 facets", "sort by date", "page 1,000"}) {
    if (count > 5 && std::string_view(arguments[5]) != kind) continue;
    bench(kind, queries, {*index, database, columns, peer}, words);
  }
  return 0;
}
