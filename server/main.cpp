// dateline-server: the same search over HTTP, with a search page.
#include <fmt/core.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "corpus/base/program.h"
#include "server/settings.h"

namespace {

using namespace dateline;

std::string access_line(const AccessRecord& record, bool with_query) {
  nlohmann::ordered_json json{{"client", record.client}, {"method", record.method}, {"path", record.path}};
  if (with_query) json["query"] = record.query;
  json["status"] = record.status;
  if (record.found) json["found"] = *record.found;
  json["bytes"] = record.bytes;
  json["ms"] = static_cast<double>(record.took.count()) / 1000;
  const auto line = json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
  return line.substr(1);  // the logger's pattern begins the object with the time
}

using Logger = std::shared_ptr<spdlog::logger>;

/// A log of JSON lines in the file that `option` names; null where it is not given.
std::expected<Logger, Error> open_log(const Arguments& arguments, const std::string& option) {
  const auto path = arguments.get(option);
  if (path.empty()) return nullptr;
  try {
    const auto logger = spdlog::basic_logger_mt(option, path);
    logger->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v)", spdlog::pattern_time_type::utc);
    spdlog::flush_every(std::chrono::seconds(1));
    return logger;
  } catch (const spdlog::spdlog_ex&) {
    return std::unexpected(make_error(ErrorCode::kIo, "{} cannot be written: name another --{}",
                                      quoted(std::string_view(path)), option));
  }
}

std::expected<void, Error> open_logs(const Arguments& arguments, ServiceSettings& settings) {
  const auto access = open_log(arguments, "access-log"), slow = open_log(arguments, "slow-log");
  const auto limit = arguments.number("slow", 0, 3'600'000);
  for (const auto* log : {&access, &slow}) {
    if (!*log) return std::unexpected(log->error());
  }
  if (!limit) return std::unexpected(limit.error());
  if (!*access && !*slow) return {};
  settings.log = [access = *access, slow = *slow, with_query = arguments.has("log-queries"),
                  limit = std::chrono::milliseconds(*limit)](const AccessRecord& record) {
    if (access) access->info(access_line(record, with_query));
    if (slow && record.took >= limit) slow->info(access_line(record, true));
  };
  return {};
}

/// The socket that systemd opened for this process, or none.
int passed_socket() {
  constexpr int kFirst = 3;
  const char* process = std::getenv("LISTEN_PID");
  const char* count = std::getenv("LISTEN_FDS");
  const bool is_ours = process != nullptr && count != nullptr && process == std::to_string(::getpid()) &&
                       std::string_view(count) == "1";
  return is_ours ? kFirst : -1;
}

std::expected<int, Error> run(const Arguments& arguments) {
  auto settings = server_settings(arguments);
  if (!settings) return std::unexpected(settings.error());
  if (auto opened = open_logs(arguments, settings->service); !opened) return std::unexpected(opened.error());
  const auto tell = [](const std::string& text) { report(server_program().name, text); };
  settings->service.workers.report = tell;
  for (auto& [name, writer] : settings->service.writers) writer.report = tell;
  settings->listener.socket = passed_socket();
  auto service = Service::start(settings->service, [&] { return open_indexes(settings->indexes); });
  if (!service) return std::unexpected(service.error());
  auto listener = Listener::open(
      settings->listener,
      [&](HttpRequest request, Respond respond) {
        (*service)->handle(std::move(request), std::move(respond));
      },
      [&](const HttpRequest& head) { return (*service)->needs_body(head); });
  if (!listener) return std::unexpected(listener.error());
  const auto& stop = stop_on_signals();
  print(fmt::format("{}/\n", listener->url()));
  std::fflush(stdout);
  std::jthread network([&] { listener->run(); });
  while (!stop) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  (*service)->drain();
  const auto closes = std::chrono::steady_clock::now() + settings->grace;
  while (!was_interrupted() && std::chrono::steady_clock::now() < closes)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  listener->stop();
  network.join();
  (*service)->stop();
  report(server_program().name, "stopped");
  return kExitDone;
}

/// The file that --config or the environment names; "" if none does.
std::string config_path(const std::vector<std::string>& words) {
  for (std::size_t n = 0; n < words.size(); ++n) {
    if (words[n].starts_with("--config=")) return words[n].substr(9);
    if (words[n] == "--config" && n + 1 < words.size()) return words[n + 1];
  }
  const char* path = std::getenv("DATELINE_CONFIG");
  return path == nullptr ? "" : path;
}

/// The command line with what the environment and the configuration add.
std::expected<std::vector<std::string>, Error> all_words(std::vector<std::string> words) {
  const auto path = config_path(words);
  std::string config;
  if (!path.empty()) {
    std::ifstream file(path, std::ios::binary);
    config.assign(std::istreambuf_iterator<char>(file), {});
    if (!file && config.empty())
      return std::unexpected(make_error(
          ErrorCode::kIo, "{} is not a file that can be read: name another --config", quoted(path)));
  }
  auto more = inherited_words(config, words, [](const char* name) { return std::getenv(name); });
  if (!more) return more;
  words.insert(words.end(), more->begin(), more->end());
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  auto words = all_words({argv + 1, argv + argc});
  if (!words) {
    report(server_program().name, words.error().message);
    return kExitError;
  }
  std::vector<char*> pointers{argv[0]};
  for (auto& word : *words) pointers.push_back(word.data());
  const bool needs_arguments = std::getenv("DATELINE_INDEX") == nullptr;
  return run_program(server_program(), static_cast<int>(pointers.size()), pointers.data(), needs_arguments,
                     run);
}
