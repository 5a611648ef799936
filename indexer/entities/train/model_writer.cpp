// Quantising, hashing without collisions, laying out.
#include "indexer/entities/train/model_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "indexer/entities/labels.h"

namespace dateline::train {
namespace {

using entities::kLabels;
using entities::kLanes;
using entities::WeightRow;

constexpr float kScale = 32;  ///< one unit of a stored weight is 1/32: weights reach from -4 to 4

struct StageTables {
  std::vector<std::uint16_t> seeds;
  std::vector<WeightRow> rows;
  std::vector<std::int16_t> transitions;
};

float size_of(const std::array<float, kLanes>& row) {
  float least = row[0], most = row[0];
  for (int k = 1; k < kLabels; ++k) least = std::min(least, row[k]), most = std::max(most, row[k]);
  return most - least;
}

/// The numbers of the features worth keeping.
std::vector<std::uint32_t> choose(const Weights& weights, std::size_t most) {
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < weights.rows.size(); ++i) {
    if (size_of(weights.rows[i]) * kScale >= 1) kept.push_back(i);
  }
  if (kept.size() > most) {
    std::nth_element(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(most), kept.end(),
                     [&](auto a, auto b) {
                       const auto x = size_of(weights.rows[a]), y = size_of(weights.rows[b]);
                       return x != y ? x > y : a < b;
                     });
    kept.resize(most);
    std::sort(kept.begin(), kept.end());
  }
  return kept;
}

WeightRow quantised(std::uint64_t feature, const std::array<float, kLanes>& row) {
  WeightRow out{};
  for (std::size_t k = 0; k < kLabels; ++k) {
    out.weight[k] = static_cast<std::int8_t>(std::clamp(std::lround(row[k] * kScale), -127L, 127L));
  }
  out.check = static_cast<std::uint16_t>(feature);
  return out;
}

/// Gives each feature a row of its own: for each bucket, largest first, the first seed that meets free rows
/// only.
void place(const Weights& weights, const std::vector<std::uint32_t>& kept, StageTables& tables) {
  const auto buckets = kept.size() / 4 + 1;
  const auto rows = static_cast<std::uint32_t>(kept.size() + kept.size() / 32 + 8);
  std::vector<std::vector<std::uint32_t>> content(buckets);
  for (const auto i : kept) content[(weights.features[i] >> 32) * buckets >> 32].push_back(i);
  std::vector<std::uint32_t> order(buckets);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return content[a].size() > content[b].size(); });
  tables.seeds.assign(buckets, 0);
  tables.rows.assign(rows, WeightRow{});
  std::vector<bool> taken(rows);
  std::vector<std::uint32_t> slots;
  for (const auto bucket : order) {
    for (std::uint32_t seed = 0; seed < 65536; ++seed) {
      slots.clear();
      for (const auto i : content[bucket]) {
        const auto slot = entities::Stage::slot(weights.features[i], static_cast<std::uint16_t>(seed), rows);
        if (taken[slot] || std::find(slots.begin(), slots.end(), slot) != slots.end()) break;
        slots.push_back(slot);
      }
      if (slots.size() < content[bucket].size()) continue;
      tables.seeds[bucket] = static_cast<std::uint16_t>(seed);
      for (std::size_t k = 0; k < slots.size(); ++k) {
        const auto i = content[bucket][k];
        taken[slots[k]] = true;
        tables.rows[slots[k]] = quantised(weights.features[i], weights.rows[i]);
      }
      break;
    }
  }
}

StageTables make_stage(const Weights& weights, std::size_t most) {
  StageTables tables;
  place(weights, choose(weights, most), tables);
  tables.transitions.assign(kLabels * kLanes, entities::kForbidden);
  for (int from = 0; from < kLabels; ++from) {
    for (int to = 0; to < kLabels; ++to) {
      if (!entities::may_follow(from, to)) continue;
      tables.transitions[from * kLanes + to] = static_cast<std::int16_t>(
          std::clamp(std::lround(weights.transitions[from][to] * kScale), -9999L, 9999L));
    }
  }
  return tables;
}

template <typename T>
std::uint64_t append(std::string& out, const std::vector<T>& items) {
  out.resize((out.size() + 15) / 16 * 16);
  const auto offset = out.size();
  out.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
  return offset;
}

}  // namespace

std::string write_model(const std::vector<entities::LexiconEntry>& words, const Weights& first,
                        const Weights& second, std::size_t most_rows_first, std::size_t most_rows_second) {
  entities::ModelHeader header{};
  header.magic = entities::kModelMagic;
  header.version = entities::kModelVersion;
  std::string out(sizeof header, '\0');
  header.words = static_cast<std::uint32_t>(words.size());
  header.words_offset = append(out, words);
  for (int i = 0; i < 2; ++i) {
    const auto tables = make_stage(i == 0 ? first : second, i == 0 ? most_rows_first : most_rows_second);
    auto& to = header.stage[i];
    to.seeds_offset = append(out, tables.seeds);
    to.rows_offset = append(out, tables.rows);
    to.transitions_offset = append(out, tables.transitions);
    to.seed_count = static_cast<std::uint32_t>(tables.seeds.size());
    to.row_count = static_cast<std::uint32_t>(tables.rows.size());
  }
  header.bytes = out.size();
  header.checksum = entities::model_checksum(std::string_view(out).substr(sizeof header));
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

}  // namespace dateline::train
