#include "query/search.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

#include "corpus/base/text.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "query/columns.h"
#include "query/evaluate.h"
#include "query/facets.h"
#include "query/parse.h"
#include "query/snippet.h"

namespace dateline {
namespace {

constexpr std::string_view kYearFacet = "year";
constexpr std::string_view kMonthFacet = "month";

/// Says in our words what Xapian threw; called inside a catch block only.
Error translated() {
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    return make_error(ErrorCode::kBusy, "the index changed twice while it was read: try again");
  } catch (const Xapian::DatabaseNotFoundError&) {
    return make_error(ErrorCode::kNotFound, "the index is not there any more: make it with dateline-index");
  } catch (const Xapian::DatabaseVersionError& failure) {
    return make_error(ErrorCode::kUnsupported,
                      "the index has a format that this Xapian cannot read ({}): index again",
                      failure.get_msg());
  } catch (const Xapian::Error& failure) {
    return make_error(ErrorCode::kCorrupt,
                      "the index cannot be read ({}): check it with dateline-index --check",
                      failure.get_msg());
  }
}

/// One set of columns per revision for all readers in this process.
std::shared_ptr<const Columns> shared_columns(const Xapian::Database& database, const std::string& revision) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<const Columns>> known;
  const std::scoped_lock lock(mutex);
  if (auto columns = known[revision].lock()) return columns;
  std::erase_if(known, [](const auto& entry) { return entry.second.expired(); });
  auto columns = std::make_shared<const Columns>(database);
  known[revision] = columns;
  return columns;
}

/// The filter of a request, as the query language would have it.
std::expected<Node, Error> node_of(const Filter& filter) {
  const auto* row = find_field(filter.field);
  if (row == nullptr || row->exact_prefix.empty()) {
    return std::unexpected(invalid("{} is not a field to filter by: write one of {}", quoted(filter.field),
                                   joined(filter_fields(), ", ")));
  }
  Node any{.kind = Node::Kind::kOr};
  for (const auto& value : filter.values) {
    const auto key = row->field == Field::kId ? value : value_key(value);
    any.children.push_back({.kind = Node::Kind::kValue, .field = row->field, .text = value, .words = {key}});
  }
  if (any.children.empty())
    return std::unexpected(invalid("the filter by {} has no value: give one", quoted(filter.field)));
  if (any.children.size() == 1) return std::move(any.children.front());
  return any;
}

std::expected<std::optional<Node>, Error> days_of(const SearchRequest& request) {
  if (request.from.empty() && request.to.empty()) return std::nullopt;
  const auto days = parse_days(request.from + ".." + request.to);
  if (!days) return std::unexpected(days.error());
  return Node{.kind = Node::Kind::kDays, .days = *days};
}

/// `query` and everything the request demands beside it.
std::expected<Node, Error> restricted(Node query, const SearchRequest& request) {
  Node all{.kind = Node::Kind::kAnd}, without{.kind = Node::Kind::kAndNot};
  all.children.push_back(std::move(query));
  for (const auto& filter : request.filters) {
    auto node = node_of(filter);
    if (!node) return node;
    (filter.exclude ? without : all).children.push_back(std::move(*node));
  }
  auto days = days_of(request);
  if (!days) return std::unexpected(days.error());
  if (*days) all.children.push_back(std::move(**days));
  auto node = all.children.size() == 1 ? std::move(all.children.front()) : std::move(all);
  if (without.children.empty()) return node;
  without.children.insert(without.children.begin(), std::move(node));
  return without;
}

std::expected<void, Error> check(const SearchRequest& request) {
  const auto above = [](std::string_view what, std::uint64_t given, std::uint64_t most) {
    return std::unexpected(invalid("'{}' is not a possible {}: write a number up to {}", given, what, most));
  };
  if (request.limit > kMaxLimit) return above("limit", request.limit, kMaxLimit);
  if (request.offset > kMaxOffset) return above("offset", request.offset, kMaxOffset);
  if (request.facet_limit > kMaxFacetLimit) return above("facet limit", request.facet_limit, kMaxFacetLimit);
  const auto fields = facet_fields();
  for (const auto& name : request.facets) {
    if (std::ranges::find(fields, name) == fields.end()) {
      return std::unexpected(
          invalid("{} is not a facet: write one of {}", quoted(name), joined(fields, ", ")));
    }
  }
  return {};
}

/// Words side by side: all of them must match where the person counts on it, that is with operators or in
/// short queries.
constexpr std::size_t kLongestAllWords = 4;

std::size_t bag_size(const Node& node) {
  if (node.kind != Node::Kind::kBag) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(
      node.children, [](const Node& child) { return child.kind == Node::Kind::kWord && !child.field; }));
}

}  // namespace

