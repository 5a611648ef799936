// Reading the corpora: each has its own columns, tags and habits.
#include "indexer/entities/train/corpora.h"

#include <algorithm>
#include <map>
#include <optional>

#include "corpus/base/split.h"
#include "corpus/base/text.h"
#include "indexer/entities/train/annotated.h"
#include "indexer/entities/train/files.h"

namespace dateline::train {
namespace {

namespace fs = std::filesystem;

/// Universal NER: `number token tag …`, comments with the sentence's id, whose part before the last hyphen
/// names the article.
std::vector<Article> read_universal(std::string_view text) {
  std::map<std::string, Article, std::less<>> articles;
  Sentence sentence;
  std::string name;
  const auto finish = [&] {
    if (!sentence.empty()) articles[name].push_back(std::move(sentence));
    sentence.clear();
  };
  for (const auto line : split(text, '\n')) {
    constexpr std::string_view kId = "# sent_id = ";
    if (line.starts_with(kId)) {
      name = line.substr(kId.size());
      const auto cut = name.rfind('-');
      if (name.starts_with("n0") || name.starts_with("w0"))
        name.resize(std::min<std::size_t>(name.size(), 6));
      else if (cut != std::string::npos)
        name.resize(cut);
    } else if (line.empty()) {
      finish();
    } else if (line[0] != '#') {
      const auto cells = split(line, '\t');
      if (cells.size() > 2) sentence.push_back(make_word(cells[1], cells[2]));
    }
  }
  finish();
  std::vector<Article> list;
  for (auto& [id, article] : articles) list.push_back(std::move(article));
  return list;
}

// ---- the Groningen Meaning Bank ----

/// Windows-1252 as UTF-8, the few signs that names and quotes need.
std::string from_1252(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t value = byte == 0x92   ? 0x2019
                           : byte == 0x91 ? 0x2018
                           : byte == 0x93 ? 0x201C
                           : byte == 0x94 ? 0x201D
                           : byte == 0x96 ? 0x2013
                           : byte == 0x97 ? 0x2014
                                          : byte;
    append_utf8(out, value);
  }
  return out;
}

bool is_courtesy(std::string_view w) {
  return is_one_of(w, {"Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms"});
}

bool is_title(std::string_view w) {
  return is_courtesy(w) ||
         is_one_of(w, {"President",   "Minister",       "Prime",      "Secretary", "Senator",   "General",
                       "Gen.",        "Sen.",           "King",       "Queen",     "Prince",    "Princess",
                       "Pope",        "Chancellor",     "Governor",   "Judge",     "Justice",   "Colonel",
                       "Captain",     "Lieutenant",     "Major",      "Foreign",   "Defense",   "Vice",
                       "Chairman",    "Ambassador",     "Archbishop", "Bishop",    "Ayatollah", "Sheikh",
                       "Congressman", "Representative", "Rep.",       "Premier",   "Spokesman", "Spokeswoman",
                       "Deputy",      "Interior",       "Finance",    "Chief",     "Commander", "Admiral",
                       "Professor",   "Emperor",        "Speaker",    "Attorney",  "Saint",     "Sir",
                       "Lt.",         "Col.",           "Maj.",       "Former",    "Mayor",     "Imam",
                       "Cleric",      "Mullah",         "Crown",      "Director"});
}

bool is_country(std::string_view w) {
  return is_one_of(
      w,
      {"Afghanistan", "Albania",     "Algeria",    "America",     "Angola",     "Argentina",  "Armenia",
       "Australia",   "Austria",     "Azerbaijan", "Bahrain",     "Bangladesh", "Belarus",    "Belgium",
       "Bolivia",     "Bosnia",      "Botswana",   "Brazil",      "Britain",    "Bulgaria",   "Burma",
       "Burundi",     "Cambodia",    "Cameroon",   "Canada",      "Chad",       "Chechnya",   "Chile",
       "China",       "Colombia",    "Congo",      "Croatia",     "Cuba",       "Cyprus",     "Denmark",
       "Ecuador",     "Egypt",       "England",    "Eritrea",     "Estonia",    "Ethiopia",   "Finland",
       "France",      "Gabon",       "Georgia",    "Germany",     "Ghana",      "Greece",     "Guatemala",
       "Guinea",      "Haiti",       "Honduras",   "Hungary",     "Iceland",    "India",      "Indonesia",
       "Iran",        "Iraq",        "Ireland",    "Israel",      "Italy",      "Jamaica",    "Japan",
       "Jordan",      "Kazakhstan",  "Kenya",      "Kosovo",      "Kuwait",     "Kyrgyzstan", "Laos",
       "Latvia",      "Lebanon",     "Liberia",    "Libya",       "Lithuania",  "Macedonia",  "Malaysia",
       "Mali",        "Mauritania",  "Mexico",     "Moldova",     "Mongolia",   "Montenegro", "Morocco",
       "Mozambique",  "Namibia",     "Nepal",      "Netherlands", "Nicaragua",  "Niger",      "Nigeria",
       "Norway",      "Oman",        "Pakistan",   "Panama",      "Paraguay",   "Peru",       "Philippines",
       "Poland",      "Portugal",    "Qatar",      "Romania",     "Russia",     "Rwanda",     "Senegal",
       "Serbia",      "Singapore",   "Slovakia",   "Slovenia",    "Somalia",    "Spain",      "Sudan",
       "Sweden",      "Switzerland", "Syria",      "Taiwan",      "Tajikistan", "Tanzania",   "Thailand",
       "Togo",        "Tunisia",     "Turkey",     "Uganda",      "Ukraine",    "Uruguay",    "Uzbekistan",
       "Venezuela",   "Vietnam",     "Yemen",      "Zambia",      "Zimbabwe",   "U.S.",       "US",
       "U.K.",        "UAE"});
}

/// Takes titles out of people, makes a person of what follows Mr, and keeps of the nationalities only
/// countries.
void clean(Sentence& sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    auto& word = sentence[i];
    const auto next = i + 1 < sentence.size() ? &sentence[i + 1] : nullptr;
    if (word.type == MentionType::kPerson && is_title(word.text) && next &&
        next->type == MentionType::kPerson) {
      word.type.reset();
      next->begins = true;
    } else if (is_courtesy(word.text)) {
      word.type.reset();
      if (next == nullptr || next->type == MentionType::kPerson) continue;
      for (auto k = i + 1; k < sentence.size() && sentence[k].text.size() > 1 && sentence[k].text[0] >= 'A' &&
                           sentence[k].text[0] <= 'Z';
           ++k) {
        sentence[k].type = MentionType::kPerson;
        sentence[k].begins = k == i + 1;
      }
    }
  }
}

