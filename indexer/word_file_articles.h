// The byte strings of all articles, as the words file has them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/archive_vocabulary.h"
#include "indexer/section_file.h"
#include "indexer/word_file.h"

namespace dateline {

/// Writes the byte strings of all articles of `database`, that of the generation at `generation`, into the
/// section that `file` is to have of them; gives where each begins, by docid, and where the last one ends.
/// They come from `loaded` where it is not null, else, on all cores, from the generation's words file as far
/// as that has an article with the digest in `digests`, by docid, and from the stored texts. Xapian's errors
/// pass through.
std::vector<std::uint64_t> write_word_file_articles(SectionWriter& file, const std::string& generation,
                                                    const Xapian::Database& database,
                                                    const ArchiveNumbers& numbers,
                                                    const std::vector<std::uint64_t>& digests,
                                                    const LoadedWords* loaded);

}  // namespace dateline
