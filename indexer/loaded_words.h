// The words of an archive while its words file is written: first their postings, then all that follows from
// the vocabulary.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive_vocabulary.h"
#include "indexer/section_file.h"
#include "indexer/word_file.h"

namespace dateline {

/// Takes the byte string of an article, by rising docid.
using TakeArticle = std::function<void(DocId, std::string_view)>;

/// A words file begun, with the postings of all words.
class LoadedWords {
 public:
  /// Begins the file of the generation at `generation`.
  explicit LoadedWords(const std::string& generation);

  /// Adds a word, in byte order, with its articles as PostingEncoder gives them, which are `frequency`.
  void add(std::string word, std::uint32_t frequency, std::string_view postings);

  /// Numbers the words, after the last one.
  void finish();

  /// Where whoever wrote the index knows the articles still: gives those that have words. `numbers`: those of
  /// the words in byte order. Empty: they have to be read.
  std::function<void(std::span<const WordNumber> numbers, const TakeArticle&)> articles;

  SectionWriter& file() { return *file_; }
  const ArchiveVocabulary& vocabulary() const { return vocabulary_; }
  /// Where the postings of each word begin in their section, in byte order of the words.
  const std::vector<std::uint64_t>& posting_begin() const { return posting_begin_; }

 private:
  std::unique_ptr<SectionWriter> file_;
  ArchiveVocabulary vocabulary_;
  std::vector<std::uint64_t> posting_begin_;
  std::uint64_t at_ = 0;  ///< bytes of postings
};

/// Begins the file of the generation at `generation`, whose database is `database`, with what that has.
/// Xapian's errors pass through.
LoadedWords read_words(const std::string& generation, const Xapian::Database& database);

}  // namespace dateline
