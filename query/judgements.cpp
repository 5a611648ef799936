#include "query/judgements.h"

#include <algorithm>
#include <charconv>
#include <istream>
#include <sstream>

#include "corpus/base/text.h"

namespace dateline {

std::expected<std::vector<Topic>, Error> read_topics(std::istream& input, std::string_view file) {
  std::vector<Topic> topics;
  std::string line;
  for (std::uint64_t number = 1; std::getline(input, line); ++number) {
    if (trimmed(line).empty()) continue;
    const auto tab = line.find('\t');
    if (tab == std::string::npos) {
      return std::unexpected(
          malformed("{}:{}: {} is not a topic: write ID<TAB>QUERY", file, number, quoted(line)));
    }
    topics.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return topics;
}

std::expected<Judgements, Error> read_judgements(std::istream& input, std::string_view file) {
  Judgements judgements;
  std::string line;
  for (std::uint64_t number = 1; std::getline(input, line); ++number) {
    if (trimmed(line).empty()) continue;
    std::istringstream cells(line);
    std::string topic, iteration, article, written, beyond;
    cells >> topic >> iteration >> article >> written;
    int grade = 0;
    const auto end = written.data() + written.size();
    const auto read = std::from_chars(written.data(), end, grade);
    if (read.ec != std::errc{} || read.ptr != end || cells >> beyond) {
      return std::unexpected(
          malformed("{}:{}: {} is not a judgement: write TOPIC 0 ARTICLE GRADE", file, number, quoted(line)));
    }
    judgements[topic][article] = grade;
  }
  std::erase_if(judgements, [](const auto& topic) {
    return std::ranges::none_of(topic.second, [](const auto& judged) { return judged.second > 0; });
  });
  if (judgements.empty()) {
    return std::unexpected(malformed(
        "{}: no article is judged relevant: write TOPIC 0 ARTICLE GRADE with a grade above 0", file));
  }
  return judgements;
}

}  // namespace dateline
