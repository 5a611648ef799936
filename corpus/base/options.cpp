#include "corpus/base/options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <cstdlib>

namespace dateline {
namespace {

namespace po = boost::program_options;

constexpr std::string_view kPositional = "positional";

/// Every option of the program, with the two that all programs share.
std::vector<OptionSpec> all_options(const ProgramSpec& spec) {
  auto options = spec.options;
  options.push_back({.theme = "Help", .name = "help", .help = "print this text"});
  options.push_back({.theme = "Help", .name = "version", .help = "print the version"});
  return options;
}

po::options_description describe(const std::vector<OptionSpec>& options) {
  po::options_description described;
  for (const auto& option : options) {
    if (option.argument.empty()) {
      described.add_options()(option.name.c_str(), "");
    } else {
      described.add_options()(option.name.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  described.add_options()(kPositional.data(), po::value<std::vector<std::string>>(), "");
  return described;
}

std::string nearest_option(const std::vector<OptionSpec>& options, std::string_view given) {
  const auto nearest = std::ranges::min_element(
      options, {}, [&](const OptionSpec& option) { return edit_distance(option.name, given); });
  const bool near = edit_distance(nearest->name, given) <= 1 + given.size() / 4;
  return near ? fmt::format("did you mean --{}?", nearest->name) : "see --help";
}

Error unknown(const std::vector<OptionSpec>& options, std::string given) {
  given.erase(0, given.find_first_not_of('-'));
  given = given.substr(0, given.find('='));
  return invalid("'--{}' is not an option of this program: {}", given, nearest_option(options, given));
}

std::string one_column(const OptionSpec& option) {
  return "--" + option.name + (option.argument.empty() ? "" : " " + option.argument);
}

std::string what_if_absent(const OptionSpec& option) {
  std::string note;
  if (!option.environment.empty()) note += "  [$" + option.environment + "]";
  if (!option.default_value.empty()) note += "  [" + option.default_value + "]";
  return note;
}

}  // namespace

std::string Arguments::get(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second.back();
}

std::vector<std::string> Arguments::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::expected<std::uint64_t, Error> Arguments::number(std::string_view name, std::uint64_t low,
                                                      std::uint64_t high) const {
  const auto text = get(name);
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
    return std::unexpected(invalid("{} is not a number for --{}: write a whole number from {} to {}",
                                   quoted(text), name, low, high));
  }
  return value;
}

std::expected<Arguments, Error> parse_arguments(const ProgramSpec& spec,
                                                const std::vector<std::string>& words) {
  const auto options = all_options(spec);
  const auto described = describe(options);
  po::positional_options_description positions;
  positions.add(kPositional.data(), -1);
  Arguments arguments;
  try {
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing &
                      ~po::command_line_style::allow_short;
    const auto parsed =
        po::command_line_parser(words).options(described).positional(positions).style(style).run();
    for (const auto& option : parsed.options) {
      const bool is_word = option.position_key >= 0;
      if (is_word) {
        arguments.positional.insert(arguments.positional.end(), option.value.begin(), option.value.end());
        continue;
      }
      const auto known = std::ranges::find(options, option.string_key, &OptionSpec::name);
      if (arguments.has(option.string_key) && !known->repeatable && !known->argument.empty()) {
        return std::unexpected(invalid("'--{}' is given twice: write it once", option.string_key));
      }
      arguments.add(option.string_key, option.value.empty() ? "" : option.value.back());
    }
  } catch (const po::unknown_option& failure) {
    return std::unexpected(unknown(options, failure.get_option_name()));
  } catch (const po::error& failure) {
    return std::unexpected(invalid("{}: see --help", failure.what()));
  }
  for (const auto& option : options) {
    if (arguments.has(option.name) || option.argument.empty()) continue;
    const char* inherited = option.environment.empty() ? nullptr : std::getenv(option.environment.c_str());
    if (inherited != nullptr && *inherited != '\0') {
      arguments.add(option.name, inherited);
    } else if (!option.default_value.empty()) {
      arguments.add_default(option.name, option.default_value);
    }
  }
  return arguments;
}

std::string help_text(const ProgramSpec& spec) {
  auto text = fmt::format("Usage: {} {}\n{}\n", spec.name, spec.usage, spec.summary);
  if (!spec.examples.empty()) text += "\n";
  for (const auto& example : spec.examples) text += "  " + example + "\n";
  const auto options = all_options(spec);
  std::size_t width = 0;
  for (const auto& option : options) width = std::max(width, one_column(option).size());
  std::string theme;
  for (const auto& option : options) {
    if (option.theme != theme) text += fmt::format("\n{}:\n", option.theme);
    theme = option.theme;
    text += fmt::format("  {:<{}}  {}{}\n", one_column(option), width, option.help, what_if_absent(option));
  }
  return text + "\nExit status: " + spec.exit_status + "\n";
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table of optimal string alignment.
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace dateline
