#include "corpus/readers/warc.h"

#include <charconv>

#include "corpus/base/human_date.h"
#include "corpus/base/text.h"
#include "corpus/page/page.h"
#include "corpus/readers/feed.h"
#include "corpus/readers/http_message.h"
#include "corpus/sitemap_index.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxHeaderBytes = 1 << 16;
constexpr auto kNone = std::string_view::npos;

bool names_sitemap(std::string_view address) {
  return ascii_lower(address).find("sitemap") != std::string::npos;
}

/// What records of a type that holds no page are counted as.
std::string kind_of(std::string_view type) {
  for (const std::string_view known :
       {"warcinfo", "request", "metadata", "revisit", "conversion", "continuation"}) {
    if (type == known) return fmt::format("{} records of a crawl", known);
  }
  return "records of a crawl that are of no known type";
}

class WarcReader : public RecordReader {
 public:
  explicit WarcReader(Input& input) : input_(input) {}

  std::optional<std::expected<Article, Error>> next() override {
    for (;;) {
      warnings_.clear();
      raw_.clear();
      address_.clear();
      if (!skip_blank()) {
        if (auto failure = end()) return failure;
        return next_entry();
      }
      const auto block = take_header();
      if (!block) return std::unexpected(block.error());
      if (auto page = take_page(headers_of(*block))) return page;
    }
  }

  std::string member() const override { return address_; }
  std::string_view raw() const override { return raw_; }
  std::vector<std::string> warnings() const override { return warnings_; }
  Tally passed_over() const override { return passed_over_; }

 private:
  bool skip_blank() {
    for (auto ahead = input_.peek(1); !ahead.empty(); ahead = input_.peek(1)) {
      const auto at = ahead.find_first_not_of("\r\n");
      input_.skip(std::min(at, ahead.size()));
      if (at != kNone) return true;
    }
    return false;
  }

  std::optional<std::expected<Article, Error>> end() {
    if (!input_.failure() || reported_failure_) return std::nullopt;
    reported_failure_ = true;
    return std::unexpected(*input_.failure());
  }

  /// The next entry of the crawl's sitemaps for which it holds no page.
  std::optional<std::expected<Article, Error>> next_entry() {
    while (auto entry = sitemaps_.take_without_page()) {
      address_ = entry->article.url;
      if (!entry->article.title.empty()) return std::move(entry->article);
      ++passed_over_[std::string(kBareAddresses)];
    }
    return std::nullopt;
  }

  std::expected<std::string, Error> take_header() {
    const auto ahead = input_.peek(kMaxHeaderBytes);
    const auto [end, begin] = header_end(ahead.substr(0, kMaxHeaderBytes));
    if (!ahead.starts_with("WARC/") || end == kNone) {
      const auto error = malformed("{} is not the beginning of a WARC record: it must begin with \"WARC/\"",
                                   quoted(ahead.substr(0, 40)));
      go_to_next_record(1);
      return std::unexpected(error);
    }
    std::string block(ahead.substr(0, end));
    input_.skip(begin);
    return block;
  }

  /// Passes over everything before the next line that begins with "WARC/1.", searched from `from` on.
  void go_to_next_record(std::size_t from) {
    constexpr std::string_view kMark = "\nWARC/1.";
    for (;;) {
      const auto ahead = input_.peek(from + kMark.size() + (1 << 16));
      if (const auto at = ahead.find(kMark, from - 1); at != kNone) return input_.skip(at + 1);
      if (ahead.size() < from + kMark.size() + (1 << 16)) return input_.skip(ahead.size());
      input_.skip(ahead.size() - kMark.size());
      from = 1;
    }
  }

  /// The article of the record whose header was read; nothing if the record holds no page.
  std::optional<std::expected<Article, Error>> take_page(const Headers& header) {
    const auto type = value(header, "warc-type");
    const auto given = value(header, "content-length");
    std::size_t length = 0;
    const auto [stop, failure] = std::from_chars(given.data(), given.data() + given.size(), length);
    address_ = value(header, "warc-target-uri");
    if (address_.starts_with('<') && address_.ends_with('>'))
      address_ = address_.substr(1, address_.size() - 2);
    if (failure != std::errc{} || stop != given.data() + given.size() || given.empty()) {
      go_to_next_record(1);
      return std::unexpected(
          malformed("{} is not a Content-Length: write the number of bytes", quoted(given)));
    }
    if (type != "response" && type != "resource") {
      ++passed_over_[kind_of(type)];
      return pass_over(length, given);
    }
    const auto head =
        input_.peek(std::min(length, kMaxHeaderBytes)).substr(0, std::min(length, kMaxHeaderBytes));
    const bool is_http = head.starts_with("HTTP/");
    const auto [http_end, body_begin] =
        is_http ? header_end(head) : std::pair<std::size_t, std::size_t>{0, 0};
    const auto http = is_http ? headers_of(head.substr(0, http_end)) : header;
    const bool found = !is_http || head.substr(0, 16).find(" 200") != kNone;
    const auto content = value(http, "content-type");
    const bool is_page = is_html(content), may_be_sitemap = is_xml(content) || names_sitemap(address_);
    if (!found || !(is_page || may_be_sitemap) || http_end == kNone) {
      ++passed_over_[found ? "responses that are no HTML page" : "responses of another status than 200"];
      return pass_over(length, given);
    }
    if (auto error = take_block(length, given)) return std::unexpected(std::move(*error));
    const auto body = body_of(http, std::string_view(raw_).substr(body_begin), kMaxPageBytes);
    if (!body) return std::unexpected(body.error());
    if (is_page) return parse(*body, http, value(header, "warc-date"));
    read_sitemap(*body);
    return std::nullopt;
  }

