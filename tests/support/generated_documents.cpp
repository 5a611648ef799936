#include "tests/support/generated_documents.h"

#include <algorithm>

namespace dateline::testing {

Generator::Generator(std::uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {
  std::vector<double> weights;
  for (std::size_t rank = 0; rank < shape.vocabulary; ++rank) {
    words_.push_back(word(rank));
    weights.push_back(1.0 / (static_cast<double>(rank) + 2.7));
  }
  zipf_ = {weights.begin(), weights.end()};
}

/// Words of letters, more frequent ones shorter; distinct through their rank.
std::string Generator::word(std::size_t rank) {
  std::string text;
  for (std::size_t rest = rank + 1; rest > 0; rest /= 20) text += "etaoinsrhldcumfpgwyb"[rest % 20];
  for (auto more = below(5); more > 0; --more) text += "zvxkjq"[below(6)];
  return text + std::string(rank % 97 == 96 ? below(200) : 0, 'x');
}

std::string Generator::bytes(std::size_t size) {
  std::string text(size, '\0');
  const auto kinds = below(3) == 0 ? 256 : 8;  // some deflate well, others not at all
  for (char& byte : text) byte = static_cast<char>(below(static_cast<std::uint64_t>(kinds)));
  return text;
}

PlainDocument Generator::next() {
  PlainDocument document;
  std::uint32_t position = 0;
  for (auto words = below(2 * std::uint64_t{shape_.words}); words > 0; --words) {
    auto& term = document.terms[words_[zipf_(random_)]];
    ++term.wdf;
    position += 1 + static_cast<std::uint32_t>(below(shape_.position_step));
    term.positions.push_back(position);
  }
  for (auto filters = below(4); filters > 0; --filters) document.terms["XF" + words_[zipf_(random_)]];
  for (const std::uint32_t slot : {0, 1, 2, 127, 128, 300, 70000}) {
    if (below(slot + 1) < 2) document.values[slot] = bytes(below(shape_.value_bytes + 1));
  }
  std::erase_if(document.values, [](const auto& value) { return value.second.empty(); });
  document.data = bytes(below(2 * std::uint64_t{shape_.data_bytes} + 1));
  if (shape_.strange) add_strange(document);
  return document;
}

void Generator::add_strange(PlainDocument& document) {
  switch (below(12)) {
    case 0:
      document = {};
      break;
    case 1:
      document.terms[std::string(1 + below(3), '\0') + bytes(below(3))].positions = {0, 1, 0xFFFFFFFE,
                                                                                     0xFFFFFFFF};
      document.terms["one"].wdf = 1;  // xapian-check wants no positions in a document of length 0
      break;
    case 2:
      document.terms[std::string(245, static_cast<char>('a' + below(3)))].wdf = 1;
      break;
    case 3:
      document.terms[std::string(122, '\0') + static_cast<char>(1 + below(200))].positions = {7};
      document.terms["one"].wdf = 1;
      break;
    case 4:
      document.terms["great"].wdf = static_cast<std::uint32_t>(below(10'000'000));
      break;
    case 5:
      document.data = bytes(below(100'000));
      break;
    case 6: {
      document.terms["one"].wdf = 1;
      auto& many = document.terms["many"].positions;
      many.clear();
      for (std::uint32_t n = 0, at = 0; n < 3000; ++n)
        many.push_back(at += 1 + static_cast<std::uint32_t>(below(n % 7 == 0 ? 1000 : 1 + n / 100)));
      break;
    }
    case 7:
      document.values[5] = bytes(1 + below(6000));
      break;
    default:
      break;
  }
}

Xapian::Document to_xapian(const PlainDocument& document) {
  Xapian::Document made;
  for (const auto& [term, entry] : document.terms) {
    made.add_term(term, entry.wdf);
    for (const auto position : entry.positions) made.add_posting(term, position, 0);
  }
  for (const auto& [slot, value] : document.values) made.add_value(slot, value);
  made.set_data(document.data);
  return made;
}

std::expected<void, Error> add(BulkSegment& segment, const PlainDocument& document) {
  std::vector<const std::pair<const std::string, PlainDocument::Term>*> terms;
  for (const auto& term : document.terms) terms.push_back(&term);
  std::ranges::sort(terms, {}, [](const auto* term) { return std::hash<std::string>{}(term->first); });
  for (const auto* term : terms) segment.add_term(term->first, term->second.wdf, term->second.positions);
  for (auto at = document.values.rbegin(); at != document.values.rend(); ++at)
    segment.add_value(at->first, at->second);
  return segment.end_document(document.data);
}

}  // namespace dateline::testing
