#include "corpus/readers/reuters_sgml.h"

#include <charconv>

#include "corpus/base/charset.h"
#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/readers/plain_text.h"

namespace dateline {
namespace {

/// Decodes &lt; &gt; &amp; &quot; and numbers; numbers of control characters vanish.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
    if (end == std::string_view::npos || end - at > 8) {
      out.push_back(text[at++]);
      continue;
    }
    const auto name = text.substr(at + 1, end - at - 1);
    std::uint32_t number = 0;
    if (name == "lt") {
      out.push_back('<');
    } else if (name == "gt") {
      out.push_back('>');
    } else if (name == "amp") {
      out.push_back('&');
    } else if (name == "quot") {
      out.push_back('"');
    } else if (name.starts_with('#') &&
               std::from_chars(name.data() + 1, name.data() + name.size(), number).ec == std::errc{}) {
      if (number >= 0x20 && number != 0x7F) append_utf8(out, number);
    } else {
      out.append(text.substr(at, end + 1 - at));
    }
    at = end + 1;
  }
  return out;
}

/// What stands between <NAME ...> and </NAME>; nothing if it does not occur.
std::optional<std::string_view> element(std::string_view text, std::string_view name) {
  const auto open = text.find(fmt::format("<{}", name));
  if (open == std::string_view::npos) return std::nullopt;
  const auto begin = text.find('>', open);
  const auto end = text.find(fmt::format("</{}>", name), open);
  if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) return std::nullopt;
  return text.substr(begin + 1, end - begin - 1);
}

/// The values of a list: <D>usa</D><D>japan</D>.
std::vector<std::string> values(std::string_view story, std::string_view name) {
  std::vector<std::string> found;
  auto rest = element(story, name).value_or("");
  for (auto value = element(rest, "D"); value; value = element(rest, "D")) {
    found.push_back(decoded(*value));
    rest = rest.substr(static_cast<std::size_t>(value->data() + value->size() - rest.data()));
  }
  return found;
}

std::vector<Entity> entities(std::string_view story, std::string_view name) {
  std::vector<Entity> found;
  for (auto& value : values(story, name))
    found.push_back({.name = std::move(value), .relation = Relation::kAbout});
  return found;
}

std::string attribute(std::string_view story, std::string_view name) {
  const auto tag = story.substr(0, story.find('>'));
  const auto begin = tag.find(fmt::format("{}=\"", name));
  if (begin == std::string_view::npos) return "";
  const auto value = tag.substr(begin + name.size() + 2);
  return std::string(value.substr(0, value.find('"')));
}

/// Agency copy indents each paragraph: such lines begin a new one.
std::string paragraphs(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const auto end = std::min(body.find('\n'), body.size());
    const auto line = body.substr(0, end);
    if (line.starts_with("    ") && !out.empty()) out += '\n';
    out.append(trimmed(line)).append("\n");
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return out;
}

class ReutersReader : public RecordReader {
 public:
  explicit ReutersReader(Input& input) : input_(input) {}

  std::optional<std::expected<Article, Error>> next() override {
    warnings_.clear();
    story_.clear();
    bool cut = false;
    while (auto line = input_.read_line(kMaxRecordBytes, cut)) {
      const bool begins = line->starts_with("<REUTERS");
      if (begins && !story_.empty()) {
        // The story before was never closed: it is refused, and this line begins the next.
        pending_ = std::move(*line);
        pending_line_ = input_.line() - 1;
        return std::unexpected(malformed("the story is not closed: write </REUTERS> behind it"));
      }
      if (begins) line_ = input_.line() - 1;
      if (!pending_.empty()) story_ = std::exchange(pending_, {}) + "\n", line_ = pending_line_;
      if (!begins && story_.empty()) continue;
      story_ += *line;
      story_ += '\n';
      if (line->starts_with("</REUTERS>")) return parse_reuters_story(story_, warnings_);
      if (story_.size() > kMaxRecordBytes)
        return std::unexpected(make_error(ErrorCode::kLimit, "the story is longer than 64 MB"));
    }
    if (input_.failure() && !std::exchange(reported_failure_, true))
      return std::unexpected(*input_.failure());
    if (story_.empty()) return std::nullopt;
    return std::unexpected(malformed("the story is not closed: write </REUTERS> behind it"));
  }
  std::uint64_t line() const override { return line_; }
  std::string_view raw() const override { return story_; }
  std::vector<std::string> warnings() const override { return warnings_; }

 private:
  Input& input_;
  std::string story_;
  std::string pending_;
  std::uint64_t line_ = 0;
  std::uint64_t pending_line_ = 0;
  bool reported_failure_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace

bool looks_like_reuters_sgml(std::string_view beginning, std::string_view) {
  return beginning.starts_with("<!DOCTYPE lewis") || beginning.starts_with("<REUTERS ") ||
         beginning.substr(0, 4096).find("\n<REUTERS ") != std::string_view::npos;
}

std::expected<Article, Error> parse_reuters_story(std::string_view story,
                                                  std::vector<std::string>& warnings) {
  Article article{.id = attribute(story, "NEWID"), .source = "Reuters", .language = "en"};
  if (article.id.empty())
    return std::unexpected(malformed("the story has no NEWID: write NEWID=\"1\" in its <REUTERS> tag"));
  const auto text = element(story, "TEXT");
  if (!text)
    return std::unexpected(malformed("the story {} has no TEXT element that is closed", quoted(article.id)));

  article.title = decoded(element(*text, "TITLE").value_or(""));
  if (const auto author = element(*text, "AUTHOR")) {
    auto name = std::string(trimmed(decoded(*author)));
    if (ascii_lower(name).starts_with("by ")) name.erase(0, 3);
    if (name.ends_with(", Reuters")) name.resize(name.size() - 9);
    article.authors = {name};
  }
  if (const auto body = element(*text, "BODY")) {
    const auto place = squeezed(decoded(element(*text, "DATELINE").value_or("")));
    article.text =
        (place.empty() ? "" : place + " ") + std::string(trimmed(paragraphs(to_utf8(decoded(*body)))));
  } else if (article.title.empty()) {
    const auto plain = parse_plain_text(decoded(*text), "", {}, warnings);
    if (!plain) warnings.push_back("the story has no words: it is kept for its desk's codes");
    article.title = plain && !plain->title.empty() ? plain->title : "(no headline)";
    if (plain) article.text = plain->text;
  }
  const auto given = decoded(element(story, "DATE").value_or(""));
  if (const auto date = parse_human_date(given)) {
    article.published = *date;
  } else {
    warnings.push_back("the date is left out: " + date.error().message);
  }
  for (const char* list : {"TOPICS", "EXCHANGES", "COMPANIES"}) {
    for (auto& value : values(story, list)) article.keywords.push_back(std::move(value));
  }
  article.people = entities(story, "PEOPLE");
  article.places = entities(story, "PLACES");
  article.organizations = entities(story, "ORGS");
  return article;
}

std::unique_ptr<RecordReader> open_reuters_sgml(Input& input, const ReadOptions&) {
  return std::make_unique<ReutersReader>(input);
}

}  // namespace dateline
