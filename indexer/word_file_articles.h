// The byte strings of all articles, as the words file has them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/archive_vocabulary.h"
#include "indexer/section_file.h"
#include "indexer/word_file.h"
#include "indexer/word_file_draft.h"

namespace dateline {

/// `count` readers of the revision of `database`, that of the generation at `generation`, for as many
/// threads. Throws Xapian::DatabaseModifiedError where a commit came meanwhile.
std::vector<Xapian::Database> readers_of(const std::string& generation, const Xapian::Database& database,
                                         std::size_t count);

/// Writes the byte strings of all articles of the generation at `generation` into the section that `file` is
/// to have of them; gives where each begins, by docid, and where the last one ends. They come, on a thread
/// for each of `readers`, from the generation's words file as far as that has an article with the digest in
/// `digests`, by docid, and from the stored texts. Xapian's errors pass through.
std::vector<std::uint64_t> write_word_file_articles(SectionWriter& file, const std::string& generation,
                                                    const std::vector<Xapian::Database>& readers,
                                                    const ArchiveVocabulary& vocabulary,
                                                    const std::vector<std::uint64_t>& digests);

/// The same with what draft.articles() gives; `numbers` as that takes them, `last`: the greatest docid.
std::vector<std::uint64_t> take_word_file_articles(WordFileDraft& draft, std::span<const WordNumber> numbers,
                                                   DocId last);

}  // namespace dateline
