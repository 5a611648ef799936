#include "corpus/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/support/read_source.h"

namespace dateline {
namespace {

/// Writes an archive at `path`; `set_up` chooses format and compression.
void write_archive(const std::string& path, const std::function<void(archive*)>& set_up,
                   const std::vector<std::pair<std::string, std::string>>& members) {
  archive* out = archive_write_new();
  set_up(out);
  ASSERT_EQ(archive_write_open_filename(out, path.c_str()), ARCHIVE_OK);
  for (const auto& [name, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_free(out);
}

/// The titles of every article in a file, or the messages of refusals.
std::vector<std::string> titles(const std::string& path) {
  std::vector<std::string> lines;
  const auto reader = *open_source(path, {});
  while (const auto read = reader->next()) {
    auto where = read->has_value() ? reader->location().path : read->error().where.path;
    where.erase(0, where.rfind("in."));
    lines.push_back(where + " " + (read->has_value() ? (*read)->title : read->error().error.message));
  }
  return lines;
}

struct ArchiveCase {
  const char* name;
  const char* file;
  int (*format)(archive*);
  int (*filter)(archive*);
};
class Archives : public testing::TestWithParam<ArchiveCase> {};
TEST_P(Archives, GiveTheirMembers) {
  const TemporaryFolder folder;
  const auto path = folder.path(GetParam().file);
  write_archive(path, [](archive* out) { GetParam().format(out), GetParam().filter(out); },
                {{"a.txt", "Storm\n\nWind.\n"}, {"../b.json", "{\"title\":\"B\"}"}});
  const std::string in = std::string(GetParam().file) + "!/";
  EXPECT_THAT(titles(path), testing::ElementsAre(in + "a.txt Storm", in + "../b.json B"));
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, Archives,
    testing::Values(
        ArchiveCase{"Zip", "in.zip", archive_write_set_format_zip, archive_write_add_filter_none},
        ArchiveCase{"Tar", "in.tar", archive_write_set_format_pax, archive_write_add_filter_none},
        ArchiveCase{"TarGz", "in.tar.gz", archive_write_set_format_pax, archive_write_add_filter_gzip},
        ArchiveCase{"TarZst", "in.tar.zst", archive_write_set_format_pax, archive_write_add_filter_zstd}),
    [](const auto& row) { return std::string(row.param.name); });

class Compressions : public testing::TestWithParam<ArchiveCase> {};
TEST_P(Compressions, AreUndone) {
  const TemporaryFolder folder;
  const auto path = folder.path(GetParam().file);
  write_archive(path, [](archive* out) { GetParam().format(out), GetParam().filter(out); },
                {{"", "{\"title\":\"A\"}\n{\"title\":\"B\"}\n"}});
  const std::string in = GetParam().file;
  EXPECT_THAT(titles(path), testing::ElementsAre(in + " A", in + " B"));
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, Compressions,
    testing::Values(
        ArchiveCase{"Gzip", "in.jsonl.gz", archive_write_set_format_raw, archive_write_add_filter_gzip},
        ArchiveCase{"Xz", "in.jsonl.xz", archive_write_set_format_raw, archive_write_add_filter_xz},
        ArchiveCase{"Zstd", "in.jsonl.zst", archive_write_set_format_raw, archive_write_add_filter_zstd},
        ArchiveCase{"Bzip2", "in.jsonl.bz2", archive_write_set_format_raw, archive_write_add_filter_bzip2}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Bombs, AreReadNoFurther) {
  const TemporaryFolder folder;
  const auto path = folder.path("in.txt.gz");
  const std::string zeros(kMinBombBytes + (64 << 20), 'a');
  write_archive(path,
                [](archive* out) { archive_write_set_format_raw(out), archive_write_add_filter_gzip(out); },
                {{"", zeros}});
  EXPECT_THAT(titles(path),
              testing::ElementsAre(testing::AllOf(
                  testing::StartsWith("in.txt.gz '"),
                  testing::EndsWith("' expands to more than 200 times its size: it is read no further"))));
}

}  // namespace
}  // namespace dateline
