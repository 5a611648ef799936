// What is in an index; inspect_check.cpp tells whether it is sound.
#include "indexer/inspect.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "indexer/analysis.h"
#include "indexer/block_guard.h"
#include "indexer/column_file.h"
#include "indexer/generation.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

/// The records that the values of a counted field are names of.
std::optional<std::uint64_t> records_of(const std::expected<ColumnFile, Error>& columns,
                                        const Xapian::Database& database, Field field) {
  if (!columns || columns->revision() != database.get_revision()) return std::nullopt;
  const auto column = columns->facet(field);
  return column.terms.size() - column.aliases.size();
}

std::uint64_t distinct_values(const Xapian::Database& database, const std::string& prefix) {
  std::uint64_t values = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    values += has_prefix(*term, prefix);
  }
  return values;
}

void add_files(const std::string& generation, IndexStats& stats) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(generation, ignored)) {
    const auto size = entry.file_size(ignored);
    if (!ignored && size > 0) stats.files.emplace_back(entry.path().filename().string(), size);
  }
  std::ranges::sort(stats.files, std::ranges::greater{}, &std::pair<std::string, std::uint64_t>::second);
}

}  // namespace

Error index_unreadable(std::string_view reason) {
  return make_error(ErrorCode::kCorrupt, "the index cannot be read: {}", reason);
}

std::expected<IndexStats, Error> index_stats(const std::string& directory) {
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    const BlockGuard guard(*generation);
    const Xapian::Database database(*generation);
    IndexStats stats{.articles = database.get_doccount(),
                     .words = database.get_total_length(),
                     .schema = database.get_metadata(std::string(kSchemaKey)),
                     .revision = fmt::format("{}-{}", database.get_uuid(), database.get_revision())};
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) ++stats.terms;
    const auto columns = ColumnFile::open(*generation, database);
    for (const auto& row : kFields) {
      if (row.facet.empty()) continue;
      stats.values.push_back({std::string(row.facet),
                              distinct_values(database, std::string(row.exact_prefix)),
                              records_of(columns, database, row.field)});
    }
    add_files(*generation, stats);
    for (const auto& path : generations_of(directory)) {
      stats.generations.push_back({fs::path(path).filename().string(), generation_bytes(path),
                                   fs::path(path) == fs::path(*generation)});
    }
    return stats;
  } catch (const Xapian::Error& failure) {
    return std::unexpected(index_unreadable(failure.get_msg()));
  }
}

std::expected<AuthorityReport, Error> authority_report(const std::string& directory) {
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  const auto path = directory + "/authority";
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return std::unexpected(make_error(ErrorCode::kNotFound,
                                      "{} is not there: write rules into it, such as deny person \"So\"",
                                      quoted(path)));
  }
  auto authority = parse_authority(std::string{std::istreambuf_iterator<char>(file), {}});
  AuthorityReport report{.rules = authority.rules.size(), .problems = std::move(authority.problems)};
  try {
    const BlockGuard guard(*generation);
    const Xapian::Database database(*generation);
    for (const auto& rule : authority.rules) {
      std::vector<std::string> names{rule.name};
      if (rule.verb == Verb::kMerge) names.insert(names.end(), rule.others.begin(), rule.others.end());
      for (const auto& one : names) {
        if (!database.term_exists(exact_term(field_of(rule.kind), value_key(one))))
          report.notes.push_back({rule.line, fmt::format("no article names {}", quoted(one))});
      }
    }
    return report;
  } catch (const Xapian::Error& failure) {
    return std::unexpected(index_unreadable(failure.get_msg()));
  }
}

std::string to_text(const IndexStats& stats) {
  const auto row = [](std::string_view name, std::uint64_t number, std::string_view unit) {
    return fmt::format("{:<18}{:>14}{}{}\n", name, number, unit.empty() ? "" : " ", unit);
  };
  std::string text = row("articles", stats.articles, "");
  text += row("words", stats.words, "");
  text += row("terms", stats.terms, "");
  for (const auto& [facet, values, records] : stats.values) {
    const bool has_aliases = records && *records < values;
    text += row(facet, values,
                has_aliases ? fmt::format("different values, {} records", *records) : "different values");
  }
  for (const auto& [file, bytes] : stats.files) text += row(file, bytes, "bytes");
  std::string_view use = "bytes, for --rollback";
  for (const auto& [name, bytes, is_current] : stats.generations) {
    text += row(name, bytes, is_current ? "bytes, current" : use);
    if (is_current) use = "bytes, unfinished or gone back from";
  }
  text += fmt::format("{:<18}{:>14}\n{:<18}{}\n", "schema", stats.schema, "revision", stats.revision);
  return text;
}

}  // namespace dateline
