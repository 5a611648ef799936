// Word vectors from co-occurrence by a randomised singular value decomposition, grouped by spherical k-means.
#include "indexer/entities/train/clusters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <unordered_map>

#include "indexer/entities/tokens.h"

namespace dateline::train {
namespace {

using entities::Shape;
using entities::Token;

constexpr std::size_t kDimensions = 64;
constexpr std::size_t kContexts = 4000;  ///< the most frequent words, to the left and to the right
constexpr std::uint32_t kMinCount = 5;
constexpr std::size_t kCoarse = 100, kFine = 16;
using Vector = std::array<float, kDimensions>;

/// A spelling: a word's hash with its lowest bit telling a capital.
std::uint64_t spelling(const Token& token) {
  return (token.word & ~1ull) | (token.shape != Shape::kLower && token.shape != Shape::kMark ? 1 : 0);
}

/// A word of the vocabulary.
struct Entry {
  std::uint64_t word, spelling;
  std::uint32_t count = 0;
};

struct Cell {
  std::uint32_t column;
  float value;
};

/// Texts as rows of vocabulary numbers, with gaps (kNone) for rare words and between texts.
class Vocabulary {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  explicit Vocabulary(const std::vector<std::string>& articles) {
    std::unordered_map<std::uint64_t, Entry> counts;
    for (const auto& article : articles) {
      entities::Tokens tokens;
      entities::tokenize(article, tokens);
      for (const auto& token : tokens.list) {
        auto& entry = counts[spelling_in_text(token)];
        entry.word = token.word;
        entry.spelling = spelling_in_text(token);
        ++entry.count;
        stream_.push_back(entry.spelling);
      }
      stream_.push_back(0);
      stream_.push_back(0);
    }
    for (const auto& [key, entry] : counts)
      if (entry.count >= kMinCount) entries.push_back(entry);
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.count != b.count ? a.count > b.count : a.spelling < b.spelling;
    });
    std::unordered_map<std::uint64_t, std::uint32_t> number;
    for (std::uint32_t i = 0; i < entries.size(); ++i) number[entries[i].spelling] = i;
    for (const auto key : stream_) {
      const auto found = number.find(key);
      text.push_back(found == number.end() ? kNone : found->second);
    }
  }

  std::vector<Entry> entries;  ///< most frequent first
  std::vector<std::uint32_t> text;

 private:
  /// The first word of a sentence has a capital for that reason alone: count it as lower case. Numbers are
  /// one word.
  static std::uint64_t spelling_in_text(const Token& token) {
    if (token.shape == Shape::kNumber) return 2;
    return token.sentence_start && token.shape == Shape::kTitle ? token.word & ~1ull : spelling(token);
  }
  std::vector<std::uint64_t> stream_;
};

/// How much more often than by chance each word has each neighbour, as a logarithm; nothing below chance.
std::vector<std::vector<Cell>> company(const Vocabulary& vocabulary) {
  const auto words = vocabulary.entries.size();
  const auto& text = vocabulary.text;
  std::vector<std::unordered_map<std::uint32_t, float>> counts(words);
  std::vector<double> row_sum(words), column_sum(4 * kContexts);
  double all = 0;
  const auto count = [&](std::size_t i, std::size_t j, std::uint32_t side) {
    if (text[i] == Vocabulary::kNone || text[j] >= kContexts) return;
    const auto column = text[j] + side * static_cast<std::uint32_t>(kContexts);
    counts[text[i]][column] += 1;
    row_sum[text[i]] += 1;
    column_sum[column] += 1;
    all += 1;
  };
  for (std::size_t i = 2; i + 2 < text.size(); ++i) {
    count(i, i - 1, 0);
    count(i, i + 1, 1);
    count(i, i - 2, 2);
    count(i, i + 2, 3);
  }
  std::vector<std::vector<Cell>> rows(words);
  for (std::size_t i = 0; i < words; ++i) {
    for (const auto& [column, n] : counts[i]) {
      const auto value =
          std::log(n * all / (row_sum[i] * std::pow(column_sum[column], 0.75) * std::pow(all, 0.25)));
      if (value > 0) rows[i].push_back({column, static_cast<float>(value)});
    }
    std::sort(rows[i].begin(), rows[i].end(),
              [](const Cell& a, const Cell& b) { return a.column < b.column; });
  }
  return rows;
}

