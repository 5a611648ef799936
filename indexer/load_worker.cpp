#include "indexer/load_worker.h"

#include <iterator>

#include "indexer/schema.h"

namespace dateline {
namespace {

std::expected<void, Error> add_document(const IndexDocument& document, BulkSegment& segment) {
  for (const auto& term : document.terms)
    segment.add_term(term.number, term.wdf, document.positions_of(term));
  for (const auto& [number, position] : document.words) segment.add_place(number, position);
  for (const auto& [slot, bytes] : document.values) segment.add_value(slot, bytes);
  return segment.end_document(document.data);
}

}  // namespace

std::expected<void, Error> LoadWorker::add(const Batch& batch) {
  if (documents_.forget_if_many()) {
    segment_.forget_terms();
    has_forgotten_ = true;
  }
  batches_.push_back({documents_.documents(), batch.first});
  std::vector<Synonym> synonyms;
  for (const auto& [article, origin, digested] : batch.articles) {
    const auto& document = documents_.build(article, origin, synonyms, &digested);
    if (auto added = add_document(document, segment_); !added) {
      return std::unexpected(make_error(added.error().code, "the article {} cannot be indexed: {}",
                                        quoted(article.id), added.error().message));
    }
  }
  for (const auto& [key, word] : synonyms) {
    if (auto added = segment_.add_synonym(key, word); !added) return added;
  }
  return {};
}

void LoadWorker::pack_with(const std::string& dictionary) {
  packer_.emplace(dictionary);
  if (dictionary.empty()) return;
  segment_.pack_data([this](std::string_view stored) { return packer_->packed(stored); });
}

std::optional<WrittenNames> LoadWorker::names() const {
  if (has_forgotten_) return std::nullopt;
  WrittenNames names;
  auto batch = batches_.begin();  // values come by rising document
  documents_.for_each_value(
      [&](Field field, std::string_view written, std::string_view term, std::uint32_t document) {
        while (std::next(batch) != batches_.end() && std::next(batch)->built_before < document) ++batch;
        if (!spec(field).facet.empty())
          names.add(term, written, batch->first + (document - batch->built_before - 1));
      });
  return names;
}

}  // namespace dateline
