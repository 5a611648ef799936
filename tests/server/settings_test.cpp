#include "server/settings.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "corpus/base/text.h"
#include "tests/support/temporary_folder.h"

namespace dateline {
namespace {

/// What a command line, an environment and a file together give, or the error's message.
struct ConfigCase {
  const char* name;
  std::vector<std::string> words;
  std::map<std::string, std::string> environment;
  const char* config;
  std::string inherited;
};

class Inherited : public testing::TestWithParam<ConfigCase> {};

TEST_P(Inherited, AsTheRowSays) {
  const auto words =
      inherited_words(GetParam().config, GetParam().words, [](const char* name) -> const char* {
        const auto& all = GetParam().environment;
        return all.contains(name) ? all.at(name).c_str() : nullptr;
      });
  EXPECT_EQ(words ? joined(*words, " ") : words.error().message, GetParam().inherited);
}

INSTANTIATE_TEST_SUITE_P(
    Configurations, Inherited,
    testing::Values(ConfigCase{"Nothing", {}, {}, "", ""},
                    ConfigCase{"File",
                               {},
                               {},
                               "# ours\n\nport = 81\n title=The Evening Archive \n",
                               "--port=81 --title=The Evening Archive"},
                    ConfigCase{"Repeated", {}, {}, "index = a\nindex = b=c", "--index=a --index=b=c"},
                    ConfigCase{"CommandLineWins",
                               {"--port", "82", "--title=x"},
                               {},
                               "port = 81\ntitle = y\nhost = ::1",
                               "--host=::1"},
                    ConfigCase{"EnvironmentWins", {}, {{"DATELINE_PORT", "83"}}, "port = 81", ""},
                    ConfigCase{"Switches", {}, {}, "metrics = on\nlog-queries = off", "--metrics"},
                    ConfigCase{"SwitchOfTheEnvironment", {}, {{"DATELINE_METRICS", "1"}}, "", "--metrics"},
                    ConfigCase{"EmptyValue", {}, {}, "public-url =", ""},
                    ConfigCase{"NoSuchOption",
                               {},
                               {},
                               "port = 81\nprot = 82",
                               "line 2 of the configuration is not an option: 'prot = 82': write 'name = "
                               "value', names as --help has them"},
                    ConfigCase{"NoValue",
                               {},
                               {},
                               "metrics",
                               "line 1 of the configuration is not an option: 'metrics': write 'name = "
                               "value', names as --help has them"}),
    [](const auto& row) { return std::string(row.param.name); });

std::expected<ServerSettings, Error> settings_of(const std::vector<std::string>& words) {
  const auto arguments = parse_arguments(server_program(), words);
  if (!arguments) return std::unexpected(arguments.error());
  return server_settings(*arguments);
}

TEST(ServerSettings, NameEachIndex) {
  const auto settings = settings_of({"--index", "news", "--index", "sport=/srv/s=1"});
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->indexes[0].name, "news");
  EXPECT_EQ(settings->service.api.index_name, "news");
  EXPECT_EQ(settings_of({"--index", "/srv/today/"})->indexes[0].name, "today");
  EXPECT_EQ(settings->indexes[1].name, "sport");
  EXPECT_EQ(settings->indexes[1].directory, "/srv/s=1");
  EXPECT_EQ(settings_of({"--index", "a", "--index", "b"}).error().message,
            "'b' is not an index of its own name: write --index NAME=DIR");
  // Its articles were read from the one folder and written to the other.
  EXPECT_EQ(settings_of({"--index", "/srv/sport", "--index", "sport=/srv/other"}).error().message,
            "'sport=/srv/other' is not an index of its own name: write --index NAME=DIR");
  EXPECT_EQ(settings_of({}).error().message, "no index was given: write --index DIR");
}

TEST(ServerSettings, AllowOriginsAsBrowsersSendThem) {
  // What no browser sends was taken, and nobody was let in.
  EXPECT_EQ(settings_of({"--index", "a", "--allow-origin", "https://www.example.org/,*"})
                ->service.api.allowed_origins,
            (std::vector<std::string>{"https://www.example.org", "*"}));
  for (const std::string wrong : {"www.example.org", "https://www.example.org/news"})
    EXPECT_EQ(settings_of({"--index", "a", "--allow-origin", wrong}).error().message,
              "'" + wrong + "' is not an origin: write one such as https://www.example.org, or *");
}

TEST(ServerSettings, LetNobodyWriteWithoutAKey) {
  const TemporaryFolder folder;
  EXPECT_TRUE(settings_of({"--index", "news"})->service.writers.empty());
  const auto readers = folder.file("readers", "search 0123456789abcdef\n");
  EXPECT_TRUE(settings_of({"--index", "news", "--keys", readers})->service.writers.empty());
  const auto writers = folder.file("writers", "write 0123456789abcdef\n");
  const auto settings = settings_of({"--index", "news", "--index", "b=c", "--keys", writers});
  EXPECT_EQ(settings->service.writers.at("").directory, "news");
  EXPECT_EQ(settings->service.writers.at("b").directory, "c");
}

TEST(ServerSettings, StandInTheReadmeAsInTheHelpText) {
  std::ifstream file(DATELINE_SAMPLES "/../../README.md");
  const std::string readme(std::istreambuf_iterator<char>(file), {});
  for (const auto& option : server_program().options) {
    const auto argument = option.argument.empty() ? "" : " " + option.argument;
    const auto row = fmt::format("| `--{}{}` | `{}` | {} | {} |\n", option.name, argument, option.environment,
                                 option.default_value, option.help);
    EXPECT_NE(readme.find(row), std::string::npos) << row;
    EXPECT_FALSE(option.environment.empty());
  }
}

}  // namespace
}  // namespace dateline