/// The running text of a Markdown page: no front matter, no shortcodes, tags or link targets.
std::string plain_markdown(std::string_view page) {
  if (page.starts_with("---")) {
    const auto end = page.find("\n---", 3);
    page = end == std::string_view::npos ? page : page.substr(end + 4);
  }
  std::string out;
  int hidden = 0;
  for (std::size_t i = 0; i < page.size(); ++i) {
    const char c = page[i];
    if (c == '<' || c == '{' || (c == '(' && i > 0 && page[i - 1] == ']'))
      ++hidden;
    else if (hidden > 0 && (c == '>' || c == '}' || c == ')'))
      --hidden;
    else if (c == '\n' && hidden > 0 && i + 1 < page.size() && page[i + 1] == '\n')
      hidden = 0;
    else if (hidden == 0 && c != '*' && c != '#' && c != '[' && c != ']' && c != '_')
      out += c;
  }
  return repair_utf8(out);
}

}  // namespace

std::expected<std::vector<Sample>, Error> read_gold(const fs::path& data) {
  struct Source {
    std::string path;
    Corpus corpus;
    std::size_t together;  ///< 0: a universal file or one with article marks
    bool universal = false;
  };
  std::vector<Source> sources = {
      {"ner-wikigold/wikigold.conll.txt", kWikigold, 0},
      {"ner-universal-ner-english/en_ewt-ud-train.first-commit.iob2.xz", kEwt, 0, true},
      {"ner-universal-ner-english/en_ewt-ud-dev.iob2", kEwt, 0, true},
      {"ner-universal-ner-english/en_ewt-ud-test.iob2", kEwt, 0, true},
      {"ner-universal-ner-english/en_pud-ud-test.iob2", kPud, 0, true},
      {"ner-broad-twitter/btc.train", kBroadTwitter, 1},
      {"ner-broad-twitter/btc.dev", kBroadTwitter, 1},
      {"ner-broad-twitter/btc.test", kBroadTwitter, 1},
      {"ner-wnut17/wnut17train.conll", kWnut, 1},
      {"ner-wnut17/emerging.dev.conll", kWnut, 1},
      {"ner-wnut17/emerging.test.annotated", kWnut, 1},
      {"ner-europarl/en-europarl.test.conll02", kEuroparl, 20},
      {"ner-multiner-english/Final_English.txt", kMultiner, 10},
  };
  for (const auto* field : {"ai", "literature", "music", "politics", "science"}) {
    for (const auto* part : {"train", "dev", "test"}) {
      sources.push_back({fmt::format("ner-crossner/{}/{}.txt", field, part), kCrossner, 1});
    }
  }
  std::vector<std::string> reports;
  std::error_code failed;
  for (const auto& entry : fs::recursive_directory_iterator(data / "ner-re3d", failed)) {
    if (entry.path().extension() == ".conll") reports.push_back(fs::relative(entry.path(), data).string());
  }
  std::sort(reports.begin(), reports.end());
  for (const auto& report : reports) sources.push_back({report, kRe3d, 0});

  std::vector<Sample> samples;
  for (const auto& source : sources) {
    const auto text = read_file(data / source.path);
    if (!text) return std::unexpected(text.error());
    for (const auto& article :
         source.universal ? read_universal(*text) : read_columns(*text, source.together)) {
      auto sample = render(article, Breaks::kSome);
      sample.corpus = source.corpus;
      if (!sample.text.empty()) samples.push_back(std::move(sample));
    }
  }
  return samples;
}

