// Writes which words stand behind the frequent ones: see followers.h.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/archive_vocabulary.h"
#include "indexer/section_file.h"

namespace dateline {

/// Writes the codes of a words file whose articles stand in `file` already, on all cores. `article_begin` is
/// as the file has it, `articles` how many there are. Memory: a few thousand articles for each core.
void write_followers(SectionWriter& file, const std::vector<std::uint64_t>& article_begin,
                     const ArchiveVocabulary& vocabulary, std::uint64_t articles);

}  // namespace dateline
