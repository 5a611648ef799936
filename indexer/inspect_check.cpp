// Whether an index is sound; inspect.cpp tells what is in it.
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <sstream>

#include "indexer/analysis.h"
#include "indexer/block_guard.h"
#include "indexer/bulk/version_file.h"
#include "indexer/checksum_file.h"
#include "indexer/column_file.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/inspect.h"
#include "indexer/steady_reading.h"
#include "indexer/stored_form.h"
#include "indexer/table_checksums.h"
#include "indexer/word_file.h"

namespace dateline {
namespace {

constexpr Xapian::docid kCanaryStep = 100;
constexpr Xapian::docid kCanaries = 20;
constexpr Xapian::docid kArticlesAtOnce = 100;  ///< that one revision has to last for
constexpr int kMostTries = 20, kMostLongTries = 3;

bool is_set(std::span<const std::uint64_t> bits, std::size_t n) {
  return n / 64 < bits.size() && (bits[n / 64] >> (n % 64) & 1) != 0;
}

/// One check of one generation, which others may commit to: a part of it that a commit overtakes is done
/// again with what is there now. Xapian's errors pass through.
class Check {
 public:
  explicit Check(const std::string& generation)
      : generation_(generation), guard_(generation), database_(generation) {}

  CheckReport run() {
    if (!blocks()) return std::move(report_);  // Xapian may crash where it reads such tables
    steadily("tables", kMostLongTries, [&] { tables(); });
    steadily("counts", kMostLongTries, [&] { counts(); });
    for (Xapian::docid next = 1; next != 0;) {
      if (!steadily("articles", kMostTries, [&] { next = articles_from(next); })) break;
    }
    steadily("columns", kMostLongTries, [&] { columns(); });
    for (Xapian::docid next = 1; next != 0;) {
      if (!steadily("words", kMostTries, [&] { next = words_from(next); })) break;
    }
    return std::move(report_);
  }

  /// The faults that a look at a few articles finds.
  std::vector<std::string> try_out() {
    const auto columns = ColumnFile::open(generation_, database_);
    const auto words = WordFile::open(generation_, database_);
    if (!columns || !columns->is_whole()) fault("the column file cannot be read");
    if (!words || !words->is_searchable()) fault("the words file cannot be read");
    if (!report_.faults.empty()) return report_.faults;
    const auto step = database_.get_lastdocid() / kCanaries + 1;
    auto posting = database_.postlist_begin("");
    for (Xapian::docid next = 1; posting != database_.postlist_end(""); next = *posting + step) {
      posting.skip_to(next);
      if (posting == database_.postlist_end("")) break;
      if (!is_set(columns->articles().present, *posting))
        fault("the column file does not have document {}", *posting);
      article(*posting, true, &*words);
    }
    return report_.faults;
  }

 private:
  template <typename... Parts>
  void fault(fmt::format_string<Parts...> form, Parts&&... parts) {
    if (++report_.found[part_] <= kMostTold)
      report_.faults.push_back(fmt::format(form, std::forward<Parts>(parts)...));
  }

  /// Does `part` until no commit takes what it reads from it, each time without what it reported before.
  /// False if commits never left it the time.
  bool steadily(std::string_view what, int most_tries, const std::function<void()>& part) {
    part_ = what;
    const auto before = report_;
    const auto read = read_steadily(generation_, database_, most_tries, [&] {
      report_ = before;
      part();
    });
    if (read) return true;
    report_ = before;
    report_.notes.push_back(fmt::format("{} were not checked: {}", what, read.error().message));
    return false;
  }

  /// Whether the tables are those that were written.
  bool blocks() {
    const auto damaged = damaged_tables(generation_, database_);
    if (!damaged && damaged.error().code == ErrorCode::kNotFound) {
      report_.notes.push_back(
          "no checksums file: of damage in the tables, only what Xapian's check sees is noticed until the "
          "next load makes it");
      return true;
    }
    if (!damaged) {
      const bool is_corrupt = damaged.error().code == ErrorCode::kCorrupt;
      fault("{}{}", damaged.error().message, is_corrupt ? ": the next load makes it anew" : "");
      return true;
    }
    if (damaged->empty()) return true;
    report_.articles = database_.get_doccount();
    for (const auto& sentence : *damaged) fault("{}", sentence);
    return false;
  }

  /// Xapian's check goes on where a commit overtakes it, and calls that errors. It opens tables as if to
  /// write.
  void tables() {
    for (const auto* name : kTableFiles) {
      const auto file = generation_ + "/" + name;
      if (::access(file.c_str(), F_OK) != 0 || ::access(file.c_str(), W_OK) == 0) continue;
      report_.notes.push_back(fmt::format(
          "{} is not writable: Xapian's check of the tables, which wants that, was left out", quoted(file)));
      return;
    }
    std::ostringstream said;
    const auto errors = Xapian::Database::check(generation_, 0, &said);
    if (errors == 0) return;
    if (glass::revision_of(generation_) != database_.get_revision())
      throw Xapian::DatabaseError(fmt::format("Xapian's check counts {} errors in the tables", errors));
    table_faults(errors, said.str());
  }

  void table_faults(std::size_t errors, const std::string& said) {
    fault("Xapian's check counts {} errors in the tables", errors);
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty() && line.find("OK") == line.npos) fault("Xapian's check: {}", line);
    }
  }

