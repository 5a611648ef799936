// quality-xapian: what Xapian by itself makes of judged topics, with its own analysis, parser, stemmer and
// default weights. relevance.py prints it beside ours.
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "corpus/base/program.h"
#include "corpus/base/text.h"
#include "query/evaluation.h"
#include "query/judgements.h"

namespace {

using namespace dateline;  // NOLINT: a program

const ProgramSpec kProgram = {
    .name = "quality-xapian",
    .usage = "ARTICLES TOPICS QRELS",
    .summary =
        "Measure plain Xapian on judged topics: English stems, 33 stop words, any of the others, BM25 as it "
        "comes.",
    .examples = {"quality-xapian articles.jsonl topics.tsv qrels"},
    .options = {},
    .exit_status = "0 printed; 2 an error.",
};

constexpr Xapian::doccount kDepth = 1000;

/// The stop words of Lucene's English analyzer, the customary ones for such baselines.
const Xapian::SimpleStopper& stop_words() {
  static constexpr const char* kWords[]{
      "a",   "an",    "and",  "are",   "as",    "at",   "be",   "but", "by",  "for",  "if",
      "in",  "into",  "is",   "it",    "no",    "not",  "of",   "on",  "or",  "such", "that",
      "the", "their", "then", "there", "these", "they", "this", "to",  "was", "will", "with"};
  static const Xapian::SimpleStopper stopper(std::begin(kWords), std::end(kWords));
  return stopper;
}

Xapian::WritableDatabase indexed(const std::string& path) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  generator.set_stopper(&stop_words());
  generator.set_stopper_strategy(Xapian::TermGenerator::STOP_ALL);
  std::ifstream articles(path);
  for (std::string line; std::getline(articles, line);) {
    const auto article = nlohmann::json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(article["title"].get<std::string>());
    generator.increase_termpos();
    generator.index_text(article["text"].get<std::string>());
    document.set_data(article["id"].get<std::string>());
    database.add_document(document);
  }
  return database;
}

/// Words in capitals would be taken for operators.
std::vector<std::string> ranked(const Xapian::Database& database, const std::string& topic) {
  Xapian::QueryParser parser;
  parser.set_stemmer(Xapian::Stem("english"));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL);
  parser.set_stopper(&stop_words());
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(ascii_lower(topic), 0));
  std::vector<std::string> ids;
  const auto matches = enquire.get_mset(0, kDepth);
  for (auto match = matches.begin(); match != matches.end(); ++match)
    ids.push_back(match.get_document().get_data());
  return ids;
}

std::expected<int, Error> run(const Arguments& arguments) {
  if (arguments.positional.size() != 3) return std::unexpected(invalid("write ARTICLES TOPICS QRELS"));
  std::ifstream topics_file(arguments.positional[1]), judgements_file(arguments.positional[2]);
  const auto topics = read_topics(topics_file, arguments.positional[1]);
  if (!topics) return std::unexpected(topics.error());
  const auto judgements = read_judgements(judgements_file, arguments.positional[2]);
  if (!judgements) return std::unexpected(judgements.error());
  const auto database = indexed(arguments.positional[0]);
  std::vector<Measures> measured;
  for (const auto& [id, grades] : *judgements) {
    const auto topic = std::ranges::find(*topics, id, &Topic::id);
    measured.push_back(
        measure(topic == topics->end() ? std::vector<std::string>{} : ranked(database, topic->text), grades));
  }
  print(measures_table(*judgements, measured, false));
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return run_program(kProgram, argc, argv, true, run); }
