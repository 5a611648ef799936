// Sports results made up from name lists.
#include "indexer/entities/train/sports.h"

#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "corpus/base/split.h"
#include "indexer/entities/train/files.h"

namespace dateline::train {
namespace {

// What a letter in braces stands for: T a team called by its town, U the same in capitals, W a team with more
// than a town's name, P a person, I one with an initial, S a surname, Q a person in capitals, C a country, D
// a country in capitals, L a town, M a town in capitals, n a number, d a digit, t a time, s a score.
constexpr std::string_view kHeadlines[] = {"SOCCER - {U} BEAT {U} {s}.\n",
                                           "{D} LEAGUE RESULTS.\n",
                                           "CRICKET - {D} {n} ALL OUT AGAINST {D}.\n",
                                           "TENNIS - {Q} REACHES FINAL IN {M}.\n",
                                           "BASEBALL STANDINGS AFTER MONDAY.\n",
                                           "{D} EDGE {D} IN OPENING MATCH\n",
                                           "GOLF - {Q} LEADS BY TWO SHOTS\n",
                                           "ATHLETICS - RESULTS OF MEETING IN {M}.\n"};
constexpr std::string_view kTables[] = {
    "{T} {d} {T} {d}\n",
    "{T} {n} {n} {n} {n} {n} {n}\n",
    "{U} AT {U}\n",
    "{U} {n} {n} .{n} {n} 1/2\n",
    "{T} {d} {U} {d}\n",
    "{T} v {T}\n",
    "{W} {d} {T} {d}\n",
    "{C} {d} {C} {d}\n",
    "{n}. {P} ({C}) {t}\n",
    "{n} {P} ({C}) {n}\n",
    "{P} ({C}) beat {P} ({C}) 6-{d} 6-{d}\n",
    "{d} - {P} ({C}) beat {P} ({C}) 6-{d} 7-5\n",
    "{n} {P} {n} {n}\n",
    "{P}, {P}, {P} ({C}), {P}\n",
    "{C} - {d} - {P}; {d} - {P}, {d} - {P} ({n} - {P} {n}th), {d} - {P}\n",
    "{I} not out {n}\n",
    "{I} c {S} b {S} {n}\n",
    "{S} {d}-{d}-{n}-{d}, {S} {n}-{d}-{n}-{d}\n",
    "{L}: {T} {n} and {n}-{d} ({I} {n}, {I} {n} not out; {I} {d}-{n}), {T} {n}.\n",
    "At {L}: {T} {n} ({I} {n}, {I} {d}-{n}) v {T}.\n",
    "Scorers: {P} ({n}th minute), {P} ({n}th, penalty)\n",
    "Scorers: {C} - {P} ({n}th); {C} - {P} ({n}th)\n",
    "{n} {S}, {S}, {S}\n",
};
constexpr std::string_view kSentences[] = {
    "{T} beat {T} {s} on Saturday. ",
    "{P} scored twice as {T} beat {T} {s} in {L}. ",
    "{T} coach {P} praised his players. ",
    "{T} have signed striker {P} from {T} for a record fee. ",
    "{T} midfielder {P} will miss the match against {T}. ",
    "{C} captain {P} won the toss and chose to bat. ",
    "{P} of {C} won the men's race in {t}, ahead of {P} ({C}) and {P} ({C}). ",
    "{P} pitched seven innings and {P} homered as {T} defeated {T} {s}. ",
    "{S}, who had missed two games, hit a single for {T}. ",
    "{C} play {C} in {L} next week. ",
    "{W} drew with {W} in the first round. ",
    "\"We played badly,\" said {S}. ",
    "Defending champion {P} of {C} beat {P} of {C} 6-{d} 6-{d}. ",
};
constexpr std::string_view kTeamWords[] = {"United",   "City",   "Rovers", "Wanderers", "Rangers",
                                           "Athletic", "Tigers", "Bears",  "FC",        "Dynamo",
                                           "Sporting", "Real",   "Eagles", "Kings"};

/// "SMITH" and "smith" as "Smith".
std::string titled(std::string_view word) {
  std::string out;
  for (const char c : word) {
    const bool first = out.empty() || out.back() == ' ' || out.back() == '-';
    out += !first && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

std::expected<void, Error> add_census(const std::filesystem::path& file, std::size_t most,
                                      std::vector<std::string>& names) {
  const auto text = read_file(file);
  if (!text) return std::unexpected(text.error());
  for (const auto line : split(*text, '\n')) {
    if (most-- == 0) break;
    if (const auto word = line.substr(0, line.find(' ')); !word.empty()) names.push_back(titled(word));
  }
  return {};
}

std::expected<void, Error> add_world(const std::filesystem::path& file, std::vector<std::string>& names) {
  const auto text = read_file(file);
  if (!text) return std::unexpected(text.error());
  std::string_view rest = *text;
  const auto columns = next_record(rest);
  const auto column =
      static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "Romanized Name") - columns.begin());
  while (!rest.empty()) {
    const auto record = next_record(rest);
    if (record.size() > column && !record[column].empty()) names.push_back(record[column]);
  }
  return {};
}

std::string ascii_upper(std::string text) {
  for (auto& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

class Reporter {
 public:
  Reporter(const Cast& cast, std::uint64_t seed) : cast_(cast), random_(seed) {}

  Sample report() {
    fill(kHeadlines[below(std::size(kHeadlines))]);
    fill("{M} 20");
    add(fmt::format("{:02}-{:02}-{:02}\n", below(25), below(12) + 1, below(28) + 1));
    for (auto n = 1 + below(4); n > 0; --n) fill(kSentences[below(std::size(kSentences))]);
    add("\n");
    for (auto kinds = 1 + below(3); kinds > 0; --kinds) {
      const auto table = kTables[below(std::size(kTables))];
      for (auto n = 3 + below(6); n > 0; --n) fill(table);
    }
    return std::move(sample_);
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  const Town& town() { return cast_.towns[below(cast_.towns.size())]; }
  const std::string& surname() { return cast_.surnames[below(cast_.surnames.size())]; }
  const std::string& given() { return cast_.given_names[below(cast_.given_names.size())]; }
  std::string person() { return given() + " " + surname(); }

  void add(std::string_view text) { sample_.text += text; }
  void name(MentionType type, std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(sample_.text.size());
    sample_.names.push_back({type, begin, begin + static_cast<std::uint32_t>(text.size())});
    add(text);
  }

  void fill(std::string_view form) {
    for (std::size_t i = 0; i < form.size(); ++i) {
      if (form[i] != '{') {
        sample_.text += form[i];
        continue;
      }
      put(form[i + 1]);
      i += 2;
    }
  }

  void put(char what) {
    using enum MentionType;
    const auto word = std::string(kTeamWords[below(std::size(kTeamWords))]);
    switch (what) {
      case 'T':
        return name(kOrganization, town().name);
      case 'U':
        return name(kOrganization, ascii_upper(town().name));
      case 'W':
        return name(kOrganization, below(3) == 0 ? word + " " + town().name : town().name + " " + word);
      case 'P':
        return name(kPerson, person());
      case 'Q':
        return name(kPerson, ascii_upper(surname()));
      case 'I':
        return name(kPerson, given().substr(0, 1) + ". " + surname());
      case 'S':
        return name(kPerson, surname());
      case 'C':
        return name(kPlace, town().country);
      case 'D':
        return name(kPlace, ascii_upper(town().country));
      case 'L':
        return name(kPlace, town().name);
      case 'M':
        return name(kPlace, ascii_upper(town().name));
      case 'd':
        return add(fmt::format("{}", below(10)));
      case 's':
        return add(fmt::format("{}-{}", 1 + below(5), below(4)));
      case 't':
        return add(fmt::format("{}:{:02}.{:02}", 1 + below(14), below(60), below(100)));
      default:
        return add(fmt::format("{}", 10 + below(290)));
    }
  }

  const Cast& cast_;
  std::mt19937_64 random_;
  Sample sample_;
};

}  // namespace

std::expected<Cast, Error> read_cast(const std::filesystem::path& data) {
  Cast cast;
  auto towns = read_towns(data);
  if (!towns) return std::unexpected(towns.error());
  cast.towns = std::move(*towns);
  for (const auto& done :
       {add_census(data / "names-us-census/dist.male.first", 400, cast.given_names),
        add_census(data / "names-us-census/dist.female.first", 400, cast.given_names),
        add_census(data / "names-us-census/dist.all.last.xz", 8000, cast.surnames),
        add_world(data / "names-by-country/common-forenames-by-country.csv", cast.given_names),
        add_world(data / "names-by-country/common-surnames-by-country.csv", cast.surnames)}) {
    if (!done) return std::unexpected(done.error());
  }
  return cast;
}

std::vector<Sample> sports_reports(const Cast& cast, std::size_t count) {
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < count; ++i) samples.push_back(Reporter(cast, i + 1).report());
  return samples;
}

}  // namespace dateline::train
