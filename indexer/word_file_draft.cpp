#include "indexer/word_file_draft.h"

#include <xapian.h>

#include <array>

#include "indexer/postings.h"
#include "indexer/schema.h"
#include "indexer/word_sections.h"

namespace dateline {

using namespace word_sections;

WordFileDraft::WordFileDraft(const std::string& generation)
    : file_(std::make_unique<SectionWriter>(generation + "/words", kMagic, kCount)) {
  file_->begin(kPostings);
}

void WordFileDraft::end_word(std::string word, std::uint32_t frequency) {
  const auto postings = encoder_.take();
  file_->append(postings.data(), postings.size());
  posting_begin_.push_back(std::exchange(at_, at_ + postings.size()));
  vocabulary_.words.push_back(std::move(word));
  vocabulary_.frequencies.push_back(frequency);
}

void WordFileDraft::finish(Articles articles) {
  constexpr std::array<char, kPostingPadding> kPadding{};
  file_->append(kPadding.data(), kPadding.size());
  number_by_frequency(vocabulary_);
  articles_ = std::move(articles);
}

WordFileDraft begin_words(const std::string& generation, const Xapian::Database& database) {
  WordFileDraft draft(generation);
  const std::string prefix(spec(Field::kTitle).word_prefix);
  auto title_word = database.allterms_begin(prefix);
  const auto end_of_titles = database.allterms_end(prefix), end = database.allterms_end();
  std::vector<DocId> in_title;
  const auto each_of = [&database](const std::string& term, auto use) {
    for_each_article(database, term,
                     [&](DocId document, const auto& posting) { use(document, posting.get_wdf()); });
  };
  for (auto term = database.allterms_begin(); term != end; ++term) {
    auto word = *term;
    if (!is_word_term(word)) {
      term.skip_to(std::string(kBehindPrefixes));
      if (term == end) break;
      word = *term;
    }
    const auto wanted = prefix + word;
    while (title_word != end_of_titles && *title_word < wanted) ++title_word;
    in_title.clear();
    if (title_word != end_of_titles && *title_word == wanted)
      each_of(wanted, [&](DocId document, std::uint32_t) { in_title.push_back(document); });
    draft.add(word, in_title, [&](auto use) { each_of(word, use); });
  }
  draft.finish();
  return draft;
}

}  // namespace dateline
