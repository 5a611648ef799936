#include "indexer/entities/model.h"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <vector>

#include "indexer/entities/tokens.h"

namespace dateline::entities {
namespace {

/// Bytes that a test may change, aligned as a model must be.
class Copy {
 public:
  explicit Copy(std::string_view bytes) : words_(bytes.size() / 8 + 1), size_(bytes.size()) {
    std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  char* data() { return reinterpret_cast<char*>(words_.data()); }
  std::size_t& size() { return size_; }
  std::string_view view() { return {data(), size_}; }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

struct DamageCase {
  const char* name;
  std::function<void(Copy&)> damage;
  ErrorCode code;
  const char* message;
};

class DamagedModel : public testing::TestWithParam<DamageCase> {};

TEST_P(DamagedModel, IsRefused) {
  Copy copy(built_in_model());
  GetParam().damage(copy);
  const auto model = Model::open(copy.view());
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, GetParam().code);
  EXPECT_EQ(model.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, DamagedModel,
    testing::Values(
        DamageCase{"Empty", [](Copy& c) { c.size() = 0; }, ErrorCode::kFormat,
                   "'' is not the start of a model of names: give the file of a model"},
        DamageCase{"AnotherFile", [](Copy& c) { std::memcpy(c.data(), "PK\3\4", 4); }, ErrorCode::kFormat,
                   "'PK\\x03\\x04MES\\x00' is not the start of a model of names: give the file of a model"},
        DamageCase{"AnotherVersion", [](Copy& c) { c.data()[8] = 99; }, ErrorCode::kUnsupported,
                   "'99' is not a version of the model that this program knows: it reads version 1"},
        DamageCase{"CutShort", [](Copy& c) { c.size() -= 100; }, ErrorCode::kCorrupt,
                   "the model's size is not what its header says: install the model again"},
        DamageCase{"OneBitFlipped", [](Copy& c) { c.data()[c.size() / 2] ^= 4; }, ErrorCode::kCorrupt,
                   "the model's checksum is not what its header says: install the model again"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Model, KnowsWordsAndSequences) {
  const auto model = Model::open(built_in_model());
  ASSERT_TRUE(model) << model.error().message;
  EXPECT_TRUE(model->word(hash_word("paris")).flags & kBigCity);
  EXPECT_TRUE(model->word(hash_word("ann")).flags & kGivenName);
  EXPECT_TRUE(model->word(hash_word("mr.")).flags & kTitleWord);
  EXPECT_TRUE(model->word(phrase_hash(hash_word("new"), hash_word("york"))).flags & kWholeName);
  EXPECT_EQ(model->word(hash_word("qqxzzy")).flags, 0u);
}

TEST(Model, StaysWithinItsSize) { EXPECT_LE(built_in_model().size(), 12u * 1000 * 1000); }

}  // namespace
}  // namespace dateline::entities
