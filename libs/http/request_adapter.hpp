#pragma once

#include <httplib.h>

#include <functional>
#include <utility>

#include "libs/http/client_connection.hpp"
#include "libs/http/problem.hpp"
#include "libs/http/router.hpp"

namespace pipeline::http {

/// Adapts cpp-httplib's requests to a Router: routes before a body is read, reads it up to its
/// limit, and turns cpp-httplib's own errors into problems. Private to this folder; thread-safe
/// once installed.
class RequestAdapter {
 public:
  using SetUp = std::function<void(httplib::Request&)>;

  explicit RequestAdapter(Router router) : router_(std::move(router)) {}

  /// `server` processes requests within Process() alone.
  static void Install(httplib::Server& server);

  /// Runs cpp-httplib's processing of one request of `connection`; false if the response was not
  /// sent.
  bool Process(ClientConnection& connection,
               const std::function<bool(const SetUp&)>& process) const;

  /// Rejects a request whose head must not reach cpp-httplib.
  static void RefuseHead(ClientConnection& connection, const Problem& problem);

 private:
  const Router router_;
};

}  // namespace pipeline::http
