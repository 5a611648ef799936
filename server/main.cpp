// dateline-server: the same search over HTTP, with a search page.
#include <fmt/core.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "corpus/base/program.h"
#include "server/service.h"

namespace {

using namespace dateline;

const ProgramSpec kProgram{
    .name = "dateline-server",
    .usage = "--index DIR [OPTION]...",
    .summary = "Serve the search page and the search API of an index over HTTP.",
    .examples = {"dateline-server --index news",
                 "dateline-server --index news --port 0 --title 'The Evening Archive'",
                 "dateline-server --index news --host 0.0.0.0 --allow-origin https://www.example.org"},
    .options =
        {
            {.theme = "Index",
             .name = "index",
             .argument = "DIR",
             .help = "index made by dateline-index; changes are picked up while serving",
             .environment = "DATELINE_INDEX"},
            {.theme = "Network",
             .name = "host",
             .argument = "ADDRESS",
             .help = "IPv4 or IPv6 address to listen on",
             .default_value = "127.0.0.1",
             .environment = "DATELINE_HOST"},
            {.theme = "Network",
             .name = "port",
             .argument = "N",
             .help = "port to listen on; 0: any free one, which is printed",
             .default_value = "8080",
             .environment = "DATELINE_PORT"},
            {.theme = "Network",
             .name = "connections",
             .argument = "N",
             .help = "clients at a time",
             .default_value = "1024"},
            {.theme = "Network",
             .name = "rate",
             .argument = "N",
             .help = "requests a second of one client; more are answered with 429; 0: no limit",
             .default_value = "0"},
            {.theme = "Network",
             .name = "trusted-proxy",
             .argument = "ADDRESS",
             .help = "a proxy whose X-Forwarded-For says who the client is",
             .repeatable = true},
            {.theme = "Search",
             .name = "workers",
             .argument = "N",
             .help = "searches at a time; 0: one per processor",
             .default_value = "0"},
            {.theme = "Search",
             .name = "queue",
             .argument = "N",
             .help = "searches that may wait; more are answered with 503",
             .default_value = "256"},
            {.theme = "Search",
             .name = "cache",
             .argument = "MB",
             .help = "memory for responses that can be given again while the index stays; 0: none",
             .default_value = "64"},
            {.theme = "Site",
             .name = "title",
             .argument = "NAME",
             .help = "name of the archive on its pages",
             .default_value = "Dateline"},
            {.theme = "Site",
             .name = "public-url",
             .argument = "URL",
             .help = "how readers reach this server, for feeds; empty: as they call it"},
            {.theme = "Site",
             .name = "allow-origin",
             .argument = "ORIGIN",
             .help = "pages of this origin may call the API, such as https://www.example.org; *: all",
             .repeatable = true},
            {.theme = "Operation",
             .name = "access-log",
             .argument = "FILE",
             .help = "write a JSON line per response, without what was searched for"},
            {.theme = "Operation", .name = "log-queries", .help = "write what was searched for into it, too"},
            {.theme = "Operation",
             .name = "metrics",
             .help = "serve counts and times at /metrics, for Prometheus"},
        },
    .exit_status = "0 stopped by SIGINT or SIGTERM; 2 an error; 75 the port is taken.",
};

struct Settings {
  ServiceSettings service;
  ListenerSettings listener;
};

std::string access_line(const AccessRecord& record, bool with_query) {
  nlohmann::ordered_json json{{"client", record.client}, {"method", record.method}, {"path", record.path}};
  if (with_query) json["query"] = record.query;
  json["status"] = record.status;
  json["bytes"] = record.bytes;
  json["ms"] = static_cast<double>(record.took.count()) / 1000;
  const auto line = json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
  return line.substr(1);  // the logger's pattern begins the object with the time
}

std::expected<void, Error> open_access_log(const Arguments& arguments, ServiceSettings& settings) {
  const auto path = arguments.get("access-log");
  if (path.empty()) return {};
  try {
    const auto logger = spdlog::basic_logger_mt("access", path);
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v)", spdlog::pattern_time_type::utc);
    spdlog::flush_every(std::chrono::seconds(1));
    settings.log = [logger, with_query = arguments.has("log-queries")](const AccessRecord& record) {
      logger->info(access_line(record, with_query));
    };
  } catch (const spdlog::spdlog_ex&) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be written: name another --access-log",
                                      quoted(std::string_view(path))));
  }
  return {};
}

std::expected<Settings, Error> settings_of(const Arguments& arguments) {
  Settings settings;
  const auto port = arguments.number("port", 0, 65535);
  if (!port) return std::unexpected(port.error());
  const auto connections = arguments.number("connections", 1, 1'000'000);
  if (!connections) return std::unexpected(connections.error());
  const auto workers = arguments.number("workers", 0, 1024);
  if (!workers) return std::unexpected(workers.error());
  const auto queue = arguments.number("queue", 1, 1'000'000);
  if (!queue) return std::unexpected(queue.error());
  const auto cache = arguments.number("cache", 0, 1'000'000);
  if (!cache) return std::unexpected(cache.error());
  settings.service.cache_bytes = *cache << 20;
  const auto rate = arguments.number("rate", 0, 1'000'000);
  if (!rate) return std::unexpected(rate.error());
  settings.service.requests_per_second = static_cast<double>(*rate);
  settings.service.trusted_proxies = arguments.all("trusted-proxy");
  settings.service.serve_metrics = arguments.has("metrics");
  if (auto opened = open_access_log(arguments, settings.service); !opened)
    return std::unexpected(opened.error());
  settings.listener.host = arguments.get("host");
  settings.listener.port = static_cast<std::uint16_t>(*port);
  settings.listener.connections = *connections;
  settings.service.workers.threads =
      *workers > 0 ? *workers : std::max(1U, std::thread::hardware_concurrency());
  settings.service.workers.queue = *queue;
  settings.service.api.title = arguments.get("title");
  settings.service.api.public_url = arguments.get("public-url");
  while (settings.service.api.public_url.ends_with('/')) settings.service.api.public_url.pop_back();
  settings.service.api.allowed_origins = arguments.all("allow-origin");
  return settings;
}

std::expected<int, Error> run(const Arguments& arguments) {
  const auto directory = arguments.get("index");
  if (directory.empty()) return std::unexpected(invalid("no index was given: write --index DIR"));
  const auto settings = settings_of(arguments);
  if (!settings) return std::unexpected(settings.error());
  auto service = Service::start(settings->service, [&] { return open_index_backend(directory); });
  if (!service) return std::unexpected(service.error());
  auto listener = Listener::open(settings->listener, [&](HttpRequest request, Respond respond) {
    (*service)->handle(std::move(request), std::move(respond));
  });
  if (!listener) return std::unexpected(listener.error());
  const auto& stop = stop_on_signals();
  print(fmt::format("{}/\n", listener->url()));
  std::fflush(stdout);
  std::jthread network([&] { listener->run(); });
  while (!stop) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  listener->stop();
  network.join();
  (*service)->stop();
  report(kProgram.name, "stopped");
  return kExitDone;
}

}  // namespace

int main(int argc, char** argv) { return dateline::run_program(kProgram, argc, argv, true, run); }
