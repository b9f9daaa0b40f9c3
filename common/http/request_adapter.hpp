#pragma once

#include <httplib.h>

#include <functional>
#include <string>

#include "common/http/client_connection.hpp"
#include "common/http/router.hpp"

namespace pipeline::http {

/// Between cpp-httplib's requests and ours: routes before a body is read, reads it up to its limit,
/// and gives every answer of cpp-httplib's own the form of ours. Private to this folder;
/// thread-safe once installed.
class RequestAdapter {
 public:
  using SetUp = std::function<void(httplib::Request&)>;

  explicit RequestAdapter(Router router) : router_(std::move(router)) {}

  /// `server` must not outlive the adapter.
  void Install(httplib::Server& server);

  /// Runs cpp-httplib's processing of one request of `connection`; false when its answer did not go
  /// out.
  static bool Process(ClientConnection& connection,
                      const std::function<bool(const SetUp&)>& process);

  /// Answers a request whose headers are over the connection's buffer.
  static void RefuseHead(ClientConnection& connection);

 private:
  bool AnswerWithoutBody(const httplib::Request& request, httplib::Response& response) const;
  void AnswerWithBody(const httplib::Request& request,
                      httplib::Response& response,
                      const httplib::ContentReader& reader) const;
  Response ReadAndHandle(Request request,
                         const Route& route,
                         const httplib::ContentReader& reader) const;

  const Router router_;
};

}  // namespace pipeline::http
