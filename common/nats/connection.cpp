#include "common/nats/connection.hpp"

#include <nats/nats.h>

#include <condition_variable>
#include <set>
#include <utility>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/base/logging.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;

constexpr milliseconds kCloseTimeout{5000};

natsStatus PublishMessage(natsConnection* connection,
                          const std::string& subject,
                          const std::string& reply,
                          const contract::Headers& headers,
                          std::string_view body) {
  natsMsg* raw = nullptr;
  natsStatus status = natsMsg_Create(&raw,
                                     subject.c_str(),
                                     reply.empty() ? nullptr : reply.c_str(),
                                     body.data(),
                                     static_cast<int>(body.size()));
  const MessageHandle message(raw);
  for (const auto& [name, value] : headers) {
    if (status != NATS_OK) break;
    status = natsMsgHeader_Set(message.get(), name.c_str(), value.c_str());
  }
  return status == NATS_OK ? natsConnection_PublishMsg(connection, message.get()) : status;
}

void WarnOfOpenSecrets(const ConnectionOptions& options) {
  base::WarnIfReadableByAll("NATS_CREDS", options.creds_file);
  base::WarnIfReadableByAll("NATS_NKEY_SEED_FILE", options.nkey_seed_file);
  base::WarnIfReadableByAll("NATS_PASSWORD_FILE", options.password_file);
  base::WarnIfReadableByAll("NATS_TLS_KEY", options.tls_key);
}

// The reason of a failed attempt to connect.
std::string Describe(natsStatus status, const ConnectionOptions& options) {
  const std::string servers = "NATS at " + WithoutPasswords(options.url);
  if (status == NATS_CONNECTION_AUTH_FAILED) {
    return servers + " refused the credentials: " + ReasonOf(status);
  }
  const bool over_tls = !options.tls_ca.empty() || !options.tls_cert.empty();
  const bool hung_up =
      status == NATS_PROTOCOL_ERROR || status == NATS_IO_ERROR || status == NATS_CONNECTION_CLOSED;
  // In TLS 1.3 a server checks the client's certificate after the handshake has ended for the
  // client.
  if (over_tls && hung_up) {
    return "waiting for " + servers +
           ": it closes the connection during TLS, as servers do that require another client " +
           "certificate";
  }
  return "waiting for " + servers + ": " + ReasonOf(status);
}

}  // namespace

// The closure of a callback subscription's thread. nats.c reports the end of that thread only by
// the completion callback, so the closure is a reference of its own, and `receive` is cleared under
// the mutex before the owner goes.
struct Subscription::Receiver {
  std::mutex mutex;
  std::function<void(Message)> receive;
};

Subscription::Subscription(RetiredSubscriptions& retired,
                           SubscriptionHandle handle,
                           std::shared_ptr<Receiver> receiver)
    : retired_(retired), receiver_(std::move(receiver)), handle_(std::move(handle)) {}

Subscription::~Subscription() {
  if (receiver_) {
    const std::lock_guard lock(receiver_->mutex);
    receiver_->receive = nullptr;
  }
  natsSubscription_Unsubscribe(handle_.get());
  retired_.Keep(std::move(handle_));
}

base::Result<Message> Subscription::Next(milliseconds timeout) {
  natsMsg* message = nullptr;
  const natsStatus status = natsSubscription_NextMsg(&message, handle_.get(), timeout.count());
  if (status == NATS_OK) return Message(message);
  return tl::make_unexpected(ToError(status, "next message"));
}

void Subscription::OnMessage(natsConnection*, natsSubscription*, natsMsg* raw, void* closure) {
  Message message(raw);
  const auto& receiver = *static_cast<std::shared_ptr<Receiver>*>(closure);
  const std::lock_guard lock(receiver->mutex);
  if (receiver->receive) receiver->receive(std::move(message));
}

void Subscription::OnComplete(void* closure) {
  delete static_cast<std::shared_ptr<Receiver>*>(closure);
}

// Outlives the connection while the last callback is running.
struct Connection::Closing {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
};

