// The table of addresses and what answers each: the handlers behind server/api.h.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "server/api.h"
#include "server/backend.h"
#include "server/http.h"

namespace dateline {

/// What a handler is given.
struct Context {
  const Call& call;
  SearchBackend* backend;  ///< never null where the route needs an index
  const ApiSettings& settings;
};

/// One address.
struct Route {
  std::vector<std::string_view> path;  ///< "*" stands for any one segment
  bool needs_index;
  bool follows_index;                           ///< the response changes only with the index and the program
  HttpResponse (*get)(const Context& context);  ///< null: not allowed
  HttpResponse (*post)(const Context& context) = nullptr;
};

/// Every address; the first that fits holds.
std::span<const Route> routes();

}  // namespace dateline
