#include "corpus/readers/record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/readers/field_names.h"
#include "corpus/readers/fragment.h"

namespace dateline {
namespace {

Error wrong_kind(std::string_view field, std::string_view wanted) {
  return malformed("the field {} is not {}", quoted(field), wanted);
}

bool is_scalar(const Value& value) {
  return value.kind == Value::Kind::kText || value.kind == Value::Kind::kNumber;
}

/// The text of a scalar, or of an object with a name or text, or of a list's first such item.
std::optional<std::string> text_of(const Value& value) {
  if (is_scalar(value)) return value.text;
  if (value.kind == Value::Kind::kObject) {
    for (const char* key : {"name", "text", "value", "title", "$t", "main", "original", "rendered"}) {
      const auto* member = value.find(key);
      if (member != nullptr && is_scalar(*member)) return member->text;
    }
  }
  if (value.kind == Value::Kind::kList && !value.items.empty()) return text_of(value.items.front());
  return std::nullopt;
}

std::optional<double> number_of(const Value& object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto* value = object.find(name);
    double number = 0;
    if (value == nullptr || !is_scalar(*value)) continue;
    const auto& text = value->text;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure == std::errc{} && end == text.data() + text.size()) return number;
  }
  return std::nullopt;
}

std::string member_text(const Value& object, std::string_view name) {
  const auto* value = object.find(name);
  return value != nullptr && is_scalar(*value) ? value->text : "";
}

std::expected<Entity, Error> entity_of(const Value& value, std::string_view field) {
  const auto name = text_of(value);
  if (!name) return std::unexpected(wrong_kind(field, R"(a list of names or objects {"name": ...})"));
  Entity entity{.name = *name};
  if (value.kind != Value::Kind::kObject) return entity;
  const auto relation = member_text(value, "rel");
  const auto known = parse_relation(relation);
  if (!relation.empty() && !known) {
    return std::unexpected(
        malformed("{} is not a relation: write \"about\", \"mentions\" or \"dateline\"", quoted(relation)));
  }
  entity.relation = known.value_or(Relation::kMentions);
  if (member_text(value, "from") == "text") entity.origin = Origin::kText;
  entity.uri = member_text(value, "uri");
  entity.country = member_text(value, "country");
  const auto latitude = number_of(value, {"lat", "latitude"}),
             longitude = number_of(value, {"lon", "lng", "longitude"});
  if (latitude && longitude) {
    const bool on_earth = *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180;
    if (!on_earth) return std::unexpected(malformed("{}, {} is not a point on earth", *latitude, *longitude));
    entity.position = GeoPoint{*latitude, *longitude};
  }
  return entity;
}

/// Authors in one text: "By Ana Díaz and Bo Lind" are two.
std::vector<std::string> split_authors(std::string text) {
  if (ascii_lower(text.substr(0, 3)) == "by ") text.erase(0, 3);
  std::vector<std::string> authors;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::size_t end = rest.size(), skip = 0;
    for (const std::string_view separator : {";", " and ", " & ", "|", ", "}) {
      const auto at = rest.find(separator);
      if (at < end) end = at, skip = separator.size();
    }
    authors.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + skip, rest.size()));
  }
  return authors;
}

