// The JSON form of an article. Written by hand: every article is written when it is loaded, and a tree of
// values in between takes ten times as long.
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "corpus/article.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// What a byte looks like inside a string: itself where this is 0, \u00XX for 'u', else behind a backslash.
/// The
/// "<" is escaped, for JSON inside a <script> element must not hold "</" or "<!--".
constexpr auto kEscapes = [] {
  std::array<char, 256> escapes{};
  for (unsigned byte = 0; byte < 0x20; ++byte) escapes[byte] = 'u';
  for (const auto& [byte, escape] : {std::pair{'\b', 'b'},
                                     {'\t', 't'},
                                     {'\n', 'n'},
                                     {'\f', 'f'},
                                     {'\r', 'r'},
                                     {'"', '"'},
                                     {'\\', '\\'},
                                     {'<', 'u'}})
    escapes[static_cast<unsigned char>(byte)] = escape;
  return escapes;
}();

void write(std::string& out, std::string_view text) {
  out += '"';
  std::size_t written = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kEscapes[byte] == 0) continue;
    out.append(text.substr(written, at - written));
    written = at + 1;
    if (kEscapes[byte] == 'u') {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += '\\';
      out += kEscapes[byte];
    }
  }
  out.append(text.substr(written));
  out += '"';
}

void write(std::string& out, bool value) { out += value ? "true" : "false"; }

void write(std::string& out, double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string_view shown(digits.data(), static_cast<std::size_t>(end - digits.data()));
  out.append(shown);
  if (shown.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void write(std::string& out, const Entity& entity);

template <typename Value>
void write(std::string& out, const std::vector<Value>& values) {
  out += '[';
  for (const auto& value : values) {
    if (&value != values.data()) out += ',';
    write(out, value);
  }
  out += ']';
}

/// An object being written.
class Object {
 public:
  explicit Object(std::string& out) : out_(out), begin_(out.size()) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  template <typename Value>
  void put(std::string_view key, const Value& value) {
    if (out_.size() > begin_ + 1) out_ += ',';
    write(out_, key);
    out_ += ':';
    write(out_, value);
  }

  /// Leaves out what is empty.
  template <typename Value>
  void put_if_any(std::string_view key, const Value& value) {
    if (!value.empty()) put(key, value);
  }

 private:
  std::string& out_;
  std::size_t begin_;
};

void write(std::string& out, const Entity& entity) {
  Object object(out);
  object.put("name", entity.name);
  object.put("rel", name(entity.relation));
  object.put("from", std::string_view(entity.origin == Origin::kMeta ? "meta" : "text"));
  object.put_if_any("uri", entity.uri);
  object.put_if_any("country", entity.country);
  if (entity.position) {
    object.put("lat", entity.position->latitude);
    object.put("lon", entity.position->longitude);
  }
  object.put_if_any("written", entity.written);
  object.put_if_any("parents", entity.parents);
}

/// The object of those fields that `is_wanted` names.
template <typename IsWanted>
std::string json_of(const Article& article, IsWanted is_wanted) {
  std::string json;
  json.reserve(512);
  {
    Object object(json);
    const auto put = [&](std::string_view key, const auto& value) {
      if (is_wanted(key)) object.put_if_any(key, value);
    };
    const auto date = [](const std::optional<Date>& one) { return one ? to_string(*one) : std::string(); };
    put("id", article.id);
    put("url", article.url);
    put("title", article.title);
    put("text", article.text);
    put("authors", article.authors);
    put("published", date(article.published));
    put("updated", date(article.updated));
    put("source", article.source);
    put("section", article.section);
    put("language", article.language);
    put("keywords", article.keywords);
    put("people", article.people);
    put("places", article.places);
    put("organizations", article.organizations);
    if (article.is_teaser && is_wanted("is_teaser")) object.put("is_teaser", true);
  }
  return json;
}

std::optional<Date> date_at(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  const auto date = parse_date(json[key].get<std::string>());
  return date ? std::optional(*date) : std::nullopt;
}

std::vector<Entity> entities_at(const Json& json, const char* key) {
  std::vector<Entity> entities;
  if (!json.contains(key)) return entities;
  for (const auto& one : json[key]) {
    Entity entity{.name = one.at("name").get<std::string>()};
    entity.relation = parse_relation(one.at("rel").get<std::string>()).value_or(Relation::kMentions);
    entity.origin = one.at("from") == "text" ? Origin::kText : Origin::kMeta;
    entity.uri = one.value("uri", "");
    entity.country = one.value("country", "");
    if (one.contains("lat")) entity.position = GeoPoint{one["lat"].get<double>(), one["lon"].get<double>()};
    entity.written = one.value("written", "");
    entity.parents = one.value("parents", std::vector<std::string>{});
    entities.push_back(std::move(entity));
  }
  return entities;
}

}  // namespace

std::string to_json(const Article& article, bool with_text) {
  return json_of(article, [&](std::string_view field) { return with_text || field != "text"; });
}

std::span<const std::string_view> article_fields() {
  static constexpr std::array<std::string_view, 15> kFields{
      "id",      "url",      "title",    "text",   "authors", "published",     "updated",  "source",
      "section", "language", "keywords", "people", "places",  "organizations", "is_teaser"};
  return kFields;
}

std::string to_json(const Article& article, std::span<const std::string> fields) {
  return json_of(article,
                 [&](std::string_view field) { return std::ranges::find(fields, field) != fields.end(); });
}

std::expected<Article, Error> article_from_json(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    Article article;
    article.id = json.value("id", "");
    article.url = json.value("url", "");
    article.title = json.value("title", "");
    article.text = json.value("text", "");
    article.authors = json.value("authors", std::vector<std::string>{});
    article.published = date_at(json, "published");
    article.updated = date_at(json, "updated");
    article.source = json.value("source", "");
    article.section = json.value("section", "");
    article.language = json.value("language", "");
    article.keywords = json.value("keywords", std::vector<std::string>{});
    article.people = entities_at(json, "people");
    article.places = entities_at(json, "places");
    article.organizations = entities_at(json, "organizations");
    article.is_teaser = json.value("is_teaser", false);
    return article;
  } catch (const Json::exception& failure) {
    return std::unexpected(malformed("the stored article is not readable: {}", failure.what()));
  }
}

}  // namespace dateline
