// Command lines: the options of a program as data, from which both the parser and the help text are made.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/error.h"

namespace dateline {

/// One option. `argument` empty: a switch.
struct OptionSpec {
  std::string theme;          ///< the heading it stands under in the help text, such as "Query"
  std::string name;           ///< long name without dashes, such as "index"
  std::string argument;       ///< what stands for the argument in the help text, such as "DIR"
  std::string help;           ///< one line
  std::string default_value;  ///< shown in the help text and used when the option is not given
  std::string environment;    ///< environment variable used when the option is not given
  bool repeatable = false;    ///< may be given more than once; each value is kept
};

/// A program's command line.
struct ProgramSpec {
  std::string name;                   ///< such as "dateline-query"
  std::string usage;                  ///< what follows the name, such as "[OPTION]... QUERY..."
  std::string summary;                ///< what it does, one sentence
  std::vector<std::string> examples;  ///< command lines to copy
  std::vector<OptionSpec> options;    ///< --help and --version are added to these
  std::string exit_status;            ///< the last line of the help text
};

/// A command line that was understood.
class Arguments {
 public:
  std::vector<std::string> positional;  ///< what is not an option, in order

  bool has(std::string_view name) const { return values_.contains(name); }
  /// Whether there is a value that is not the default.
  bool is_given(std::string_view name) const { return has(name) && !defaults_.contains(name); }
  /// The last value given, else the environment's, else the default, else "".
  std::string get(std::string_view name) const;
  /// Every value given, in order.
  std::vector<std::string> all(std::string_view name) const;
  /// The value as a whole number.
  /// Errors: kInvalidArgument  not a whole number from `low` to `high`
  std::expected<std::uint64_t, Error> number(std::string_view name, std::uint64_t low,
                                             std::uint64_t high) const;

  void add(std::string name, std::string value) { values_[std::move(name)].push_back(std::move(value)); }
  void add_default(const std::string& name, std::string value) {
    defaults_.insert(name);
    add(name, std::move(value));
  }

 private:
  std::set<std::string, std::less<>> defaults_;  ///< options that have their default
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Reads a command line. No abbreviations; `--` ends the options; options and other words may be mixed.
/// Environment variables named in `spec` are read here.
/// Errors: kInvalidArgument  an unknown option (the nearest known one is named), a missing or unwanted
/// argument,
///                           a single option given twice
std::expected<Arguments, Error> parse_arguments(const ProgramSpec& spec,
                                                const std::vector<std::string>& words);

/// The help text: what the program does, examples, options by theme, exit status. At most 110 columns.
std::string help_text(const ProgramSpec& spec);

/// How many insertions, deletions, substitutions and swaps of neighbours turn `a` into `b`, in bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace dateline
