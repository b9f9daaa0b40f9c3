#include "common/nats/session.hpp"

#include <thread>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/options.hpp"

namespace pipeline::nats {

using base::ErrorCode;

Session::Session(std::unique_ptr<Connection> connection, std::unique_ptr<Requests> requests)
    : connection_(std::move(connection)), requests_(std::move(requests)), jetstream_(*requests_) {}

base::Result<std::unique_ptr<Session>> Session::Open(
    const ConnectionOptions& options,
    const std::stop_token& stop,
    ConnectionEvents events,
    const std::function<void(const std::string&)>& waiting) {
  auto connection = Connection::Connect(options, stop, waiting);
  if (!connection) return tl::make_unexpected(std::move(connection).error());
  auto requests = Requests::Create(**connection, std::move(events));
  if (!requests) return tl::make_unexpected(std::move(requests).error());
  return std::unique_ptr<Session>(new Session(std::move(*connection), std::move(*requests)));
}

base::Result<std::unique_ptr<Session>> Session::OpenWithin(std::chrono::milliseconds timeout,
                                                           const ConnectionOptions& options,
                                                           const std::stop_token& stop,
                                                           std::function<void()> closed) {
  std::stop_source give_up;
  const std::stop_callback on_stop(stop, [&give_up] { give_up.request_stop(); });
  std::jthread deadline([&give_up, timeout](const std::stop_token& done) {
    base::SleepFor(timeout, done);
    if (!done.stop_requested()) give_up.request_stop();
  });
  ConnectionEvents events;
  events.closed = std::move(closed);
  auto session = Open(options, give_up.get_token(), std::move(events));
  if (session || session.error().code != ErrorCode::kUnavailable) return session;
  if (!give_up.stop_requested() || stop.stop_requested()) return session;
  return base::Fail(ErrorCode::kUnavailable,
                    "no connection to NATS at " + WithoutPasswords(options.url) + " within " +
                        base::FormatDuration(timeout));
}

}  // namespace pipeline::nats
