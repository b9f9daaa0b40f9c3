#pragma once

#include <cstddef>

#include "common/http/router.hpp"

namespace pipeline::http {

/// What the tests of servers ask for: `GET /hello`, and `POST /echo` of up to `limit` bytes of
/// JSON.
inline Router EchoRoutes(std::size_t limit) {
  Router router;
  router.Add({"GET", "/hello", [](const Request&) { return Response{200, "text/plain", "hi"}; }});
  router.Add({"POST",
              "/echo",
              [](const Request& request) {
                return Response{200, "text/plain", request.body};
              },
              limit,
              "application/json",
              "send less"});
  return router;
}

}  // namespace pipeline::http
