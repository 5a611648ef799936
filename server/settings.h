// What the owner of a server decides: one table of options, read from the command line, the environment and a
// file.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/base/options.h"
#include "server/listener.h"
#include "server/service.h"

namespace dateline {

/// The options of dateline-server.
const ProgramSpec& server_program();

/// Everything a server is started with, but for its logs.
struct ServerSettings {
  ServiceSettings service;
  ListenerSettings listener;
  std::vector<NamedIndex> indexes;  ///< at least one
  std::chrono::seconds grace{0};    ///< from SIGTERM until the listener closes, see Service::drain
};

/// What the options say.
/// Errors: kInvalidArgument  no index, two of one name, a number or address that cannot be, a bad file of
/// keys
///         kIo               the file of keys cannot be read
std::expected<ServerSettings, Error> server_settings(const Arguments& arguments);

/// The words of a configuration file ("name = value" a line, names as those of options, # begins a comment)
/// as words of a command line, but for names that `words` or the environment give already. Switches are "on"
/// or "off", and so they are in the environment, which is read here for them. Errors: kInvalidArgument  a
/// line of another form, or no such option, with its number
std::expected<std::vector<std::string>, Error> inherited_words(
    std::string_view config, const std::vector<std::string>& words,
    const std::function<const char*(const char*)>& environment);

}  // namespace dateline
