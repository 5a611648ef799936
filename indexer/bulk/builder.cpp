#include "indexer/bulk/builder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <limits>
#include <mutex>

#include "corpus/base/resources.h"
#include "indexer/bulk/format.h"
#include "indexer/bulk/tables.h"

namespace dateline {

using glass::RootInfo;
using glass::TableWriter;

struct BulkBuilder::Implementation {
  std::string directory;
  BulkOptions options;
  std::string uuid;
  glass::SpoolFile spool;
  std::mutex mutex;  // guards what stands below
  std::map<std::uint64_t, glass::Run> runs;
  std::size_t memory = 0;
  std::map<std::string, std::string> metadata;
  bool finished = false;

  glass::Runs ordered;  ///< `runs` once they are written

  Implementation(std::string where, const BulkOptions& given, std::string made)
      : directory(std::move(where)), options(given), uuid(std::move(made)), spool(directory) {}

  std::expected<glass::Runs, Error> ordered_runs(glass::Totals& totals) const;
  std::expected<RootInfo, Error> write(const char* table, std::size_t room, auto fill) const;
  std::expected<glass::TableRoots, Error> write_tables(const glass::Runs& all, const Beside& beside);
};

BulkBuilder::BulkBuilder(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
BulkBuilder::BulkBuilder(BulkBuilder&&) noexcept = default;
BulkBuilder& BulkBuilder::operator=(BulkBuilder&&) noexcept = default;
BulkBuilder::~BulkBuilder() = default;

std::expected<BulkBuilder, Error> BulkBuilder::create(std::string directory, const BulkOptions& options) {
  if (!glass::is_block_size(options.block_size)) {
    return std::unexpected(
        invalid("'{}' is not a block size: give a power of two from 2048 to 65536", options.block_size));
  }
  auto uuid = glass::make_empty_database(directory, options.block_size);
  if (!uuid) return std::unexpected(uuid.error());
  return BulkBuilder(std::make_unique<Implementation>(std::move(directory), options, *std::move(uuid)));
}

std::expected<void, Error> BulkBuilder::submit(std::uint64_t order, BulkSegment& segment) {
  auto run = segment.take_run();
  auto& self = *implementation_;
  const auto bytes = run.memory();
  bool fits = false;
  {
    const std::lock_guard lock(self.mutex);
    fits = self.memory + bytes <= self.options.memory;
    if (fits) self.memory += bytes;
  }
  if (!fits) {
    if (auto moved = run.move_to(self.spool); !moved) return moved;
  }
  const std::lock_guard lock(self.mutex);
  if (!self.runs.try_emplace(order, std::move(run)).second) {
    return std::unexpected(invalid("'{}' is not a new place in the order of segments", order));
  }
  return {};
}

std::expected<void, Error> BulkBuilder::set_metadata(std::string_view key, std::string_view value) {
  constexpr auto kMost = glass::kMaxKey - glass::kMetadataKeys.size();
  if (key.empty()) return std::unexpected(invalid("'' is not a metadata key: give at least one byte"));
  if (key.size() > kMost) {
    return std::unexpected(make_error(ErrorCode::kLimit,
                                      "{} is not a metadata key: it has {} bytes, {} are the most",
                                      quoted(key), key.size(), kMost));
  }
  const std::lock_guard lock(implementation_->mutex);
  implementation_->metadata[std::string(key)] = value;
  return {};
}

/// The runs with the docids they begin with.
std::expected<glass::Runs, Error> BulkBuilder::Implementation::ordered_runs(glass::Totals& totals) const {
  glass::Runs all;
  std::uint64_t next = 1;
  for (const auto& [order, run] : runs) {
    all.runs.push_back(&run);
    all.first_docids.push_back(static_cast<std::uint32_t>(next));
    next += run.totals.documents;
    if (next > std::numeric_limits<std::uint32_t>::max()) {
      return std::unexpected(make_error(ErrorCode::kLimit, "more than 4294967294 documents do not fit"));
    }
    totals.add(run.totals);
  }
  return all;
}

/// Writes one table with `fill`, which returns nothing or what was too large.
std::expected<RootInfo, Error> BulkBuilder::Implementation::write(const char* table, std::size_t room,
                                                                  auto fill) const {
  TableWriter writer(directory + "/" + table + ".glass", options.block_size, room);
  const std::string too_large = fill(writer);
  auto info = writer.finish(options.sync);
  if (info && !too_large.empty()) return std::unexpected(Error{ErrorCode::kLimit, too_large});
  return info;
}

std::expected<glass::TableRoots, Error> BulkBuilder::Implementation::write_tables(const glass::Runs& all,
                                                                                  const Beside& beside) {
  std::expected<RootInfo, Error> postlist, position, term_list, data, synonym;
  // New documents touch leaves of these anywhere, and would split each full one; other tables grow at their
  // end.
  const auto room = options.block_size / 32;
  const std::array<std::function<void()>, 6> tasks{
      // the longest first
      [&] {
        postlist = write("postlist", room,
                         [&](TableWriter& table) { return glass::write_postlist(table, all, metadata); });
      },
      [&] {
        if (beside) beside(all);
      },
      [&] {
        synonym =
            write("synonym", room, [&](TableWriter& table) { return glass::write_synonyms(table, all), ""; });
      },
      [&] {
        term_list =
            write("termlist", 0, [&](TableWriter& table) { return glass::write_term_lists(table, all), ""; });
      },
      [&] {
        data = write("docdata", 0, [&](TableWriter& table) { return glass::write_data(table, all), ""; });
      },
      [&] {
        position = write("position", room,
                         [&](TableWriter& table) { return glass::write_positions(table, all), ""; });
      }};
  run_tasks(tasks.size(), static_cast<std::size_t>(options.threads), [&](std::size_t n) { tasks[n](); });
  for (const auto* info : {&postlist, &position, &term_list, &data, &synonym}) {
    if (!*info) return std::unexpected(info->error());
  }
  return glass::TableRoots{.postlist = *postlist,
                           .docdata = *data,
                           .termlist = *term_list,
                           .position = *position,
                           .synonym = *synonym};
}

std::expected<BulkStats, Error> BulkBuilder::finish(const Beside& beside) {
  auto& self = *implementation_;
  if (std::exchange(self.finished, true)) return std::unexpected(invalid("the database is finished already"));
  glass::Totals totals;
  auto all = self.ordered_runs(totals);
  if (!all) return std::unexpected(all.error());
  self.ordered = *std::move(all);
  const auto roots = self.write_tables(self.ordered, beside);
  if (!roots) return std::unexpected(roots.error());
  const std::pair<const char*, const RootInfo*> optional_tables[] = {
      {"position", &roots->position}, {"docdata", &roots->docdata}, {"synonym", &roots->synonym}};
  for (const auto& [table, info] : optional_tables) {
    std::error_code ignored;  // a file too many does no harm
    if (info->blocks == 0) std::filesystem::remove(self.directory + "/" + table + ".glass", ignored);
  }
  if (auto written = glass::write_version_file(self.directory, self.uuid, self.options.block_size, *roots,
                                               totals, self.options.sync);
      !written) {
    return std::unexpected(written.error());
  }
  const auto bytes = [&](const RootInfo& info) {
    return std::uint64_t{info.blocks} * self.options.block_size;
  };
  return BulkStats{.documents = totals.documents,
                   .total_length = totals.length,
                   .postlist_bytes = bytes(roots->postlist),
                   .position_bytes = bytes(roots->position),
                   .term_list_bytes = bytes(roots->termlist),
                   .data_bytes = bytes(roots->docdata),
                   .synonym_bytes = bytes(roots->synonym)};
}

}  // namespace dateline
