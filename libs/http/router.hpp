#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "common/service/health.hpp"
#include "libs/http/message.hpp"

namespace pipeline::http {

/// A non-blocking counting limit. Thread-safe; outlives its slots.
class ConcurrencyLimit {
 public:
  struct Release {
    void operator()(ConcurrencyLimit* limit) const { limit->taken_.fetch_sub(1); }
  };
  /// Held while the work goes on; null if all slots were taken.
  using Slot = std::unique_ptr<ConcurrencyLimit, Release>;

  explicit ConcurrencyLimit(std::size_t slots) : slots_(slots) {}

  Slot TryTake() {
    if (taken_.fetch_add(1) < slots_) return Slot(this);
    taken_.fetch_sub(1);
    return nullptr;
  }
  bool Full() const { return taken_.load() >= slots_; }

 private:
  const std::size_t slots_;
  std::atomic<std::size_t> taken_{0};
};

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
  std::shared_ptr<ConcurrencyLimit> limit = {};
  Handler busy = {};  ///< Answers, by the head alone, what the limit does not let in.
  /// Refuses a request by its head, before anything else is looked at: then no body is read. None,
  /// or nothing: goes on. May be asked more than once a request.
  std::function<std::optional<Response>(const Request&)> refuse = {};
};

/// Finds the route of a request and answers what has none: 404, 405 with Allow, 414, 415, 413, 400
/// for a body whose length is said in two ways, and what a route refuses. Immutable once serving;
/// then safe from any thread. Empty: nothing is there.
class Router {
 public:
  using ResponseFilter = std::function<void(const Request&, Response*)>;

  void Add(Route route) { routes_.push_back(std::move(route)); }
  /// What every answer goes through, those of the server itself included. Called as handlers are.
  void SetResponseFilter(ResponseFilter filter) { response_filter_ = std::move(filter); }

  /// Decides by the head of a request, before any of its body is read. Sets `head.argument`. HEAD
  /// is answered by the route of GET.
  tl::expected<const Route*, Response> Find(Request& head) const;

  void FilterResponse(const Request& request, Response* response) const {
    if (response_filter_) response_filter_(request, response);
  }

  /// The answer to a body that turned out to be over the limit.
  static Response TooLarge(const Route& route);

 private:
  Response NoRoute(const Request& head) const;

  std::vector<Route> routes_;
  ResponseFilter response_filter_;
};

/// Adds GET /livez and GET /readyz, as service::HealthServer answers them.
void AddHealthRoutes(Router& router, const service::NotReady& not_ready);

}  // namespace pipeline::http
