// The record: one news article as every part of Dateline knows it, and its JSON form.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/date.h"
#include "corpus/base/error.h"

namespace dateline {

/// How strongly an article is tied to a person, place or organization.
enum class Relation {
  kMentions,
  kAbout,
  kDateline,  ///< the place it was written from, no more than that
};

/// Who says so: the publisher (metadata) or our own reading of the text.
enum class Origin { kMeta, kText };

/// Latitude and longitude in degrees, WGS 84.
struct GeoPoint {
  double latitude = 0;   ///< -90 to 90
  double longitude = 0;  ///< -180 to 180
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// A person, place or organization that an article names.
struct Entity {
  std::string name;  ///< of the record, else as the publisher or the text writes it; never empty
  Relation relation = Relation::kMentions;
  Origin origin = Origin::kMeta;
  std::string uri;                   ///< the publisher's identifier of it; may be empty
  std::string country;               ///< places: ISO 3166-1 alpha-2; may be empty
  std::optional<GeoPoint> position;  ///< places: where it is, if known
  std::string written;               ///< how else the publisher or the text writes it; may be empty
  std::vector<std::string>
      parents;  ///< places: what it lies in, nearest first, such as Kunar, Afghanistan, Asia
  friend bool operator==(const Entity&, const Entity&) = default;
};

/// One article. All text is UTF-8 in NFC without control characters (see clean_text); no list holds an empty
/// string or the same value twice; `id` is never empty, and `title` and `text` are not both empty.
struct Article {
  std::string id;
  std::string url;
  std::string title;  ///< one line
  std::string text;   ///< paragraphs separated by an empty line; inside one, line feeds may stand
  std::vector<std::string> authors;
  std::optional<Date> published;
  std::optional<Date> updated;
  std::string source;  ///< who published it, such as "Reuters"
  std::string section;
  std::string language;  ///< BCP 47 primary subtag in lower case, such as "en"; empty: unknown
  std::vector<std::string> keywords;
  std::vector<Entity> people;
  std::vector<Entity> places;
  std::vector<Entity> organizations;
  bool is_teaser = false;  ///< only a summary was available, not the article's text
  friend bool operator==(const Article&, const Article&) = default;
};

/// Brings an article into the form described above: cleans every string, drops empty and repeated list
/// values, puts the title on one line, gives an id where there is none: from the URL, else from `path` and
/// content. Errors: kFormat  neither title nor text
std::expected<Article, Error> normalized(Article article, std::string_view path);

/// What of `text` is not its title once more, with which many pages begin, be it with other blanks; all of it
/// where nothing else would be left.
std::string_view behind_title(std::string_view text, std::string_view title);

/// An id made of `bytes`: 16 lower-case hexadecimal digits of FNV-1a, 64 bits; the same on every machine.
std::string stable_id(std::string_view bytes);

/// The article as one JSON object on one line, without a line feed: the fields in the order above, empty ones
/// left out, `text` too unless `with_text`. Non-ASCII characters stand as they are; the result is valid
/// inside a <script> element.
std::string to_json(const Article& article, bool with_text = true);

/// The names of the fields of to_json, in their order.
std::span<const std::string_view> article_fields();

/// The same object with these fields only: names of article_fields(), in any order.
std::string to_json(const Article& article, std::span<const std::string> fields);

/// "mentions", "about" or "dateline".
std::string_view name(Relation relation);
std::optional<Relation> parse_relation(std::string_view name);

/// Reads what to_json wrote, for our own stores; the readers for other people's JSON are in
/// corpus/readers/json.*. Errors: kFormat  not JSON, or not of that form
std::expected<Article, Error> article_from_json(std::string_view json);

}  // namespace dateline
