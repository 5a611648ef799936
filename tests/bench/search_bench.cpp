// How long do searches take, by class of query, and how long does Xapian's own matcher take for the same
// articles in an index that scriptindex made?
//
//   search_bench INDEX PEER [QUERIES [COLD [CLASS]]]     default 40 queries of every class, none of them cold
//
// Prints JSON Lines; tests/bench/latency.py makes the peer and the tables. PEER may be `-`: none. For every
// query, in milliseconds: `matching` and `xapian` find the best ten and the exact total (Xapian with its
// default BM25 and check_at_least = all articles); `page` and `xapian_page` show them too: ours as served,
// with stop words, neighbours, feedback, stories and snippets, Xapian's with the data and snippets of its
// hits (and without facets, which it has not), in processor time. `cold` and `xapian_cold` are pages of the
// first COLD queries with nothing of the index in memory, opening it included, on the wall clock.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "indexer/generation.h"
#include "indexer/schema.h"
#include "query/evaluate.h"
#include "query/narrowing.h"
#include "query/order.h"
#include "query/parse.h"
#include "query/request.h"
#include "query/search.h"
#include "tests/bench/search_queries.h"

namespace {

using namespace dateline;

/// What `work` takes on the wall clock.
double milliseconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

double processor_milliseconds() {
  timespec spent{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

/// The processor time of `work`, which waits for nothing: other programs on the machine do not count.
double warm_milliseconds(const std::function<void()>& work) {
  const auto before = processor_milliseconds();
  work();
  return processor_milliseconds() - before;
}

/// Takes the files of an index out of the page cache, and has this process compare them with their checksums
/// again.
void forget(const std::string& directory) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    const int file = ::open(entry.path().c_str(), O_RDONLY);
    ::fsync(file);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
    std::filesystem::last_write_time(entry.path(), std::filesystem::file_time_type::clock::now());
  }
}

/// This process's memory that is not mapped from files, in MB.
double resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::strtod(line.c_str() + 8, nullptr) / 1024;
  }
  return 0;
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
  if (!selections->empty()) within = Narrowing(database, columns, *selections, {}, true).allowed();
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
  const Xapian::Database* peer;  ///< null: none
};

/// The least disturbed of three.
double best_of_three(const std::function<void()>& work) {
  double least = 1e9;
  for (int round = 0; round < 3; ++round) least = std::min(least, warm_milliseconds(work));
  return least;
}

void show(const Index& index, const SearchRequest& request) {
  const auto found = index.search(request);
  if (!found) fmt::print(stderr, "search_bench: {}\n", found.error().message);
}

/// The queries of one class, and what they took.
struct Class {
  std::string kind;
  std::vector<Query> queries;
  std::vector<std::uint64_t> matches;
  std::vector<double> matching, page, cold, xapian, xapian_page, xapian_cold;
};

void measure_warm(Class& measured, const Sides& sides) {
  for (const auto& query : measured.queries) {
    measured.matches.push_back(sides.index.search(query.request)->total);
    measured.matching.push_back(best_of_three([&] { run_matching(sides.database, sides.columns, query); }));
    measured.page.push_back(best_of_three([&] { show(sides.index, query.request); }));
    if (sides.peer == nullptr) continue;
    measured.xapian.push_back(best_of_three([&] { run_xapian(*sides.peer, query, false); }));
    measured.xapian_page.push_back(best_of_three([&] { run_xapian(*sides.peer, query, true); }));
  }
}

/// The first `count` queries; nobody may have the indexes open, since what is mapped stays in memory.
void measure_cold(Class& measured, std::size_t count, const std::string& directory, const std::string& peer) {
  for (const auto& query : std::span(measured.queries).first(std::min(count, measured.queries.size()))) {
    forget(directory);
    measured.cold.push_back(milliseconds([&] { show(*Index::open(directory), query.request); }));
    if (peer == "-") continue;
    forget(peer);
    measured.xapian_cold.push_back(milliseconds([&] { run_xapian(Xapian::Database(peer), query, true); }));
  }
}

/// As an element of a JSON array.
std::string json_of(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) json += c == '"' ? std::string("\\\"") : std::string(1, c);
  return json + '"';
}

