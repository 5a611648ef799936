#include "corpus/readers/xml_reader.h"

#include <algorithm>

#include "corpus/base/text.h"
#include "corpus/readers/xml.h"
#include "corpus/readers/xml_records.h"

namespace dateline {
namespace {

class XmlReader : public RecordReader {
 public:
  XmlReader(Input& input, std::vector<std::string_view> names, ParseElement parse, KindOfOther kind_of_other)
      : records_(input, std::move(names)), parse_(parse), kind_of_other_(kind_of_other) {}

  std::optional<std::expected<Article, Error>> next() override {
    warnings_.clear();
    while (auto record = records_.next()) {
      raw_.clear();
      if (!*record) return std::unexpected(record->error());
      raw_ = std::move(**record);
      read_head();
      pugi::xml_document document;
      if (auto parsed = parse_xml(raw_, document); !parsed) return std::unexpected(parsed.error());
      const auto element = document.first_child();
      const auto other = kind_of_other_ == nullptr ? std::string_view() : kind_of_other_(element);
      if (other.empty()) return parse_(element, *head_, warnings_);
      ++passed_over_[std::string(other)];
    }
    return std::nullopt;
  }

  std::uint64_t line() const override { return records_.line(); }
  std::string_view raw() const override { return raw_; }
  std::vector<std::string> warnings() const override { return warnings_; }
  Tally passed_over() const override { return passed_over_; }

 private:
  void read_head() {
    if (head_) return;
    head_.emplace();
    pugi::xml_document document;
    // Its elements are still open: pugixml keeps what it has read up to there.
    const auto& text = records_.head();
    document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    const auto root = document.first_child();
    const auto channel = child(root, "channel") ? child(root, "channel") : root;
    head_->title = child_text(channel, "title");
    head_->language = child_text(channel, "language");
    if (head_->language.empty()) head_->language = attribute(root, "lang");
  }

  XmlRecords records_;
  ParseElement parse_;
  KindOfOther kind_of_other_;
  Tally passed_over_;
  std::string raw_;
  std::optional<XmlHead> head_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::unique_ptr<RecordReader> open_xml(Input& input, std::vector<std::string_view> names, ParseElement parse,
                                       KindOfOther kind_of_other) {
  return std::make_unique<XmlReader>(input, std::move(names), parse, kind_of_other);
}

bool xml_root_is(std::string_view beginning, std::initializer_list<std::string_view> names) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  beginning = trimmed(beginning);
  while (beginning.starts_with("<?") || beginning.starts_with("<!")) {
    const bool is_comment = beginning.starts_with("<!--");
    auto end = beginning.find(is_comment ? "-->" : ">");
    const auto bracket = beginning.find('[');
    if (beginning.starts_with("<!DOCTYPE") && bracket < end) end = beginning.find("]>");
    if (end == std::string_view::npos) return false;
    beginning = trimmed(beginning.substr(beginning.find('>', end) + 1));
  }
  if (!beginning.starts_with('<')) return false;
  auto name = beginning.substr(1, beginning.find_first_of(" \t\r\n/>") - 1);
  if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
  return std::ranges::find(names, name) != names.end();
}

}  // namespace dateline