std::vector<std::string> split_keywords(std::string_view text) {
  const char separator = text.find(';') != std::string_view::npos   ? ';'
                         : text.find('|') != std::string_view::npos ? '|'
                                                                    : ',';
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    parts.emplace_back(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// Fills an article from one record, field by field.
class Assembly {
 public:
  /// `is_plain`: title and text are in our own form.
  Assembly(bool is_plain, std::vector<std::string>& warnings) : is_plain_(is_plain), warnings_(warnings) {}

  /// Takes what it can from `value`.
  std::expected<void, Error> set(FieldTarget target, std::string_view field, Value& value) {
    if (value.kind == Value::Kind::kNull) return {};
    switch (target) {
      case FieldTarget::kId:
        return line(article_.id, field, value);
      case FieldTarget::kUrl:
        return line(article_.url, field, value);
      case FieldTarget::kTitle:
        return line(article_.title, field, value);
      case FieldTarget::kText:
        return text(article_.text, field, value);
      case FieldTarget::kTeaser:
        return text(teaser_, field, value);
      case FieldTarget::kAuthors:
        return authors(field, value);
      case FieldTarget::kPublished:
        return date(article_.published, field, value);
      case FieldTarget::kUpdated:
        return date(article_.updated, field, value);
      case FieldTarget::kSource:
        return line(article_.source, field, value);
      case FieldTarget::kSection:
        return line(article_.section, field, value);
      case FieldTarget::kLanguage:
        return line(article_.language, field, value);
      case FieldTarget::kKeywords:
        return list(article_.keywords, field, value);
      case FieldTarget::kPeople:
        return entities(article_.people, field, value);
      case FieldTarget::kPlaces:
        return entities(article_.places, field, value);
      case FieldTarget::kOrganizations:
        return entities(article_.organizations, field, value);
    }
    return {};
  }

  /// The article; a summary stands in where there is no text, and for the title where there is neither.
  Article finish() {
    for (auto* text : {&article_.title, &article_.text, &teaser_}) {
      if (!is_plain_ || is_wholly_html(*text)) *text = undone_markup(std::move(*text));
    }
    if (trimmed(article_.text).empty() && !teaser_.empty()) {
      article_.text = std::move(teaser_);
      article_.is_teaser = true;
    }
    return std::move(article_);
  }

  bool has_title() const { return !article_.title.empty(); }
  bool has_text() const { return !article_.text.empty(); }
  /// A summary taken for the title of an article that has a text but no title.
  void title_from_teaser() { article_.title = std::exchange(teaser_, {}); }
  bool has_short_teaser() const { return !teaser_.empty() && teaser_.size() < 300; }

 private:
  static std::expected<void, Error> line(std::string& into, std::string_view field, Value& value) {
    if (!into.empty()) return {};
    if (is_scalar(value)) {
      into = std::move(value.text);
      return {};
    }
    auto given = text_of(value);
    const bool empty_list = value.kind == Value::Kind::kList && value.items.empty();
    if (!given && !empty_list) return std::unexpected(wrong_kind(field, "a text"));
    if (given) into = *std::move(given);
    return {};
  }

  static std::expected<void, Error> text(std::string& into, std::string_view field, Value& value) {
    if (value.kind != Value::Kind::kList) return line(into, field, value);
    if (!into.empty()) return {};
    for (const auto& paragraph : value.items) {
      const auto given = text_of(paragraph);
      if (!given) return std::unexpected(wrong_kind(field, "a text or a list of paragraphs"));
      into += (into.empty() ? "" : "\n\n") + *given;
    }
    return {};
  }

  std::expected<void, Error> authors(std::string_view field, const Value& value) {
    if (!article_.authors.empty()) return {};
    if (value.kind == Value::Kind::kText)
      return article_.authors = split_authors(value.text), std::expected<void, Error>{};
    return list(article_.authors, field, value);
  }

  static std::expected<void, Error> list(std::vector<std::string>& into, std::string_view field,
                                         const Value& value) {
    if (!into.empty()) return {};
    if (value.kind == Value::Kind::kText) {
      into = split_keywords(value.text);
    } else if (value.kind == Value::Kind::kList) {
      for (const auto& item : value.items) {
        const auto given = text_of(item);
        if (!given) return std::unexpected(wrong_kind(field, "a list of texts"));
        into.push_back(*given);
      }
    } else if (const auto given = text_of(value)) {
      into = {*given};
    } else {
      return std::unexpected(wrong_kind(field, "a list of texts"));
    }
    return {};
  }

  std::expected<void, Error> date(std::optional<Date>& into, std::string_view field, const Value& value) {
    const auto given = text_of(value);
    if (!given) return std::unexpected(wrong_kind(field, "a date"));
    if (into || trimmed(*given).empty()) return {};
    if (const auto read = parse_human_date(*given)) {
      into = *read;
    } else {
      warnings_.push_back(fmt::format("the date in {} is left out: {}", quoted(field), read.error().message));
    }
    return {};
  }

  static std::expected<void, Error> entities(std::vector<Entity>& into, std::string_view field,
                                             const Value& value) {
    if (!into.empty()) return {};
    if (value.kind == Value::Kind::kText) {
      for (auto& name : split_keywords(value.text)) into.push_back({.name = std::move(name)});
      return {};
    }
    const auto items =
        value.kind == Value::Kind::kList ? std::span(value.items) : std::span(&value, std::size_t{1});
    for (const auto& item : items) {
      auto entity = entity_of(item, field);
      if (!entity) return std::unexpected(entity.error());
      into.push_back(std::move(*entity));
    }
    return {};
  }

  bool is_plain_;
  Article article_;
  std::string teaser_;
  std::vector<std::string>& warnings_;
};

}  // namespace

const Value* Value::find(std::string_view name) const {
  const auto found =
      std::ranges::find(members, name, [](const auto& member) { return std::string_view(member.first); });
  return found == members.end() ? nullptr : &found->second;
}

std::expected<Article, Error> article_of(Value record, const std::map<std::string, std::string>& renames,
                                         std::vector<std::string>& warnings) {
  if (record.kind != Value::Kind::kObject)
    return std::unexpected(malformed("the record is not an object with named fields"));
  std::vector<std::pair<std::size_t, Member*>> fields;  // the surest names first
  for (auto& member : record.members) {
    const auto renamed = renames.find(member.first);
    const auto name = plain_field_name(renamed == renames.end() ? member.first : renamed->second);
    if (const auto place = place_of_field(name)) fields.emplace_back(*place, &member);
  }
  std::ranges::stable_sort(fields, {}, &std::pair<std::size_t, Member*>::first);
  // What we print has `text`, and is read as it was printed, with the tags it may speak of.
  Assembly assembly(record.find("text") != nullptr, warnings);
  for (const auto& [place, member] : fields) {
    if (auto set = assembly.set(field_names()[place].target, member->first, member->second); !set)
      return std::unexpected(set.error());
  }
  if (!assembly.has_title() && assembly.has_text() && assembly.has_short_teaser())
    assembly.title_from_teaser();
  return assembly.finish();
}

}  // namespace dateline