void print(const Class& measured) {
  std::vector<std::string> fts5;
  for (const auto& query : measured.queries) {
    if (!query.fts5.empty()) fts5.push_back(json_of(query.fts5));
  }
  fmt::print(R"({{"class": "{}", "matches": [{}], "matching": [{}], "page": [{}], "cold": [{}], )",
             measured.kind, fmt::join(measured.matches, ", "), list(measured.matching), list(measured.page),
             list(measured.cold));
  fmt::print(R"("xapian": [{}], "xapian_page": [{}], "xapian_cold": [{}], "fts5": [{}]}})"
             "\n",
             list(measured.xapian), list(measured.xapian_page), list(measured.xapian_cold),
             fmt::join(fts5, ", "));
}

/// What all nine facets take on top of a search that matches about 100,000 articles, or half of all: the
/// median of 21 times with less that of 21 without.
std::pair<std::uint64_t, double> facets_on_top(const Index& index, const Xapian::Database& database) {
  const auto wanted = std::min<std::uint64_t>(100'000, database.get_doccount() / 2);
  const auto distance = [&](std::uint64_t found) { return found > wanted ? found - wanted : wanted - found; };
  SearchRequest plain{.text = "the", .limit = 0};
  std::uint64_t best = 0;
  for (auto term = database.allterms_begin("a"); term != database.allterms_end("{"); ++term) {
    if ((*term)[0] > 'z' || (*term).size() < 4 || distance(term.get_termfreq()) >= distance(best)) continue;
    best = term.get_termfreq();
    plain.text = "=" + *term;
  }
  auto counted = plain;
  counted.facets = all_facets();
  std::vector<double> with, without;
  for (int round = 0; round < 21; ++round) {
    with.push_back(warm_milliseconds([&] { show(index, counted); }));
    without.push_back(warm_milliseconds([&] { show(index, plain); }));
  }
  std::ranges::sort(with);
  std::ranges::sort(without);
  return {index.search(plain)->total, with[10] - without[10]};
}

/// Opens both indexes and measures every class of `kinds`; prints what was found on the way.
std::expected<std::vector<Class>, Error> warm_classes(const std::string& directory, const std::string& peer,
                                                      int queries, const std::vector<std::string>& kinds) {
  std::optional<Index> index;
  const auto opening = milliseconds([&] {
    if (auto opened = Index::open(directory)) index.emplace(std::move(*opened));
  });
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  if (!index) return std::unexpected(Index::open(directory).error());
  const auto first = milliseconds([&] { show(*index, {.text = "*", .facets = {"people", "places"}}); });
  const Xapian::Database database(*generation);
  const Columns columns(database, SideFiles::open(database, *generation));
  std::optional<Xapian::Database> beside;
  if (peer != "-") beside.emplace(peer);
  const auto [facet_matches, facets] = facets_on_top(*index, database);
  std::vector<Class> classes;
  Words words(database, 7);
  for (const auto& kind : kinds) {
    auto& measured = classes.emplace_back(Class{.kind = kind});
    for (int n = 0; n < queries; ++n) measured.queries.push_back(query_of(kind, database, words));
    measure_warm(measured, {*index, database, columns, beside ? &*beside : nullptr});
  }
  fmt::print(R"({{"articles": {}, "open_ms": {:.2f}, "first_ms": {:.2f}, "facet_matches": {}, )",
             index->size(), opening, first, facet_matches);
  fmt::print(R"("facets_ms": {:.3f}, "resident_mb": {:.1f}}})"
             "\n",
             facets, resident_mb());
  return classes;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(
        stderr,
        "search_bench: no indexes were given: write search_bench INDEX PEER [QUERIES [COLD [CLASS]]]\n");
    return 2;
  }
  const std::string directory = arguments[1], peer = arguments[2];
  std::vector<std::string> kinds(kQueryKinds.begin(), kQueryKinds.end());
  if (count > 5) kinds = {arguments[5]};
  auto classes = warm_classes(directory, peer, count > 3 ? std::atoi(arguments[3]) : 40, kinds);
  if (!classes) {
    fmt::print(stderr, "search_bench: {}\n", classes.error().message);
    return 2;
  }
  for (auto& measured : *classes) {
    measure_cold(measured, count > 4 ? std::strtoull(arguments[4], nullptr, 10) : 0, directory, peer);
    print(measured);
  }
  return 0;
}
