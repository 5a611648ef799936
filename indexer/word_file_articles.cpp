#include "indexer/word_file_articles.h"

#include <xapian.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "corpus/base/resources.h"
#include "indexer/document.h"
#include "indexer/postings.h"
#include "indexer/stored_form.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

namespace {

constexpr DocId kChunk = 2000;  ///< docids that a thread takes at a time

/// The byte strings of the articles with docids [first, first + kChunk).
struct Chunk {
  std::string bytes;
  std::vector<std::uint64_t> sizes;  ///< by docid - first
};

/// The articles of an older file in the numbers of a new vocabulary.
class Renumbered {
 public:
  Renumbered(const WordFile& file, const ArchiveNumbers& numbers) : file_(file) {
    for (WordNumber number = 0; number < file.words(); ++number)
      numbers_.push_back(numbers.find(file.word(number)).value_or(kNoWord));
  }

  /// Appends the article if the file has it with this digest. False if not: then nothing is appended.
  bool append(DocId document, std::uint64_t digest, std::string& bytes) const {
    if (document >= file_.digests().size() || file_.digests()[document] != digest || digest == 0)
      return false;
    const auto before = bytes.size();
    bool is_whole = true;
    std::uint32_t last = 0;
    for_each_word_while(file_.article(document), [&](WordNumber word, std::uint32_t position) {
      is_whole = word < numbers_.size() && numbers_[word] != kNoWord;
      if (is_whole) append_word(bytes, numbers_[word], position, std::exchange(last, position));
      return is_whole;
    });
    if (!is_whole) bytes.resize(before);
    return is_whole;
  }

 private:
  const WordFile& file_;
  std::vector<WordNumber> numbers_;  ///< by the file's
};

std::string words_of_article(const Article& article, std::string_view text, const ArchiveNumbers& numbers,
                             Tokenizer& tokenizer) {
  std::string bytes;
  std::uint32_t last = 0;
  for_each_indexed_word(tokenizer, article.title, text, [&](const Token& token, std::uint32_t position) {
    const auto known = numbers.find(token.term);
    if (!known) return;
    append_word(bytes, *known, position, last);
    last = position;
  });
  return bytes;
}

/// What the articles of a file are taken from: what `held` has of them, else their stored texts.
struct ArticleSource {
  const std::vector<Xapian::Database>& readers;  ///< of one revision, one for a thread
  const std::vector<std::uint64_t>& digests;     ///< by docid
  const ArchiveNumbers& numbers;
  const Renumbered* held;  ///< null: there is nothing
};

void read_chunk(const ArticleSource& source, const Xapian::Database& database, DocId first, Chunk& chunk) {
  chunk.bytes.clear();
  chunk.sizes.assign(kChunk, 0);
  Tokenizer tokenizer;
  const auto last = database.get_lastdocid();
  auto posting = database.postlist_begin("");
  if (posting != database.postlist_end("")) posting.skip_to(first);
  for (; posting != database.postlist_end("") && *posting < first + kChunk; ++posting) {
    const auto document = known_article(*posting, last);
    const auto before = chunk.bytes.size();
    if (source.held == nullptr || !source.held->append(document, source.digests[document], chunk.bytes)) {
      const auto data = stored_form(database, document);
      const auto article = decode_stored(data, false);
      if (article) chunk.bytes += words_of_article(*article, stored_text(data), source.numbers, tokenizer);
    }
    chunk.sizes[document - first] = chunk.bytes.size() - before;
  }
}

/// Writes the byte strings of all articles; tells where each begins.
std::vector<std::uint64_t> write_articles(SectionWriter& file, const ArticleSource& source, DocId last) {
  std::vector<std::uint64_t> begin{0};
  std::vector<Chunk> chunks(source.readers.size());
  file.begin(kArticles);
  for (DocId first = 0; first <= last;) {
    run_tasks(chunks.size(), chunks.size(), [&](std::size_t n) {
      read_chunk(source, source.readers[n], first + static_cast<DocId>(n) * kChunk, chunks[n]);
    });
    auto document = std::exchange(first, first + static_cast<DocId>(chunks.size()) * kChunk);
    for (const auto& chunk : chunks) {
      file.append(chunk.bytes.data(), chunk.bytes.size());
      for (const auto size : chunk.sizes) {
        if (document++ <= last) begin.push_back(begin.back() + size);
      }
    }
  }
  return begin;
}

}  // namespace

std::vector<Xapian::Database> readers_of(const std::string& generation, const Xapian::Database& database,
                                         std::size_t count) {
  std::vector<Xapian::Database> readers;
  for (; count > 0; --count) {
    readers.emplace_back(generation);
    if (readers.back().get_revision() != database.get_revision())
      throw Xapian::DatabaseModifiedError("a commit came between two readers");
  }
  return readers;
}

std::vector<std::uint64_t> write_word_file_articles(SectionWriter& file, const std::string& generation,
                                                    const std::vector<Xapian::Database>& readers,
                                                    const ArchiveVocabulary& vocabulary,
                                                    const std::vector<std::uint64_t>& digests) {
  const ArchiveNumbers numbers(vocabulary);
  const auto there = WordFile::open(generation, readers.front());
  const auto held =
      there && there->is_whole() ? std::make_optional<Renumbered>(*there, numbers) : std::nullopt;
  return write_articles(file, {readers, digests, numbers, held ? &*held : nullptr},
                        readers.front().get_lastdocid());
}

std::vector<std::uint64_t> take_word_file_articles(WordFileDraft& draft, std::span<const WordNumber> numbers,
                                                   DocId last) {
  std::vector<std::uint64_t> begin{0};
  draft.file().begin(kArticles);
  draft.articles()(numbers, [&](DocId document, std::string_view bytes) {
    draft.file().append(bytes.data(), bytes.size());
    begin.resize(document + std::size_t{1}, begin.back());
    begin.push_back(begin.back() + bytes.size());
  });
  begin.resize(last + std::size_t{2}, begin.back());
  return begin;
}

}  // namespace dateline
