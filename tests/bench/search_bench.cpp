// How long do searches take, by class of query, and how long do Xapian's own matcher and exact counts take
// for the same on the same index?
//
//   search_bench INDEX [QUERIES [SEED]]     default 40 queries a class
//
// Prints JSON Lines: {"class", "queries": [...], "fts5": [...], "ours": [ms...], "xapian": [ms...]};
// tests/bench/engine.py makes the table. Ours is a whole search as served: stems, stop words, neighbours,
// feedback, hits with snippets. Xapian's is its default BM25 with check_at_least = all articles, so that its
// total is exact too, and the data of its hits.
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
    const auto days = Xapian::Query(Op::OP_VALUE_RANGE, kDaySlot,
                                    encode_day(std::chrono::sys_days(std::chrono::year(2010) / 1 / 1)),
                                    encode_day(std::chrono::sys_days(std::chrono::year(2019) / 12 / 31)));
    const auto filter = Op(Op::OP_AND, Op(exact_term(Field::kPerson, person)), days);
    return Op(Op::OP_FILTER, Op(word), filter);
  };
  return query;
}

/// A page of Xapian's; `with_snippets`, or with the data of its hits only.
void run_xapian(const Xapian::Database& database, const Query& query, bool with_snippets) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query.xapian());
  if (query.by_date) enquire.set_sort_by_value(kPublishedSlot, true);
  const auto found = enquire.get_mset(query.request.offset, 10, database.get_doccount());
  const Xapian::Stem stem("en");
  std::size_t bytes = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const auto data = hit.get_document().get_data();
    bytes += with_snippets ? found.snippet(data.substr(data.find('\n') + 1), 300, stem).size() : data.size();
  }
  if (bytes == 1) fmt::print(stderr, "\n");  // the data has been used
}

std::string list(const std::vector<double>& times) {
  std::string text;
  for (const auto time : times) text += fmt::format("{}{:.4f}", text.empty() ? "" : ", ", time);
  return text;
}

void bench(const std::string& kind, int count, const Index& index, const Xapian::Database& database,
           Words& words) {
  std::vector<double> ours, xapian, pages;
  std::string fts5;
  for (int n = 0; n < count; ++n) {
    const auto query = query_of(kind, database, words);
    if (!query.fts5.empty()) {
      fts5 += fts5.empty() ? "\"" : ", \"";
      for (const char c : query.fts5) fts5 += c == '"' ? std::string("\\\"") : std::string(1, c);
      fts5 += '"';
    }
    double best_ours = 1e9, best_xapian = 1e9, best_page = 1e9;
    for (int round = 0; round < 3; ++round) {  // alternating; the least disturbed counts
      best_ours = std::min(best_ours, milliseconds([&] {
                             const auto page = index.search(query.request);
                             if (!page) fmt::print(stderr, "search_bench: {}\n", page.error().message);
                           }));
      best_xapian = std::min(best_xapian, milliseconds([&] { run_xapian(database, query, false); }));
      best_page = std::min(best_page, milliseconds([&] { run_xapian(database, query, true); }));
    }
    ours.push_back(best_ours);
    xapian.push_back(best_xapian);
    pages.push_back(best_page);
  }
  fmt::print(
      "{{\"class\": \"{}\", \"ours\": [{}], \"xapian\": [{}], \"xapian_page\": [{}], \"fts5\": [{}]}}\n",
      kind, list(ours), list(xapian), list(pages), fts5);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "search_bench: no index was given: write search_bench INDEX [QUERIES [SEED]]\n");
    return 2;
  }
  const auto queries = count > 2 ? std::atoi(arguments[2]) : 40;
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
  const Xapian::Database database(*generation);
  Words words(database, count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 7);
  for (const char* kind : {"one rare word", "one common word", "AND of two", "OR of a sentence", "phrase",
                           "prefix", "person and years", "4 facets", "sort by date", "page 1,000"}) {
    bench(kind, queries, *index, database, words);
  }
  return 0;
}