struct Connection::Callbacks {
  static Connection& From(void* closure) { return *static_cast<Connection*>(closure); }

  static void OnError(natsConnection* handle, natsSubscription*, natsStatus, void* closure) {
    const char* text = nullptr;
    natsConnection_GetLastError(handle, &text);
    const std::string_view error = text == nullptr ? "unknown error" : text;
    base::LogWarning("NATS: {}", error);
    // Permissions Violation for Publish to "<subject>"
    constexpr std::string_view kMarker = "ublish to \"";
    const std::size_t marker = error.find(kMarker);
    if (marker == std::string_view::npos) return;
    const std::size_t start = marker + kMarker.size();
    const std::string subject(error.substr(start, error.find('"', start) - start));
    Connection& connection = From(closure);
    const std::shared_lock lock(connection.events_mutex_);
    if (connection.events_.publish_denied) connection.events_.publish_denied(subject);
  }

  static void OnDisconnected(natsConnection*, void* closure) {
    Connection& connection = From(closure);
    const std::shared_lock lock(connection.events_mutex_);
    if (connection.events_.disconnected) connection.events_.disconnected();
  }

  static void OnReconnected(natsConnection*, void* closure) {
    base::LogInfo("connected to NATS again");
    Connection& connection = From(closure);
    const std::shared_lock lock(connection.events_mutex_);
    if (connection.events_.reconnected) connection.events_.reconnected();
  }

  static void OnClosed(natsConnection*, void* closure) {
    Connection& connection = From(closure);
    const std::shared_ptr<Closing> closing = connection.closing_;
    {
      const std::shared_lock lock(connection.events_mutex_);
      if (connection.events_.closed) connection.events_.closed();
    }
    const std::lock_guard lock(closing->mutex);
    closing->done = true;
    closing->changed.notify_all();
  }

  // Each of these calls fails only for null options.
  static void Set(natsOptions* options, Connection* connection) {
    natsOptions_SetErrorHandler(options, &OnError, connection);
    natsOptions_SetDisconnectedCB(options, &OnDisconnected, connection);
    natsOptions_SetReconnectedCB(options, &OnReconnected, connection);
    natsOptions_SetClosedCB(options, &OnClosed, connection);
  }
};

base::Result<std::unique_ptr<Connection>> Connection::Connect(
    const ConnectionOptions& options,
    const std::stop_token& stop,
    const std::function<void(const std::string&)>& waiting) {
  auto nats_options = MakeOptions(options);
  if (!nats_options) return tl::make_unexpected(std::move(nats_options).error());
  WarnOfOpenSecrets(options);
  std::unique_ptr<Connection> connection(new Connection(options.name));
  Callbacks::Set(nats_options->get(), connection.get());
  base::Backoff backoff(milliseconds(100), milliseconds(5000));
  std::set<std::string> logged;
  while (!stop.stop_requested()) {
    natsConnection* handle = nullptr;
    const natsStatus status = natsConnection_Connect(&handle, nats_options->get());
    if (status == NATS_OK) {
      connection->handle_.reset(handle);
      return connection;
    }
    if (status == NATS_INVALID_ARG) return tl::make_unexpected(BadUrl(options.url));
    const std::string reason = Describe(status, options);
    if (logged.insert(reason).second) base::LogWarning("{}", reason);
    if (waiting) waiting(reason);
    base::SleepFor(backoff.Next(), stop);
  }
  return base::Fail(ErrorCode::kUnavailable, "stopped while waiting for NATS", true);
}

Connection::Connection(std::string name)
    : name_(std::move(name)), closing_(std::make_shared<Closing>()) {}

Connection::~Connection() {
  ClearEvents();
  if (handle_) {
    natsConnection_Close(handle_.get());
    WaitUntilClosed();
  }
  retired_.DestroyAll();
}

// nats.c runs the callbacks on a thread that natsConnection_Close does not wait for; OnClosed is
// the last of them.
void Connection::WaitUntilClosed() {
  std::unique_lock lock(closing_->mutex);
  closing_->changed.wait_for(lock, kCloseTimeout, [this] { return closing_->done; });
}

