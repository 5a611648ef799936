#include "corpus/readers/markdown.h"

#include <yaml-cpp/yaml.h>

#include "corpus/base/charset.h"
#include "corpus/base/text.h"
#include "corpus/readers/fragment.h"
#include "corpus/readers/record.h"
#include "corpus/readers/toml.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxYamlDepth = 20;
constexpr std::size_t kMaxYamlBytes = 1 << 20;

Value value_of(const YAML::Node& node, std::size_t depth) {
  if (depth > kMaxYamlDepth || !node.IsDefined() || node.IsNull()) return {};
  Value value;
  if (node.IsScalar()) {
    value.kind = Value::Kind::kText;
    value.text = node.Scalar();
  } else if (node.IsSequence()) {
    value.kind = Value::Kind::kList;
    for (const auto& item : node) value.items.push_back(value_of(item, depth + 1));
  } else {
    value.kind = Value::Kind::kObject;
    for (const auto& member : node) {
      if (member.first.IsScalar())
        value.members.emplace_back(member.first.Scalar(), value_of(member.second, depth + 1));
    }
  }
  return value;
}

/// How deep flow brackets nest: yaml-cpp recurses on them.
bool brackets_nest_too_deep(std::string_view yaml) {
  std::size_t depth = 0;
  for (const char c : yaml) {
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (depth > kMaxYamlDepth) return true;
  }
  return false;
}

std::expected<Value, Error> parse_yaml(std::string_view yaml) {
  if (yaml.size() > kMaxYamlBytes || brackets_nest_too_deep(yaml)) {
    return std::unexpected(
        make_error(ErrorCode::kLimit, "the front matter is longer than 1 MB or nested too deep"));
  }
  // An alias can repeat what it names without end ("billion laughs"); front matter has no need of it.
  if (yaml.find("*") != std::string_view::npos && yaml.find("&") != std::string_view::npos) {
    for (std::size_t at = yaml.find("&"); at != std::string_view::npos; at = yaml.find("&", at + 1)) {
      const auto name = yaml.substr(at + 1, yaml.find_first_of(" \n,]", at + 1) - at - 1);
      if (!name.empty() && yaml.find("*" + std::string(name)) != std::string_view::npos) {
        return std::unexpected(malformed("the front matter repeats '&{}' by an alias: write it out", name));
      }
    }
  }
  try {
    return value_of(YAML::Load(std::string(yaml)), 0);
  } catch (const YAML::Exception& failure) {
    return std::unexpected(
        malformed("the front matter is not YAML: line {}: {}", failure.mark.line + 1, failure.msg));
  }
}

struct Parts {
  std::string_view front_matter;
  bool is_toml = false;
  std::string_view body;
};

/// Front matter stands between two lines `---`, or `+++` if it is TOML, at the beginning.
std::expected<Parts, Error> split(std::string_view text) {
  const bool is_toml = text.starts_with("+++\n");
  if (!text.starts_with("---\n") && !is_toml) return Parts{.body = text};
  const auto end = text.find(is_toml ? "\n+++" : "\n---", 3);
  if (end == std::string_view::npos) {
    return std::unexpected(
        malformed("the front matter is never closed: write a line '{}' behind it", text.substr(0, 3)));
  }
  const auto body = text.find('\n', end + 1);
  return Parts{text.substr(4, end > 4 ? end - 4 : 0), is_toml,
               body == std::string_view::npos ? std::string_view() : text.substr(body + 1)};
}

/// The day that begins a file's name, as Jekyll has it: 2019-03-04-hello.md.
std::optional<Date> day_in_name(std::string_view path) {
  constexpr std::size_t kDayBytes = 10;
  const auto name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  if (name.size() <= kDayBytes || name[kDayBytes] != '-') return std::nullopt;
  const auto date = parse_date(name.substr(0, kDayBytes));
  return date && date->precision == Precision::kDay ? std::optional(*date) : std::nullopt;
}

/// Takes out what stands between `open` and `close`, the marks included.
void erase_between(std::string& text, std::string_view open, std::string_view close) {
  for (auto begin = text.find(open); begin != std::string::npos; begin = text.find(open, begin)) {
    const auto end = text.find(close, begin + open.size());
    if (end == std::string::npos) return;
    text.erase(begin, end + close.size() - begin);
  }
}

