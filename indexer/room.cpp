#include "indexer/room.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "corpus/base/text.h"
#include "indexer/generation.h"

namespace dateline {

std::uint64_t most_bytes_of_commit(const std::string& path, std::uint64_t terms, std::uint64_t text_bytes) {
  constexpr std::uint64_t kAlways = 8 << 20;   // branches, lengths, values, the files of the revision
  constexpr std::uint64_t kOfText = 8;         // stored, in term lists, postings and positions
  constexpr std::uint64_t kOfTerm = 2 * 8192;  // in the tables of postings and positions
  return kAlways + kOfText * text_bytes + std::min(kOfTerm * terms, generation_bytes(path));
}

void check_room(const std::string& path, std::uint64_t bytes) {
  std::error_code failure;
  const auto space = std::filesystem::space(path, failure);
  if (failure || space.available >= bytes) return;
  throw Xapian::DatabaseError(fmt::format("the disk of {} has {} MB left, and this may take {} MB: free some",
                                          quoted(path), space.available >> 20, bytes >> 20));
}

void delete_documents(Xapian::WritableDatabase& database, const std::string& path,
                      const std::vector<Xapian::docid>& documents) {
  if (documents.empty()) return;
  std::uint64_t terms = 0;
  for (const auto document : documents) terms += database.get_unique_terms(document);
  check_room(path, most_bytes_of_commit(path, terms, 0));
  for (const auto document : documents) database.delete_document(document);
  database.commit();
}

}  // namespace dateline
