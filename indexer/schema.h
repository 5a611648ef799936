// THE INDEX FORMAT. Everything that an index holds is named here and nowhere else.
//
// An index is a folder:
//
//   XAPIANDB            a Xapian stub file naming the current generation; renaming a new one over it
//                       switches atomically
//   generation-NNNNNN/  an ordinary Xapian (glass) database
//                       with the files columns and words beside its tables: see column_file.h, word_file.h
//   places              the gazetteer, where one was imported (see entities/places/gazetteer.h)
//   lock                held by the one program that writes
//
// One Xapian document is one article.
//
// Words. A word is indexed once, folded (lower case, without accents; see analysis.h) and not stemmed. Its
// wdf counts title and text alike, and nothing else has a wdf, so that Xapian's document length is the number
// of words. Where words stand is told by the stored text and by the words file made of it, not by Xapian's
// position table, in which one record per word and article took more room than all the rest: the title
// begins at 1, the text at kTextPosition or, behind a longer title, after a gap of kFieldGap. Stems are a
// matter of the query: the synonym table maps stem_key(language, stem) to the folded words of that stem, and
// a query for a word searches all of them. A word written otherwise than folded ("US", "Zürich") adds an
// exact-form term; where the folded form itself stands in the same article too, it gets an exact-form term
// as well. The synonym table maps variants_key(word) to the unfolded forms seen.
//
// Places. A place that was found on the map stands under its usual name ("Kyiv"), and under kWithin with all
// it lies in; how the article writes it ("Kiev") leads there by the synonym table, see alias_key. Its
// country, region and, if it is no larger, the place itself are fields of their own, and so is the point
// where a town or a place that the publisher located lies: points are in order of latitude.
//
// Fields. A value such as a person's name gives one term for the whole value (exact prefix + value_key) and,
// where the table has a word prefix, one per word (values lie kFieldGap apart). Their positions are kept
// where a phrase could need them: not for values of one word, not in an article without words, and not for
// the title. No folded text begins with a capital ASCII letter, so that no two prefixes can be confused.
//
// Stories. Near copies share one of their story_bands; which articles are a story is found out by following
// these. The words file has the articles by band.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/base/date.h"
#include "indexer/entities/records/authority.h"

