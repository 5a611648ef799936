#include "server/article_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/base/text.h"
#include "corpus/language.h"
#include "corpus/readers/json.h"
#include "corpus/readers/json_forms.h"
#include "corpus/readers/record.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// Where articles that came over HTTP came from, for dateline-index --delete-missing.
constexpr std::string_view kOrigin = "http";

std::string_view word_of(PutOutcome outcome) {
  switch (outcome) {
    case PutOutcome::kAdded:
      return "added";
    case PutOutcome::kReplaced:
      return "replaced";
    case PutOutcome::kUnchanged:
      return "unchanged";
  }
  return "";
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

HttpResponse unavailable(const Error& error) {
  const bool busy = error.code == ErrorCode::kBusy;
  auto response = busy ? error_response(503, "busy",
                                        "another program is writing to the index: try again in a few seconds")
                       : error_response(500, "internal", "the index cannot be written: see the server's log");
  if (busy) response.with("Retry-After", "5");
  return response;
}

using Given = std::expected<Value, Error>;

std::expected<Article, Error> article_of_value(Given value) {
  if (!value) return std::unexpected(value.error());
  std::vector<std::string> warnings;
  auto article = article_of(known_form(std::move(*value)), {}, warnings);
  if (!article) return article;
  auto whole = normalized(std::move(*article), "http");
  if (whole && whole->language.empty()) whole->language = language_of(whole->title + "\n" + whole->text);
  return whole;
}

/// Puts one article, and adds to `result` what became of it.
std::expected<std::string, Error> put_one(Writer& writer, Given value, Json result) {
  const auto article = article_of_value(std::move(value));
  if (article) {
    const auto outcome = writer.put(*article, kOrigin);
    if (!outcome) return std::unexpected(outcome.error());
    result["id"] = article->id;
    result["status"] = word_of(*outcome);
  } else {
    result["status"] = "refused";
    result["error"] = article.error().message;
  }
  return dump(result) + "\n";
}

/// Puts every line; one result a line, in order.
std::expected<std::string, Error> put_lines(Writer& writer, std::string_view lines) {
  std::string results;
  for (std::uint64_t number = 1; !lines.empty(); ++number) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const auto line = trimmed(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.empty()) continue;
    const auto result = put_one(writer, parse_json(line), {{"line", number}});
    if (!result) return result;
    results += *result;
  }
  return results;
}

/// Puts the items of a list, or the one object that there is; one result a line, in order.
std::expected<std::string, Error> put_document(Writer& writer, Value document) {
  std::vector<Value> items;
  if (document.kind == Value::Kind::kList) {
    items = std::move(document.items);
  } else {
    items.push_back(std::move(document));
  }
  std::string results;
  for (std::uint64_t number = 1; auto& item : items) {
    const auto result = put_one(writer, std::move(item), {{"item", number++}});
    if (!result) return result;
    results += *result;
  }
  return results;
}

/// The one JSON value that a body is; nothing where it is one object a line, as what is called JSON often is
/// all the same. A broken list is an error, since its lines are no objects; anything else that is broken is
/// lines, of which each is refused or put by itself.
std::optional<Given> document_of(std::string_view body, std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  if (!ascii_iequal(trimmed(type), "application/json")) return std::nullopt;
  const auto text = trimmed(body);
  if (text.starts_with('[')) return parse_json(text);
  if (text.find('\n') == text.npos) return std::nullopt;
  auto whole = parse_json(text);
  return whole ? std::optional(std::move(whole)) : std::nullopt;
}

/// The response to a body of articles. Errors: the index cannot be written
std::expected<HttpResponse, Error> put_all(Writer& writer, std::string_view body,
                                           std::string_view content_type) {
  auto document = document_of(body, content_type);
  if (document && !*document) return error_response(400, "bad_request", document->error().message);
  auto results = document ? put_document(writer, std::move(**document)) : put_lines(writer, body);
  if (!results) return std::unexpected(results.error());
  return HttpResponse{.content_type = "application/x-ndjson", .body = std::move(*results)};
}

}  // namespace

