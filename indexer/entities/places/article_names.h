// The places' names of an article, each once, with what stands around them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/entities/places/gazetteer.h"
#include "indexer/entities/places/ties.h"

namespace dateline {

/// A name in a text that stands for a place.
struct PlaceMention {
  std::string_view text;    ///< as written
  std::uint32_t begin = 0;  ///< where it stands; mentions come in this order
  std::uint32_t end = 0;
};

/// An article, as far as it says where things are.
struct PlacedText {
  std::string_view text;                             ///< its title in front
  std::size_t dateline_begin = 0, dateline_end = 0;  ///< equal where there is no dateline
  std::vector<std::string_view> organizations{};     ///< names in the text
  std::string_view source{}, url{};                  ///< its publisher
};

/// Another name of the article, and what the text says of the two: kInside, kHolds or kNear it.
struct TiedName {
  std::size_t other;
  Tie tie;
  bool is_comma;   ///< nothing but a comma stands between them
  bool in_list;    ///< … which may be that of a list
  bool is_placed;  ///< the text says where this name lies by the other, and it can be no other of its name
  friend bool operator==(const TiedName&, const TiedName&) = default;
};

/// A name of the article, the places it may mean, and what the text says of it.
struct ArticleName {
  std::string key;
  std::vector<std::uint32_t> candidates;
  std::size_t usual = 0;              ///< of the candidates, how many are usually called so
  bool follows_comma = false;         ///< somewhere it stands as in "Miami, Fla."
  bool is_division = false;           ///< "Kunar province"
  bool is_dateline = false;           ///< the first of the dateline
  bool in_list_of_divisions = false;  ///< somewhere it stands as in "Northern, Eastern and Uva Provinces"
  bool is_no_town = false;            ///< "Kunar Province", of which the gazetteer knows the first word only
  bool has_small = false;             ///< it is not written in capitals only
  std::vector<TiedName> ties;
};

/// Collects the names of an article. Time grows linearly with the mentions.
class ArticleNames {
 public:
  /// `mentions` are those of `article`, in order.
  ArticleNames(const Gazetteer& gazetteer, const PlacedText& article,
               const std::vector<PlaceMention>& mentions);

  /// One more mention, of a name that the publisher states.
  void state(std::string_view name) { of_mention_.push_back(number_of(name)); }

  const std::vector<ArticleName>& names() const { return names_; }
  std::size_t mentions() const { return of_mention_.size(); }

  /// The name of a mention, as a number of names().
  std::size_t of_mention(std::size_t mention) const { return of_mention_[mention]; }

 private:
  std::size_t number_of(std::string_view written);
  void call(ArticleName& name, std::string_view kind);
  void tie(std::string_view text, const std::vector<PlaceMention>& mentions, std::size_t n);
  void note(std::size_t name, const TiedName& tied);

  const Gazetteer& gazetteer_;
  std::vector<ArticleName> names_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::size_t> of_mention_;
};

}  // namespace dateline
