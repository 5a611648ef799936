// Collects the rows of GeoNames' dumps, which refer to one another, and gives their places to a builder.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/base/error.h"
#include "indexer/entities/places/builder.h"
#include "indexer/entities/places/dump_rows.h"

namespace dateline {

class DumpImport {
 public:
  using Cells = std::vector<std::string_view>;
  /// Nothing for a row that was taken, else why it was passed over.
  /// Errors: kFormat  a cell is not of its form
  using Row = std::expected<std::optional<PassedOver>, Error>;

  /// Adds a row of a dump of `kind`, which has the columns of that kind.
  Row add(DumpKind kind, const Cells& cells);

  /// Gives everything to `builder`: divisions first, so that what lies in them finds them.
  void finish(GazetteerBuilder& builder);

 private:
  /// A place that is kept, with its codes.
  struct Kept {
    StatedPlace place;
    std::string division;  ///< as US.TX
    std::string district;  ///< as US.TX.201
  };
  struct Division {
    std::string name;
    std::uint32_t number = 0;  ///< its geonameid
  };
  struct Country {
    std::string code, name;
    std::vector<std::string> names;
  };

  Row add_place(const Cells& cells);
  Row add_country(const Cells& cells);
  Row add_division(const Cells& cells);
  Row add_name(const Cells& cells);
  void locate_districts();
  void give(GazetteerBuilder& builder, Kept& kept) const;

  std::map<std::uint32_t, Kept> kept_;  ///< by geonameid, so that the order of files does not matter
  std::unordered_map<std::string, Division> divisions_;
  std::vector<Country> countries_;
  std::unordered_map<std::uint32_t, std::size_t> country_of_;
};

}  // namespace dateline
