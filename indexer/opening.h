// What has to be there before an index is written to.
#pragma once

#include <string>

#include "corpus/base/error.h"
#include "indexer/document_builder.h"

namespace Xapian {
class Database;
}

namespace dateline {

/// The path of the current generation of the index in `directory`, an empty one made if there was none.
/// Errors: as current_generation(), next to translated_failure()
std::expected<std::string, Error> generation_to_write(const std::string& directory);

/// Whether `database` has the schema that this program writes.
/// Errors: kUnsupported  it has another one
std::expected<void, Error> check_schema(const Xapian::Database& database);

/// Whether every table of `generation` with entries has its file. Xapian makes others anew, empty, without a
/// word.
/// Errors: kCorrupt  one is gone
std::expected<void, Error> check_tables(const std::string& generation);

/// What is added to every article of the index in `directory`: its language with `tells_language`, with
/// `finds_names` the names in its text, by the gazetteer of the index where it has one of its own.
/// Errors: as gazetteer_of() and Enricher::load()
std::expected<Enrichment, Error> enrichment_of(const std::string& directory, bool tells_language,
                                               bool finds_names);

/// Says in our words what Xapian threw, or what the system did not give; called inside a catch block only.
Error translated_failure();

}  // namespace dateline