void Connection::SetEvents(ConnectionEvents events) {
  const std::unique_lock lock(events_mutex_);
  events_ = std::move(events);
}

base::Result<void> Connection::Publish(std::string_view subject,
                                       std::string_view reply,
                                       const contract::Headers& headers,
                                       std::string_view body) {
  if (!IsPublishSubject(subject)) {
    return base::Fail(ErrorCode::kInvalidInput, "not a subject to publish to");
  }
  const std::string subject_text(subject);
  const natsStatus status =
      headers.empty() && reply.empty()
          // An acknowledgement: nats.c needs no message object for it.
          ? natsConnection_Publish(
                handle_.get(), subject_text.c_str(), body.data(), static_cast<int>(body.size()))
          : PublishMessage(handle_.get(), subject_text, std::string(reply), headers, body);
  if (status == NATS_OK) return {};
  return tl::make_unexpected(ToError(status, "publish to " + subject_text));
}

base::Result<std::unique_ptr<Subscription>> Connection::Subscribe(const std::string& subject) {
  natsSubscription* raw = nullptr;
  natsStatus status = natsConnection_SubscribeSync(&raw, handle_.get(), subject.c_str());
  SubscriptionHandle handle(raw);
  // No limit in the client: the owner bounds how much it requests, and nothing is dropped.
  if (status == NATS_OK) status = natsSubscription_SetPendingLimits(handle.get(), -1, -1);
  if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
  return std::unique_ptr<Subscription>(new Subscription(retired_, std::move(handle), nullptr));
}

base::Result<std::unique_ptr<Subscription>> Connection::Subscribe(
    const std::string& subject, std::function<void(Message)> callback) {
  auto receiver = std::make_shared<Subscription::Receiver>();
  receiver->receive = std::move(callback);
  auto closure = std::make_unique<std::shared_ptr<Subscription::Receiver>>(receiver);
  natsSubscription* raw = nullptr;
  natsStatus status = natsConnection_Subscribe(
      &raw, handle_.get(), subject.c_str(), &Subscription::OnMessage, closure.get());
  SubscriptionHandle handle(raw);
  if (status == NATS_OK) {
    // OnComplete owns the closure from here on; a message may already be on its way to it.
    status = natsSubscription_SetOnCompleteCB(raw, &Subscription::OnComplete, closure.release());
  }
  if (status == NATS_OK) status = natsSubscription_SetPendingLimits(raw, -1, -1);
  if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
  return std::unique_ptr<Subscription>(
      new Subscription(retired_, std::move(handle), std::move(receiver)));
}

std::string Connection::NewInbox() const {
  // natsInbox_Create() ignores the connection's own prefix, so only its unique part is used.
  natsInbox* inbox = nullptr;
  std::string unique = "0";
  if (natsInbox_Create(&inbox) == NATS_OK) {
    unique = std::string(inbox).substr(std::string_view("_INBOX.").size());
    natsInbox_Destroy(inbox);
  }
  return "_INBOX_" + name_ + "." + unique;
}

bool Connection::IsConnected() const {
  return natsConnection_Status(handle_.get()) == NATS_CONN_STATUS_CONNECTED;
}

std::int64_t Connection::MaxPayload() const { return natsConnection_GetMaxPayload(handle_.get()); }

base::Result<void> Connection::Flush(milliseconds timeout) {
  const natsStatus status = natsConnection_FlushTimeout(handle_.get(), timeout.count());
  if (status == NATS_OK) return {};
  return tl::make_unexpected(ToError(status, "flush"));
}

bool IsPublishSubject(std::string_view subject) {
  if (subject.empty() || subject.front() == '.' || subject.back() == '.') return false;
  if (subject.find("..") != std::string_view::npos) return false;
  for (const char c : subject) {
    if (c <= ' ' || c == 0x7F || c == '*' || c == '>') return false;
  }
  return true;
}

}  // namespace pipeline::nats
