#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "libs/http/gate.hpp"
#include "libs/http/message.hpp"

namespace pipeline::http {

/// What a server does for one method and path.
struct Route {
  using Handler = std::function<Response(const Request&)>;

  std::string method;
  std::string path;  ///< As it is, or with `{name}` as its last segment: any one segment, not
                     ///< empty; or with `{name...}`: one or more of them.
  Handler handler;   ///< Called from several threads at a time.
  std::size_t max_body_bytes = 0;  ///< 0: a body is neither read nor looked at.
  std::string content_type = {};   ///< The only one that a body may have; parameters are allowed.
  std::string too_large_advice = {};  ///< What a sender can do whose body is over the limit.
  /// Bounds how many of its requests are read and handled at a time, so that they do not take every
  /// thread of the server. None: as many as come.
  std::shared_ptr<Gate> gate = {};
  Handler busy = {};  ///< Answers, by the head alone, what the gate does not let in.
  /// Refuses a request by its head, before anything else is looked at: then no body is read. None,
  /// or nothing: goes on. May be asked more than once a request.
  std::function<std::optional<Response>(const Request&)> refuse = {};
};

/// Finds the route of a request and answers what has none: 404, 405 with Allow, 414, 415, 413, 400
/// for a body whose length is said in two ways, and what a route refuses. Immutable once serving;
/// then safe from any thread. Empty: nothing is there.
class Router {
 public:
  using Finisher = std::function<void(const Request&, Response*)>;

  void Add(Route route) { routes_.push_back(std::move(route)); }
  /// What every answer goes through, those of the server itself included. Called as handlers are.
  void FinishBy(Finisher finisher) { finisher_ = std::move(finisher); }

  /// Decides by the head of a request, before any of its body is read. Sets `head.argument`. HEAD
  /// is answered by the route of GET.
  tl::expected<const Route*, Response> Find(Request& head) const;

  void Finish(const Request& request, Response* response) const {
    if (finisher_) finisher_(request, response);
  }

  /// The answer to a body that turned out to be over the limit.
  static Response TooLarge(const Route& route);

 private:
  Response NoRoute(const Request& head) const;

  std::vector<Route> routes_;
  Finisher finisher_;
};

}  // namespace pipeline::http
