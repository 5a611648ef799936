#include "server/settings.h"

#include <algorithm>
#include <set>
#include <thread>

#include "corpus/base/text.h"
#include "server/search_parameters.h"

namespace dateline {
namespace {

const ProgramSpec kProgram{
    .name = "dateline-server",
    .usage = "--index DIR [OPTION]...",
    .summary = "Serve the search page and the search API of an index over HTTP.",
    .examples = {"dateline-server --index news",
                 "dateline-server --index news --port 0 --title 'The Evening Archive'",
                 "dateline-server --index news --host 0.0.0.0 --allow-origin https://www.example.org",
                 "dateline-server --index news --index sport=/srv/sport --config /etc/dateline/server.conf"},
    .options =
        {
            {"Index", "index", "[NAME=]DIR",
             "index made by dateline-index, named as its folder; a further one is served under /in/NAME/", "",
             "DATELINE_INDEX", true},
            {"Index", "config", "FILE", "read further options from FILE, 'name = value' a line", "",
             "DATELINE_CONFIG"},
            {"Network", "host", "ADDRESS", "IPv4 or IPv6 address to listen on", "127.0.0.1", "DATELINE_HOST"},
            {"Network", "port", "N", "port to listen on; 0: any free one, which is printed", "8080",
             "DATELINE_PORT"},
            {"Network", "connections", "N", "clients at a time", "1024", "DATELINE_CONNECTIONS"},
            {"Network", "body", "KB", "longest body of a request", "1024", "DATELINE_BODY"},
            {"Network", "rate", "N",
             "requests a second of one client; more are answered with 429; 0: no limit", "0",
             "DATELINE_RATE"},
            {"Network", "trusted-proxy", "ADDRESS",
             "a proxy, or a range of them such as 10.0.0.0/8, whose X-Forwarded-For says who the client is",
             "", "DATELINE_TRUSTED_PROXY", true},
            {"Network", "grace", "SECONDS", "go on serving so long after SIGTERM while /readyz says 503", "0",
             "DATELINE_GRACE"},
            {"Network", "drain", "SECONDS", "time for requests under way when stopping", "10",
             "DATELINE_DRAIN"},
            {"Search", "workers", "N", "searches at a time; 0: one per processor", "0", "DATELINE_WORKERS"},
            {"Search", "queue", "N", "searches that may wait; more are answered with 503", "1000",
             "DATELINE_QUEUE"},
            {"Search", "cache", "MB",
             "memory for responses that can be given again while the index stays; 0: none", "64",
             "DATELINE_CACHE"},
            {"Writing", "keys", "FILE", "who may write, and search: 'write KEY' or 'search KEY' a line", "",
             "DATELINE_KEYS"},
            {"Writing", "no-entities", "", "do not find the names in the texts of posted articles", "",
             "DATELINE_NO_ENTITIES"},
            {"Site", "title", "NAME", "name of the archive on its pages", "Dateline", "DATELINE_TITLE"},
            {"Site", "public-url", "URL", "how readers reach this server, for feeds; empty: as they call it",
             "", "DATELINE_PUBLIC_URL"},
            {"Site", "allow-origin", "ORIGIN",
             "pages of this origin may call the API, such as https://www.example.org; *: all", "",
             "DATELINE_ALLOW_ORIGIN", true},
            {"Operation", "access-log", "FILE",
             "write a JSON line per response, without what was searched for", "", "DATELINE_ACCESS_LOG"},
            {"Operation", "log-queries", "", "write what was searched for into it, too", "",
             "DATELINE_LOG_QUERIES"},
            {"Operation", "slow-log", "FILE",
             "write a JSON line per slow response, with what was searched for", "", "DATELINE_SLOW_LOG"},
            {"Operation", "slow", "MS", "what is slow", "500", "DATELINE_SLOW"},
            {"Operation", "metrics", "", "serve counts and times at /metrics, for Prometheus", "",
             "DATELINE_METRICS"},
        },
    .exit_status = "0 stopped by SIGINT or SIGTERM; 2 an error; 75 the port is taken.",
};

/// Every value given; one that lists several, as the environment's has to, as its parts.
std::vector<std::string> values_of(const Arguments& arguments, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& value : arguments.all(name)) {
    for (auto& part : split_list(value)) values.push_back(std::move(part));
  }
  return values;
}

/// "news" for "/srv/news/".
std::string folder_name(std::string_view directory) {
  while (directory.ends_with('/')) directory.remove_suffix(1);
  return std::string(directory.substr(directory.rfind('/') + 1));
}

std::expected<std::vector<NamedIndex>, Error> indexes_of(const Arguments& arguments) {
  std::vector<NamedIndex> indexes;
  std::set<std::string> names;
  for (const auto& value : arguments.all("index")) {
    const auto equals = value.find('=');
    NamedIndex index{.name = equals == std::string::npos ? "" : value.substr(0, equals),
                     .directory = equals == std::string::npos ? value : value.substr(equals + 1)};
    const bool has_name = equals == std::string::npos ? indexes.empty() : equals > 0;
    if (index.name.empty() && has_name) index.name = folder_name(index.directory);
    if (!has_name || index.directory.empty() || !names.insert(index.name).second)
      return std::unexpected(
          invalid("{} is not an index of its own name: write --index NAME=DIR", quoted(value)));
    indexes.push_back(std::move(index));
  }
  if (indexes.empty()) return std::unexpected(invalid("no index was given: write --index DIR"));
  return indexes;
}

/// The origins as browsers send them: with a scheme, without a slash behind.
std::expected<std::vector<std::string>, Error> origins_of(const Arguments& arguments) {
  auto origins = values_of(arguments, "allow-origin");
  for (auto& origin : origins) {
    while (origin.ends_with('/')) origin.pop_back();
    const auto host = origin.find("://");
    const bool is_origin = host != std::string::npos && origin.find('/', host + 3) == std::string::npos;
    if (origin != "*" && !is_origin)
      return std::unexpected(
          invalid("{} is not an origin: write one such as https://www.example.org, or *", quoted(origin)));
  }
  return origins;
}

std::expected<std::vector<AddressRange>, Error> proxies_of(const Arguments& arguments) {
  std::vector<AddressRange> proxies;
  for (const auto& value : values_of(arguments, "trusted-proxy")) {
    auto range = parse_address_range(value);
    if (!range) return std::unexpected(range.error());
    proxies.push_back(*range);
  }
  return proxies;
}

/// One number: its option, its bounds, where it goes.
struct NumberRow {
  std::string_view name;
  std::uint64_t low, high;
  void (*set)(ServerSettings& settings, std::uint64_t number);
};

constexpr NumberRow kNumbers[] = {
    {"port", 0, 65535, [](auto& all, auto n) { all.listener.port = static_cast<std::uint16_t>(n); }},
    {"connections", 1, 1'000'000, [](auto& all, auto n) { all.listener.connections = n; }},
    {"body", 1, 1'000'000, [](auto& all, auto n) { all.listener.limits.body_bytes = n << 10; }},
    {"grace", 0, 3600, [](auto& all, auto n) { all.grace = std::chrono::seconds(n); }},
    {"drain", 0, 3600, [](auto& all, auto n) { all.listener.drain_timeout = std::chrono::seconds(n); }},
    {"workers", 0, 1024,
     [](auto& all, auto n) {
       all.service.workers.threads = n > 0 ? n : std::max(1U, std::thread::hardware_concurrency());
     }},
    {"queue", 1, 1'000'000, [](auto& all, auto n) { all.service.workers.queue = n; }},
    {"cache", 0, 1'000'000, [](auto& all, auto n) { all.service.cache_bytes = n << 20; }},
    {"rate", 0, 1'000'000,
     [](auto& all, auto n) { all.service.requests_per_second = static_cast<double>(n); }},
};

std::expected<void, Error> read_keys(const Arguments& arguments, ServerSettings& settings) {
  const auto path = arguments.get("keys");
  if (path.empty()) return {};
  auto keys = Keys::read(path);
  if (!keys) return std::unexpected(keys.error());
  settings.service.api.keys = std::move(*keys);
  if (!settings.service.api.keys.allow_writing()) return {};
  const auto& first = settings.indexes.front().name;
  for (const auto& [name, directory] : settings.indexes)
    settings.service.writers[name == first ? "" : name] = {.directory = directory,
                                                           .finds_names = !arguments.has("no-entities")};
  return {};
}

bool is_on(std::string_view value) {
  return value == "on" || value == "1" || value == "yes" || value == "true";
}

}  // namespace