  /// Takes a record's block into raw_, unless it is too long or its length lies.
  std::optional<Error> take_block(std::size_t length, std::string_view given) {
    if (length > kMaxPageBytes) {
      auto lie = skip_long(length, given);
      return lie ? lie
                 : make_error(ErrorCode::kLimit, "the page is longer than {} MB: it is not read",
                              kMaxPageBytes >> 20);
    }
    raw_ = input_.peek(length).substr(0, length);
    return skip_checked(length, given);
  }

  /// Passes over a record that holds no page; an error if its length lies, for then it may have swallowed
  /// pages.
  std::optional<std::expected<Article, Error>> pass_over(std::size_t length, std::string_view given) {
    auto lie = length > kMaxPageBytes ? skip_long(length, given) : skip_checked(length, given);
    if (!lie) return std::nullopt;
    return std::unexpected(std::move(*lie));
  }

  /// Passes over the block of a record. What follows it is an empty line and the next record; anything else
  /// means that the length lies: reading goes on at the first record that begins inside of the block or
  /// behind it.
  std::optional<Error> skip_checked(std::size_t length, std::string_view given) {
    const auto ahead = input_.peek(length + 9);
    const auto behind = ahead.substr(std::min(length, ahead.size()));
    const auto at = behind.find_first_not_of("\r\n");
    const bool is_true = ahead.size() >= length && (at == kNone || behind.substr(at).starts_with("WARC/") ||
                                                    std::string_view("WARC/").starts_with(behind.substr(at)));
    if (is_true) {
      input_.skip(length);
      return std::nullopt;
    }
    const bool is_damaged = ahead.size() < length && input_.failure();
    if (is_damaged) {
      reported_failure_ = true;
      const auto error = *input_.failure();
      input_.skip(ahead.size());
      return error;
    }
    go_to_next_record(1);
    return malformed("the Content-Length {} is not the record's length: the next record does not follow",
                     given);
  }

  /// Keeps the entries of a sitemap for the pages behind it and for the end.
  void read_sitemap(const std::string& body) {
    const auto input = Input::open_bytes(body, address_);
    bool is_sitemap = false;
    for (auto more = input ? (*input)->next_member() : false; more && *more; more = (*input)->next_member()) {
      if (!looks_like_sitemap((*input)->peek(kDetectionBytes), address_)) continue;
      is_sitemap = true;
      const auto records = open_sitemap(**input, {});
      while (auto article = records->next()) {
        if (*article) sitemaps_.add({std::move(**article), {}});
      }
    }
    ++passed_over_[is_sitemap ? "sitemaps of a crawl" : "responses that are no HTML page"];
  }

  std::expected<Article, Error> parse(std::string_view body, const Headers& http,
                                      const std::string& crawled) {
    auto article = read_page(body, charset_of(value(http, "content-type")), warnings_);
    if (!article) return article;
    sitemaps_.fill(*article, address_);
    sitemaps_.fill(*article);
    if (article->url.empty()) article->url = address_;
    const auto seen = parse_date(crawled);
    for (auto* date : {&article->published, &article->updated}) {
      if (!seen || !*date || (*date)->instant < seen->instant + std::chrono::hours(48)) continue;
      warnings_.push_back(
          fmt::format("the date {} is left out: the page was fetched before it", to_string(**date)));
      date->reset();
    }
    return article;
  }

  /// Passes over a block too long to be looked at; only an end of the source inside it shows that the length
  /// lies.
  std::optional<Error> skip_long(std::size_t length, std::string_view given) {
    if (skip(length) || input_.failure()) return std::nullopt;
    return malformed("the Content-Length {} is not the record's length: the source ends before it", given);
  }

  /// Whether there were as many bytes to skip.
  bool skip(std::size_t bytes) {
    while (bytes > 0) {
      const auto ahead = input_.peek(1).size();
      if (ahead == 0) return false;
      const auto step = std::min(ahead, bytes);
      input_.skip(step);
      bytes -= step;
    }
    return true;
  }

  Input& input_;
  std::string raw_;
  std::string address_;
  bool reported_failure_ = false;
  std::vector<std::string> warnings_;
  SitemapIndex sitemaps_;  ///< of this crawl
  Tally passed_over_;
};

}  // namespace

bool looks_like_warc(std::string_view beginning, std::string_view) { return beginning.starts_with("WARC/"); }

std::unique_ptr<RecordReader> open_warc(Input& input, const ReadOptions&) {
  return std::make_unique<WarcReader>(input);
}

}  // namespace dateline
