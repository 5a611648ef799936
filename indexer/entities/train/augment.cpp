// Headlines in capitals and datelines.
#include "indexer/entities/train/augment.h"

#include <charconv>
#include <random>

#include "corpus/base/split.h"
#include "corpus/base/text.h"
#include "indexer/entities/train/files.h"

namespace dateline::train {
namespace {

std::string ascii_upper(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

/// Writes text in front of a sample.
class Heading {
 public:
  void add(std::string_view text) { text_ += text; }
  void add_place(std::string_view name) {
    names_.push_back({MentionType::kPlace, at(), at() + static_cast<std::uint32_t>(name.size())});
    text_ += name;
  }
  void add_organization(std::string_view name) {
    names_.push_back({MentionType::kOrganization, at(), at() + static_cast<std::uint32_t>(name.size())});
    text_ += name;
  }

  /// The first sentence of `sample` as a line of capitals.
  void add_headline(const Sample& sample) {
    const auto first = sample.sentences.front();
    const auto shift = at() - first.begin;
    for (auto name : sample.names) {
      if (name.end > first.end) break;
      name.begin += shift;
      name.end += shift;
      names_.push_back(name);
    }
    sentences_.push_back({at(), at() + first.end - first.begin});
    text_ += ascii_upper(std::string_view(sample.text).substr(first.begin, first.end - first.begin));
    text_ += '\n';
  }

  void put_before(Sample& sample) {
    const auto shift = at();
    for (auto name : sample.names) names_.push_back({name.type, name.begin + shift, name.end + shift});
    for (auto s : sample.sentences) sentences_.push_back({s.begin + shift, s.end + shift});
    sample.text = text_ + sample.text;
    sample.names = std::move(names_);
    sample.sentences = std::move(sentences_);
  }

 private:
  std::uint32_t at() const { return static_cast<std::uint32_t>(text_.size()); }
  std::string text_;
  std::vector<Mention> names_;
  std::vector<Stretch> sentences_;
};

void add_dateline(Heading& heading, const Town& town, std::mt19937_64& random) {
  constexpr std::string_view kAgencies[] = {"Reuters", "AP", "AFP", "Xinhua", "IPS", "UPI"};
  constexpr std::string_view kMonths[] = {"Jan.", "March", "April", "June",
                                          "July", "Aug.",  "Oct.",  "December"};
  const auto agency = kAgencies[random() % std::size(kAgencies)];
  const auto day = random() % 28 + 1;
  const auto form = random() % 8;
  heading.add_place(form == 7 ? town.name : ascii_upper(town.name));
  if (form % 2 == 1 && form != 7) {
    heading.add(", ");
    heading.add_place(town.country);
  }
  if (form >= 5) heading.add(fmt::format(", {} {}", kMonths[random() % std::size(kMonths)], day));
  if (form == 0 || form == 1) {
    heading.add(fmt::format(" 20{:02}-{:02}-{:02}\n", random() % 25, random() % 12 + 1, day));
  } else if (form == 2 || form == 3 || form == 5) {
    heading.add(" (");
    heading.add_organization(agency);
    heading.add(random() % 2 ? ") - " : ") — ");
  } else {
    heading.add(form == 4 ? " — " : form == 6 ? ": " : " - ");
  }
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::expected<std::vector<Town>, Error> read_towns(const std::filesystem::path& data) {
  const auto cities = read_file(data / "gaz-geonames/cities15000-2025-11.txt.xz");
  const auto countries = read_file(data / "gaz-geonames/countryInfo.tsv");
  if (!cities) return std::unexpected(cities.error());
  if (!countries) return std::unexpected(countries.error());
  std::map<std::string, std::string, std::less<>> names;
  for (const auto line : split(*countries, '\n')) {
    const auto cells = split(line, '\t');
    if (!line.starts_with('#') && cells.size() > 5) names.emplace(cells[0], cells[4]);
  }
  std::vector<Town> towns;
  for (const auto line : split(*cities, '\n')) {
    const auto cells = split(line, '\t');
    if (cells.size() < 15 || (cells[7] != "PPLC" && number(cells[14]) < 300'000)) continue;
    const auto country = names.find(cells[8]);
    if (country != names.end()) towns.push_back({std::string(cells[2]), country->second});
  }
  return towns;
}

void add_headings(std::vector<Sample>& samples, const std::vector<Town>& towns, std::size_t every) {
  std::mt19937_64 random(11);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (i % every != 0 || samples[i].sentences.empty()) continue;
    Heading heading;
    if (random() % 2) heading.add_headline(samples[i]);
    add_dateline(heading, towns[random() % towns.size()], random);
    heading.put_before(samples[i]);
  }
}

}  // namespace dateline::train
