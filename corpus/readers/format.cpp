#include "corpus/readers/format.h"

#include <array>

#include "corpus/base/text.h"
#include "corpus/readers/agency.h"
#include "corpus/readers/csv.h"
#include "corpus/readers/feed.h"
#include "corpus/readers/html.h"
#include "corpus/readers/json.h"
#include "corpus/readers/markdown.h"
#include "corpus/readers/plain_text.h"
#include "corpus/readers/reuters_sgml.h"
#include "corpus/readers/warc.h"

namespace dateline {
namespace {

constexpr std::array kFormats = std::to_array<Format>({
    {"reuters-sgml", looks_like_reuters_sgml, open_reuters_sgml},
    {"warc", looks_like_warc, open_warc},
    {"feed", looks_like_feed, open_feed},
    {"sitemap", looks_like_sitemap, open_sitemap},
    {"nitf", looks_like_nitf, open_nitf},
    {"newsml-g2", looks_like_newsml, open_newsml},
    {"json", looks_like_json, open_json},
    {"html", looks_like_html, open_html},
    {"markdown", looks_like_markdown, open_markdown},
    {"csv", looks_like_csv, open_csv},
    {"text", looks_like_plain_text, open_plain_text},
});

class WholeFileReader : public RecordReader {
 public:
  WholeFileReader(Input& input, const ReadOptions& options, ParseFile parse)
      : input_(input), options_(options), parse_(parse) {}

  std::optional<std::expected<Article, Error>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    bool cut = false;
    bytes_ = input_.read_all(kMaxRecordBytes, cut);
    if (input_.failure()) return std::unexpected(*input_.failure());
    if (cut)
      return std::unexpected(
          make_error(ErrorCode::kLimit, "the file is longer than {} MB: split it", kMaxRecordBytes >> 20));
    return parse_(bytes_, input_.path(), options_, warnings_);
  }
  std::string_view raw() const override { return bytes_; }
  std::vector<std::string> warnings() const override { return warnings_; }

 private:
  Input& input_;
  const ReadOptions& options_;
  ParseFile parse_;
  std::string bytes_;
  std::vector<std::string> warnings_;
  bool done_ = false;
};

}  // namespace

std::span<const Format> formats() { return kFormats; }

bool has_extension(std::string_view path, std::string_view extension) {
  return path.size() > extension.size() &&
         ascii_iequal(path.substr(path.size() - extension.size()), extension);
}

std::unique_ptr<RecordReader> open_whole_file(Input& input, const ReadOptions& options, ParseFile parse) {
  return std::make_unique<WholeFileReader>(input, options, parse);
}

}  // namespace dateline
