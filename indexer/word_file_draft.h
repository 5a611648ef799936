// A words file while it is written: first the postings of its words, then all that follows from them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive_vocabulary.h"
#include "indexer/posting_list.h"
#include "indexer/section_file.h"
#include "indexer/word_file.h"

namespace dateline {

/// A words file begun, with the postings of all words. Thrown away if WordFile::write does not end it.
class WordFileDraft {
 public:
  /// Takes the byte string of an article, by rising docid.
  using TakeArticle = std::function<void(DocId, std::string_view)>;
  /// Gives the articles that have words. `numbers`: those of the words in byte order.
  using Articles = std::function<void(std::span<const WordNumber> numbers, const TakeArticle&)>;

  /// Begins the file of the generation at `generation`.
  explicit WordFileDraft(const std::string& generation);

  /// Adds a word, in byte order. `each` calls what it is given with each article that has the word, by rising
  /// docid, and how often; `in_title` are those that have it in their title.
  template <typename Each>
  void add(std::string word, std::span<const DocId> in_title, Each each) {
    std::uint32_t frequency = 0;
    auto title = in_title.begin();
    each([&](DocId document, std::uint32_t times) {
      while (title != in_title.end() && *title < document) ++title;
      const bool is_in_title = title != in_title.end() && *title == document;
      encoder_.add(document, {std::max(times, 1u), is_in_title});
      ++frequency;
    });
    end_word(std::move(word), frequency);
  }

  /// Numbers the words, after the last one. `articles`: where whoever wrote the index knows them still;
  /// empty: they have to be read.
  void finish(Articles articles = {});

  SectionWriter& file() { return *file_; }
  const ArchiveVocabulary& vocabulary() const { return vocabulary_; }
  /// Where the postings of each word begin in their section, in byte order of the words.
  const std::vector<std::uint64_t>& posting_begin() const { return posting_begin_; }
  const Articles& articles() const { return articles_; }

 private:
  void end_word(std::string word, std::uint32_t frequency);

  std::unique_ptr<SectionWriter> file_;
  PostingEncoder encoder_;
  ArchiveVocabulary vocabulary_;
  std::vector<std::uint64_t> posting_begin_;
  std::uint64_t at_ = 0;  ///< bytes of postings
  Articles articles_;
};

/// Begins the file of the generation at `generation`, whose database is `database`, with what that has.
/// Xapian's errors pass through.
WordFileDraft begin_words(const std::string& generation, const Xapian::Database& database);

}  // namespace dateline
