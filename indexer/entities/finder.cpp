// From an article to its mentions: analysis, labels, spans.
#include "indexer/entities/finder.h"

#include <mutex>
#include <utility>
#include <vector>

#include "indexer/entities/decode.h"
#include "indexer/entities/edges.h"
#include "indexer/entities/labels.h"
#include "indexer/entities/teams.h"

namespace dateline {
namespace {

using entities::Analysis;

/// The names that `labels` spell out, in order.
std::vector<entities::NameTokens> names_of(const std::vector<std::uint8_t>& labels) {
  std::vector<entities::NameTokens> names;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == 0) continue;
    const auto first = i;
    while (entities::label_part(labels[i]) < 2) ++i;  // a path never ends inside a name
    names.push_back({static_cast<MentionType>(entities::label_type(labels[i])), first, i});
  }
  return names;
}

Mentions mentions_of(const Analysis& a, const std::vector<std::uint8_t>& labels) {
  auto names = names_of(labels);
  entities::mend_edges(a, names);
  entities::mark_teams(a, names);
  entities::add_scorers(a, names);
  Mentions found;
  const auto& list = a.tokens.list;
  for (const auto& [type, first, last] : names) {
    auto& into = first < a.title_tokens ? found.title : found.text;
    into.push_back({type, list[first].begin, list[last].end});
  }
  return found;
}

}  // namespace

/// Decoders at rest, one for each thread that ever found names at the same time as the others.
class Finder::Decoders {
 public:
  std::unique_ptr<entities::Decoder> take(const entities::Model& model) {
    const std::scoped_lock lock(mutex_);
    if (resting_.empty()) return std::make_unique<entities::Decoder>(model);
    auto decoder = std::move(resting_.back());
    resting_.pop_back();
    return decoder;
  }
  void put_back(std::unique_ptr<entities::Decoder> decoder) {
    const std::scoped_lock lock(mutex_);
    resting_.push_back(std::move(decoder));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<entities::Decoder>> resting_;
};

Finder::Finder(const entities::Model& model) : model_(model), decoders_(std::make_shared<Decoders>()) {}

std::expected<Finder, Error> Finder::load(std::string_view model_bytes) {
  auto model = entities::Model::open(model_bytes);
  if (!model) return std::unexpected(model.error());
  return Finder(*model);
}

Mentions Finder::find(std::string_view title, std::string_view text) const {
  auto analysis = entities::analyze(model_, title, text);
  auto decoder = decoders_->take(model_);
  const auto labels = decoder->both_stages(analysis);
  decoders_->put_back(std::move(decoder));
  return mentions_of(analysis, labels);
}

bool Finder::knows_language(std::string_view language) {
  return language == "en" || language.starts_with("en-") || language.starts_with("en_");
}

}  // namespace dateline
