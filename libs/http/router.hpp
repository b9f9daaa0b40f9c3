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

/// One method and path, and the functions that answer them.
struct Route {
  using Handler = std::function<Response(const Request&)>;

  std::string method;
  /// Literal, or with a last part `{name}`, which matches one segment that is not empty, or
  /// `{name...}`, which matches one or more.
  std::string path;
  Handler handler;  ///< Called from several threads at a time.
  /// The most bytes of a body. Empty: a body is neither read nor checked.
  std::function<std::size_t()> max_body_bytes = {};
  std::string content_type = {};      ///< The only accepted one; parameters are allowed.
  std::string too_large_advice = {};  ///< Added to the error for a body over the limit.
  /// Bounds how many requests of the route are read and handled at a time, so that they do not
  /// occupy every thread of the server. Null: no bound.
  std::shared_ptr<ConcurrencyLimit> limit = {};
  Handler busy = {};  ///< Answers requests over `limit`, from their headers alone.
  /// Optional early check on the request line and headers. A returned Response rejects the request
  /// before its body is read. May be called more than once a request.
  std::function<std::optional<Response>(const Request&)> refuse = {};
  /// Answers while the router is not ready, from the headers alone. Empty: the route always works.
  Handler unavailable = {};
};

/// Finds the route of a request. Answers requests without one itself: 404, 405 with Allow, 414,
/// 415, 413, 400 for a body with an ambiguous length, and the responses of `refuse` and
/// `unavailable`. Immutable and thread-safe once serving.
class Router {
 public:
  using ResponseFilter = std::function<void(const Request&, Response*)>;

  void Add(Route route) { routes_.push_back(std::move(route)); }
  /// While `ready` is false, routes with `unavailable` answer by it. Thread-safe.
  void SetReadiness(std::function<bool()> ready) { ready_ = std::move(ready); }
  /// Called on every response, including the server's own errors. Thread-safe.
  void SetResponseFilter(ResponseFilter filter) { response_filter_ = std::move(filter); }

  /// Decides from the head of a request, before its body is read. Sets `head.argument`. HEAD uses
  /// the route of GET.
  tl::expected<const Route*, Response> Find(Request& head) const;

  void FilterResponse(const Request& request, Response* response) const {
    if (response_filter_) response_filter_(request, response);
  }

  /// The response to a body over the limit.
  static Response TooLarge(const Route& route);

 private:
  Response NoRoute(const Request& head) const;

  std::vector<Route> routes_;
  std::function<bool()> ready_;
  ResponseFilter response_filter_;
};

/// Adds GET /livez and GET /readyz, as service::HealthServer answers them.
void AddHealthRoutes(Router& router, const service::NotReady& not_ready);

}  // namespace pipeline::http
