#include "indexer/bulk/tables.h"

#include <algorithm>
#include <cstring>

#include "indexer/bulk/deflate.h"
#include "indexer/bulk/format.h"

namespace dateline::glass {

void write_positions(TableWriter& table, const Runs& runs) {
  std::string key;
  for (TermMerge terms(runs.runs, &Run::positions); terms.next();) {
    key.clear();
    append_sortterm(key, terms.term());
    key += '\0';
    const auto prefix = key.size();
    key.resize(prefix + 5);
    for (const auto& [run, part] : terms.parts()) {
      const char* at = part.postings.data();
      std::uint32_t docid = runs.first_docids[run] - 1;
      for (const char* const end = at + part.postings.size(); at != end;) {
        docid += static_cast<std::uint32_t>(get_uint(at)) + 1;
        const auto size = get_uint(at);
        table.add({key.data(), put_sortuint(key.data() + prefix, docid)}, {at, size});
        at += size;
      }
    }
  }
}

void write_term_lists(TableWriter& table, const Runs& runs) {
  for (std::size_t n = 0; n < runs.runs.size(); ++n) {
    const auto& run = *runs.runs[n];
    SpoolReader term_lists(run.term_lists), slots(run.slots);
    for (std::uint32_t document = 0; document < run.totals.documents; ++document) {
      char key[6];
      char* const end = put_sortuint(key, runs.first_docids[n] + document);
      const auto head = term_lists.uint();
      table.add({key, end}, term_lists.take(head / 2), (head & 1) != 0);
      const auto used = slots.take(slots.uint());
      if (!used.empty()) {
        *end = '\0';
        table.add({key, end + 1}, used);
      }
    }
  }
}

void write_data(TableWriter& table, const Runs& runs) {
  for (std::size_t n = 0; n < runs.runs.size(); ++n) {
    const auto& run = *runs.runs[n];
    SpoolReader data(run.data);
    for (std::uint32_t document = 0; document < run.totals.documents; ++document) {
      char key[5];
      const char* const end = put_sortuint(key, runs.first_docids[n] + document);
      const auto head = data.uint();
      if (head > 0) table.add({key, end}, data.take(head / 2), (head & 1) != 0);
    }
  }
}

void write_synonyms(TableWriter& table, const Runs& runs) {
  Deflater deflater;
  std::vector<std::string_view> words;
  Buffer tag, packed;
  for (TermMerge keys(runs.runs, &Run::synonyms); keys.next();) {
    words.clear();
    for (const auto& part : keys.parts()) {
      const char* at = part.postings.postings.data();
      for (std::uint32_t n = 0; n < part.postings.documents; ++n) {
        const auto size = get_uint(at);
        words.emplace_back(at, size);
        at += size;
      }
    }
    if (keys.parts().size() > 1) {
      std::ranges::sort(words);
      const auto [repeated, end] = std::ranges::unique(words);
      words.erase(repeated, end);
    }
    tag.truncate(0);
    for (const auto word : words) {
      char* const at = tag.room(1);
      *at = static_cast<char>(static_cast<char>(word.size()) ^ kSynonymMask);
      tag.commit(at + 1);
      tag.append(word);
    }
    packed.truncate(0);
    const bool deflated = deflater.append(packed, tag.view());
    table.add(keys.term(), packed.view(), deflated);
  }
}

}  // namespace dateline::glass
