// quality-bodies: how exactly the article is cut out of web pages, beside published figures.
#include <fmt/core.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <map>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "corpus/page/page.h"
#include "corpus/readers/json.h"
#include "indexer/entities/train/files.h"

namespace {

using namespace dateline;  // NOLINT: a program

const ProgramSpec kProgram = {
    .name = "quality-bodies",
    .usage = "[OPTION]...",
    .summary = "Print how exactly the article is found in web pages, beside published figures.",
    .examples = {"quality-bodies --data data"},
    .options = {{"Files", "data", "DIR", "folder with the pages and what is wanted of them", "",
                 "DATELINE_DATA"},
                {"Output", "details", "", "print what is wrong on each page too", "", ""}},
    .exit_status = "0 printed, measured or not; 2 an error.",
};

/// Processor time spent reading pages.
struct Clock {
  double seconds = 0;
  std::size_t pages = 0;
};

std::string body_of(std::string_view html, Clock& clock) {
  const auto start = std::clock();
  std::vector<std::string> warnings;
  const auto page = read_page(html, "", warnings);
  const auto article = page ? normalized(*page, "page") : page;
  clock.seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  ++clock.pages;
  return article ? article->text : "";
}

/// The words of `text`: runs of letters, digits and underscores.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode_utf8(text, at);
    const auto mask = U_MASK(u_charType(static_cast<UChar32>(point.value)));
    if ((mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0 || point.value == U'_')
      words.back() += text.substr(at, point.bytes);
    else if (!words.back().empty())
      words.emplace_back();
    at += point.bytes;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// How often each run of four words stands in `text`; of shorter texts: all their words.
std::map<std::vector<std::string>, int> shingles_of(std::string_view text) {
  const auto words = words_of(text);
  std::map<std::vector<std::string>, int> shingles;
  if (words.empty()) return shingles;
  const auto count = words.size() > 3 ? words.size() - 3 : 1;
  for (std::size_t n = 0; n < count; ++n) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(n);
    ++shingles[{begin, begin + static_cast<std::ptrdiff_t>(std::min<std::size_t>(4, words.size() - n))}];
  }
  return shingles;
}

/// Precision and recall, each between 0 and 1.
struct Figures {
  double precision = 0, recall = 0;
  double f1() const { return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0; }
};

/// Means over pages of the shares of runs of four words; a page that gives nothing counts for recall only.
class ShingleMean {
 public:
  Figures add(std::string_view wanted, std::string_view got) {
    const auto want = shingles_of(wanted), have = shingles_of(got);
    double hits = 0, wanted_count = 0, got_count = 0;
    for (const auto& [shingle, count] : want) {
      wanted_count += count;
      const auto found = have.find(shingle);
      if (found != have.end()) hits += std::min(count, found->second);
    }
    for (const auto& [shingle, count] : have) got_count += count;
    if (got_count > 0) precision_ += hits / got_count, ++answered_;
    if (wanted_count > 0) recall_ += hits / wanted_count, ++asked_;
    return {got_count > 0 ? hits / got_count : 0, wanted_count > 0 ? hits / wanted_count : 1};
  }
  Figures mean() const { return {precision_ / std::max(answered_, 1), recall_ / std::max(asked_, 1)}; }

 private:
  double precision_ = 0, recall_ = 0;
  int answered_ = 0, asked_ = 0;
};

std::expected<Value, Error> read_json_file(const std::filesystem::path& file) {
  const auto text = train::read_file(file);
  if (!text) return std::unexpected(text.error());
  return parse_json(*text);
}

std::expected<Figures, Error> scrapinghub(const std::filesystem::path& folder, bool details, Clock& clock) {
  const auto truth = read_json_file(folder / "ground-truth.json");
  if (!truth) return std::unexpected(truth.error());
  ShingleMean mean;
  for (const auto& [id, page] : truth->members) {
    const auto html = train::read_file(folder / "html" / (id + ".html.gz"));
    if (!html) return std::unexpected(html.error());
    const auto got = body_of(*html, clock);
    const auto figures = mean.add(page.find("articleBody")->text, got);
    if (details && figures.f1() < 0.97)
      print(fmt::format("{} P {:.3f} R {:.3f}\n", id, figures.precision, figures.recall));
  }
  return mean.mean();
}

std::expected<Figures, Error> segments(const std::filesystem::path& folder, bool details, Clock& clock) {
  const auto truth = read_json_file(folder / "evaldata.json");
  if (!truth) return std::unexpected(truth.error());
  const auto files = train::read_archive(folder / "html.tar.xz");
  if (!files) return std::unexpected(files.error());
  std::map<std::string, const std::string*> pages;
  for (const auto& [name, html] : *files) pages[std::filesystem::path(name).filename()] = &html;
  double hits = 0, wrong = 0, missed = 0;
  for (const auto& [url, page] : truth->members) {
    const auto found = pages.find(page.find("file")->text);
    const auto got = found == pages.end() ? "" : body_of(*found->second, clock);
    const auto has = [&](const Value& segment) { return got.find(segment.text) != std::string::npos; };
    for (const auto& segment : page.find("with")->items) {
      (has(segment) ? hits : missed) += 1;
      if (details && !has(segment)) print(fmt::format("{} -{}\n", page.find("file")->text, segment.text));
    }
    for (const auto& segment : page.find("without")->items) {
      wrong += has(segment);
      if (details && has(segment)) print(fmt::format("{} +{}\n", page.find("file")->text, segment.text));
    }
  }
  return Figures{hits / std::max(hits + wrong, 1.0), hits / std::max(hits + missed, 1.0)};
}

constexpr std::string_view kPublished = R"(
Published                                          precision recall F
scrapinghub, even half: AutoExtract                     .983   .968   .975
                        rs_trafilatura                  .948   .992   .969
                        trafilatura 2.0.0               .940   .987   .963
                        newspaper4k                     .965   .936   .950
                        Readability.js                  .920   .982   .950
trafilatura's set:      trafilatura 2.2.0               .906   .943   .924
                        magic-html                      .887   .891   .889
                        readability-lxml                .898   .764   .826
)";

std::expected<int, Error> run(const Arguments& arguments) {
  const std::filesystem::path data = arguments.get("data");
  print("Data set, metric                                   precision recall F     pages/s\n");
  using Measure = std::expected<Figures, Error> (*)(const std::filesystem::path&, bool, Clock&);
  for (const auto& [name, path, measure] :
       {std::tuple<std::string_view, std::string_view, Measure>{"scrapinghub, even half: runs of four words",
                                                                "body-scrapinghub-even", &scrapinghub},
        {"trafilatura's set: segments in or out", "body-trafilatura-eval", &segments}}) {
    if (data.empty() || !std::filesystem::exists(data / path)) {
      print(fmt::format("{:<52} not measured: give the folder that holds {}\n", name, path));
      continue;
    }
    Clock clock;
    const auto figures = measure(data / path, arguments.has("details"), clock);
    if (!figures) return std::unexpected(figures.error());
    print(fmt::format("{:<52} {:.3f}  {:.3f}  {:.3f}  {:>6.0f}\n", name, figures->precision, figures->recall,
                      figures->f1(), static_cast<double>(clock.pages) / clock.seconds));
  }
  print(kPublished);
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return run_program(kProgram, argc, argv, false, run); }
