#include "query/index.h"

#include <algorithm>
#include <utility>

#include "corpus/base/text.h"
#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/entities/names/names.h"
#include "indexer/generation.h"
#include "indexer/stored_form.h"

namespace dateline {

Error xapian_error() {
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    return make_error(ErrorCode::kBusy, "the index changed twice while it was read: try again");
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

std::string Index::Implementation::revision() const {
  const auto made = database.get_revision();
  auto text = fmt::format("{}-{}", database.get_uuid(), made) + files.stale(made);
  return authority.version.empty() ? text : text + "-" + authority.version;
}

std::string Index::Implementation::revision_and_files() const { return revision() + files.identity(); }

std::expected<bool, Error> Index::Implementation::load(const Implementation* before, bool wait) {
  const auto version = database.get_metadata(std::string(kSchemaKey));
  if (version != kSchemaVersion) {
    return std::unexpected(
        make_error(ErrorCode::kUnsupported,
                   "the index has schema version {}, this program reads version {}: index again",
                   quoted(version), kSchemaVersion));
  }
  files = SideFiles::open(database, generation, before != nullptr ? before->files : SideFiles{});
  if (before != nullptr && before->revision_and_files() == revision_and_files()) return false;
  const auto* const known = before != nullptr ? before->shared.get() : nullptr;
  shared = dateline::shared(revision_and_files(), wait, [&] {
    return std::make_shared<const Shared>(database, files, authority.authority, known);
  });
  if (!shared) return false;
  columns = {shared, &shared->columns};
  records = {shared, &shared->records};
  lookup = {shared, &shared->lookup};
  recency = {shared, &shared->recency};
  return true;
}

std::optional<DocId> Index::Implementation::find(std::string_view id) const {
  const auto term = id_term(id);
  const auto posting = database.postlist_begin(term);
  return posting == database.postlist_end(term) ? std::nullopt : std::optional<DocId>(*posting);
}

std::expected<Hit, Error> Index::Implementation::hit(DocId document, double score, const Snippets& snippets,
                                                     Stories& stories) const {
  const auto data = stored_form(database, document);
  auto article = decode_stored(data, false);
  if (!article) return std::unexpected(article.error());
  Hit hit{.article = std::move(*article), .score = score};
  hit.snippet = snippets.of(document, hit.article.title, stored_text(data));
  hit.title_highlights = snippets.highlights(hit.article.title);
  stories.take(document, hit.article.id, stored_text(data));
  show_records(hit.article);
  return hit;
}

std::string Index::Implementation::display_name(const std::string& term, Field field) const {
  constexpr std::size_t kMostKept = 20'000;  // about 2 MB
  if (display_names.size() >= kMostKept) display_names.clear();
  if (const auto known = display_names.find(term); known != display_names.end()) return known->second;
  return display_names[term] = shown_names(field, term);
}

std::string Index::Implementation::display_name(const FacetColumn& column, std::uint32_t number,
                                                Field field) const {
  if (auto title = records->title(field, number); !title.empty()) return title;
  if (const auto name = column.name(number); !name.empty()) return std::string(name);
  return display_name(std::string(column.terms[number]), field);
}

std::optional<std::string> Index::Implementation::show_as(const std::string& name, Field field) const {
  const auto turned = field == Field::kPerson ? turned_name(name) : std::string();
  const auto shown = records->shown(database, field, value_key(turned.empty() ? name : turned));
  if (shown.showing == Records::Showing::kNothing) return std::nullopt;
  const bool is_filed = !turned.empty() || !has_capital(name);  // "Jones, Seth", "james-baker"
  if (!shown.record || (!is_filed && shown.showing != Records::Showing::kRecord)) return name;
  return display_name(records->column(database, field), *shown.record, field);
}

void Index::Implementation::show_records(Article& article) const {
  const auto show = [&](std::vector<Entity>& entities, Field field) {
    std::vector<Entity> kept;
    kept.reserve(entities.size());
    for (auto& entity : entities) {
      const auto fingerprint = Fingerprints::of(static_cast<unsigned char>(field), entity.name);
      if (!shown_as_written.has(fingerprint)) {
        auto name = show_as(entity.name, field);
        if (!name) continue;
        if (*name == entity.name) {
          shown_as_written.add(fingerprint);
        } else {
          entity.written = std::exchange(entity.name, std::move(*name));
        }
      }
      const bool is_new = std::ranges::find(kept, entity.name, &Entity::name) == kept.end();
      if (is_new) kept.push_back(std::move(entity));
    }
    entities = std::move(kept);
  };
  show(article.people, Field::kPerson);
  show(article.places, Field::kPlace);
  show(article.organizations, Field::kOrganization);
}

Index::Index(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

std::expected<Index, Error> Index::open(const std::string& directory) {
  const auto generation = current_generation(directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    auto implementation = std::make_unique<Implementation>(directory, *generation);
    if (auto loaded = implementation->load(nullptr, true); !loaded) return std::unexpected(loaded.error());
    return Index(std::move(implementation));
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

std::expected<bool, Error> Index::refresh(bool wait) {
  const auto& index = *implementation_;
  const auto generation = current_generation(index.directory);
  if (!generation) return std::unexpected(generation.error());
  try {
    auto fresh = std::make_unique<Implementation>(index.directory, *generation);
    // By its uuid: an index that was made anew begins again with the same paths and revisions.
    const bool is_same = fresh->database.get_uuid() == index.database.get_uuid();
    const auto loaded = fresh->load(is_same ? &index : nullptr, wait);
    if (!loaded) return std::unexpected(loaded.error());
    if (*loaded) implementation_ = std::move(fresh);
    return *loaded;
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
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
    auto article = decode_stored(stored_form(implementation_->database, *document), true);
    if (article) implementation_->show_records(*article);
    return article;
  } catch (const Xapian::Error&) {
    return std::unexpected(xapian_error());
  }
}

}  // namespace dateline
