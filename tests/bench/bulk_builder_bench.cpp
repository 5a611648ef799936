// How fast is the bulk builder alone, beside Xapian's own writer? Documents of Zipf-distributed words, made
// and tokenised before the clock starts.
//
//   bulk_builder_bench [MEGABYTES [THREADS]]     default 20 and 2
#include <fmt/format.h>
#include <sys/resource.h>
#include <xapian.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <random>
#include <thread>
#include <unordered_map>

#include "indexer/bulk/builder.h"
#include "tests/support/compare_databases.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace dateline;

constexpr std::size_t kVocabulary = 200'000;
constexpr std::size_t kSegmentBytes = 8 << 20;

struct FlatTerm {
  std::uint32_t word;
  std::vector<std::uint32_t> positions;
};

struct FlatDocument {
  std::vector<FlatTerm> terms;
  std::string text;
};

/// Words whose frequencies fall as 1 / rank, the frequent ones short.
class Corpus {
 public:
  explicit Corpus(std::size_t bytes) {
    for (std::size_t rank = 0; rank < kVocabulary; ++rank) words_.push_back(word(rank));
    for (std::size_t size = 0; size < bytes; size += documents_.back().text.size()) add_document();
    for (const auto& document : documents_) bytes_ += document.text.size();
  }

  const std::vector<FlatDocument>& documents() const { return documents_; }
  const std::string& name(const FlatTerm& term) const { return words_[term.word]; }
  double megabytes() const { return static_cast<double>(bytes_) / 1e6; }

 private:
  /// The letters of the rank, then others, so that no two ranks share a word.
  std::string word(std::size_t rank) {
    std::string text;
    for (std::size_t rest = rank + 1; rest > 0; rest /= 20) text += "etaoinsrhldcumfpgwyb"[rest % 20];
    for (auto more = random_() % 6; more > 0; --more) text += "zvxkjq"[random_() % 6];
    return text;
  }

  void add_document() {
    auto& document = documents_.emplace_back();
    std::unordered_map<std::uint32_t, std::size_t> places;
    const auto words = static_cast<std::uint32_t>(std::lognormal_distribution(5.2, 0.8)(random_)) + 5;
    for (std::uint32_t position = 1; position <= words; ++position) {
      const double uniform = std::uniform_real_distribution(0.0, 1.0)(random_);
      const auto rank = static_cast<std::uint32_t>(std::pow(kVocabulary, uniform)) - 1;
      const auto [place, is_new] = places.try_emplace(rank, document.terms.size());
      if (is_new) document.terms.push_back({rank, {}});
      document.terms[place->second].positions.push_back(position);
      document.text += words_[rank];
      document.text += position % 12 == 0 ? ". " : " ";
    }
  }

  std::mt19937_64 random_{20'240'229};
  std::vector<std::string> words_;
  std::vector<FlatDocument> documents_;
  std::size_t bytes_ = 0;
};

/// Wall and processor seconds of a piece of work.
class Clock {
 public:
  double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }
  double cpu() const { return processor_seconds() - cpu_; }

 private:
  static double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
  }
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  double cpu_ = processor_seconds();
};

void print(const std::string& what, const Clock& clock, double megabytes) {
  fmt::print("{:<34}{:>8.1f} MB/s wall {:>8.1f} ms CPU per MB\n", what, megabytes / clock.wall(),
             clock.cpu() / megabytes * 1e3);
}

void add(BulkSegment& segment, const Corpus& corpus, const FlatDocument& document) {
  for (const auto& term : document.terms) {
    segment.add_term(corpus.name(term), static_cast<std::uint32_t>(term.positions.size()), term.positions);
  }
  segment.add_value(0, document.text.substr(0, 8));
  if (const auto ended = segment.end_document(document.text); !ended)
    fmt::print("{}\n", ended.error().message);
}

/// Segments of consecutive documents, one after the other to whichever thread is free.
void collect(BulkBuilder& builder, const Corpus& corpus, int threads) {
  const auto segments = static_cast<std::size_t>(corpus.megabytes() * 1e6) / kSegmentBytes + 1;
  const auto each = corpus.documents().size() / segments + 1;
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> workers;
  for (int n = 0; n < threads; ++n) {
    workers.emplace_back([&] {
      BulkSegment segment;
      for (std::size_t order; (order = next++) * each < corpus.documents().size();) {
        const auto end = std::min(corpus.documents().size(), (order + 1) * each);
        for (auto at = order * each; at < end; ++at) add(segment, corpus, corpus.documents()[at]);
        if (const auto submitted = builder.submit(order, segment); !submitted) {
          fmt::print("{}\n", submitted.error().message);
        }
      }
    });
  }
}

void print_sizes(const BulkStats& stats, double megabytes) {
  const auto share = [&](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6 / megabytes; };
  fmt::print(
      "bytes a byte of text: postlist {:.2f}, position {:.2f}, termlist {:.2f}, docdata {:.2f}; all {:.2f}\n",
      share(stats.postlist_bytes), share(stats.position_bytes), share(stats.term_list_bytes),
      share(stats.data_bytes), share(stats.bytes()));
}

void build_in_bulk(const Corpus& corpus, const std::string& path, int threads) {
  const Clock whole;
  auto builder = BulkBuilder::create(path, {.threads = threads});
  if (!builder) return fmt::print("{}\n", builder.error().message);
  collect(*builder, corpus, threads);
  const Clock finishing;
  const auto stats = builder->finish();
  if (!stats) return fmt::print("{}\n", stats.error().message);
  print(fmt::format("bulk, {} thread(s)", threads), whole, corpus.megabytes());
  print("  of that finish()", finishing, corpus.megabytes());
  print_sizes(*stats, corpus.megabytes());
}

void build_with_xapian(const Corpus& corpus, const std::string& path) {
  const Clock clock;
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  for (const auto& document : corpus.documents()) {
    Xapian::Document made;
    for (const auto& term : document.terms) {
      for (const auto position : term.positions) made.add_posting(corpus.name(term), position);
    }
    made.add_value(0, document.text.substr(0, 8));
    made.set_data(document.text);
    database.add_document(made);
  }
  database.commit();
  print("Xapian::WritableDatabase", clock, corpus.megabytes());
}

}  // namespace

int main(int count, char** arguments) {
  const double megabytes = count > 1 ? std::atof(arguments[1]) : 20;
  const int threads = count > 2 ? std::atoi(arguments[2]) : 2;
  const Corpus corpus(static_cast<std::size_t>(megabytes * 1e6));
  fmt::print("{} documents, {:.1f} MB of text\n", corpus.documents().size(), corpus.megabytes());
  const TemporaryFolder folder;
  build_in_bulk(corpus, folder.path("one"), 1);
  if (threads > 1) build_in_bulk(corpus, folder.path("several"), threads);
  build_with_xapian(corpus, folder.path("api"));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("greatest resident size {} MB, the documents included\n", usage.ru_maxrss / 1024);
  const auto found = testing::differences(Xapian::Database(folder.path("api")),
                                          Xapian::Database(folder.path(threads > 1 ? "several" : "one")));
  for (const auto& difference : found) fmt::print("DIFFERENCE {}\n", difference);
  fmt::print("{}\n", found.empty() ? "no difference between the databases" : "the databases differ");
  return found.empty() ? 0 : 1;
}