std::expected<std::vector<Sample>, Error> read_silver(const fs::path& data) {
  const auto file = read_file(data / "ner-gmb/ner_dataset.csv.xz");
  if (!file) return std::unexpected(file.error());
  std::vector<Sample> samples;
  constexpr std::size_t kTogether =
      8;  // articles stand in order but are not marked: about this many sentences each
  Article article;
  Sentence sentence;
  const auto finish = [&](std::size_t enough) {
    if (!sentence.empty()) {
      clean(sentence);
      article.push_back(std::move(sentence));
      sentence.clear();
    }
    if (article.size() < enough) return;
    samples.push_back(render(article, Breaks::kSome));
    samples.back().corpus = kGmb;
    article.clear();
  };
  std::string_view rest = *file;
  next_record(rest);  // the names of the columns
  while (!rest.empty()) {
    const auto record = next_record(rest);
    if (record.size() < 4) continue;
    if (!record[0].empty()) finish(kTogether);
    auto word = make_word(from_1252(record[1]), record[3]);
    if (record[3].ends_with("-gpe") && is_country(word.text)) {
      word.type = MentionType::kPlace;
      word.begins = record[3][0] == 'B';
    }
    sentence.push_back(std::move(word));
  }
  finish(1);
  return samples;
}

std::expected<std::vector<std::string>, Error> read_plain(const fs::path& data) {
  std::vector<std::string> articles;
  for (const auto* name : {"news-wikinews/wikinews_2019.csv", "news-wikinews/wikinews_2020.csv"}) {
    const auto file = read_file(data / name);
    if (!file) return std::unexpected(file.error());
    std::string_view rest = *file;
    next_record(rest);
    while (!rest.empty()) {
      auto record = next_record(rest);
      if (record.size() >= 4) articles.push_back(repair_utf8(record[2] + "\n" + record[3]));
    }
  }
  auto pages = read_archive(data / "news-digitalgov/digitalgov-news.tar.zst");
  if (!pages) return std::unexpected(pages.error());
  for (const auto& [name, page] : *pages)
    if (name.ends_with(".md")) articles.push_back(plain_markdown(page));
  return articles;
}

}  // namespace dateline::train
