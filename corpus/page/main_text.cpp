#include "corpus/page/main_text.h"

#include <algorithm>
#include <unordered_map>

#include "corpus/base/text.h"
#include "corpus/page/candidates.h"
#include "corpus/page/labels.h"
#include "corpus/page/standfirst.h"

namespace dateline {
namespace {

std::size_t count_words(std::string_view text) {
  std::size_t words = text.empty() ? 0 : 1;
  for (const char c : text) words += c == ' ';
  return words;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {".", "!", "?", "\"", "”", "»", "“", "…", "。", "’", "'", ":", ")"}) {
    if (text.ends_with(mark)) return true;
  }
  return false;
}

bool is_byline(std::string_view text) {
  const auto lower = ascii_lower(text.substr(0, 24));
  const bool named = lower.starts_with("by ") || lower.starts_with("von ") || lower.starts_with("par ") ||
                     lower.starts_with("por ");
  return named && count_words(text) <= 8 && !ends_sentence(text);
}

/// Takes out single lines that belong to the page.
void drop_labels(std::vector<Paragraph>& paragraphs) {
  std::erase_if(paragraphs, [](const Paragraph& one) {
    if (is_page_label(one.text)) return true;
    const bool link_only = one.link_share > 0.8 && count_words(one.text) < 25;
    return link_only && !one.is_heading;
  });
}

/// Ends the article where what follows an article begins, if that is in its second half.
void cut_what_follows(std::vector<Paragraph>& paragraphs) {
  std::size_t all = 0, before = 0;
  for (const auto& one : paragraphs) all += one.text.size();
  for (std::size_t n = 0; n < paragraphs.size(); ++n) {
    if (before * 2 > all && begins_what_follows(paragraphs[n].text)) {
      paragraphs.resize(n);
      return;
    }
    before += paragraphs[n].text.size();
  }
}

void trim_ends(std::vector<Paragraph>& paragraphs, std::string_view title) {
  std::size_t first = 0;
  while (first < paragraphs.size()) {
    const auto& one = paragraphs[first];
    const bool is_title = !title.empty() && ascii_iequal(one.text, title);
    const bool label = count_words(one.text) <= 6 && !ends_sentence(one.text) && !one.is_heading;
    if (!is_title && !is_byline(one.text) && !(label && first + 1 < paragraphs.size())) break;
    ++first;
  }
  paragraphs.erase(paragraphs.begin(), paragraphs.begin() + static_cast<std::ptrdiff_t>(first));
  while (paragraphs.size() > 1) {
    const auto& last = paragraphs.back();
    const bool label = count_words(last.text) <= 6 && !ends_sentence(last.text);
    const bool empty_heading = last.is_heading;
    if (!label && !empty_heading && last.link_share < 0.6) break;
    paragraphs.pop_back();
  }
}

/// The same paragraph twice is once too often, if it is long enough to be no coincidence.
void drop_repeats(std::vector<Paragraph>& paragraphs) {
  std::unordered_map<std::string, int> seen;
  std::erase_if(paragraphs,
                [&](const Paragraph& one) { return one.text.size() > 80 && seen[one.text]++ > 0; });
}

/// Three words in a row, as one number each.
std::vector<std::size_t> shingles(std::string_view text) {
  std::vector<std::size_t> words, out;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::hash<std::string>{}(word));
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      word.push_back(static_cast<char>(std::tolower(byte)));
    } else {
      end_word();
    }
  }
  end_word();
  for (std::size_t n = 0; n + 2 < words.size(); ++n)
    out.push_back(words[n] * 31 * 31 + words[n + 1] * 31 + words[n + 2]);
  std::ranges::sort(out);
  return out;
}

double share_in(const std::vector<std::size_t>& of, const std::vector<std::size_t>& in) {
  if (of.empty()) return 0;
  const auto found =
      std::ranges::count_if(of, [&](std::size_t one) { return std::ranges::binary_search(in, one); });
  return static_cast<double>(found) / static_cast<double>(of.size());
}

/// Lets the stated body decide: where the tree holds all of it, only its paragraphs stay; where it is longer,
/// it stands in.
void apply_stated(std::vector<Paragraph>& paragraphs, std::string_view stated) {
  const auto wanted = shingles(stated);
  constexpr std::size_t kWorthwhile = 80;
  if (wanted.size() < kWorthwhile) return;
  std::string whole;
  for (const auto& one : paragraphs) whole += one.text + " ";
  const auto found = shingles(whole);
  const double covered = share_in(wanted, found), belongs = share_in(found, wanted);
  if (covered > 0.75 && belongs > 0.5) {
    std::vector<Paragraph> kept;
    for (auto& one : paragraphs) {
      const auto own = shingles(one.text);
      const bool stays =
          own.size() < 3 ? stated.find(one.text) != std::string_view::npos : share_in(own, wanted) > 0.4;
      if (stays) kept.push_back(std::move(one));
    }
    paragraphs = std::move(kept);
  } else if (covered < 0.5 && wanted.size() > found.size()) {
    paragraphs.clear();
    while (!stated.empty()) {
      const auto end = std::min(stated.find('\n'), stated.size());
      if (auto text = squeezed(stated.substr(0, end)); !text.empty()) paragraphs.push_back({std::move(text)});
      stated.remove_prefix(std::min(end + 1, stated.size()));
    }
  }
}

/// Bytes of text below which a second look is worth its time.
constexpr std::size_t kShortArticle = 500;

/// Bytes of text below which a page holds no article: a word of its menu, the number of an error.
constexpr std::size_t kShortestArticle = 10;

std::size_t length(const std::vector<Paragraph>& paragraphs) {
  std::size_t length = 0;
  for (const auto& one : paragraphs) length += one.text.size();
  return length;
}

/// Puts the standfirst before the article, unless the article repeats it.
void add_standfirst(const PageTree& tree, std::string_view title, std::vector<Paragraph>& paragraphs) {
  if (paragraphs.front().node == kNoNode) return;
  auto lines = standfirst(tree, title, paragraphs.front().node);
  std::erase_if(lines, [&](const std::string& line) {
    return ascii_iequal(line, title) || is_byline(line) ||
           std::ranges::any_of(
               paragraphs, [&](const Paragraph& one) { return one.text.find(line) != std::string::npos; });
  });
  std::vector<Paragraph> all;
  for (auto& line : lines) all.push_back({std::move(line)});
  paragraphs.insert(paragraphs.begin(), std::make_move_iterator(all.begin()),
                    std::make_move_iterator(all.end()));
}

std::vector<Paragraph> cleaned(std::vector<Paragraph> paragraphs) {
  drop_labels(paragraphs);
  cut_what_follows(paragraphs);
  drop_repeats(paragraphs);
  return paragraphs;
}

}  // namespace

std::vector<std::string> main_text(const PageTree& tree, std::string_view title,
                                   std::string_view stated_body) {
  if (tree.nodes.empty()) return {};
  auto paragraphs = cleaned(candidate_paragraphs(tree, true));
  // Where names leave next to nothing, they were wrong.
  if (length(paragraphs) < kShortArticle) {
    auto more = cleaned(candidate_paragraphs(tree, false));
    if (length(more) > 2 * length(paragraphs)) paragraphs = std::move(more);
  }
  apply_stated(paragraphs, stated_body);
  trim_ends(paragraphs, title);
  std::vector<std::string> texts;
  if (length(paragraphs) < kShortestArticle) return texts;
  add_standfirst(tree, title, paragraphs);
  for (auto& one : paragraphs) texts.push_back(std::move(one.text));
  return texts;
}

}  // namespace dateline
