#include "indexer/archive_languages.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/schema.h"

namespace dateline {
namespace {

struct LanguageCase {
  const char* name;
  std::vector<std::string> of_articles;
  std::vector<std::string> languages;
};
class ArchiveLanguages : public testing::TestWithParam<LanguageCase> {};

TEST_P(ArchiveLanguages, ComeByFrequency) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const auto& language : GetParam().of_articles) {
    Xapian::Document article;
    article.add_boolean_term(std::string(spec(Field::kLanguage).exact_prefix) + language);
    database.add_document(article);
  }
  EXPECT_EQ(languages_of(database), GetParam().languages);
}

INSTANTIATE_TEST_SUITE_P(
    Archives, ArchiveLanguages,
    testing::Values(LanguageCase{"Empty", {}, {"en"}}, LanguageCase{"One", {"en", "en"}, {"en"}},
                    LanguageCase{"WithoutTheDefault", {"si"}, {"si", "en"}},
                    LanguageCase{"Several", {"en", "ta", "si", "ta"}, {"ta", "en", "si"}},
                    LanguageCase{"OneBeginsAnother", {"e", "en", "en"}, {"en", "e"}}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dateline
