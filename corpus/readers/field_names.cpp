#include "corpus/readers/field_names.h"

#include <array>
#include <unordered_map>

#include "corpus/base/text.h"

namespace dateline {
namespace {

constexpr std::array kNames = std::to_array<FieldName>({
    {"id", FieldTarget::kId},
    {"articleid", FieldTarget::kId},
    {"docid", FieldTarget::kId},
    {"objectid", FieldTarget::kId},
    {"guid", FieldTarget::kId},
    {"uuid", FieldTarget::kId},
    {"uri", FieldTarget::kId},
    {"url", FieldTarget::kUrl},
    {"weburl", FieldTarget::kUrl},
    {"link", FieldTarget::kUrl},
    {"canonicallink", FieldTarget::kUrl},
    {"canonicalurl", FieldTarget::kUrl},
    {"permalink", FieldTarget::kUrl},
    {"urlmetadata", FieldTarget::kUrl},
    {"newsurl", FieldTarget::kUrl},
    {"sourceurl", FieldTarget::kUrl},
    {"title", FieldTarget::kTitle},
    {"headline", FieldTarget::kTitle},
    {"webtitle", FieldTarget::kTitle},
    {"name", FieldTarget::kTitle},
    {"newstitle", FieldTarget::kTitle},
    {"text", FieldTarget::kText},
    {"body", FieldTarget::kText},
    {"content", FieldTarget::kText},
    {"articlebody", FieldTarget::kText},
    {"bodytext", FieldTarget::kText},
    {"fulltext", FieldTarget::kText},
    {"maintext", FieldTarget::kText},
    {"story", FieldTarget::kText},
    {"contenttext", FieldTarget::kText},
    {"contenthtml", FieldTarget::kText},
    {"authors", FieldTarget::kAuthors},
    {"author", FieldTarget::kAuthors},
    {"byline", FieldTarget::kAuthors},
    {"creator", FieldTarget::kAuthors},
    {"writer", FieldTarget::kAuthors},
    {"published", FieldTarget::kPublished},
    {"publishedat", FieldTarget::kPublished},
    {"datepublished", FieldTarget::kPublished},
    {"publicationdate", FieldTarget::kPublished},
    {"publisheddate", FieldTarget::kPublished},
    {"publishdate", FieldTarget::kPublished},
    {"pubdate", FieldTarget::kPublished},
    {"webpublicationdate", FieldTarget::kPublished},
    {"date", FieldTarget::kPublished},
    {"datetime", FieldTarget::kPublished},
    {"timeut", FieldTarget::kPublished},
    {"timestamp", FieldTarget::kPublished},
    {"datestr", FieldTarget::kPublished},
    {"created", FieldTarget::kPublished},
    {"createdat", FieldTarget::kPublished},
    {"updated", FieldTarget::kUpdated},
    {"updatedat", FieldTarget::kUpdated},
    {"datemodified", FieldTarget::kUpdated},
    {"modified", FieldTarget::kUpdated},
    {"lastmodified", FieldTarget::kUpdated},
    {"lastmod", FieldTarget::kUpdated},
    {"source", FieldTarget::kSource},
    {"publisher", FieldTarget::kSource},
    {"sourcename", FieldTarget::kSource},
    {"sitename", FieldTarget::kSource},
    {"newspaper", FieldTarget::kSource},
    {"newspaperid", FieldTarget::kSource},
    {"domain", FieldTarget::kSource},
    {"section", FieldTarget::kSection},
    {"sectionname", FieldTarget::kSection},
    {"category", FieldTarget::kSection},
    {"desk", FieldTarget::kSection},
    {"articlesection", FieldTarget::kSection},
    {"language", FieldTarget::kLanguage},
    {"lang", FieldTarget::kLanguage},
    {"inlanguage", FieldTarget::kLanguage},
    {"keywords", FieldTarget::kKeywords},
    {"tags", FieldTarget::kKeywords},
    {"topics", FieldTarget::kKeywords},
    {"subjects", FieldTarget::kKeywords},
    {"categories", FieldTarget::kKeywords},
    {"people", FieldTarget::kPeople},
    {"persons", FieldTarget::kPeople},
    {"person", FieldTarget::kPeople},
    {"places", FieldTarget::kPlaces},
    {"locations", FieldTarget::kPlaces},
    {"place", FieldTarget::kPlaces},
    {"location", FieldTarget::kPlaces},
    {"geo", FieldTarget::kPlaces},
    {"organizations", FieldTarget::kOrganizations},
    {"organisations", FieldTarget::kOrganizations},
    {"orgs", FieldTarget::kOrganizations},
    {"companies", FieldTarget::kOrganizations},
    {"description", FieldTarget::kTeaser},
    {"summary", FieldTarget::kTeaser},
    {"abstract", FieldTarget::kTeaser},
    {"deck", FieldTarget::kTeaser},
    {"teaser", FieldTarget::kTeaser},
    {"excerpt", FieldTarget::kTeaser},
});

}  // namespace

std::span<const FieldName> field_names() { return kNames; }

std::string plain_field_name(std::string_view name) {
  auto plain = ascii_lower(name);
  std::erase_if(plain, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return plain;
}

std::optional<std::size_t> place_of_field(std::string_view plain) {
  static const auto kPlaces = [] {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t n = 0; n < kNames.size(); ++n) places.try_emplace(kNames[n].name, n);
    return places;
  }();
  const auto place = kPlaces.find(plain);
  return place == kPlaces.end() ? std::nullopt : std::optional(place->second);
}

bool names_a_field(std::string_view name) { return place_of_field(plain_field_name(name)).has_value(); }

bool holds_words(std::string_view name) {
  const auto place = place_of_field(plain_field_name(name));
  if (!place) return false;
  const auto target = kNames[*place].target;
  return target == FieldTarget::kTitle || target == FieldTarget::kText || target == FieldTarget::kTeaser;
}

}  // namespace dateline
