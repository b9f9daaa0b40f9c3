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
  /// The most bytes of a request without a sheet. Only mutations may be larger.
  std::size_t query_bytes = std::size_t{1} << 20;
  std::size_t upload_bytes = 0;    ///< The most bytes of a sheet that a mutation may send.
  std::size_t subscribers = 1000;  ///< Answers over server-sent events at a time.
  /// Makes the context that the resolvers of one request share.
  std::function<std::shared_ptr<void>(const http::Request&)> make_context;
};

/// GraphQL over HTTP: GET with queries and subscriptions, POST with everything, answers as
/// application/json, application/graphql-response+json or server-sent events, by the Accept header.
/// Follows https://graphql.github.io/graphql-over-http/draft/ and, in its statuses, what servers do
/// today (statuses.cpp). Mutations need a POST of JSON, for which browsers send a preflight first.
/// Thread-safe. `engine` outlives it.
class GraphQLHandler {
 public:
  GraphQLHandler(const graphql::Engine& engine, GraphQLHandlerOptions options);

  /// The most bytes of a request's body: a sheet or a query, the document and other variables.
  std::size_t max_body_bytes() const;

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
