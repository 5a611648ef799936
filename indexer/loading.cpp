#include "indexer/loading.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "corpus/base/text.h"

namespace dateline {
namespace {

/// What the articles of `source` are known to have come from, however it is written the next time.
std::string origin_of(const std::string& source) {
  if (source == "-") return source;
  // A link stays one: where it leads to the next day's folder, that is the same SOURCE.
  const auto path = std::filesystem::absolute(source).lexically_normal();
  return path.has_filename() ? path.string() : path.parent_path().string();
}

}  // namespace

Loading::Loading(Writer writer, std::ofstream rejects)
    : writer_(std::move(writer)),
      stop_(stop_on_signals()),
      progress_(kIndexProgram),
      rejects_(std::move(rejects)) {}

std::expected<std::uint64_t, Error> Loading::load(const std::string& source, const ReadOptions& options) {
  const auto origin = origin_of(source);
  const auto refused_before = counts_.refused;
  auto reader = open_source(source, options);
  if (!reader) return std::unexpected(reader.error());
  has_met_sitemaps_ |= (*reader)->has_sitemaps();
  while (!stop_) {
    auto read = (*reader)->next();
    if (!read) break;
    if (!*read) {
      refuse(read->error());
      continue;
    }
    for (const auto& warning : (*reader)->warnings()) warn((*reader)->location(), warning);
    const auto id = (*read)->id;
    const auto outcome = writer_.put(std::move(**read), origin);
    if (!outcome) return std::unexpected(outcome.error());
    count(id, *outcome);
    progress_.show([&] { return progress_text((*reader)->share_read()); });
  }
  if (!(*reader)->passed_over().empty()) {
    progress_.clear();
    report(kIndexProgram, fmt::format("{}: passed over: {}", source, to_string((*reader)->passed_over())));
  }
  return counts_.refused - refused_before;
}

std::expected<void, Error> Loading::remove_missing(const std::string& source) {
  const auto gone = writer_.remove_missing(origin_of(source));
  if (!gone && gone.error().code == ErrorCode::kLimit) {
    progress_.clear();
    report(kIndexProgram, gone.error().message);
    left_missing_ = true;
    return {};
  }
  if (!gone) return std::unexpected(gone.error());
  counts_.deleted += *gone;
  return {};
}

std::expected<void, Error> Loading::leave_missing(const std::string& source, std::string_view doubt) {
  const auto missing = writer_.missing(origin_of(source));
  if (!missing) return std::unexpected(missing.error());
  if (*missing == 0) return {};
  left_in_doubt_ = true;
  progress_.clear();
  report(
      kIndexProgram,
      fmt::format("{}: {} of its articles {} missing, but {}: none is deleted; write --force if this is so",
                  source, *missing, *missing == 1 ? "is" : "are", doubt));
  return {};
}

std::expected<void, Error> Loading::remove(const std::string& id) {
  const auto removed = writer_.remove(id);
  if (!removed) return std::unexpected(removed.error());
  if (*removed) ++counts_.deleted;
  if (!*removed)
    report(kIndexProgram,
           fmt::format("{} is not the id of an article here: nothing deleted", dateline::quoted(id)));
  return {};
}

void Loading::summarize() {
  progress_.clear();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  const auto taken_back = writer_.taken_back();
  report(kIndexProgram,
         fmt::format(
             "{}{} added, {} replaced, {} unchanged, {} deleted, {} refused in {:.1f} s ({:.0f} articles/s); "
             "the index holds {}",
             stop_ ? "stopped early: " : "", counts_.added, counts_.replaced - taken_back,
             counts_.unchanged + taken_back, counts_.deleted, counts_.refused, seconds,
             static_cast<double>(counts_.read()) / seconds, writer_.size()));
  if (counts_.replaced_another > 0) {
    report(kIndexProgram,
           fmt::format("articles with the id of one that had another source (or, where none is stated, "
                       "another address or "
                       "title): {}, such as {}: if these are different articles, give each an id of its own",
                       counts_.replaced_another, dateline::quoted(shared_id_)));
  }
  const auto unread = writer_.unread_languages();
  if (unread.empty()) return;
  std::vector<std::string> languages;
  for (const auto& [language, articles] : unread)
    languages.push_back(fmt::format("{} ({})", language, articles));
  report(kIndexProgram, fmt::format("names were not looked for in {}: these languages are not known",
                                    joined(languages, ", ")));
}

void Loading::count(const std::string& id, PutOutcome outcome) {
  switch (outcome) {
    case PutOutcome::kAdded:
      ++counts_.added;
      return;
    case PutOutcome::kReplacedAnother:
      if (++counts_.replaced_another == 1) shared_id_ = id;
      [[fallthrough]];
    case PutOutcome::kReplaced:
      ++counts_.replaced;
      return;
    case PutOutcome::kUnchanged:
      ++counts_.unchanged;
      return;
  }
}

void Loading::refuse(const Refusal& refusal) {
  ++counts_.refused;
  progress_.clear();
  report(kIndexProgram, fmt::format("{}: {}", to_string(refusal.where), refusal.error.message));
  keep_reject(rejects_, refusal);
}

void Loading::warn(const Location& where, const std::string& warning) {
  progress_.clear();
  report(kIndexProgram, fmt::format("{}: warning: {}", to_string(where), warning));
}

std::string Loading::progress_text(std::optional<double> share) const {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  auto text = fmt::format("{} articles, {:.0f} articles/s", counts_.read(),
                          static_cast<double>(counts_.read()) / seconds);
  constexpr double kEnoughToTell = 0.01;
  if (share && *share > kEnoughToTell) {
    text += fmt::format(", {:.0f} %, {:.0f} s left", *share * 100, seconds / *share - seconds);
  }
  return text;
}

}  // namespace dateline
