// Who and what is named together in the articles of an archive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline {

/// The names of one kind that every article of an archive has.
struct NameColumn {
  std::vector<std::string_view> names;    ///< value_keys, each once
  std::span<const std::uint32_t> begin;   ///< by article: where its names begin in `values`; one more than
                                          ///< articles
  std::span<const std::uint32_t> values;  ///< numbers of names
};

/// A name that is another one's: both are numbers of names, `record` is none's alias.
struct Alias {
  std::uint32_t name = 0;
  std::uint32_t record = 0;
  friend bool operator==(const Alias&, const Alias&) = default;
};

/// The names of one column, and the names of all columns that stand in the same articles. Holds references.
class Company {
 public:
  using Name = std::uint32_t;

  Company(const NameColumn& own, std::span<const NameColumn> others);

  /// The articles of a name of the own column, rising.
  std::span<const std::uint32_t> articles(Name name) const;

  std::size_t frequency(Name name) const { return articles(name).size(); }

  /// How many articles have both.
  std::size_t common(Name a, Name b) const;

  /// How many names stand with `a` as well as with `b`, but for those that stand in many articles, which are
  /// company to everybody, and names of the own column that `is_left_out`.
  std::size_t shared(Name a, Name b, const std::function<bool(Name)>& is_left_out);

 private:
  using Names = std::vector<std::uint64_t>;  ///< kind and number, rising

  const Names& of(Name name);
  void count(const NameColumn& column);
  void add(Names& found, const NameColumn& column, std::size_t kind, std::uint32_t article) const;

  const NameColumn& own_;
  std::span<const NameColumn> others_;
  std::vector<std::uint32_t> begin_, articles_;          ///< of the own names
  std::vector<std::vector<std::uint32_t>> frequencies_;  ///< by kind, own first, and number
  std::size_t common_from_;
  std::unordered_map<Name, Names> companies_;
};

}  // namespace dateline
