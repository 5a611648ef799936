// Searching an index: a request in, one page of ranked articles, counts and notes out.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "corpus/base/error.h"
#include "indexer/entities/records/authority.h"
#include "query/ranking.h"

namespace dateline {

/// The order of the hits. Every order ranks the same set of articles.
enum class Sort { kRelevance, kNewest, kOldest };

/// How words side by side are taken when the person used no operators.
enum class MatchMode {
  kAuto,  ///< up to four words: all of them, or any of them where no article has all; longer texts: any of
          ///< them
  kAll,
  kAny,
};

/// A restriction beside the query text: the article has this value in this field. Several values of one field
/// in one filter are alternatives; several filters must all hold.
struct Filter {
  std::string field;  ///< a name of filter_fields(): person, place, org, author, source, section, ...
  std::vector<std::string> values;  ///< compared after folding (case, accents), whole value; at least one
  bool exclude = false;             ///< true: the article has none of the values
};

/// Which articles the values of a facet are counted over.
enum class FacetScope {
  kWithoutOwnFilters,  ///< the filters by the facet's own field are left out (for years and months the days),
                       ///< unless they exclude: the values that could be chosen instead stay visible
  kMatches,            ///< the articles found, for front ends that leave filters out by asking again
};

/// The steps of a timeline.
enum class Interval { kYear, kMonth, kDay };

/// How much one query may cost. What goes beyond is left out, and a note says so.
struct Budget {
  std::size_t bytes = 4096;       ///< of the query text
  std::size_t words = 256;        ///< of the query
  std::size_t expansions = 2000;  ///< words that one prefix such as `econom*` stands for
  std::chrono::milliseconds time{
      5000};  ///< for finding what matches; what is not looked at by then is missing
};

/// What is asked for.
struct SearchRequest {
  std::string text;  ///< as typed; empty or "*": every article
  std::vector<Filter> filters;
  std::string with;  ///< a query that the articles match as well; facets leave out the names it asks for, so
                     ///< that "person:merkel" counts who and what appears together with her
  std::string from;  ///< first day, YYYY[-MM[-DD]]; empty: no bound
  std::string to;    ///< last day, inclusive, YYYY[-MM[-DD]]; empty: no bound
  Sort sort = Sort::kRelevance;
  MatchMode match = MatchMode::kAuto;
  Ranking ranking;
  std::uint32_t offset = 0;         ///< hits to skip
  std::uint32_t limit = 10;         ///< hits to return; 0: only the total and the facets; at most kMaxLimit
  std::vector<std::string> facets;  ///< names of facet_fields() to count
  std::uint32_t facet_limit = 20;   ///< values per facet; at most kMaxFacetLimit
  std::string facet_search;  ///< only values of which, for each word here, a word begins with it; "": all
  FacetScope facet_scope = FacetScope::kWithoutOwnFilters;
  bool locate = false;               ///< the facet "places" says where they are
  std::optional<Interval> timeline;  ///< count the articles by time
  Budget budget;
  bool group_stories = false;  ///< of articles that tell the same story, the best one alone is a hit
  std::optional<std::chrono::sys_days>
      today;             ///< what "yesterday" is counted from; absent: the clock's day, UTC
  bool explain = false;  ///< say of each hit why it ranks where it does
  bool strict = false;   ///< errors instead of notes for what cannot be understood
};

inline constexpr std::uint32_t kMaxLimit = 1000;        ///< SearchRequest::limit
inline constexpr std::uint32_t kMaxOffset = 1'000'000;  ///< SearchRequest::offset
inline constexpr std::uint32_t kMaxFacetLimit = 1000;   ///< SearchRequest::facet_limit

/// Bytes [begin, end) of a UTF-8 text.
using Range = std::pair<std::uint32_t, std::uint32_t>;

/// Something the reader should know about how the query was understood.
struct Note {
  std::string code;      ///< for programs: "unknown_field", "unbalanced_quote", ...
  std::string message;   ///< for people: what is wrong, or was done
  Range range{};         ///< the bytes of the query text it is about; empty range: the query as a whole
  std::string remedy{};  ///< what was done about what is wrong: "left out"; empty: the message says it
};

/// The message with its remedy.
std::string told(const Note& note);

/// A word that was searched for in place of the one that was typed, or beside it.
struct Correction {
  std::string typed;  ///< as typed
  std::string word;   ///< as the archive writes it
  std::string field;  ///< "person", ...; empty: of title and text
  bool also = false;  ///< what was typed was searched for as well: it is another spelling
  Range range{};      ///< of `typed` in the query text
};

/// A text with the parts that match.
struct Highlighted {
  std::string text;
  std::vector<Range> highlights;  ///< in order, not overlapping
};

/// One thing that made a hit rank where it does.
struct Reason {
  std::string kind;     ///< "word", "about", "other", "neighbours", "feedback", or "recency"
  std::string message;  ///< for people
  double value = 0;     ///< added to the score; of "recency": what the sum of the others is multiplied by
};

/// One article found.
struct Hit {
  Article article;               ///< everything but `text`, which stays empty
  std::string story;             ///< the id of the first article of its story; often its own
  std::uint32_t same_story = 0;  ///< how many other matching articles tell that story
  double score = 0;              ///< >= 0, comparable within one page only
  Highlighted snippet;           ///< from the text
  std::vector<Range> title_highlights;
  std::vector<Reason> reasons;  ///< for the score, where SearchRequest::explain asks for them
};

/// One value of a facet and how many of the matching articles have it.
struct FacetValue {
  std::string value;  ///< as most readers know it; as a filter value it selects exactly these articles
  std::uint64_t count = 0;
};

/// The counts of one field over all matching articles.
struct Facet {
  std::string field;
  std::vector<FacetValue> values;  ///< highest count first, then by value; at most facet_limit
  std::uint64_t distinct = 0;      ///< how many values there are in all
  std::uint64_t missing = 0;       ///< articles without any value
  bool is_exact = true;            ///< false: a limit kept matching articles out; see Page::notes
  std::vector<std::optional<GeoPoint>>
      positions;  ///< of the values, where SearchRequest::locate asks for them
};

/// The articles found by when they were published.
struct Timeline {
  Interval interval = Interval::kYear;
  std::vector<FacetValue>
      values;                 ///< "2021", "2021-08" or "2021-08-26"; earliest first, none without articles
  std::uint64_t missing = 0;  ///< articles without a date
};

/// The answer. Its JSON form is query/page_json.h.
struct Page {
  SearchRequest request;
  std::string understood;  ///< the query as it was read, in the query language's own words
  std::vector<Note> notes;
  std::vector<Correction> corrections;  ///< in the order of the query
  std::string corrected, exactly;       ///< query texts: with what replaced words, empty where nothing did;
                                        ///< what finds the words as typed, empty without corrections
  std::uint64_t total = 0;              ///< matching articles
  bool total_is_exact = true;           ///< false: a limit kept matching articles out; see notes
  std::vector<Hit> hits;                ///< best first
  std::vector<Facet> facets;            ///< in the order asked for
  std::optional<Timeline> timeline;     ///< where asked for
  std::chrono::microseconds took{};     ///< wall-clock time of the search
};

/// Something to search for, offered while somebody types.
struct Suggestion {
  std::string kind;         ///< "person", "place", "org" (names of filters), or "article"
  std::string value;        ///< the name, or the headline
  std::uint64_t count = 0;  ///< articles that have the name
  std::string id;           ///< of an article
  std::string url;          ///< of an article; may be empty
};

/// A person, place or organization over the whole archive.
struct RecordEntry {
  std::string id;    ///< stays the same while the archive grows; an alias's id, see record_id, leads here too
  std::string kind;  ///< "person", "place" or "organization"
  std::string name;
  std::vector<std::string> aliases;   ///< other names it is indexed by, as articles write them
  std::uint64_t count = 0;            ///< articles
  std::string first, last;            ///< days of the first and last dated article; may be empty
  std::string country;                ///< places: ISO 3166-1 alpha-2; may be empty
  std::optional<GeoPoint> position;   ///< places that are on the map
  std::string link;                   ///< what the authority file says, such as wikidata:Q567
  std::vector<std::string> examples;  ///< ids of some articles
};

/// An index opened for reading. Opening is cheap once the operating system has the files; one thread at a
/// time may use an Index; open one per thread.
class Index {
 public:
  /// Opens the index that dateline-index made in `directory`.
  /// Errors: kNotFound     no index there
  ///         kUnsupported  made with another schema version: re-index
  ///         kCorrupt      damaged
  static std::expected<Index, Error> open(const std::string& directory);

  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  /// Sees what writers committed since; cheap when nothing changed, milliseconds after a small commit. True
  /// if something did. While another thread prepares the new revision, this one goes on with the old, unless
  /// it is to `wait`.
  std::expected<bool, Error> refresh(bool wait = false);

