#include "indexer/entities/places/geonames.h"

#include "corpus/base/text.h"
#include "corpus/input.h"
#include "indexer/entities/places/dump_import.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxLine = 1 << 20;  ///< the longest line of allCountries has some 20,000 bytes

/// Reads the member of `input` if it belongs to `pass`; gives its kind.
DumpKind read_member(Input& input, int pass, DumpImport& import, DumpCounts& counts,
                     const RefusedLine& refused) {
  auto kind = DumpKind::kUnknown;
  std::size_t columns = 0;
  bool cut = false;
  for (auto number = input.line();; number = input.line()) {
    const auto line = input.read_line(kMaxLine, cut);
    if (!line) return kind;
    if (line->empty() || line->starts_with('#')) continue;
    const auto cells = cells_of(*line, '\t');
    if (kind == DumpKind::kUnknown) {
      kind = kind_of_dump(cells);
      columns = cells.size();
      if (kind == DumpKind::kUnknown || pass_of(kind) != pass) return kind;
    }
    const auto row = cells.size() == columns
                         ? import.add(kind, cells)
                         : std::unexpected(malformed("{} has {} columns: write {}, separated by tabs",
                                                     quoted(*line), cells.size(), columns));
    if (!row) {
      ++counts.refused;
      refused(input.path(), number, row.error());
    } else {
      ++(*row ? counts.passed_over[static_cast<std::size_t>(**row)] : counts.taken);
    }
  }
}

std::expected<bool, Error> read_file(const std::string& path, int pass, DumpImport& import,
                                     DumpCounts& counts, const RefusedLine& refused) {
  auto input = Input::open(path);
  if (!input) return std::unexpected(input.error());
  bool is_dump = false;
  for (;;) {
    const auto more = (*input)->next_member();
    if (!more) return std::unexpected(more.error());
    if (!*more) return is_dump;
    is_dump |= read_member(**input, pass, import, counts, refused) != DumpKind::kUnknown;
    if ((*input)->failure()) return std::unexpected(*(*input)->failure());
  }
}

}  // namespace

std::string to_string(const DumpCounts& counts) {
  auto text = fmt::format("{} lines taken, {} refused", counts.taken, counts.refused);
  std::string_view before = "; passed over: ";
  for (std::size_t reason = 0; reason < kPassedOverReasons; ++reason) {
    if (counts.passed_over[reason] == 0) continue;
    text += fmt::format("{}{} {}", before, counts.passed_over[reason],
                        description_of(static_cast<PassedOver>(reason)));
    before = ", ";
  }
  return text;
}

std::expected<DumpCounts, Error> import_geonames(const std::vector<std::string>& files,
                                                 GazetteerBuilder& builder, const RefusedLine& refused) {
  DumpImport import;
  DumpCounts counts;
  for (int pass = 0; pass < kDumpPasses; ++pass) {
    for (const auto& file : files) {
      const auto is_dump = read_file(file, pass, import, counts, refused);
      if (!is_dump) return std::unexpected(is_dump.error());
      if (!*is_dump) {
        return std::unexpected(
            malformed("{} is not a dump of GeoNames: give cities15000.txt, allCountries.txt, "
                      "admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt or alternateNamesV2.txt",
                      quoted(file)));
      }
    }
  }
  import.finish(builder);
  return counts;
}

}  // namespace dateline
