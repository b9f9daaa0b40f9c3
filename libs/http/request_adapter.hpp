#pragma once

#include <httplib.h>

#include <functional>
#include <memory>
#include <mutex>

#include "libs/http/client_connection.hpp"
#include "libs/http/problem.hpp"
#include "libs/http/router.hpp"

namespace pipeline::http {

/// Between cpp-httplib's requests and ours: routes before a body is read, reads it up to its limit,
/// and gives every answer of cpp-httplib's own the form of ours. Private to this folder;
/// thread-safe once installed.
class RequestAdapter {
 public:
  using SetUp = std::function<void(httplib::Request&)>;

  explicit RequestAdapter(Router router) { SetRouter(std::move(router)); }

  /// From the next request on; the one before stays until its last request is answered.
  void SetRouter(Router router);

  /// `server` processes requests within Process() alone.
  static void Install(httplib::Server& server);

  /// Runs cpp-httplib's processing of one request of `connection`; false when its answer did not go
  /// out.
  bool Process(ClientConnection& connection,
               const std::function<bool(const SetUp&)>& process) const;

  /// Answers a request whose head is not for cpp-httplib to read.
  static void RefuseHead(ClientConnection& connection, const Problem& problem);

 private:
  std::shared_ptr<const Router> router() const;

  mutable std::mutex mutex_;
  std::shared_ptr<const Router> router_;
};

}  // namespace pipeline::http
