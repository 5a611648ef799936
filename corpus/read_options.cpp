#include "corpus/read_options.h"

#include <algorithm>
#include <filesystem>
#include <functional>

#include "corpus/base/text.h"

namespace dateline {

namespace fs = std::filesystem;

std::vector<OptionSpec> reading_options() {
  return {
      {.theme = "Reading",
       .name = "from",
       .argument = "FORMAT",
       .help = "read every file as this format instead of looking at its content"},
      {.theme = "Reading",
       .name = "map",
       .argument = "FROM=TO",
       .help = "read field FROM as our field TO",
       .repeatable = true},
      {.theme = "Reading",
       .name = "rejects",
       .argument = "FILE",
       .help = "keep refused records there as they came"},
  };
}

std::vector<OptionSpec> with_reading_options(std::vector<OptionSpec> first) {
  for (auto& option : reading_options()) first.push_back(std::move(option));
  return first;
}

std::expected<ReadOptions, Error> read_options(const Arguments& arguments) {
  ReadOptions options{.format = arguments.get("from")};
  for (const auto& pair : arguments.all("map")) {
    const auto sign = pair.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == pair.size()) {
      return std::unexpected(invalid(
          "{} is not a renaming: write --map THEIRS=OURS, for example --map kicker=section", quoted(pair)));
    }
    options.renames[pair.substr(0, sign)] = pair.substr(sign + 1);
  }
  return options;
}

bool lies_in(const std::string& path, const std::string& source) {
  std::error_code unknown;
  const auto inner = fs::weakly_canonical(fs::absolute(path, unknown), unknown);
  const auto outer = fs::canonical(source, unknown);  // last: there may be none, as for "-"
  return !unknown && std::ranges::mismatch(outer, inner).in1 == outer.end();
}

std::expected<void, Error> check_rejects(const Arguments& arguments) {
  const auto path = arguments.get("rejects");
  if (path.empty()) return {};
  const bool is_hidden = fs::path(path).filename().string().starts_with('.');
  for (const auto& source : arguments.positional) {
    // It would be emptied before it is read, or read as it grows, without end.
    std::error_code unknown;
    if (lies_in(path, source) && !(is_hidden && fs::is_directory(source, unknown))) {
      return std::unexpected(
          invalid("what --rejects writes to {} would be read with the SOURCE {}: name a file outside",
                  quoted(path), quoted(source)));
    }
  }
  return {};
}

std::expected<std::ofstream, Error> open_rejects(const Arguments& arguments, bool keeps) {
  std::ofstream file;
  const auto path = arguments.get("rejects");
  if (path.empty()) return file;
  if (auto checked = check_rejects(arguments); !checked) return std::unexpected(checked.error());
  file.open(path, std::ios::binary | (keeps ? std::ios::app : std::ios::trunc));
  if (!file)
    return std::unexpected(make_error(ErrorCode::kIo, "{} is not a file that can be written", quoted(path)));
  return file;
}

void keep_reject(std::ofstream& rejects, const Refusal& refusal) {
  if (rejects.is_open() && !refusal.raw.empty()) rejects << refusal.raw << '\n';
}

std::string to_string(const Location& location) {
  return location.line == 0 ? location.path : fmt::format("{}:{}", location.path, location.line);
}

std::string to_string(const Tally& tally) {
  using Row = std::pair<std::string, std::uint64_t>;
  std::vector<Row> rows(tally.begin(), tally.end());
  std::ranges::stable_sort(rows, std::greater{}, &Row::second);
  std::vector<std::string> parts;
  for (const auto& [kind, count] : rows) parts.push_back(fmt::format("{} {}", count, kind));
  return joined(parts, ", ");
}

}  // namespace dateline