  /// Changes whenever the content does, and when the names in changed articles have been joined with others;
  /// the same for two readers of one commit once both have refreshed.
  std::string revision() const;

  /// How many articles there are.
  std::uint64_t size() const;

  /// The whole article.
  /// Errors: kNotFound  no article has this id
  std::expected<Article, Error> article(std::string_view id) const;

  /// One page of the articles matching `request`.
  ///
  /// A request with strict == false never fails on its text.
  /// Errors: kInvalidArgument  a limit, offset, field or day that cannot be; with strict, the located reading
  /// error
  ///         kBusy             the index changed twice while being read; try again
  std::expected<Page, Error> search(const SearchRequest& request) const;

  /// The ids of the hits of search(request), best first. Remembers the ids of articles: for many searches
  /// one after the other. Errors: those of search
  std::expected<std::vector<std::string>, Error> ids(const SearchRequest& request) const;

  /// The articles most like the one with this id, by the words that tell it apart and by shared people,
  /// places and organizations; those of them that match the request, whose sort, filters and facets hold.
  /// Errors: kNotFound  no article has this id; those of search
  std::expected<Page, Error> similar(std::string_view id, const SearchRequest& request) const;

  /// At most `each` people, places, organizations and headlines for what was typed so far; none for text
  /// without words. Names have, for each typed word, a word that begins with it, most frequent first; where
  /// they are few, one edit in words of four letters and two in words of eight are forgiven. Headlines have
  /// every word, the last one begun: the latest first. Kinds that have but names with an edit come last.
  std::expected<std::vector<Suggestion>, Error> suggest(std::string_view typed, std::size_t each) const;

  /// The records of a kind, most articles first, at most `most`; with `typed` only those with a name that
  /// has, for each word of it, a word that begins so. What the authority file hides is not among them.
  std::expected<std::vector<RecordEntry>, Error> records(RecordKind kind, std::string_view typed,
                                                         std::size_t most) const;

  struct Implementation;

 private:
  explicit Index(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

/// The interval's name: year, month or day.
std::string_view name(Interval interval);

/// The interval that `name` names.
/// Errors: kInvalidArgument  none of these
std::expected<Interval, Error> parse_interval(std::string_view name);

/// Names that Filter::field and, in queries, `name:` accept, in the order of the documentation.
std::vector<std::string> filter_fields();

/// Names that SearchRequest::facets accepts.
std::vector<std::string> facet_fields();

}  // namespace dateline