/// Makes the columns of `m` orthonormal (Gram and Schmidt, twice for exactness).
void orthonormalise(std::vector<Vector>& m) {
  for (std::size_t k = 0; k < kDimensions; ++k) {
    for (int round = 0; round < 2; ++round) {
      for (std::size_t j = 0; j < k; ++j) {
        double dot = 0;
        for (const auto& row : m) dot += double{row[j]} * row[k];
        for (auto& row : m) row[k] -= static_cast<float>(dot) * row[j];
      }
    }
    double norm = 0;
    for (const auto& row : m) norm += double{row[k]} * row[k];
    const auto scale = static_cast<float>(1 / std::sqrt(norm + 1e-30));
    for (auto& row : m) row[k] *= scale;
  }
}

void normalise(Vector& v) {
  float norm = 0;
  for (const auto x : v) norm += x * x;
  const float scale = 1 / std::sqrt(norm + 1e-20F);
  for (auto& x : v) x *= scale;
}

std::vector<Vector> embed(const std::vector<std::vector<Cell>>& rows) {
  std::mt19937_64 random(7);
  std::vector<Vector> right(4 * kContexts), left(rows.size());
  for (auto& row : right)
    for (auto& x : row) x = random() % 2 ? 1.0F : -1.0F;
  for (int round = 0; round < 4; ++round) {
    for (auto& row : left) row.fill(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& cell : rows[i]) {
        for (std::size_t k = 0; k < kDimensions; ++k) left[i][k] += cell.value * right[cell.column][k];
      }
    }
    if (round == 3) break;
    orthonormalise(left);
    for (auto& row : right) row.fill(0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const auto& cell : rows[i]) {
        for (std::size_t k = 0; k < kDimensions; ++k) right[cell.column][k] += cell.value * left[i][k];
      }
    }
    if (round == 2) orthonormalise(right);
  }
  for (auto& row : left) normalise(row);
  return left;
}

/// Groups the vectors named by `members` by direction; gives the group of each member.
std::vector<std::uint16_t> group(const std::vector<Vector>& vectors,
                                 const std::vector<std::uint32_t>& members, std::size_t groups) {
  groups = std::min(groups, std::max<std::size_t>(members.size() / 4, 1));
  std::vector<Vector> centres;
  for (std::size_t g = 0; g < groups; ++g) centres.push_back(vectors[members[g * members.size() / groups]]);
  std::vector<std::uint16_t> chosen(members.size());
  for (int round = 0; round < 15; ++round) {
    std::vector<Vector> sums(groups, Vector{});
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& v = vectors[members[i]];
      float best = -2;
      for (std::size_t g = 0; g < groups; ++g) {
        float dot = 0;
        for (std::size_t k = 0; k < kDimensions; ++k) dot += v[k] * centres[g][k];
        if (dot > best) best = dot, chosen[i] = static_cast<std::uint16_t>(g);
      }
      for (std::size_t k = 0; k < kDimensions; ++k) sums[chosen[i]][k] += v[k];
    }
    for (std::size_t g = 0; g < groups; ++g) {
      normalise(sums[g]);
      centres[g] = sums[g];
    }
  }
  return chosen;
}

}  // namespace

std::vector<WordCluster> cluster_words(const std::vector<std::string>& texts) {
  const Vocabulary vocabulary(texts);
  const auto vectors = embed(company(vocabulary));
  std::vector<std::uint32_t> all(vectors.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  const auto coarse = group(vectors, all, kCoarse);
  std::vector<WordCluster> out;
  for (std::uint16_t c = 0; c < kCoarse; ++c) {
    std::vector<std::uint32_t> members;
    for (const auto i : all)
      if (coarse[i] == c) members.push_back(i);
    if (members.empty()) continue;
    const auto fine = group(vectors, members, kFine);
    for (std::size_t m = 0; m < members.size(); ++m) {
      const auto& entry = vocabulary.entries[members[m]];
      const auto id = static_cast<std::uint16_t>((c + 1) << 6 | fine[m]);
      const bool capital = entry.spelling & 1;
      out.push_back({entry.word, capital ? std::uint16_t{0} : id, capital ? id : std::uint16_t{0}});
    }
  }
  return out;
}

}  // namespace dateline::train
