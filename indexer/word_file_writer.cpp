#include "indexer/word_file.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <bit>
#include <exception>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/stemmer.h"
#include "indexer/story.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

namespace {

constexpr DocId kChunk = 2000;  ///< docids that a thread takes at a time

/// The folded words of title and text, which begin with no capital letter.
struct Vocabulary {
  std::vector<std::string> words;          ///< in byte order
  std::vector<std::uint32_t> frequencies;  ///< articles with each, as `words`
  std::vector<std::uint32_t> by_number;    ///< indexes into `words`, the most frequent first
};

/// Word -> number. Open addressing: what is looked at first is a hash, not a word somewhere else in memory.
class Numbers {
 public:
  explicit Numbers(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), slots_(std::bit_ceil(vocabulary.words.size() * 2 + 1)) {
    for (WordNumber number = 0; number < vocabulary.by_number.size(); ++number) {
      const auto hash = hash_of(word(number));
      auto at = hash & (slots_.size() - 1);
      while (slots_[at].number != kNoWord) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {static_cast<std::uint32_t>(hash >> 32), number};
    }
  }

  std::optional<WordNumber> find(std::string_view wanted) const {
    const auto hash = hash_of(wanted);
    for (auto at = hash & (slots_.size() - 1); slots_[at].number != kNoWord;
         at = (at + 1) & (slots_.size() - 1)) {
      const auto& slot = slots_[at];
      if (slot.hash == hash >> 32 && word(slot.number) == wanted) return slot.number;
    }
    return std::nullopt;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    WordNumber number = kNoWord;
  };
  static std::uint64_t hash_of(std::string_view word) { return std::hash<std::string_view>{}(word); }
  const std::string& word(WordNumber number) const {
    return vocabulary_.words[vocabulary_.by_number[number]];
  }

