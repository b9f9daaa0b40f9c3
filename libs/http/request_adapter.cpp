#include "libs/http/request_adapter.hpp"

#include <exception>
#include <memory>
#include <utility>

#include "libs/http/message_head.hpp"

namespace pipeline::http {
namespace {

// Bytes on the wire accepted for each byte of a body: chunks of two bytes need 3.5.
constexpr std::size_t kFramingFactor = 4;
constexpr std::size_t kFramingBytes = std::size_t{64} * 1024;

// The request that this thread processes: cpp-httplib passes no state between its handlers.
struct Serving {
  ClientConnection& connection;
  const Router& router;
  Request request = {};
  const Route* route = nullptr;
};

thread_local Serving* serving = nullptr;

bool HasBody(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

// cpp-httplib recognizes gzip in lower case only.
void NormalizeCoding(httplib::Headers& headers) {
  const auto coding = headers.find("Content-Encoding");
  if (coding != headers.end() && IsGzip(coding->second)) coding->second = "gzip";
}

Request ToRequest(const httplib::Request& from) {
  Request request{from.method, from.path, {}, {}, {}, {}};
  request.query.assign(from.params.begin(), from.params.end());
  request.headers.assign(from.headers.begin(), from.headers.end());
  request.client = serving->connection.client_address();
  return request;
}

// cpp-httplib compresses text, even if it is encoded already, unless a content provider supplies
// it.
void SetBody(httplib::Response& target, Response response) {
  if (response.Header("Content-Encoding").empty()) {
    target.set_content(std::string(), response.content_type);
    target.body = std::move(response.body);
    return;
  }
  const auto body = std::make_shared<const std::string>(std::move(response.body));
  target.set_content_provider(
      body->size(),
      response.content_type,
      [body](std::size_t offset, std::size_t size, httplib::DataSink& sink) {
        return sink.write(body->data() + offset, size);
      });
}

void Fill(httplib::Response& target, Response response) {
  if (response.events || IsBodiless(response.status)) serving->connection.TakeAnswerOver(response);
  target.status = response.status;
  for (const auto& [name, value] : response.headers) target.set_header(name, value);
  SetBody(target, std::move(response));
  // cpp-httplib adds the header itself if the request had it.
  const bool said = SameName(serving->request.Header("Connection"), "close");
  if (serving->connection.body_unread() && !said) target.set_header("Connection", "close");
}

Response Incomplete() {
  return ToResponse({400,
                     "incomplete-body",
                     "The body did not arrive whole",
                     "expected all of the body within 60 s, without pauses over 10 s, and in the "
                     "encoding that its headers say"});
}

// Errors that cpp-httplib finds before routing.
Response OwnError(int status) {
  if (status == 414) {
    return ToResponse({414, "path-too-long", "Path too long", "expected a shorter request line"});
  }
  if (status == 416) {
    return ToResponse({416, "invalid-range", "Invalid range", "expected no Range header"});
  }
  return ToResponse({status, "invalid-request", "Not an HTTP request", "expected HTTP/1.1"});
}

Response InternalError() {
  return ToResponse({500, "internal", "Internal error", "nothing was accepted; try again later"});
}

// Calls the handler if the route's limit has a slot, otherwise `busy`.
Response HandleWithin(const Route& route, const Request& request) {
  const ConcurrencyLimit::Slot slot = route.limit ? route.limit->TryTake() : nullptr;
  return route.limit && !slot ? route.busy(request) : route.handler(request);
}

Response ReadAndHandle(Request& request, const Route& route, const httplib::ContentReader& reader) {
  const ConcurrencyLimit::Slot slot = route.limit ? route.limit->TryTake() : nullptr;
  if (route.limit && !slot) return route.busy(request);
  ClientConnection& connection = serving->connection;
  if (!connection.body_unread()) return route.handler(request);
  const std::size_t max_bytes = route.max_body_bytes();
  connection.LimitBody(kFramingFactor * max_bytes + kFramingBytes);
  bool too_large = false;
  const bool whole = reader([&](const char* piece, std::size_t size) {
    too_large = request.body.size() + size > max_bytes;
    if (!too_large) request.body.append(piece, size);
    return !too_large;
  });
  if (too_large || connection.OverLimit()) return Router::TooLarge(route);
  if (!whole) return Incomplete();
  connection.SetBodyUnread(false);
  return route.handler(request);
}

void Give(httplib::Response& target, Response response) {
  serving->router.FilterResponse(serving->request, &response);
  Fill(target, std::move(response));
}

// True if the response is complete: the route reads no body, or the headers alone reject the
// request.
bool AnswerWithoutBody(const httplib::Request& from, httplib::Response& response) {
  serving->request = ToRequest(from);
  auto found = serving->router.Find(serving->request);
  if (!found) {
    Give(response, std::move(found).error());
    return true;
  }
  const Route& route = **found;
  serving->route = &route;
  if (!route.max_body_bytes) {
    Response answer = HandleWithin(route, serving->request);
    if (from.method == "HEAD") answer.events.reset();
    Give(response, std::move(answer));
    return true;
  }
  // A client that sent Expect: 100-continue is spared sending the body.
  const bool busy = route.limit && route.limit->Full();
  if (busy) Give(response, route.busy(serving->request));
  return busy;
}

void AnswerWithBody(httplib::Response& response, const httplib::ContentReader& reader) {
  Response answer = ReadAndHandle(serving->request, *serving->route, reader);
  response.headers.clear();
  Give(response, std::move(answer));
}

}  // namespace

void RequestAdapter::Install(httplib::Server& server) {
  using Handled = httplib::Server::HandlerResponse;
  server.set_pre_routing_handler([](const auto& request, auto& response) {
    return AnswerWithoutBody(request, response) ? Handled::Handled : Handled::Unhandled;
  });
  const httplib::Server::HandlerWithContentReader with_body =
      [](const auto&, auto& response, const auto& reader) { AnswerWithBody(response, reader); };
  server.Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body).Delete(".*", with_body);
  server.set_expect_100_continue_handler([](const auto& request, auto& response) {
    return AnswerWithoutBody(request, response) ? response.status : 100;
  });
  server.set_exception_handler([](const auto&, auto& response, const std::exception_ptr&) {
    Give(response, InternalError());
  });
  server.set_error_handler(
      httplib::Server::HandlerWithResponse([](const auto& request, auto& response) {
        if (!response.body.empty()) return Handled::Handled;
        serving->request = ToRequest(request);
        Give(response, OwnError(response.status));
        return Handled::Handled;
      }));
}

bool RequestAdapter::Process(ClientConnection& connection,
                             const std::function<bool(const SetUp&)>& process) const {
  Serving request{connection, router_};
  serving = &request;
  const bool answered = process([&connection](httplib::Request& received) {
    connection.SetBodyUnread(HasBody(received));
    NormalizeCoding(received.headers);
    // cpp-httplib would cut our responses to the requested range.
    received.ranges.clear();
  });
  serving = nullptr;
  return answered;
}

void RequestAdapter::RefuseHead(ClientConnection& connection, const Problem& problem) {
  connection.WriteAll(ToLastAnswer(problem));
}

}  // namespace pipeline::http
