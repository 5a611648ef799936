// An article from the JSON object that to_json wrote of it, in one pass and without a tree: a search reads
// many.
#include <array>
#include <charconv>

#include "corpus/article.h"
#include "corpus/base/json_writer.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

template <typename Value>
using Member = std::pair<std::string_view, Value Article::*>;

constexpr std::array<Member<std::string>, 7> kTexts{{{"id", &Article::id},
                                                     {"url", &Article::url},
                                                     {"title", &Article::title},
                                                     {"text", &Article::text},
                                                     {"source", &Article::source},
                                                     {"section", &Article::section},
                                                     {"language", &Article::language}}};
constexpr std::array<Member<std::vector<std::string>>, 2> kLists{
    {{"authors", &Article::authors}, {"keywords", &Article::keywords}}};
constexpr std::array<Member<std::optional<Date>>, 2> kDates{
    {{"published", &Article::published}, {"updated", &Article::updated}}};
constexpr std::array<Member<std::vector<Entity>>, 3> kEntities{
    {{"people", &Article::people}, {"places", &Article::places}, {"organizations", &Article::organizations}}};

/// What does not fit makes the rest unreadable, so that every loop ends.
class ArticleReader {
 public:
  explicit ArticleReader(std::string_view json)
      : begin_(json.data()), at_(begin_), end_(begin_ + json.size()) {}

  std::expected<Article, Error> read() {
    Article article;
    object([&](std::string_view key) { member(article, key); });
    if (at_ != end_) fail();
    if (failed_at_) {
      return std::unexpected(
          malformed("the stored article is not readable: byte {} is not what was written", *failed_at_));
    }
    return article;
  }

 private:
  void fail() {
    if (!failed_at_) failed_at_ = at_ - begin_;
    at_ = end_;
  }

  bool take(char wanted) {
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) {
    if (!take(wanted)) fail();
  }

  template <typename ReadItem>
  void items(char open, char close, ReadItem read_item) {
    expect(open);
    if (take(close)) return;
    do read_item();
    while (take(','));
    expect(close);
  }

  template <typename ReadMember>
  void object(ReadMember read_member) {
    items('{', '}', [&] {
      const auto key = text();
      expect(':');
      read_member(key);
    });
  }

  void member(Article& article, std::string_view key) {
    const auto read = [&](const auto& table, auto read_value) {
      for (const auto& [name, place] : table) {
        if (name != key) continue;
        article.*place = read_value();
        return true;
      }
      return false;
    };
    const bool known = read(kTexts, [&] { return text(); }) || read(kLists, [&] { return list(); }) ||
                       read(kDates, [&] { return date(); }) || read(kEntities, [&] { return entities(); });
    if (known) return;
    if (key != "is_teaser") return fail();
    article.is_teaser = word("true");
    if (!article.is_teaser && !word("false")) fail();
  }

  std::string text() {
    std::string read;
    expect('"');
    while (at_ != end_) {
      const char* const begin = at_;
      at_ += plain_json_prefix({at_, end_});
      while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
      read.append(begin, at_);
      if (take('"')) return read;
      expect('\\');
      escaped(read);
    }
    fail();
    return read;
  }

  /// What stands behind a backslash.
  void escaped(std::string& out) {
    if (at_ == end_) return fail();
    if (take('u')) return append_utf8(out, code_unit());
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const auto letter = kLetters.find(*at_);
    if (letter == std::string_view::npos) return fail();
    out += kMeanings[letter];
    ++at_;
  }

  char32_t code_unit() {
    constexpr std::ptrdiff_t kDigits = 4;
    std::uint32_t unit = 0;
    const bool known =
        end_ - at_ >= kDigits && std::from_chars(at_, at_ + kDigits, unit, 16).ptr == at_ + kDigits;
    if (!known) return fail(), unit;
    at_ += kDigits;
    return unit;
  }

  bool word(std::string_view wanted) {
    if (!std::string_view(at_, end_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  double number() {
    double value = 0;
    const auto [end, error] = std::from_chars(at_, end_, value);
    if (error != std::errc{}) return fail(), value;
    at_ = end;
    return value;
  }

  std::vector<std::string> list() {
    std::vector<std::string> texts;
    items('[', ']', [&] {
      if (texts.empty()) texts.reserve(4);
      texts.push_back(text());
    });
    return texts;
  }

  std::optional<Date> date() {
    const auto read = parse_date(text());
    return read ? std::optional(*read) : std::nullopt;
  }

  std::vector<Entity> entities() {
    std::vector<Entity> all;
    items('[', ']', [&] {
      if (all.empty()) all.reserve(16);
      all.push_back(entity());
    });
    return all;
  }

  Entity entity() {
    Entity one;
    GeoPoint point;
    object([&](std::string_view key) {
      if (key == "name") {
        one.name = text();
      } else if (key == "rel") {
        one.relation = parse_relation(text()).value_or(Relation::kMentions);
      } else if (key == "from") {
        one.origin = text() == "text" ? Origin::kText : Origin::kMeta;
      } else if (key == "uri") {
        one.uri = text();
      } else if (key == "country") {
        one.country = text();
      } else if (key == "lat") {
        point.latitude = number();
      } else if (key == "lon") {
        point.longitude = number();
        one.position = point;  // latitude stands before it
      } else if (key == "written") {
        one.written = text();
      } else if (key == "parents") {
        one.parents = list();
      } else {
        fail();
      }
    });
    if (one.name.empty()) fail();
    return one;
  }

  const char *begin_, *at_, *end_;
  std::optional<std::ptrdiff_t> failed_at_;
};

}  // namespace

std::expected<Article, Error> article_from_json(std::string_view json) {
  if (!is_utf8(json))
    return std::unexpected(malformed("the stored article is not readable: it is not UTF-8"));
  return ArticleReader(json).read();
}

}  // namespace dateline
