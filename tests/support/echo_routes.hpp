#pragma once

#include <cstddef>
#include <string>

#include "libs/http/router.hpp"

namespace pipeline::http {

/// Routes for tests of servers: `GET /hello`, and `POST /echo` of up to `limit` bytes of
/// JSON.
inline Router EchoRoutes(std::size_t limit) {
  Router router;
  router.Add({"GET", "/hello", [](const Request&) { return Response{200, "text/plain", "hi"}; }});
  router.Add({"POST",
              "/echo",
              [](const Request& request) {
                return Response{200, "text/plain", request.body};
              },
              [limit] { return limit; },
              "application/json",
              "send less"});
  return router;
}

/// The head of a request for `POST /echo` with so many bytes of body.
inline std::string PostOf(std::size_t length) {
  return "POST /echo HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(length) + "\r\n\r\n";
}

}  // namespace pipeline::http
