// What every program does the same way: help, version, error lines, exit status, signals, closed pipes,
// colour.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string_view>

#include "corpus/base/options.h"

namespace dateline {

/// Exit statuses of all programs.
enum ExitStatus : int {
  kExitDone = 0,
  kExitNothing = 1,  ///< nothing found, or some articles refused
  kExitError = 2,
  kExitBusy = 75,  ///< another program is writing to the index (EX_TEMPFAIL)
};

/// Runs a program: reads the command line, answers --help and --version, calls `body` and prints its error,
/// if any, to stderr as "NAME: message"; so too what it throws: no memory, no thread. Without arguments, when
/// `needs_arguments`, says so and where help is.
int run_program(const ProgramSpec& spec, int argc, char** argv, bool needs_arguments,
                const std::function<std::expected<int, Error>(const Arguments&)>& body);

/// Prints one line to stderr, "NAME: text", with control characters made visible.
void report(std::string_view program, std::string_view text);

/// Writes to stdout; false once the reader has gone away (a closed pipe is a quiet end, not an error).
bool print(std::string_view text);

/// Whether colour and emphasis may be written to stdout: it is a terminal and NO_COLOR is not set.
bool stdout_has_colour();

/// Columns of the terminal on stdout, else 80.
std::size_t terminal_width();

/// After this call SIGINT and SIGTERM set the returned flag instead of ending the program.
const std::atomic<bool>& stop_on_signals();

/// While one lives, SIGINT and SIGTERM end the program all the same: for long work that nobody would miss.
class EndsOnSignals {
 public:
  EndsOnSignals();
  ~EndsOnSignals();
  EndsOnSignals(const EndsOnSignals&) = delete;
  EndsOnSignals& operator=(const EndsOnSignals&) = delete;
};

/// Whether SIGINT was one of these signals: somebody at a terminal wants the end now.
bool was_interrupted();

/// A progress line on stderr, redrawn in place at most ten times a second; shows nothing where stderr is no
/// terminal.
class Progress {
 public:
  explicit Progress(std::string_view program);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Shows `text` in place of what stood there.
  void show(const std::function<std::string()>& text);
  /// Clears the line, so that something else can be printed.
  void clear();

 private:
  std::string_view program_;
  bool on_terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace dateline