const ProgramSpec& server_program() { return kProgram; }

std::expected<ServerSettings, Error> server_settings(const Arguments& arguments) {
  ServerSettings settings;
  auto indexes = indexes_of(arguments);
  if (!indexes) return std::unexpected(indexes.error());
  settings.indexes = std::move(*indexes);
  settings.service.api.index_name = settings.indexes.front().name;
  for (const auto& [name, low, high, set] : kNumbers) {
    const auto number = arguments.number(name, low, high);
    if (!number) return std::unexpected(number.error());
    set(settings, *number);
  }
  settings.listener.host = arguments.get("host");
  auto& service = settings.service;
  auto proxies = proxies_of(arguments);
  if (!proxies) return std::unexpected(proxies.error());
  service.trusted_proxies = std::move(*proxies);
  service.serve_metrics = arguments.has("metrics");
  service.api.title = arguments.get("title");
  service.api.public_url = arguments.get("public-url");
  while (service.api.public_url.ends_with('/')) service.api.public_url.pop_back();
  auto origins = origins_of(arguments);
  if (!origins) return std::unexpected(origins.error());
  service.api.allowed_origins = std::move(*origins);
  if (auto read = read_keys(arguments, settings); !read) return std::unexpected(read.error());
  return settings;
}

std::expected<std::vector<std::string>, Error> inherited_words(
    std::string_view config, const std::vector<std::string>& words,
    const std::function<const char*(const char*)>& environment) {
  std::vector<std::string> inherited;
  const auto inherits = [&](const OptionSpec& option) {
    const auto flag = "--" + option.name;
    const bool is_given = std::ranges::any_of(
        words, [&](const std::string& word) { return word == flag || word.starts_with(flag + "="); });
    const char* value = environment(option.environment.c_str());
    return !is_given && (value == nullptr || *value == '\0');
  };
  for (const auto& option : kProgram.options) {
    const char* value = option.argument.empty() ? environment(option.environment.c_str()) : nullptr;
    if (value != nullptr && is_on(value)) inherited.push_back("--" + option.name);
  }
  for (std::size_t number = 1; !config.empty(); ++number) {
    const auto end = std::min(config.find('\n'), config.size());
    const auto line = trimmed(config.substr(0, end));
    config.remove_prefix(std::min(end + 1, config.size()));
    if (line.empty() || line[0] == '#') continue;
    const auto equals = line.find('=');
    const auto name = trimmed(line.substr(0, std::min(equals, line.size())));
    const auto option = std::ranges::find(kProgram.options, name, &OptionSpec::name);
    if (equals == std::string_view::npos || option == kProgram.options.end() || name == "config") {
      return std::unexpected(invalid(
          "line {} of the configuration is not an option: {}: write 'name = value', names as --help has them",
          number, quoted(line)));
    }
    const auto value = trimmed(line.substr(equals + 1));
    if (!inherits(*option) || value.empty()) continue;
    if (!option->argument.empty()) {
      inherited.push_back("--" + option->name + "=" + std::string(value));
    } else if (is_on(value)) {
      inherited.push_back("--" + option->name);
    }
  }
  return inherited;
}

}  // namespace dateline
