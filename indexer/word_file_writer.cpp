#include "indexer/word_file.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <future>
#include <numeric>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/archive_languages.h"
#include "indexer/archive_vocabulary.h"
#include "indexer/followers_writer.h"
#include "indexer/postings.h"
#include "indexer/schema.h"
#include "indexer/stemmer.h"
#include "indexer/story.h"
#include "indexer/word_file_articles.h"
#include "indexer/word_file_draft.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

namespace {

std::vector<std::uint64_t> read_digests(const Xapian::Database& database) {
  std::vector<std::uint64_t> digests(database.get_lastdocid() + std::size_t{1});
  for_each_value(database, kDigestSlot,
                 [&](DocId document, const std::string& value) { digests[document] = digest_number(value); });
  return digests;
}

/// Puts bands, which come by rising document, in order: by eleven bits of the hash at a time, the lowest
/// first.
void sort_bands(std::vector<StoryBand>& bands) {
  constexpr unsigned kBits = 11, kValues = 1 << kBits;
  std::vector<StoryBand> sorted(bands.size());
  for (unsigned shift = 0; shift < 32; shift += kBits) {
    const auto digit = [shift](const StoryBand& band) { return band.hash >> shift & (kValues - 1); };
    std::array<std::size_t, kValues + 1> begin{};
    for (const auto& band : bands) ++begin[digit(band) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    for (const auto& band : bands) sorted[begin[digit(band)]++] = band;
    std::swap(bands, sorted);
  }
}

/// The bands of all articles, in order.
std::vector<StoryBand> read_bands(const Xapian::Database& database) {
  std::vector<StoryBand> bands;
  bands.reserve(std::size_t{database.get_value_freq(kBandsSlot)} * kStoryBands);
  for_each_value(database, kBandsSlot, [&](DocId document, const std::string& value) {
    for (const auto hash : decode_bands(value)) bands.push_back({hash, document});
  });
  sort_bands(bands);
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
  for_each_value(database, kDaySlot, [&](DocId document, const std::string& value) {
    if (const auto day = decode_day(value))
      days[document] = static_cast<std::int32_t>(day->time_since_epoch().count());
  });
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

/// What the file has of each word, by number.
struct NumberedWords {
  Strings words;
  std::vector<std::uint32_t> slots, frequencies;
  std::vector<std::uint64_t> posting_begin;
};

NumberedWords numbered_words(const WordFileDraft& draft) {
  const auto& vocabulary = draft.vocabulary();
  NumberedWords numbered;
  for (const auto n : vocabulary.by_number) {
    numbered.words.add(vocabulary.words[n]);
    numbered.frequencies.push_back(vocabulary.frequencies[n]);
    numbered.posting_begin.push_back(draft.posting_begin()[n]);
  }
  numbered.slots = slots_of(numbered.words.view());
  return numbered;
}

void write_words(SectionWriter& file, const NumberedWords& numbered) {
  file.section(kWordBegin, numbered.words.begin);
  file.section(kWords, numbered.words.bytes);
  file.section(kWordSlots, numbered.slots);
  file.section(kFrequencies, numbered.frequencies);
  file.section(kPostingBegin, numbered.posting_begin);
}

/// What the synonym table has by stem, of the words that articles have.
struct Forms {
  Strings keys;
  std::vector<std::uint32_t> begin{0};
  std::vector<WordNumber> words;
};

Forms read_forms(const Xapian::Database& database, const ArchiveNumbers& numbers) {
  Forms forms;
  const std::string prefix(kStemKeyPrefix);
  for (auto key = database.synonym_keys_begin(prefix); key != database.synonym_keys_end(prefix); ++key) {
    for (auto form = database.synonyms_begin(*key); form != database.synonyms_end(*key); ++form) {
      if (const auto number = numbers.find(*form)) forms.words.push_back(*number);
    }
    forms.keys.add(*key);
    forms.begin.push_back(static_cast<std::uint32_t>(forms.words.size()));
  }
  return forms;
}

/// A stem, and the words that have it and are not the stem itself.
struct Stem {
  std::string_view stem;
  std::span<const WordNumber> words;
};

std::vector<Stem> stems_in(const Forms& forms, std::string_view language) {
  const auto prefix = stem_key(language, "");
  const auto keys = forms.keys.view();
  std::vector<Stem> stems;
  for (std::size_t n = 0; n < keys.size(); ++n) {
    const std::span words(forms.words.begin() + forms.begin[n], forms.words.begin() + forms.begin[n + 1]);
    if (!words.empty() && keys[n].starts_with(prefix))
      stems.push_back({keys[n].substr(prefix.size()), words});
  }
  return stems;
}

/// By number, the most frequent word with the same stem in `language`; kNoWord for words without stems.
std::vector<WordNumber> most_frequent_of_stems(const ArchiveVocabulary& vocabulary,
                                               const ArchiveNumbers& numbers, const Forms& forms,
                                               std::string_view language) {
  std::vector<WordNumber> most_frequent;
  for (WordNumber number = 0; number < vocabulary.by_number.size(); ++number) {
    const auto& word = vocabulary.words[vocabulary.by_number[number]];
    const bool has_stem = word.size() >= 3 && static_cast<unsigned char>(word[0]) >= 'a';
    most_frequent.push_back(has_stem ? number : kNoWord);
  }
  const auto stems = stems_in(forms, language);
  std::vector<bool> has_another_stem(most_frequent.size());
  for (const auto& [stem, words] : stems) {
    for (const auto word : words) has_another_stem[word] = true;
  }
  for (const auto& [stem, words] : stems) {
    auto members = std::vector(words.begin(), words.end());
    const auto itself = numbers.find(stem);
    if (itself && !has_another_stem[*itself]) members.push_back(*itself);
    std::erase_if(members, [&](auto word) { return most_frequent[word] == kNoWord; });
    for (const auto least = members.empty() ? kNoWord : std::ranges::min(members); const auto word : members)
      most_frequent[word] = least;
  }
  return most_frequent;
}

void write_forms(SectionWriter& file, const Forms& forms) {
  file.section(kStemKeyBegin, forms.keys.begin);
  file.section(kStemKeys, forms.keys.bytes);
  file.section(kStemKeySlots, slots_of(forms.keys.view()));
  file.section(kFormBegin, forms.begin);
  file.section(kForms, forms.words);
}

/// Whose stories may be told twice; see story.h.
struct Stories {
  std::vector<StoryBand> bands;
  std::vector<std::uint64_t> copied;
};

Stories read_stories(const Xapian::Database& database) {
  Stories stories{.bands = read_bands(database), .copied = {}};
  stories.copied = copied(stories.bands, database);
  return stories;
}

}  // namespace

std::expected<void, Error> WordFile::write(const std::string& generation, const Xapian::Database& database,
                                           WordFileDraft* draft) {
  const auto cores = std::max(1u, std::thread::hardware_concurrency());
  // All of one revision, before anything is read that lets others commit meanwhile.
  const auto readers = readers_of(generation, database, cores);
  const auto beside = readers_of(generation, database, 2);
  const auto language = languages_of(database).front();
  std::optional<WordFileDraft> own;
  if (draft == nullptr) draft = &own.emplace(begin_words(generation, database));
  auto& file = draft->file();
  const auto& vocabulary = draft->vocabulary();
  // What needs no article is made beside them; where no thread can be had, by get(), which is why nothing is
  // captured by value.
  auto forms = std::async([&] {
    const ArchiveNumbers numbers(vocabulary);
    auto read = read_forms(beside[0], numbers);
    auto stems = most_frequent_of_stems(vocabulary, numbers, read, language);
    return std::pair(std::move(read), std::move(stems));
  });
  auto words = std::async([&] { return numbered_words(*draft); });
  auto stories = std::async([&] { return read_stories(beside[1]); });
  const auto order = numbers_in_order(vocabulary);
  const auto digests = read_digests(database);
  const auto article_begin = draft->articles()
                                 ? take_word_file_articles(*draft, order, database.get_lastdocid())
                                 : write_word_file_articles(file, generation, readers, vocabulary, digests);
  file.section(kArticleBegin, article_begin);
  write_followers(file, article_begin, vocabulary, database.get_doccount());
  file.section(kDigests, digests);
  file.section(kOrder, order);
  write_words(file, words.get());
  const auto [all_forms, stems] = forms.get();
  write_forms(file, all_forms);
  file.section(kStems, stems);
  const auto told = stories.get();
  file.section(kBands, told.bands);
  file.section(kCopied, told.copied);
  return file.finish(database);
}

}  // namespace dateline