/// [text](target "title") and ![text](target) and [text][name] -> text.
std::string without_links(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const bool image = line.substr(at).starts_with("![");
    const auto open = at + (image ? 1 : 0);
    const auto close = line[open] == '[' ? line.find(']', open) : std::string_view::npos;
    const bool has_target = close != std::string_view::npos && close + 1 < line.size() &&
                            (line[close + 1] == '(' || line[close + 1] == '[');
    const auto end =
        has_target ? line.find(line[close + 1] == '(' ? ')' : ']', close + 2) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out.push_back(line[at++]);
      continue;
    }
    if (!image) out.append(line.substr(open + 1, close - open - 1));
    at = end + 1;
  }
  return out;
}

/// A line without the marks of headings, quotes, lists and emphasis.
std::string plain_line(std::string_view line) {
  line = trimmed(line);
  while (line.starts_with('#') || line.starts_with('>')) line = trimmed(line.substr(1));
  for (const std::string_view bullet : {"- ", "* ", "+ "}) {
    if (line.starts_with(bullet)) line = trimmed(line.substr(2));
  }
  auto out = without_links(line);
  for (const std::string_view mark : {"**", "__", "~~", "`"}) {
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at))
      out.erase(at, mark.size());
  }
  // Single stars and underlines are emphasis only at the borders of words.
  std::string kept;
  for (std::size_t n = 0; n < out.size(); ++n) {
    const bool mark = out[n] == '*' || out[n] == '_';
    const bool inside = n > 0 && n + 1 < out.size() &&
                        std::isalnum(static_cast<unsigned char>(out[n - 1])) != 0 &&
                        std::isalnum(static_cast<unsigned char>(out[n + 1])) != 0;
    if (!mark || inside) kept.push_back(out[n]);
  }
  return kept;
}

bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("-*_= |:") == std::string_view::npos;
}

}  // namespace

bool looks_like_markdown(std::string_view beginning, std::string_view path) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const auto line = beginning.substr(0, beginning.find_first_of("\r\n"));
  const bool front_matter = line.size() < beginning.size() && (line == "---" || line == "+++");
  return front_matter || has_extension(path, ".md") || has_extension(path, ".markdown");
}

std::string markdown_to_text(std::string_view markdown) {
  std::string source(markdown);
  erase_between(source, "{{", "}}");
  erase_between(source, "<!--", "-->");
  std::vector<std::string> paragraphs(1);
  std::string_view rest = source;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto raw = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const bool own_paragraph =
        raw.starts_with('#') || raw.starts_with("- ") || raw.starts_with("* ") || raw.starts_with("+ ");
    if ((raw.empty() || own_paragraph) && !paragraphs.back().empty()) paragraphs.emplace_back();
    if (is_rule(raw) || raw.starts_with("```")) continue;
    const auto line = plain_line(raw);
    if (!line.empty()) paragraphs.back().append(paragraphs.back().empty() ? "" : " ").append(line);
    if (raw.starts_with('#') && !paragraphs.back().empty()) paragraphs.emplace_back();
  }
  std::erase(paragraphs, "");
  auto text = joined(paragraphs, "\n\n");
  return text.find_first_of("<&") == std::string::npos ? text : html_fragment_to_text(text);
}

std::expected<Article, Error> parse_markdown(std::string_view bytes, const std::string& path,
                                             const ReadOptions& options, std::vector<std::string>& warnings) {
  const auto text = clean_text(to_utf8(bytes));
  const auto parts = split(text);
  if (!parts) return std::unexpected(parts.error());
  Article article{.published = day_in_name(path)};
  const auto body = markdown_to_text(parts->body);
  if (!parts->front_matter.empty()) {
    auto record = parts->is_toml ? parse_toml(parts->front_matter) : parse_yaml(parts->front_matter);
    if (!record) return std::unexpected(record.error());
    if (record->kind == Value::Kind::kObject) {
      const auto* slug = record->find("slug");
      if (slug != nullptr && record->find("id") == nullptr) record->members.emplace_back("id", *slug);
      // The body is the text; a summary in the front matter is not taken for it.
      record->members.emplace_back("text", Value{.kind = Value::Kind::kText, .text = body});
      auto assembled = article_of(*std::move(record), options.renames, warnings);
      if (assembled && !assembled->published) assembled->published = day_in_name(path);
      return assembled;
    }
  }
  const auto title_end = body.find("\n\n");
  const auto first = std::string_view(body).substr(0, title_end);
  const bool heading = trimmed(parts->body).starts_with('#') || first.size() <= 200;
  if (heading) article.title = first;
  article.text = !heading ? body : title_end == std::string::npos ? "" : body.substr(title_end + 2);
  return article;
}

std::unique_ptr<RecordReader> open_markdown(Input& input, const ReadOptions& options) {
  return open_whole_file(input, options, parse_markdown);
}

}  // namespace dateline
