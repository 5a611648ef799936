#include "corpus/base/program.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "corpus/base/resources.h"
#include "corpus/base/text.h"

namespace dateline {
namespace {

std::atomic<bool> stop_requested = false, interrupted = false;

void request_stop(int signal) {
  if (signal == SIGINT) interrupted = true;
  stop_requested = true;
}

void handle_stop(void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

int exit_status_of(const Error& error) { return error.code == ErrorCode::kBusy ? kExitBusy : kExitError; }

}  // namespace

int run_program(const ProgramSpec& spec, int argc, char** argv, bool needs_arguments,
                const std::function<std::expected<int, Error>(const Arguments&)>& body) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto fail = [&](const Error& error) {
    report(spec.name, error.message);
    return exit_status_of(error);
  };
  const auto arguments = parse_arguments(spec, std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) return fail(arguments.error());
  if (arguments->has("help")) return print(help_text(spec)), kExitDone;
  if (arguments->has("version")) return print(spec.name + " " DATELINE_VERSION "\n"), kExitDone;
  if (needs_arguments && argc == 1)
    return fail(invalid("nothing was given: write {} {}, or see --help", spec.name, spec.usage));
  try {
    const auto status = body(*arguments);
    if (!status) return fail(status.error());
    std::fflush(stdout);
    return *status;
  } catch (const std::exception& failure) {
    return fail(lost_resource(failure));
  }
}

void report(std::string_view program, std::string_view text) {
  const auto line = std::string(program) + ": " + visible(text) + "\n";
  std::fflush(stdout);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::ferror(stdout) == 0;
}

bool stdout_has_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

std::size_t terminal_width() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

const std::atomic<bool>& stop_on_signals() {
  handle_stop(request_stop);
  return stop_requested;
}

EndsOnSignals::EndsOnSignals() { handle_stop(SIG_DFL); }

EndsOnSignals::~EndsOnSignals() { handle_stop(request_stop); }

bool was_interrupted() { return interrupted; }

Progress::Progress(std::string_view program) : program_(program), on_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { clear(); }

void Progress::show(const std::function<std::string()>& text) {
  const auto now = std::chrono::steady_clock::now();
  if (!on_terminal_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  std::fprintf(stderr, "\r\x1b[K%.*s: %s", static_cast<int>(program_.size()), program_.data(),
               visible(text()).c_str());
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

}  // namespace dateline
