#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "libs/graphql/engine.hpp"
#include "libs/http/message.hpp"
#include "libs/http/router.hpp"
#include "services/api/http/request_parameters.hpp"
#include "services/api/http/statuses.hpp"

namespace pipeline::api {

struct GraphQLHandlerOptions {
  /// Of a request that sends no sheet. Larger ones are for mutations alone.
  std::size_t query_bytes = std::size_t{1} << 20;
  std::size_t subscribers = 1000;  ///< Answers over server-sent events at a time.
  /// What the functions of one request share; made once for each.
  std::function<std::shared_ptr<void>(const http::Request&)> make_context;
};

/// GraphQL over HTTP: GET with queries and subscriptions, POST with everything, answers as
/// application/json, application/graphql-response+json or server-sent events, by the Accept header.
/// Follows https://graphql.github.io/graphql-over-http/draft/ and, in its statuses, what servers do
/// today (statuses.cpp). Only what a browser asks about first may change anything: a POST of JSON.
/// Thread-safe. `engine` outlives it.
class GraphQLHandler {
 public:
  GraphQLHandler(const graphql::Engine& engine, GraphQLHandlerOptions options);

  std::size_t query_bytes() const { return options_.query_bytes; }

  http::Response Get(const http::Request& request);
  http::Response Post(const http::Request& request);

 private:
  using Parameters = tl::expected<RequestParameters, MalformedRequest>;

  http::Response Handle(const http::Request& request, const Parameters& parameters);
  http::Response Run(const http::Request& request,
                     const graphql::Operation& operation,
                     const RequestParameters& parameters);
  http::Response Subscribe(const http::Request& request,
                           const graphql::Operation& operation,
                           const RequestParameters& parameters);
  http::Response Give(AnswerKind kind, Media media, std::string body);
  http::Response GiveEvents(
      const std::function<std::shared_ptr<http::EventStream>(http::ConcurrencyLimit::Slot)>& make);

  const graphql::Engine& engine_;
  const GraphQLHandlerOptions options_;
  http::ConcurrencyLimit subscribers_;
};

}  // namespace pipeline::api
