// Documents made by a seeded generator, fed to the bulk builder and to Xapian's own writer alike.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "indexer/bulk/segment.h"

namespace dateline::testing {

/// A document as plain data.
struct PlainDocument {
  struct Term {
    std::uint32_t wdf = 0;
    std::vector<std::uint32_t> positions;
  };
  std::map<std::string, Term> terms;
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

/// What the generator draws from.
struct Shape {
  std::uint32_t documents = 200;
  std::uint32_t vocabulary = 500;   ///< words are drawn by Zipf's law
  std::uint32_t words = 60;         ///< mean per document
  std::uint32_t data_bytes = 300;   ///< mean
  std::uint32_t value_bytes = 12;   ///< most
  std::uint32_t position_step = 4;  ///< most between two words
  bool strange = true;              ///< zero bytes, long terms, great numbers, empty documents
};

/// Makes documents; the same seed makes the same ones.
class Generator {
 public:
  Generator(std::uint64_t seed, const Shape& shape);
  PlainDocument next();
  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(random_);
  }

 private:
  std::string word(std::size_t rank);
  std::string bytes(std::size_t size);
  void add_strange(PlainDocument& document);

  std::mt19937_64 random_;
  Shape shape_;
  std::vector<std::string> words_;
  std::discrete_distribution<std::size_t> zipf_;
};

/// `document` for Xapian's own writer.
Xapian::Document to_xapian(const PlainDocument& document);

/// Adds `document` to `segment`, its terms in an order of no meaning.
std::expected<void, Error> add(BulkSegment& segment, const PlainDocument& document);

}  // namespace dateline::testing
