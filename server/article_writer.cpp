#include "server/article_writer.h"

#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "corpus/base/text.h"
#include "server/article_body.h"

namespace dateline {
namespace {

constexpr int kNicenessOfRenewals = 10;  ///< more than the server's: searches come first

HttpResponse unavailable(const Error& error) {
  const bool busy = error.code == ErrorCode::kBusy;
  auto response = busy ? error_response(503, "busy",
                                        "another program is writing to the index: try again in a few seconds")
                       : error_response(500, "internal", "the index cannot be written: see the server's log");
  if (busy) response.with("Retry-After", "5");
  return response;
}

Renewal how_ended(const std::expected<void, Error>& renewed) {
  if (renewed) return Renewal::kDone;
  switch (renewed.error().code) {
    case ErrorCode::kCorrupt:  // tables are damaged, but all that could be renewed is
      return Renewal::kDone;
    case ErrorCode::kBusy:
      return Renewal::kOvertaken;
    default:
      return Renewal::kFailed;
  }
}

}  // namespace

ArticleWriter::ArticleWriter(ArticleWriterSettings settings)
    : settings_(std::move(settings)),
      schedule_(settings_.hold, settings_.rest),
      thread_([this] { work(); }) {}

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
  for (;;) {
    switch (next_step()) {
      case Step::kCarryOut:
        carry_out();
        break;
      case Step::kBeginRenewal:
        begin_renewal();
        break;
      case Step::kEndRenewal: {
        const auto renewed = renewal_.get();
        end_renewal(renewed, how_ended(renewed));
        break;
      }
      case Step::kLetGo:
        writer_.reset();
        break;
      case Step::kStop:
        return;
    }
  }
}

/// Waits until there is something to do.
ArticleWriter::Step ArticleWriter::next_step() {
  std::unique_lock lock(mutex_);
  for (;;) {
    const bool is_renewing = renewal_.valid();
    const auto due = is_renewing || stopping_ ? std::nullopt : schedule_.due();
    const auto let_go = is_renewing || !writer_ ? std::nullopt : std::optional(held_until_);
    const auto now = Clock::now();
    if (std::exchange(is_renewed_, false)) return Step::kEndRenewal;
    if (due && *due <= now) return Step::kBeginRenewal;
    if (!queue_.empty() && !(is_renewing && schedule_.is_alone())) return Step::kCarryOut;
    if (stopping_ && queue_.empty() && !is_renewing) return Step::kStop;
    if (let_go && *let_go <= now) return Step::kLetGo;
    if (due || let_go) {
      wake_.wait_until(
          lock, std::min(due.value_or(Clock::time_point::max()), let_go.value_or(Clock::time_point::max())));
    } else {
      wake_.wait(lock);
    }
  }
}

std::expected<void, Error> ArticleWriter::open() {
  if (writer_) return {};
  auto opened =
      Writer::open(settings_.directory,
                   {.tells_language = true, .finds_names = settings_.finds_names, .warn = settings_.report});
  if (!opened) return std::unexpected(opened.error());
  writer_.emplace(std::move(*opened));
  return {};
}

void ArticleWriter::report(const std::string& text) const {
  if (settings_.report) settings_.report(text);
}

/// Readers put what changed into the columns themselves, which takes the longer the more it is, and people
/// are joined by their names only where the files are written.
void ArticleWriter::begin_renewal() {
  schedule_.begin(Clock::now());
  if (auto opened = open(); !opened)
    return end_renewal(opened,
                       opened.error().code == ErrorCode::kBusy ? Renewal::kOvertaken : Renewal::kFailed);
  try {
    renewal_ = std::async(std::launch::async,
                          [this, generation = writer_->generation(), is_waited_for = schedule_.is_alone()] {
                            return renewed(generation, is_waited_for);
                          });
  } catch (const std::system_error& failure) {
    end_renewal(
        std::unexpected(make_error(ErrorCode::kIo, "no thread can be had to renew the files of {}: {}",
                                   quoted(std::string_view(settings_.directory)), failure.what())),
        Renewal::kFailed);
  }
}

/// What the other thread does. Whatever happens, it ends by waking the writer, which else would never let go
/// of the index, nor stop.
std::expected<void, Error> ArticleWriter::renewed(const std::string& generation,
                                                  bool is_waited_for) noexcept {
  std::expected<void, Error> done;
  // On Linux that is this thread and those that it begins.
  if (!is_waited_for) ::nice(kNicenessOfRenewals);
  try {
    done = settings_.renew(generation);
  } catch (const std::exception& failure) {
    done = std::unexpected(make_error(ErrorCode::kIo, "the files of {} cannot be renewed: {}",
                                      quoted(std::string_view(settings_.directory)), failure.what()));
  }
  {
    const std::scoped_lock lock(mutex_);
    is_renewed_ = true;
  }
  wake_.notify_all();
  return done;
}

void ArticleWriter::end_renewal(const std::expected<void, Error>& renewed, Renewal how) {
  schedule_.end(Clock::now(), how);
  if (how == Renewal::kDone && !renewed) report(renewed.error().message);
  if (how == Renewal::kFailed) {
    report(fmt::format("{}: searches stay right but get slower: trying again in {} s",
                       renewed.error().message, schedule_.pause().count()));
  }
}

/// Everything that waits is made durable by one commit; nobody is told before it is.
void ArticleWriter::carry_out() {
  std::vector<Change> changes;
  {
    const std::scoped_lock lock(mutex_);
    changes.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.end()));
    queue_.clear();
  }
  const auto fail = [&](const Error& error) {
    if (renewal_.valid()) renewal_.wait();  // under the lock of the writer
    writer_.reset();
    if (error.code != ErrorCode::kBusy) report(error.message);
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
      auto response = put_articles(*writer_, change.body, change.content_type);
      if (!response) return fail(response.error());
      responses.push_back(std::move(*response));
    }
  }
  if (auto done = writer_->commit(); !done) return fail(done.error());
  held_until_ = Clock::now() + settings_.hold;
  schedule_.committed(Clock::now());
  if (committed) committed();
  for (std::size_t n = 0; n < changes.size(); ++n) changes[n].done(std::move(responses[n]));
}

}  // namespace dateline