namespace dateline {

struct GeoPoint;  // corpus/article.h

/// Raised when an index written before can no longer be read. Stored under kSchemaKey.
inline constexpr std::string_view kSchemaVersion = "10";
inline constexpr std::string_view kSchemaKey = "schema";

/// What stored articles are packed with, see stored_form.h: set before the first that is, and never changed.
inline constexpr std::string_view kDictionaryKey = "dictionary";

/// Xapian's number of an article; 0 is none.
using DocId = std::uint32_t;

/// The file of an index's own gazetteer, in its folder.
inline constexpr std::string_view kGazetteerFile = "places";

/// Words between two parts of an article or two values of a field; longer than any NEAR window.
inline constexpr std::uint32_t kFieldGap = 100;

/// Where the text begins at the earliest, so that a word before it is known to stand in the title. Of a title
/// with more words, a phrase is found by title: among the first.
inline constexpr std::uint32_t kTextPosition = 256;

/// Longest word, field value or id kept as a term, in bytes; Xapian's limit is 245 with the prefix, zero
/// bytes twice.
inline constexpr std::size_t kMaxTermBytes = 200;

/// The fields of an article that a query can name.
enum class Field : std::uint8_t {
  kTitle,
  kPerson,
  kPersonMeta,
  kPlace,
  kPlaceMeta,
  kWithin,
  kCountry,
  kRegion,
  kTown,
  kNear,
  kOrganization,
  kOrganizationMeta,
  kAbout,
  kAuthor,
  kSource,
  kSection,
  kKeyword,
  kLanguage,
  kId,
  kStory,
};

/// How one field is indexed.
struct FieldSpec {
  Field field;
  std::string_view name;          ///< as queries write it
  std::string_view alias;         ///< another spelling that queries accept; may be empty
  std::string_view word_prefix;   ///< prefix of its words; empty: not searchable by word
  std::string_view exact_prefix;  ///< prefix of the whole value; empty: not a filter
  std::string_view facet;         ///< name of its facet; empty: not counted
};

/// Every field, in the order of Field.
inline constexpr std::array kFields{
    FieldSpec{Field::kTitle, "title", "headline", "S", "", ""},
    FieldSpec{Field::kPerson, "person", "people", "XP", "XPE", "people"},
    FieldSpec{Field::kPersonMeta, "person.meta", "people.meta", "XPM", "XPME", ""},
    FieldSpec{Field::kPlace, "place", "places", "XL", "XLE", "places"},
    FieldSpec{Field::kPlaceMeta, "place.meta", "places.meta", "XLM", "XLME", ""},
    FieldSpec{Field::kWithin, "in", "within", "", "XIE", ""},
    FieldSpec{Field::kCountry, "country", "", "", "XCE", "countries"},
    FieldSpec{Field::kRegion, "region", "", "", "XVE", "regions"},
    FieldSpec{Field::kTown, "town", "city", "", "XTE", "towns"},
    FieldSpec{Field::kNear, "near", "", "", "XDE", ""},  // values: encode_point
    FieldSpec{Field::kOrganization, "org", "organization", "XO", "XOE", "organizations"},
    FieldSpec{Field::kOrganizationMeta, "org.meta", "organization.meta", "XOM", "XOME", ""},
    FieldSpec{Field::kAbout, "about", "", "XB", "XBE", ""},
    FieldSpec{Field::kAuthor, "author", "by", "A", "XAE", "authors"},
    FieldSpec{Field::kSource, "source", "publisher", "XS", "XSE", "source"},
    FieldSpec{Field::kSection, "section", "desk", "XN", "XNE", "section"},
    FieldSpec{Field::kKeyword, "keyword", "tag", "K", "XKE", "keywords"},
    FieldSpec{Field::kLanguage, "lang", "language", "", "L", "language"},
    FieldSpec{Field::kId, "id", "", "", "Q", ""},
    FieldSpec{Field::kStory, "story", "", "", "XG",
              ""},  // no term: the value is the id of any of its articles
};

/// The row of `field`.
constexpr const FieldSpec& spec(Field field) { return kFields[static_cast<std::size_t>(field)]; }

/// Whether values of `field` are ids, which are compared as they stand, not folded.
constexpr bool holds_ids(Field field) { return field == Field::kId || field == Field::kStory; }

/// Whether an index is asked for the articles of a value of `field` often enough to have them beside its
/// database: ids have one article each, points few.
constexpr bool has_value_articles(Field field) {
  return !spec(field).exact_prefix.empty() && !holds_ids(field) && field != Field::kNear;
}

/// Whether `term` is `prefix` and a folded text: a longer prefix, which goes on with a capital letter, is
/// another field's.
constexpr bool has_prefix(std::string_view term, std::string_view prefix) {
  return term.starts_with(prefix) &&
         (term.size() == prefix.size() || term[prefix.size()] < 'A' || term[prefix.size()] > 'Z');
}

/// Whether `term` is the term of a value of `field`.
constexpr bool is_exact_term(Field field, std::string_view term) {
  return has_prefix(term, spec(field).exact_prefix);
}

/// The field that has the names of the records of `kind`.
Field field_of(RecordKind kind);

/// The row that `name` or an alias names, in any case of ASCII letters; null if none does.
const FieldSpec* find_field(std::string_view name);

/// Prefix of exact forms: E + the word as written.
inline constexpr std::string_view kExactFormPrefix = "E";

/// Prefix of the terms that say which SOURCE arguments an article came from (--delete-missing).
inline constexpr std::string_view kOriginPrefix = "XR";

/// Value slots.
enum Slot : std::uint32_t {
  kPublishedSlot = 0,  ///< encode_instant: when published; absent if unknown
  kDaySlot = 1,        ///< encode_day: the publisher's calendar day of it; absent if unknown
  kDigestSlot = 2,     ///< 8 bytes: hash of the article as given, to skip unchanged ones
  kBandsSlot = 3,      ///< encode_bands: of the story_bands; absent if the text is too short for them
};

/// Seconds since 1970-01-01T00:00Z as 8 bytes, big-endian, plus 2^63: byte order is time order.
std::string encode_instant(std::chrono::sys_seconds instant);
std::optional<std::chrono::sys_seconds> decode_instant(std::string_view bytes);

/// Days since 1970-01-01 as 4 bytes, big-endian, plus 2^31: byte order is day order.
std::string encode_day(std::chrono::sys_days day);
std::optional<std::chrono::sys_days> decode_day(std::string_view bytes);

/// A point as the value of kNear: 12 digits, the thousandths of degrees of latitude from the south pole on
/// and of longitude from 180 degrees west on. Byte order is that of latitudes.
std::string encode_point(const GeoPoint& point);
std::optional<GeoPoint> decode_point(std::string_view digits);

/// Whether a term is a folded word of title or text; all others begin with a prefix, in capitals.
constexpr bool is_word_term(std::string_view term) {
  return !term.empty() && (term[0] < 'A' || term[0] > 'Z');
}
/// Where words go on behind the terms with prefixes, in the order of terms.
constexpr std::string_view kBehindPrefixes = "[";

/// The bytes of kDigestSlot as a number.
std::uint64_t digest_number(std::string_view bytes);

/// The term for a whole value already folded by value_key; over-long values end in their hash instead.
std::string exact_term(Field field, std::string_view folded_value);

/// The term of an article's id.
std::string id_term(std::string_view id);

/// The term of a SOURCE argument.
std::string origin_term(std::string_view origin);

/// What the stem_keys begin with.
inline constexpr std::string_view kStemKeyPrefix = "Z";

/// Key in the synonym table of the words with one stem; `language` is an ISO 639-1 code.
std::string stem_key(std::string_view language, std::string_view stem);

/// Key in the synonym table of the names (value_keys) that the value `folded_value` of `field` is known by: a
/// query for "usa" searches the articles with "united states", too.
std::string alias_key(Field field, std::string_view folded_value);

/// Key in the synonym table of the unfolded forms of one folded word.
std::string variants_key(std::string_view word);

}  // namespace dateline
