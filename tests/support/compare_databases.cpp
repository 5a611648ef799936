#include "tests/support/compare_databases.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "corpus/base/error.h"

namespace dateline::testing {
namespace {

/// Collects sentences up to a limit.
class Report {
 public:
  explicit Report(std::size_t most) : most_(most) {}

  template <typename T>
  void expect_equal(const T& left, const T& right, const std::function<std::string()>& what) {
    if (left != right && !full())
      lines_.push_back(fmt::format("{}: {} and {}", what(), show(left), show(right)));
  }

  bool full() const { return lines_.size() >= most_; }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  static std::string show(const std::string& text) { return quoted(text); }
  static std::string show(const std::vector<std::string>& list) {
    std::string text = fmt::format("{} entries", list.size());
    for (std::size_t n = 0; n < std::min<std::size_t>(list.size(), 3); ++n) text += " " + quoted(list[n]);
    return text;
  }
  template <typename T>
  static std::string show(const T& number) {
    return fmt::format("{}", number);
  }

  std::size_t most_;
  std::vector<std::string> lines_;
};

template <typename Iterator>
std::vector<std::string> listed(Iterator begin, Iterator end) {
  return {begin, end};
}

std::vector<std::string> positions(Xapian::PositionIterator begin, const Xapian::PositionIterator& end) {
  std::vector<std::string> list;
  for (; begin != end; ++begin) list.push_back(std::to_string(*begin));
  return list;
}

void compare_statistics(const Xapian::Database& a, const Xapian::Database& b, Report& report) {
  const auto number = [&](std::string what, auto left, auto right) {
    report.expect_equal<std::uint64_t>(left, right, [&] { return what; });
  };
  number("documents", a.get_doccount(), b.get_doccount());
  number("last docid", a.get_lastdocid(), b.get_lastdocid());
  number("total length", a.get_total_length(), b.get_total_length());
  number("shortest document", a.get_doclength_lower_bound(), b.get_doclength_lower_bound());
  number("longest document", a.get_doclength_upper_bound(), b.get_doclength_upper_bound());
  number("has positions", a.has_positions(), b.has_positions());
}

void compare_term(const Xapian::Database& a, const Xapian::Database& b, const std::string& term,
                  Report& report) {
  const auto what = [&](std::string_view part) {
    return [&term, part] { return fmt::format("{} of term {}", part, quoted(term)); };
  };
  report.expect_equal(a.get_termfreq(term), b.get_termfreq(term), what("frequency"));
  report.expect_equal(a.get_collection_freq(term), b.get_collection_freq(term), what("sum of wdf"));
  report.expect_equal(a.get_wdf_upper_bound(term), b.get_wdf_upper_bound(term), what("wdf bound"));
  auto left = a.postlist_begin(term), right = b.postlist_begin(term);
  for (; left != a.postlist_end(term) && right != b.postlist_end(term) && !report.full(); ++left, ++right) {
    report.expect_equal(*left, *right, what("docid"));
    report.expect_equal(left.get_wdf(), right.get_wdf(), what("wdf"));
    report.expect_equal(left.get_doclength(), right.get_doclength(), what("document length at a posting"));
    report.expect_equal(positions(left.positionlist_begin(), left.positionlist_end()),
                        positions(right.positionlist_begin(), right.positionlist_end()), what("positions"));
  }
  report.expect_equal(left == a.postlist_end(term), right == b.postlist_end(term), what("end of postings"));
}

void compare_terms(const Xapian::Database& a, const Xapian::Database& b, Report& report) {
  auto left = a.allterms_begin(), right = b.allterms_begin();
  for (; left != a.allterms_end() && right != b.allterms_end() && !report.full(); ++left, ++right) {
    report.expect_equal(*left, *right, [] { return "term"; });
    report.expect_equal(left.get_termfreq(), right.get_termfreq(),
                        [&] { return "frequency of term " + quoted(*left); });
    if (*left == *right) compare_term(a, b, *left, report);
  }
  report.expect_equal(left == a.allterms_end(), right == b.allterms_end(), [] { return "end of terms"; });
}

std::vector<std::string> term_list(const Xapian::Database& database, Xapian::docid docid) {
  std::vector<std::string> list;
  for (auto at = database.termlist_begin(docid); at != database.termlist_end(docid); ++at) {
    list.push_back(
        fmt::format("{} wdf {} of {} in {}", *at, at.get_wdf(), at.positionlist_count(), at.get_termfreq()));
  }
  return list;
}

std::vector<std::string> values(const Xapian::Document& document) {
  std::vector<std::string> list;
  for (auto at = document.values_begin(); at != document.values_end(); ++at) {
    list.push_back(fmt::format("{}={}", at.get_valueno(), *at));
  }
  return list;
}

std::set<Xapian::valueno> compare_documents(const Xapian::Database& a, const Xapian::Database& b,
                                            Report& report) {
  std::set<Xapian::valueno> slots;
  auto right = b.postlist_begin("");
  for (auto left = a.postlist_begin("");
       left != a.postlist_end("") && right != b.postlist_end("") && !report.full(); ++left, ++right) {
    const auto docid = *left;
    const auto what = [&](std::string_view part) {
      return [docid, part] { return fmt::format("{} of document {}", part, docid); };
    };
    report.expect_equal(docid, *right, [] { return "docid"; });
    if (docid != *right) break;
    report.expect_equal(a.get_doclength(docid), b.get_doclength(docid), what("length"));
    report.expect_equal(a.get_unique_terms(docid), b.get_unique_terms(docid), what("number of terms"));
    report.expect_equal(term_list(a, docid), term_list(b, docid), what("terms"));
    const auto mine = a.get_document(docid), other = b.get_document(docid);
    report.expect_equal(mine.get_data(), other.get_data(), what("data"));
    report.expect_equal(values(mine), values(other), what("values"));
    for (auto at = mine.values_begin(); at != mine.values_end(); ++at) slots.insert(at.get_valueno());
  }
  return slots;
}

std::vector<std::string> value_stream(const Xapian::Database& database, Xapian::valueno slot) {
  std::vector<std::string> list;
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at) {
    list.push_back(fmt::format("{}={}", at.get_docid(), *at));
  }
  return list;
}

void compare_slot(const Xapian::Database& a, const Xapian::Database& b, Xapian::valueno slot,
                  Report& report) {
  const auto what = [&](std::string_view part) {
    return [slot, part] { return fmt::format("{} of slot {}", part, slot); };
  };
  report.expect_equal(a.get_value_freq(slot), b.get_value_freq(slot), what("frequency"));
  report.expect_equal(a.get_value_lower_bound(slot), b.get_value_lower_bound(slot), what("lower bound"));
  report.expect_equal(a.get_value_upper_bound(slot), b.get_value_upper_bound(slot), what("upper bound"));
  report.expect_equal(value_stream(a, slot), value_stream(b, slot), what("stream"));
}

void compare_dictionaries(const Xapian::Database& a, const Xapian::Database& b, Report& report) {
  const auto keys = listed(a.metadata_keys_begin(), a.metadata_keys_end());
  report.expect_equal(keys, listed(b.metadata_keys_begin(), b.metadata_keys_end()),
                      [] { return "metadata keys"; });
  for (const auto& key : keys) {
    report.expect_equal(a.get_metadata(key), b.get_metadata(key), [&] { return "metadata " + quoted(key); });
  }
  const auto words = listed(a.synonym_keys_begin(), a.synonym_keys_end());
  report.expect_equal(words, listed(b.synonym_keys_begin(), b.synonym_keys_end()),
                      [] { return "synonym keys"; });
  for (const auto& key : words) {
    report.expect_equal(listed(a.synonyms_begin(key), a.synonyms_end(key)),
                        listed(b.synonyms_begin(key), b.synonyms_end(key)),
                        [&] { return "synonyms of " + quoted(key); });
  }
  report.expect_equal(listed(a.spellings_begin(), a.spellings_end()),
                      listed(b.spellings_begin(), b.spellings_end()), [] { return "spellings"; });
}

}  // namespace

std::vector<std::string> differences(const Xapian::Database& left, const Xapian::Database& right,
                                     std::size_t most) {
  Report report(most);
  compare_statistics(left, right, report);
  compare_terms(left, right, report);
  for (const auto slot : compare_documents(left, right, report)) compare_slot(left, right, slot, report);
  compare_dictionaries(left, right, report);
  return report.take();
}

std::string check_database(const std::string& path) {
  std::ostringstream said;
  try {
    const auto errors = Xapian::Database::check(path, 0, &said);
    return errors == 0 ? "" : fmt::format("{} errors: {}", errors, said.str());
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

}  // namespace dateline::testing
