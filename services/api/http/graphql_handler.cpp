#include "services/api/http/graphql_handler.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "libs/graphql/schema/json_text.hpp"
#include "libs/http/problem.hpp"
#include "services/api/http/answer_events.hpp"

namespace pipeline::api {
namespace {

using graphql::ast::OperationType;

constexpr std::chrono::seconds kRetrySubscribing{5};
// For the document and the variables other than the sheet.
constexpr std::size_t kEnvelopeBytes = std::size_t{64} << 10;

std::string ErrorBody(std::string_view message, std::string_view code) {
  std::string body = R"({"errors":[{"message":)";
  graphql::AppendJsonString(body, message);
  body += R"(,"extensions":{"code":)";
  graphql::AppendJsonString(body, code);
  return body + "}}]}";
}

http::Response NotAcceptable(const char* acceptable) {
  http::Response response = http::ToResponse(
      {406, "not-acceptable", "Not acceptable", std::string("expected Accept: ") + acceptable});
  response.headers.emplace_back("Accept", acceptable);
  return response;
}

http::Response TooManySubscribers() {
  return http::ToResponse({503,
                           "too-many-subscribers",
                           "Too many subscribers",
                           "all streams of events are taken; try again later",
                           kRetrySubscribing});
}

http::Response TooLarge(std::size_t most) {
  return http::ToResponse(
      {413,
       "body-too-large",
       "Too large",
       "expected at most " + std::to_string(most) + " bytes where no sheet is sent"});
}

// The media type of responses to requests without a valid operation.
Media AnyMedia(const http::Request& request) {
  return Negotiate(request.Header("Accept"),
                   {Media::kJson, Media::kGraphQLResponse, Media::kEventStream});
}

}  // namespace

GraphQLHandler::GraphQLHandler(const graphql::Engine& engine, GraphQLHandlerOptions options)
    : engine_(engine), options_(std::move(options)), subscribers_(options_.subscribers) {}

std::size_t GraphQLHandler::max_body_bytes() const {
  return std::max(options_.upload_bytes, options_.query_bytes) + kEnvelopeBytes;
}

http::Response GraphQLHandler::Get(const http::Request& request) {
  return Handle(request, ReadQuery(request));
}

http::Response GraphQLHandler::Post(const http::Request& request) {
  return Handle(request, ReadBody(request.body));
}

http::Response GraphQLHandler::Handle(const http::Request& request, const Parameters& parameters) {
  const Media media = AnyMedia(request);
  if (media == Media::kNone) {
    return NotAcceptable("application/graphql-response+json, application/json, text/event-stream");
  }
  if (!parameters) {
    return Give(
        AnswerKind::kMalformed, media, ErrorBody(parameters.error().message, "BAD_REQUEST"));
  }
  auto operation = engine_.Prepare(parameters->query, parameters->operation_name);
  if (!operation) {
    const bool parsed = operation.error().status != graphql::ExecutionStatus::kParseError;
    if (!parsed && parameters->query.size() > options_.query_bytes) {
      return TooLarge(options_.query_bytes);
    }
    return Give(AnswerKindOf(operation.error().status), media, std::move(operation.error().body));
  }
  const OperationType type = operation->Type();
  if (type == OperationType::kMutation && request.method != "POST") {
    http::Response refused = Give(
        AnswerKind::kMutationOverGet,
        media,
        ErrorBody("Can only perform a mutation operation from a POST request.", "BAD_REQUEST"));
    refused.headers.emplace_back("Allow", "POST");
    return refused;
  }
  if (type != OperationType::kMutation && request.body.size() > options_.query_bytes) {
    return TooLarge(options_.query_bytes);
  }
  return type == OperationType::kSubscription ? Subscribe(request, *operation, *parameters)
                                              : Run(request, *operation, *parameters);
}

http::Response GraphQLHandler::Run(const http::Request& request,
                                   const graphql::Operation& operation,
                                   const RequestParameters& parameters) {
  const std::shared_ptr<void> context = options_.make_context(request);
  graphql::Response answer = engine_.Execute(operation, parameters.variables, context.get());
  return Give(AnswerKindOf(answer.status), AnyMedia(request), std::move(answer.body));
}

http::Response GraphQLHandler::Subscribe(const http::Request& request,
                                         const graphql::Operation& operation,
                                         const RequestParameters& parameters) {
  if (Negotiate(request.Header("Accept"), {Media::kEventStream}) == Media::kNone) {
    return NotAcceptable("text/event-stream");
  }
  return GiveEvents([&](http::ConcurrencyLimit::Slot slot) {
    std::shared_ptr<void> context = options_.make_context(request);
    auto subscription = engine_.Subscribe(operation, parameters.variables, context.get());
    if (!subscription) return OneAnswer(std::move(subscription.error().body), std::move(slot));
    return Answers(*std::move(subscription), std::move(context), std::move(slot));
  });
}

http::Response GraphQLHandler::Give(AnswerKind kind, Media media, std::string body) {
  if (media == Media::kEventStream) {
    return GiveEvents([&](http::ConcurrencyLimit::Slot slot) {
      return OneAnswer(std::move(body), std::move(slot));
    });
  }
  http::Response response{StatusOf(kind, media), ContentType(media), std::move(body)};
  response.headers.emplace_back("Vary", "Accept");
  return response;
}

http::Response GraphQLHandler::GiveEvents(
    const std::function<std::shared_ptr<http::EventStream>(http::ConcurrencyLimit::Slot)>& make) {
  http::ConcurrencyLimit::Slot slot = subscribers_.TryTake();
  if (!slot) return TooManySubscribers();
  http::Response response{200, ContentType(Media::kEventStream)};
  response.events = make(std::move(slot));
  return response;
}

}  // namespace pipeline::api
