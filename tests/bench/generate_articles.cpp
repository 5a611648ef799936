// Articles of any number with the statistics of news, from a seed, so that what they hold is known.
//
//   generate_articles COUNT [SEED [TRUTH]]     prints JSON Lines; TRUTH: a file for what was counted
//
// Words follow Zipf's law and, beyond the frequent ones, a steeper one, so that the vocabulary grows with the
// text (Heaps) while every word keeps its share of it; lengths are lognormal about 210 words; days are more
// the later they are, fewer at weekends; people and places recur by Zipf's law. TRUTH has a line `kind TAB
// value TAB articles` for the most frequent people and places and for every year.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

constexpr std::array kCommon = {"the",  "of",  "to",   "and",  "a",     "in",   "that",  "is",
                                "for",  "on",  "was",  "with", "as",    "he",   "said",  "by",
                                "it",   "at",  "from", "his",  "be",    "an",   "has",   "have",
                                "not",  "are", "but",  "were", "their", "who",  "they",  "its",
                                "will", "or",  "had",  "been", "this",  "more", "about", "after"};
constexpr std::array kSyllables = {"ba",  "ke",  "li",  "mo",  "nu",  "ra",  "se",  "ti",  "vo",
                                   "da",  "fe",  "gi",  "lo",  "ma",  "ne",  "pi",  "ro",  "su",
                                   "ta",  "ve",  "wi",  "zo",  "car", "den", "fin", "gor", "hal",
                                   "jen", "kol", "lan", "mer", "nor", "pel", "ros", "sin", "tur"};

/// Two regimes of frequency (Ferrer i Cancho and Solé 2001): exponent 1 for so many words, 1 / kHeaps beyond.
constexpr std::size_t kFrequent = 6'000;
constexpr double kHeaps = 0.55;  ///< the vocabulary of n words grows as n to this

constexpr std::size_t kPeople = 20'000, kPlaces = 2'000;

/// The word of a rank, 0 the most frequent: letters of the rank, so that no two ranks share one.
std::string word(std::size_t rank) {
  if (rank < kCommon.size()) return kCommon[rank];
  std::string text;
  for (std::size_t rest = rank; rest > 0; rest /= kSyllables.size())
    text += kSyllables[rest % kSyllables.size()];
  return text;
}

std::string capitalized(std::string text) {
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string person(std::size_t rank) {
  return capitalized(word(100 + rank % 300)) + " " + capitalized(word(40'000 + rank));
}
std::string place(std::size_t rank) { return capitalized(word(90'000 + rank * 7)); }

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  /// The article's line.
  std::string article(std::uint64_t number) {
    const auto words = static_cast<std::size_t>(std::clamp(lengths_(random_), 20.0, 5000.0));
    std::set<std::size_t> people, places;
    for (auto n = random_() % 4; n > 0; --n) people.insert(zipf(kPeople));
    for (auto n = random_() % 3; n > 0; --n) places.insert(zipf(kPlaces));
    const auto day = date();
    auto line = fmt::format(
        R"({{"id":"g{}","title":"{}","published":"{}T{:02}:{:02}:00Z","source":"{}","section":"{}")", number,
        sentence(4 + random_() % 7, {}), text_of(day), random_() % 24, random_() % 60,
        capitalized(word(200 + zipf(40))) + " Press", word(300 + zipf(25)));
    line += names("people", people, person) + names("places", places, place) + R"(,"text":")";
    std::vector<std::string> mentioned;
    for (const auto rank : people) mentioned.push_back(person(rank));
    for (const auto rank : places) mentioned.push_back(place(rank));
    text(words, mentioned, line);
    for (const auto rank : people) ++counts_["person\t" + person(rank)];
    for (const auto rank : places) ++counts_["place\t" + place(rank)];
    ++counts_[fmt::format("year\t{}", static_cast<int>(day.year()))];
    return line + "\"}";
  }

  void write_truth(const std::string& path) const {
    std::ofstream out(path);
    for (const auto& [what, count] : counts_) {
      if (what.starts_with("year") || count > 50) out << what << '\t' << count << '\n';
    }
  }

 private:
  double uniform() { return std::uniform_real_distribution(0.0, 1.0)(random_); }
  std::size_t zipf(std::size_t size) { return static_cast<std::size_t>(std::pow(size, uniform())) - 1; }

  std::size_t next_word() {
    static const double kShareOfFrequent = std::log(kFrequent), kShareOfRest = 1 / (1 / kHeaps - 1);
    constexpr double kMost = 1e12;  // ranks have to fit into an integer
    const auto drawn = uniform() * (kShareOfFrequent + kShareOfRest);
    if (drawn < kShareOfFrequent) return static_cast<std::size_t>(std::exp(drawn)) - 1;
    const auto beyond = std::pow(1 - (drawn - kShareOfFrequent) / kShareOfRest, -kShareOfRest);
    return static_cast<std::size_t>(std::min(kFrequent * beyond, kMost));
  }

  std::string sentence(std::size_t words, const std::string& name) {
    const auto at = name.empty() ? words : random_() % words;
    std::string text;
    for (std::size_t n = 0; n < words; ++n) {
      auto next = n == at ? name : word(next_word());
      text += n == 0 ? (n == at ? next : capitalized(next)) : " " + next;
    }
    return text;
  }

  void text(std::size_t words, const std::vector<std::string>& mentioned, std::string& line) {
    std::size_t sentences = 0;
    for (std::size_t written = 0; written < words; ++sentences) {
      const auto length = 8 + random_() % 18;
      const auto& name = sentences < mentioned.size()              ? mentioned[sentences]
                         : mentioned.empty() || random_() % 3 != 0 ? kNone
                                                                   : mentioned[random_() % mentioned.size()];
      line += sentence(length, name) + (sentences % 4 == 3 ? ".\\n\\n" : ". ");
      written += length;
    }
    for (; sentences < mentioned.size(); ++sentences) line += mentioned[sentences] + ". ";
  }

  template <typename Name>
  static std::string names(std::string_view key, const std::set<std::size_t>& ranks, Name name) {
    std::string text;
    for (const auto rank : ranks) text += fmt::format("{}\"{}\"", text.empty() ? "" : ",", name(rank));
    return text.empty() ? text : fmt::format(",\"{}\":[{}]", key, text);
  }

  std::chrono::year_month_day date() {
    using namespace std::chrono;
    const auto first = sys_days(year(1990) / 1 / 1);
    constexpr double kDays = 35 * 365;
    for (;;) {
      const auto day = first + days(static_cast<int>(kDays * std::sqrt(uniform())));
      const bool weekend = weekday(day).iso_encoding() >= 6;
      if (!weekend || uniform() < 0.4) return day;
    }
  }

  static std::string text_of(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
  }

  const std::string kNone;
  std::mt19937_64 random_;
  std::lognormal_distribution<> lengths_{5.35, 0.6};
  std::map<std::string, std::uint64_t> counts_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr,
               "generate_articles: no count was given: write generate_articles COUNT [SEED [TRUTH]]\n");
    return 2;
  }
  Generator generator(count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1);
  const auto articles = std::strtoull(arguments[1], nullptr, 10);
  for (std::uint64_t number = 0; number < articles; ++number) fmt::print("{}\n", generator.article(number));
  if (count > 3) generator.write_truth(arguments[3]);
  return 0;
}