  void counts() {
    const auto articles = database_.get_doccount();
    const auto expect = [&](std::string_view what, std::uint64_t counted) {
      if (counted != articles) fault("{} articles, but {} {}", articles, counted, what);
    };
    std::uint64_t ids = 0;
    const std::string prefix(spec(Field::kId).exact_prefix);
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term)
      ids += term.get_termfreq();
    expect("ids", ids);
    expect("digests", database_.get_value_freq(kDigestSlot));
    const auto schema = database_.get_metadata(std::string(kSchemaKey));
    if (schema != kSchemaVersion)
      fault("the schema version is {}, this program knows {}", quoted(schema), kSchemaVersion);
  }

  bool finds(const std::string& term, Xapian::docid document) const {
    auto posting = database_.postlist_begin(term);
    if (posting == database_.postlist_end(term)) return false;
    posting.skip_to(document);
    return posting != database_.postlist_end(term) && *posting == document;
  }

  /// Checks articles from `first` on; tells with which to go on, 0 if there is none.
  Xapian::docid articles_from(Xapian::docid first) {
    auto posting = database_.postlist_begin("");
    if (posting != database_.postlist_end("")) posting.skip_to(first);
    for (; posting != database_.postlist_end(""); ++posting) {
      if (*posting >= first + kArticlesAtOnce) return *posting;
      article(*posting, *posting % kCanaryStep == 1);
      ++report_.articles;
    }
    return 0;
  }

  static bool finds(const WordFile& file, std::string_view word, DocId document) {
    const auto number = file.number(word);
    return number && PostingCursor(file.postings(*number)).skip_to(document) == document;
  }

  /// Whether an article is found by its id and, `by_title`, by the words of its title, also in `file`.
  void article(Xapian::docid document, bool by_title, const WordFile* file = nullptr) {
    const auto stored = decode_stored(stored_form(database_, document), true);
    if (!stored) return fault("document {}: {}", document, stored.error().message);
    if (!finds(id_term(stored->id), document))
      fault("the article {} is not found by its id", quoted(stored->id));
    if (!by_title) return;
    for (const auto& word : words_of(stored->title)) {
      if (!finds(word, document) || (file != nullptr && !finds(*file, word, document)))
        return fault("the article {} is not found by {}", quoted(stored->id), quoted(word));
    }
  }

  /// Whether `file`, if it is there, is as it was written.
  template <typename File>
  bool is_whole(const std::expected<File, Error>& file, std::string_view name, std::string_view without) {
    if (file) {
      const auto damaged = file->damaged();
      if (!damaged.empty()) {
        fault("{} is damaged in its section {}: the next load makes it anew",
              quoted(fmt::format("{}/{}", generation_, name)), fmt::join(damaged, ", "));
      }
      return damaged.empty();
    }
    if (file.error().code == ErrorCode::kNotFound) {
      report_.notes.push_back(fmt::format("no {} file: {}", name, without));
    } else {
      fault("{}", file.error().message);
    }
    return false;
  }

  void columns() {
    const auto file = ColumnFile::open(generation_, database_);
    if (!is_whole(file, "columns", "the first search has to read the postings")) return;
    if (file->revision() != database_.get_revision()) {
      report_.notes.push_back(
          "articles changed since the column file was written: what it says of others is not compared");
      return;
    }
    const auto mapped = file->articles();
    const auto read = read_articles(database_);
    const bool same = std::ranges::equal(mapped.lengths, read.lengths) &&
                      std::ranges::equal(mapped.days, read.days) &&
                      std::ranges::equal(mapped.published, read.published) &&
                      std::ranges::equal(mapped.present, read.present);
    if (!same) fault("the column file has other lengths or dates than the postings");
    for (const auto& row : kFields) {
      if (!row.facet.empty()) facet(row, file->facet(row.field));
    }
  }

  /// As articles_from(), of the words file.
  Xapian::docid words_from(Xapian::docid first) {
    if (!words_) words_ = WordFile::open(generation_, database_);
    if (first == 1 && !is_whole(*words_, "words", "phrases have to read the articles")) return 0;
    const auto end = database_.valuestream_end(kDigestSlot);
    auto value = database_.valuestream_begin(kDigestSlot);
    if (value != end) value.skip_to(first);
    for (; value != end; ++value) {
      if (value.get_docid() >= first + kArticlesAtOnce) return value.get_docid();
      words_of_article(**words_, value.get_docid(), digest_number(*value));
    }
    return 0;
  }

  void words_of_article(const WordFile& file, Xapian::docid document, std::uint64_t digest) {
    const auto made = file.digests();
    if (document >= made.size() || made[document] != digest) return;
    std::uint64_t words = 0;
    for_each_word(file.article(document), [&](WordNumber, std::uint32_t) { ++words; });
    if (words != database_.get_doclength(document))
      fault("document {}: the words file has {} words of {}", document, words,
            database_.get_doclength(document));
  }

  void facet(const FieldSpec& row, const FacetColumn& mapped) {
    const auto read = read_facet(database_, row.field);
    const bool same = mapped.terms.first.bytes == read.terms.bytes &&
                      std::ranges::equal(mapped.terms.first.begin, read.terms.begin) &&
                      std::ranges::equal(mapped.begin, read.begin) &&
                      std::ranges::equal(mapped.values, read.values);
    if (!same) fault("the column file has other {} than the postings", row.facet);
  }

  std::string generation_;
  BlockGuard guard_;
  Xapian::Database database_;
  std::optional<std::expected<WordFile, Error>> words_;
  std::string part_ = "tables";  ///< that is being checked
  CheckReport report_;
};

}  // namespace

std::expected<CheckReport, Error> check_index(const std::string& directory) {
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    return Check(*generation).run();
  } catch (const Xapian::Error& failure) {
    return std::unexpected(index_unreadable(failure.get_msg()));
  }
}

std::expected<void, Error> try_generation(const std::string& path) {
  const auto faults = Check(path).try_out();
  if (faults.empty()) return {};
  return std::unexpected(
      make_error(ErrorCode::kCorrupt, "the new generation is not used: {}", fmt::join(faults, "; ")));
}

}  // namespace dateline