  const Vocabulary& vocabulary_;
  std::vector<Slot> slots_;
};

Vocabulary read_vocabulary(const Xapian::Database& database) {
  Vocabulary vocabulary;
  const auto end = database.allterms_end();
  for (auto term = database.allterms_begin(); term != end; ++term) {
    auto word = *term;
    if (!is_word_term(word)) {
      term.skip_to(std::string(kBehindPrefixes));
      if (term == end) break;
      word = *term;
    }
    vocabulary.words.push_back(std::move(word));
    vocabulary.frequencies.push_back(term.get_termfreq());
  }
  const auto size = static_cast<std::uint32_t>(vocabulary.words.size());
  for (std::uint32_t n = 0; n < size; ++n) vocabulary.by_number.push_back(n);
  std::ranges::stable_sort(vocabulary.by_number, std::ranges::greater{},
                           [&](std::uint32_t n) { return vocabulary.frequencies[n]; });
  return vocabulary;
}

/// The byte strings of the articles with docids [first, first + kChunk).
struct Chunk {
  std::string bytes;
  std::vector<std::uint64_t> sizes;  ///< by docid - first
  std::exception_ptr failure;
};

/// The articles of an older file in the numbers of a new vocabulary.
class Renumbered {
 public:
  Renumbered(const WordFile& file, const Numbers& numbers) : file_(file) {
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

std::string words_of_article(const Article& article, std::string_view text, const Numbers& numbers,
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
  const Numbers& numbers;
  const Renumbered* held;  ///< null: there is nothing
};

void read_chunk(const ArticleSource& source, const Xapian::Database& database, DocId first, Chunk& chunk) {
  chunk.bytes.clear();
  chunk.sizes.assign(kChunk, 0);
  Tokenizer tokenizer;
  auto posting = database.postlist_begin("");
  if (posting != database.postlist_end("")) posting.skip_to(first);
  for (; posting != database.postlist_end("") && *posting < first + kChunk; ++posting) {
    const auto before = chunk.bytes.size();
    if (source.held == nullptr || !source.held->append(*posting, source.digests[*posting], chunk.bytes)) {
      const auto data = database.get_document(*posting, Xapian::DOC_ASSUME_VALID).get_data();
      const auto article = decode_stored(data, false);
      if (article) chunk.bytes += words_of_article(*article, stored_text(data), source.numbers, tokenizer);
    }
    chunk.sizes[*posting - first] = chunk.bytes.size() - before;
  }
}

/// Writes the byte strings of all articles as `loaded` gives them; tells where each begins.
std::vector<std::uint64_t> take_articles(SectionWriter& file, const LoadedWords& loaded,
                                         const Numbers& numbers, DocId last) {
  std::vector<std::uint64_t> begin{0};
  file.begin(kArticles);
  loaded.articles([&](std::string_view word) { return numbers.find(word).value_or(kNoWord); },
                  [&](DocId document, std::string_view bytes) {
                    file.append(bytes.data(), bytes.size());
                    begin.resize(document + std::size_t{1}, begin.back());
                    begin.push_back(begin.back() + bytes.size());
                  });
  begin.resize(last + std::size_t{2}, begin.back());
  return begin;
}

/// A reader of the revision of `database` for each core, since one belongs to one thread.
std::vector<Xapian::Database> readers_of(const std::string& generation, const Xapian::Database& database) {
  std::vector<Xapian::Database> readers;
  for (auto count = std::max(1u, std::thread::hardware_concurrency()); count > 0; --count) {
    readers.emplace_back(generation);
    if (readers.back().get_revision() != database.get_revision())
      throw Xapian::DatabaseModifiedError("a commit came between two readers");
  }
  return readers;
}

/// Writes the byte strings of all articles; tells where each begins.
std::vector<std::uint64_t> write_articles(SectionWriter& file, const ArticleSource& source, DocId last) {
  std::vector<std::uint64_t> begin{0};
  std::vector<Chunk> chunks(source.readers.size());
  file.begin(kArticles);
  for (DocId first = 0; first <= last;) {
    const auto round = first;
    {
      std::vector<std::jthread> threads;
      for (std::size_t n = 0; n < chunks.size(); ++n) {
        threads.emplace_back([&source, &reader = source.readers[n], &chunk = chunks[n], first] {
          try {
            read_chunk(source, reader, first, chunk);
          } catch (...) {
            chunk.failure = std::current_exception();
          }
        });
        first += kChunk;
      }
    }
    auto document = round;
    for (const auto& chunk : chunks) {
      if (chunk.failure) std::rethrow_exception(chunk.failure);
      file.append(chunk.bytes.data(), chunk.bytes.size());
      for (const auto size : chunk.sizes) {
        if (document++ <= last) begin.push_back(begin.back() + size);
      }
    }
  }
  return begin;
}

/// Gives the postings of all words as the database has them.
void read_postings(const Xapian::Database& database, const Vocabulary& vocabulary, const TakePostings& take) {
  const std::string prefix(spec(Field::kTitle).word_prefix);
  auto title_word = database.allterms_begin(prefix);
  const auto end = database.allterms_end(prefix);
  const Xapian::PostingIterator over;
  PostingEncoder encoder;
  for (const auto& word : vocabulary.words) {
    const auto in_title = prefix + word;
    while (title_word != end && *title_word < in_title) ++title_word;
    auto title = title_word != end && *title_word == in_title ? database.postlist_begin(in_title) : over;
    for (auto posting = database.postlist_begin(word); posting != over; ++posting) {
      const DocId document = *posting;
      while (title != over && *title < document) ++title;
      encoder.add(document, {std::max(posting.get_wdf(), 1u), title != over && *title == document});
    }
    take(encoder.take());
  }
}

/// Writes the postings of all words; gives where those of each begin, by number.
std::vector<std::uint64_t> write_postings(SectionWriter& file, const Xapian::Database& database,
                                          const Vocabulary& vocabulary, const LoadedWords* loaded) {
  std::vector<std::uint64_t> begin;  // in byte order
  std::uint64_t at = 0;
  file.begin(kPostings);
  const auto take = [&](const std::string& bytes) {
    file.append(bytes.data(), bytes.size());
    begin.push_back(at);
    at += bytes.size();
  };
  loaded != nullptr ? loaded->postings(take) : read_postings(database, vocabulary, take);
  constexpr std::array<char, kPostingPadding> kPadding{};
  file.append(kPadding.data(), kPadding.size());
  std::vector<std::uint64_t> by_number;
  for (const auto n : vocabulary.by_number) by_number.push_back(begin[n]);
  return by_number;
}

std::vector<std::uint64_t> read_digests(const Xapian::Database& database) {
  std::vector<std::uint64_t> digests(database.get_lastdocid() + std::size_t{1});
  const auto end = database.valuestream_end(kDigestSlot);
  for (auto value = database.valuestream_begin(kDigestSlot); value != end; ++value)
    digests[value.get_docid()] = digest_number(*value);
  return digests;
}

/// The bands of all articles, in order.
std::vector<StoryBand> read_bands(const Xapian::Database& database) {
  std::vector<StoryBand> bands;
  const auto end = database.valuestream_end(kBandsSlot);
  for (auto value = database.valuestream_begin(kBandsSlot); value != end; ++value) {
    for (const auto hash : decode_bands(*value)) bands.push_back({hash, value.get_docid()});
  }
  std::ranges::sort(bands);
  return bands;
}

/// A bit for every article with a band of another one that was published within kStoryDays.
std::vector<std::uint64_t> copied(const std::vector<StoryBand>& bands, const Xapian::Database& database) {
  struct Dated {
    std::int32_t day;
    DocId document;
    auto operator<=>(const Dated&) const = default;
  };
  std::vector<std::int32_t> days(database.get_lastdocid() + std::size_t{1}, kNoDay);
  for (auto value = database.valuestream_begin(kDaySlot); value != database.valuestream_end(kDaySlot);
       ++value) {
    if (const auto day = decode_day(*value))
      days[value.get_docid()] = static_cast<std::int32_t>(day->time_since_epoch().count());
  }
  std::vector<std::uint64_t> bits(days.size() / 64 + 1);
  std::vector<Dated> same;  // articles with one hash
  for (std::size_t n = 0; n < bands.size(); ++n) {
    same.push_back({days[bands[n].document], bands[n].document});
    if (n + 1 < bands.size() && bands[n + 1].hash == bands[n].hash) continue;
    std::ranges::sort(same);
    for (std::size_t at = 1; at < same.size(); ++at) {
      if (!is_near_in_time(same[at - 1].day, same[at].day, kNoDay)) continue;
      for (const auto document : {same[at - 1].document, same[at].document})
        bits[document / 64] |= std::uint64_t{1} << (document % 64);
    }
    same.clear();
  }
  return bits;
}

/// The most common language of the archive.
std::string language_of(const Xapian::Database& database) {
  const std::string prefix(spec(Field::kLanguage).exact_prefix);
  std::string language(kDefaultLanguage);
  Xapian::doccount most = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    if (term.get_termfreq() <= most) continue;
    most = term.get_termfreq();
    language = (*term).substr(prefix.size());
  }
  return language;
}

std::vector<WordNumber> stems_of(const Vocabulary& vocabulary, const std::string& language) {
  std::vector<WordNumber> stems;
  std::unordered_map<std::string, WordNumber> first;
  Stemmer stemmer;
  for (WordNumber number = 0; number < vocabulary.by_number.size(); ++number) {
    const auto& word = vocabulary.words[vocabulary.by_number[number]];
    const bool has_stem = word.size() >= 3 && static_cast<unsigned char>(word[0]) >= 'a';
    stems.push_back(has_stem ? first.try_emplace(stemmer.stem(language, word), number).first->second
                             : kNoWord);
  }
  return stems;
}

void write_vocabulary(SectionWriter& file, const Vocabulary& vocabulary) {
  Strings words;
  std::vector<std::uint32_t> frequencies;
  std::vector<WordNumber> order(vocabulary.words.size());
  for (const auto n : vocabulary.by_number) {
    order[n] = static_cast<WordNumber>(frequencies.size());
    words.add(vocabulary.words[n]);
    frequencies.push_back(vocabulary.frequencies[n]);
  }
  file.section(kWordBegin, words.begin);
  file.section(kWords, words.bytes);
  file.section(kWordSlots, slots_of(words.view()));
  file.section(kOrder, order);
  file.section(kFrequencies, frequencies);
}

/// What the synonym table has by stem, of the words that articles have.
void write_forms(SectionWriter& file, const Xapian::Database& database, const Numbers& numbers) {
  Strings keys;
  std::vector<std::uint32_t> begin{0};
  std::vector<WordNumber> forms;
  const std::string prefix(kStemKeyPrefix);
  for (auto key = database.synonym_keys_begin(prefix); key != database.synonym_keys_end(prefix); ++key) {
    for (auto form = database.synonyms_begin(*key); form != database.synonyms_end(*key); ++form) {
      if (const auto number = numbers.find(*form)) forms.push_back(*number);
    }
    keys.add(*key);
    begin.push_back(static_cast<std::uint32_t>(forms.size()));
  }
  file.section(kStemKeyBegin, keys.begin);
  file.section(kStemKeys, keys.bytes);
  file.section(kStemKeySlots, slots_of(keys.view()));
  file.section(kFormBegin, begin);
  file.section(kForms, forms);
}

}  // namespace

std::expected<void, Error> WordFile::write(const std::string& generation, const Xapian::Database& database,
                                           const LoadedWords* loaded) {
  SectionWriter file(generation + "/words", kMagic, kCount);
  const auto vocabulary = read_vocabulary(database);
  const auto digests = read_digests(database);
  {
    const Numbers numbers(vocabulary);
    const auto last = database.get_lastdocid();
    if (loaded != nullptr) {
      file.section(kArticleBegin, take_articles(file, *loaded, numbers, last));
    } else {
      const auto there = open(generation, database);
      const auto held = there ? std::make_optional<Renumbered>(*there, numbers) : std::nullopt;
      const auto readers = readers_of(generation, database);
      file.section(kArticleBegin,
                   write_articles(file, {readers, digests, numbers, held ? &*held : nullptr}, last));
    }
    write_forms(file, database, numbers);
  }
  {
    const auto bands = read_bands(database);
    file.section(kBands, bands);
    file.section(kCopied, copied(bands, database));
  }
  file.section(kDigests, digests);
  write_vocabulary(file, vocabulary);
  file.section(kPostingBegin, write_postings(file, database, vocabulary, loaded));
  file.section(kStems, stems_of(vocabulary, language_of(database)));
  return file.finish(database);
}

}  // namespace dateline