ArticleWriter::ArticleWriter(ArticleWriterSettings settings)
    : settings_(std::move(settings)), thread_([this] { work(); }) {}

ArticleWriter::~ArticleWriter() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
}

bool ArticleWriter::put(std::string body, std::string content_type, Done done) {
  return submit({.body = std::move(body), .content_type = std::move(content_type), .done = std::move(done)});
}

bool ArticleWriter::remove(std::string id, Done done) {
  return submit({.id = std::move(id), .done = std::move(done)});
}

bool ArticleWriter::submit(Change change) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || queue_.size() >= settings_.queue) return false;
    queue_.push_back(std::move(change));
  }
  wake_.notify_one();
  return true;
}

void ArticleWriter::work() {
  while (true) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return stopping_ || !queue_.empty(); };
    if (writer_) {
      if (!wake_.wait_for(lock, settings_.hold, ready)) {
        lock.unlock();
        const bool is_due = columns_due_ && *columns_due_ <= std::chrono::steady_clock::now();
        is_due ? write_columns() : writer_.reset();
        continue;
      }
    } else if (columns_due_) {
      if (!wake_.wait_until(lock, *columns_due_, ready)) {
        lock.unlock();
        write_columns();
        continue;
      }
    } else {
      wake_.wait(lock, ready);
    }
    if (queue_.empty()) return;
    std::vector<Change> changes(std::make_move_iterator(queue_.begin()),
                                std::make_move_iterator(queue_.end()));
    queue_.clear();
    lock.unlock();
    carry_out(std::move(changes));
  }
}

std::expected<void, Error> ArticleWriter::open() {
  if (writer_) return {};
  auto opened = Writer::open(settings_.directory, {.finds_names = settings_.finds_names});
  if (!opened) return std::unexpected(opened.error());
  writer_.emplace(std::move(*opened));
  return {};
}

/// Readers put what changed into the columns themselves, which takes the longer the more it is, and people
/// are joined by their names only where the file is written. Writing it reads all of the index: it is done
/// when nothing has been posted for a while, and takes at most a twentieth of the time.
void ArticleWriter::write_columns() {
  constexpr int kRest = 20;  // times as long as writing took
  constexpr std::chrono::seconds kTryAgain{10};
  const auto begun = std::chrono::steady_clock::now();
  const bool is_written = open() && writer_->write_columns();
  writer_.reset();
  const auto ended = std::chrono::steady_clock::now();
  columns_rest_until_ = ended + kRest * (ended - begun);
  columns_due_.reset();
  if (!is_written) columns_due_ = std::max(columns_rest_until_, ended + kTryAgain);
}

/// Everything that waits is made durable by one commit; nobody is told before it is.
void ArticleWriter::carry_out(std::vector<Change> changes) {
  const auto fail = [&](const Error& error) {
    writer_.reset();
    for (const auto& change : changes) change.done(unavailable(error));
  };
  if (auto opened = open(); !opened) return fail(opened.error());
  std::vector<HttpResponse> responses;
  for (const auto& change : changes) {
    if (change.id) {
      const auto removed = writer_->remove(*change.id);
      if (!removed) return fail(removed.error());
      responses.push_back(
          *removed
              ? HttpResponse{.status = 204}
              : error_response(404, "not_found", quoted(*change.id) + " is not the id of an article here"));
    } else {
      auto response = put_all(*writer_, change.body, change.content_type);
      if (!response) return fail(response.error());
      responses.push_back(std::move(*response));
    }
  }
  if (auto done = writer_->commit(); !done) return fail(done.error());
  columns_due_ = std::max(columns_rest_until_, std::chrono::steady_clock::now() + settings_.hold);
  if (committed) committed();
  for (std::size_t n = 0; n < changes.size(); ++n) changes[n].done(std::move(responses[n]));
}

}  // namespace dateline