struct Index::Implementation {
  std::string directory;
  std::string generation;
  Xapian::Database database;
  std::shared_ptr<const Columns> columns;
  mutable std::unordered_map<std::string, std::string>
      display_names;  ///< exact term -> value as an article writes it

  std::string revision() const { return fmt::format("{}-{}", database.get_uuid(), database.get_revision()); }

  /// Xapian's errors pass through.
  std::expected<void, Error> load() {
    const auto version = database.get_metadata(std::string(kSchemaKey));
    if (version != kSchemaVersion) {
      return std::unexpected(
          make_error(ErrorCode::kUnsupported,
                     "the index has schema version {}, this program reads version {}: index again",
                     quoted(version), kSchemaVersion));
    }
    columns = shared_columns(database, revision());
    return {};
  }

  std::optional<Xapian::docid> find(std::string_view id) const {
    const auto term = id_term(id);
    const auto posting = database.postlist_begin(term);
    return posting == database.postlist_end(term) ? std::nullopt : std::optional(*posting);
  }

  std::expected<Page, Error> search(const SearchRequest& request) const;
  Matches match(const Node& query, const ParsedQuery& parsed, const SearchRequest& request, Page& page) const;
  std::vector<DocId> ranked(const Matches& matches, const SearchRequest& request) const;
  std::expected<Hit, Error> hit(DocId document, double score, const Highlighter& highlighter) const;
  Facet facet(const std::string& name, const DocSet& documents, std::size_t limit) const;
  std::string display_name(const std::string& term, Field field) const;
};

std::expected<Page, Error> Index::Implementation::search(const SearchRequest& request) const {
  const auto begun = std::chrono::steady_clock::now();
  if (auto checked = check(request); !checked) return std::unexpected(checked.error());
  auto parsed = parse_query(request.text);
  if (request.strict && !parsed.notes.empty()) {
    const auto& note = parsed.notes.front();
    return std::unexpected(invalid("byte {} of the query: {}", note.range.first, note.message));
  }
  Page page{.request = request, .understood = to_string(parsed.root), .notes = parsed.notes};
  const auto query = restricted(parsed.root, request);
  if (!query) return std::unexpected(query.error());

  const auto matches = match(*query, parsed, request, page);
  page.total = matches.documents.count();
  const Highlighter highlighter{.words = matches.forms, .phrases = matches.phrases};
  for (const auto document : ranked(matches, request)) {
    auto found = hit(document, static_cast<double>(matches.scores[document]), highlighter);
    if (!found) return std::unexpected(found.error());
    page.hits.push_back(std::move(*found));
  }
  for (const auto& name : request.facets)
    page.facets.push_back(facet(name, matches.documents, request.facet_limit));
  page.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
  return page;
}

/// Evaluates; a short query none of whose articles has all the words is taken again as any of the words.
Matches Index::Implementation::match(const Node& query, const ParsedQuery& parsed,
                                     const SearchRequest& request, Page& page) const {
  const bool is_bag = parsed.root.kind == Node::Kind::kBag;
  const bool is_short = is_bag && bag_size(parsed.root) <= kLongestAllWords;
  auto mode = Match::kAll;
  if (request.match == MatchMode::kAny) mode = Match::kAny;
  if (request.match == MatchMode::kAuto && is_bag && !parsed.has_operators && !is_short) mode = Match::kAny;
  auto matches = evaluate(database, *columns, query, mode, request.ranking);
  const bool may_relax = request.match == MatchMode::kAuto && is_short && !parsed.has_operators;
  if (may_relax && bag_size(parsed.root) > 1 && matches.documents.count() == 0) {
    matches = evaluate(database, *columns, query, Match::kAny, request.ranking);
    if (matches.documents.count() > 0) {
      page.notes.push_back(
          {"any_word", "no article has all of these words: these have at least one of them", {}});
    }
  }
  page.notes.insert(page.notes.end(), matches.notes.begin(), matches.notes.end());
  return matches;
}

