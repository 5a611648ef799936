#include "corpus/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>

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

struct CutCase {
  const char* name;
  const char* file;
  int (*format)(archive*);
  int (*filter)(archive*);
  double least;  ///< share of the articles that stand before the cut and must be read
  const char* message;
};
class CutShort : public testing::TestWithParam<CutCase> {};
TEST_P(CutShort, GivesWhatIsWholeAndSaysSo) {
  constexpr int kArticles = 8000;
  std::string lines;
  for (int n = 0; n < kArticles; ++n) {
    lines += "{\"title\":\"" + std::to_string(n * 2654435761u % 1000003) + "\",\"text\":\"";
    for (unsigned k = 1; k < 40; ++k) lines += std::to_string((n + 1) * k * 2654435761u % 99991) + " ";
    lines += "\"}\n";
  }
  const TemporaryFolder folder;
  const auto path = folder.path(GetParam().file);
  write_archive(path, [](archive* out) { GetParam().format(out), GetParam().filter(out); },
                {{"a.jsonl", lines}});
  std::filesystem::resize_file(path, std::filesystem::file_size(path) * 2 / 3);
  const auto read = titles(path);
  const auto articles = std::ranges::count_if(read, [](const auto& line) {
    return line.find("read") == std::string::npos && line.find(" is not ") == std::string::npos;
  });
  EXPECT_GE(static_cast<double>(articles), GetParam().least * kArticles * 2 / 3);
  EXPECT_THAT(read, testing::Contains(testing::HasSubstr(GetParam().message)));
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, CutShort,
    testing::Values(
        CutCase{"Gzip", "in.jsonl.gz", archive_write_set_format_raw, archive_write_add_filter_gzip, 0.95,
                "is not readable to its end: it ends inside the gzip member at byte 0"},
        CutCase{"Xz", "in.jsonl.xz", archive_write_set_format_raw, archive_write_add_filter_xz, 0.8,
                "is not readable to its end: Lzma library error"},
        CutCase{"Zstd", "in.jsonl.zst", archive_write_set_format_raw, archive_write_add_filter_zstd, 0.8,
                "is not readable to its end: Truncated zstd input"},
        CutCase{"Bzip2", "in.jsonl.bz2", archive_write_set_format_raw, archive_write_add_filter_bzip2, 0.5,
                "is not readable to its end: truncated bzip2 input"},
        CutCase{"Tar", "in.tar", archive_write_set_format_pax, archive_write_add_filter_none, 0.95,
                "is not readable to its end: Truncated"},
        CutCase{"TarGz", "in.tar.gz", archive_write_set_format_pax, archive_write_add_filter_gzip, 0.95,
                "is not readable to its end: it ends inside the gzip member at byte 0"},
        CutCase{"Zip", "in.zip", archive_write_set_format_zip, archive_write_add_filter_none, 0.8,
                "is not readable to its end: ZIP decompression failed"}),
    [](const auto& row) { return std::string(row.param.name); });

using Set = int (*)(archive*);
std::string packed(Set format, Set filter, const std::vector<std::pair<std::string, std::string>>& members) {
  const TemporaryFolder folder;
  const auto path = folder.path("packed");
  write_archive(path, [&](archive* out) { format(out), filter(out); }, members);
  return bytes_of(path);
}
constexpr Set kZip = archive_write_set_format_zip, kTar = archive_write_set_format_pax,
              kRaw = archive_write_set_format_raw, kPlain = archive_write_add_filter_none,
              kGzip = archive_write_add_filter_gzip, kXz = archive_write_add_filter_xz;

TEST(NestedArchives, GiveTheirMembers) {
  const TemporaryFolder folder;
  const auto page = packed(kRaw, kGzip, {{"", "Storm\n\nWind.\n"}});
  const auto inner = packed(kZip, kPlain, {{"a.txt", "Calm\n\nSun.\n"}, {"b.txt.gz", page}});
  const auto path = folder.file(
      "in.tar.xz",
      packed(kTar, kXz, {{"first.txt", "Rain\n\nMuch.\n"}, {"inner.zip", inner}, {"last.txt.gz", page}}));
  EXPECT_THAT(titles(path),
              testing::ElementsAre("in.tar.xz!/first.txt Rain", "in.tar.xz!/inner.zip!/a.txt Calm",
                                   "in.tar.xz!/inner.zip!/b.txt.gz Storm", "in.tar.xz!/last.txt.gz Storm"));
}

TEST(NestedArchives, AreOpenedSoDeepOnly) {
  const TemporaryFolder folder;
  std::string bytes = "Storm\n\nWind.\n";
  for (std::size_t n = 0; n <= kMaxNesting; ++n)
    bytes = packed(kTar, kPlain, {{"x", bytes}, {"y", "Calm\n"}});
  EXPECT_THAT(titles(folder.file("in.tar", bytes)),
              testing::ElementsAre("in.tar!/x!/x!/x!/x archives nest deeper than 4: unpack it first",
                                   "in.tar!/x!/x!/x!/y Calm", "in.tar!/x!/x!/y Calm", "in.tar!/x!/y Calm",
                                   "in.tar!/y Calm"));
}

TEST(NestedArchives, CostOnlyThemselvesWhenDamaged) {
  const TemporaryFolder folder;
  auto inner = packed(kTar, kGzip, {{"a.txt", std::string(100'000, 'a') + "\n"}});
  inner.resize(inner.size() / 2);
  const auto path =
      folder.file("in.tar", packed(kTar, kPlain, {{"inner.tgz", inner}, {"b.txt", "Calm\n\nSun.\n"}}));
  EXPECT_THAT(titles(path), testing::ElementsAre(testing::HasSubstr("inner.tgz!/a.txt '"),
                                                 testing::HasSubstr("inner.tgz' is not readable to its end"),
                                                 "in.tar!/b.txt Calm"));
}

TEST(DamagedMembers, CostThemselves) {
  const TemporaryFolder folder;
  const auto good = packed(kRaw, kGzip, {{"", "{\"title\":\"A\"}\n"}});
  auto bad = good;
  bad[bad.size() - 6] = static_cast<char>(~bad[bad.size() - 6]);
  EXPECT_THAT(
      titles(folder.file("in.jsonl.gz", good + bad + good)),
      testing::UnorderedElementsAre("in.jsonl.gz A", "in.jsonl.gz A", "in.jsonl.gz A",
                                    testing::HasSubstr("is damaged: incorrect data check; reading goes on")));
  EXPECT_THAT(
      titles(folder.file("in.tar", packed(kTar, kPlain, {{"x.gz", bad + good}, {"y", "Calm\n"}}))),
      testing::UnorderedElementsAre("in.tar!/x.gz A", "in.tar!/x.gz A", "in.tar!/y Calm",
                                    testing::HasSubstr("in.tar!/x.gz the gzip member at byte 0 is damaged")));
}

TEST(NestedArchives, AreNoWayAroundTheLimitOfExpansion) {
  const TemporaryFolder folder;
  const std::string zeros(kMinBombBytes + (64 << 20), 'a');
  const auto inner = packed(kRaw, kGzip, {{"", packed(kTar, kPlain, {{"a.txt", zeros}})}});
  EXPECT_THAT(titles(folder.file("in.tar.gz", packed(kTar, kGzip, {{"x", inner}}))),
              testing::Contains(testing::HasSubstr("expands to more than 200 times its size")));
}

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