/// The docids of the page asked for. Equal scores or dates: the later published first, then the later added.
std::vector<DocId> Index::Implementation::ranked(const Matches& matches, const SearchRequest& request) const {
  struct Candidate {
    double key;
    std::int64_t published;
    DocId document;
  };
  const auto better = [](const Candidate& a, const Candidate& b) {
    if (a.key != b.key) return a.key > b.key;
    if (a.published != b.published) return a.published > b.published;
    return a.document > b.document;
  };
  const auto key = [&](DocId document, std::int64_t published) {
    switch (request.sort) {
      case Sort::kRelevance:
        return static_cast<double>(matches.scores[document]);
      case Sort::kNewest:
        return static_cast<double>(published);
      case Sort::kOldest:
        break;
    }
    // Articles without a date come last in both orders.
    return published == Columns::kNoInstant ? static_cast<double>(published)
                                            : -static_cast<double>(published);
  };
  const std::size_t wanted = request.limit == 0 ? 0 : std::size_t{request.offset} + request.limit;
  std::vector<Candidate> heap;  // the worst of the best so far on top
  matches.documents.for_each([&](DocId document) {
    if (wanted == 0) return;
    const auto published = columns->published()[document];
    const Candidate candidate{key(document, published), published, document};
    if (heap.size() == wanted) {
      if (!better(candidate, heap.front())) return;
      std::ranges::pop_heap(heap, better);
      heap.pop_back();
    }
    heap.push_back(candidate);
    std::ranges::push_heap(heap, better);
  });
  std::ranges::sort_heap(heap, better);
  std::vector<DocId> documents;
  for (std::size_t n = request.offset; n < heap.size(); ++n) documents.push_back(heap[n].document);
  return documents;
}

std::expected<Hit, Error> Index::Implementation::hit(DocId document, double score,
                                                     const Highlighter& highlighter) const {
  const auto data = database.get_document(document).get_data();
  auto article = decode_stored(data, false);
  if (!article) return std::unexpected(article.error());
  Hit hit{.article = std::move(*article), .score = score};
  hit.snippet = snippet(stored_text(data), highlighter);
  hit.title_highlights = highlighter.highlights(hit.article.title);
  return hit;
}

Facet Index::Implementation::facet(const std::string& name, const DocSet& documents,
                                   std::size_t limit) const {
  if (name == kYearFacet || name == kMonthFacet)
    return count_dates(*columns, documents, name == kMonthFacet, limit);
  const auto row = std::ranges::find(kFields, name, &FieldSpec::facet);
  const auto& column = columns->facet(database, row->field);
  Facet facet{.field = name};
  for (const auto& [number, count] : count_values(column, documents, limit, facet.distinct)) {
    facet.values.push_back({display_name(column.terms[number], row->field), count});
  }
  return facet;
}

/// The value as the first article that has it writes it.
std::string Index::Implementation::display_name(const std::string& term, Field field) const {
  const auto [known, is_new] = display_names.try_emplace(term);
  if (!is_new) return known->second;
  const auto posting = database.postlist_begin(term);
  const auto article = decode_stored(database.get_document(*posting).get_data(), false);
  if (!article) return term.substr(spec(field).exact_prefix.size());
  for (const auto& value : values_of(*article, field)) {
    if (exact_term(field, value_key(value)) == term) return known->second = value;
  }
  return known->second = term.substr(spec(field).exact_prefix.size());
}

Index::Index(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

std::expected<Index, Error> Index::open(const std::string& directory) {
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    auto implementation = std::make_unique<Implementation>();
    implementation->directory = directory;
    implementation->generation = *generation;
    implementation->database = Xapian::Database(*generation);
    if (auto loaded = implementation->load(); !loaded) return std::unexpected(loaded.error());
    return Index(std::move(implementation));
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<bool, Error> Index::refresh() {
  auto& index = *implementation_;
  const auto generation = current_generation(index.directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    if (*generation != index.generation) {
      auto reopened = open(index.directory);
      if (!reopened) return std::unexpected(reopened.error());
      *this = std::move(*reopened);
      return true;
    }
    if (!index.database.reopen()) return false;
    if (auto loaded = index.load(); !loaded) return std::unexpected(loaded.error());
    index.display_names.clear();
    return true;
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::string Index::revision() const { return implementation_->revision(); }

std::uint64_t Index::size() const { return implementation_->columns->count(); }

std::expected<Article, Error> Index::article(std::string_view id) const {
  try {
    const auto document = implementation_->find(id);
    if (!document) {
      return std::unexpected(
          make_error(ErrorCode::kNotFound, "{} is not the id of an article here", quoted(id)));
    }
    return decode_stored(implementation_->database.get_document(*document).get_data(), true);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::expected<Page, Error> Index::search(const SearchRequest& request) const {
  try {
    return implementation_->search(request);
  } catch (const Xapian::Error&) {
    return std::unexpected(translated());
  }
}

std::vector<std::string> filter_fields() {
  std::vector<std::string> names;
  for (const auto& row : kFields) {
    if (!row.exact_prefix.empty()) names.emplace_back(row.name);
  }
  return names;
}

std::vector<std::string> facet_fields() {
  std::vector<std::string> names;
  for (const auto& row : kFields) {
    if (!row.facet.empty()) names.emplace_back(row.facet);
  }
  names.emplace_back(kYearFacet);
  names.emplace_back(kMonthFacet);
  return names;
}

}  // namespace dateline
