#include "common/nats/connection.hpp"

#include <condition_variable>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "common/base/backoff.hpp"
#include "common/base/log.hpp"
#include "common/base/logging.hpp"
#include "common/nats/connection_options.hpp"
#include "common/nats/handles.hpp"
#include "common/nats/server_urls.hpp"
#include "common/nats/status.hpp"
#include "common/nats/subscription.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;

constexpr milliseconds kCloseTimeout{5000};

class NatsConnection final : public Connection {
 public:
  explicit NatsConnection(std::string name) : name_(std::move(name)) {}

  ~NatsConnection() override {
    ClearEvents();
    if (handle_) {
      natsConnection_Close(handle_.get());
      WaitUntilClosed();
    }
    graveyard_.Clear();
  }

  natsStatus TryConnect(natsOptions* options) {
    natsConnection* connection = nullptr;
    const natsStatus status = natsConnection_Connect(&connection, options);
    if (status == NATS_OK) handle_.reset(connection);
    return status;
  }

  // Each of these fails for no options at all only.
  void SetCallbacks(natsOptions* options) {
    natsOptions_SetErrorHandler(options, &NatsConnection::OnError, this);
    natsOptions_SetDisconnectedCB(options, &NatsConnection::OnDisconnected, this);
    natsOptions_SetReconnectedCB(options, &NatsConnection::OnReconnected, this);
    natsOptions_SetClosedCB(options, &NatsConnection::OnClosed, this);
  }

  void SetEvents(ConnectionEvents events) override {
    const std::unique_lock lock(events_mutex_);
    events_ = std::move(events);
  }

  base::Result<void> Publish(std::string_view subject,
                             std::string_view reply,
                             const contract::Headers& headers,
                             std::string_view body) override {
    if (!IsPublishSubject(subject)) {
      return base::Fail(ErrorCode::kInvalidInput, "not a subject to publish to");
    }
    const std::string subject_text(subject);
    const natsStatus status =
        headers.empty() && reply.empty()
            // An acknowledgement: nats.c needs no message of its own for it.
            ? natsConnection_Publish(
                  handle_.get(), subject_text.c_str(), body.data(), static_cast<int>(body.size()))
            : PublishMessage(subject_text, std::string(reply), headers, body);
    if (status == NATS_OK) return {};
    return tl::make_unexpected(ToError(status, "publish to " + subject_text));
  }

  base::Result<std::unique_ptr<Subscription>> Subscribe(const std::string& subject) override {
    return NatsSubscription::Create(handle_.get(), graveyard_, subject);
  }

  base::Result<std::unique_ptr<Subscription>> Subscribe(
      const std::string& subject, std::function<void(Message)> callback) override {
    return NatsSubscription::Create(handle_.get(), graveyard_, subject, std::move(callback));
  }

  std::string NewInbox() const override {
    // natsInbox_Create() ignores a connection's own prefix, so only its unique part is used.
    natsInbox* inbox = nullptr;
    std::string unique = "0";
    if (natsInbox_Create(&inbox) == NATS_OK) {
      unique = std::string(inbox).substr(std::string_view("_INBOX.").size());
      natsInbox_Destroy(inbox);
    }
    return "_INBOX_" + name_ + "." + unique;
  }

  bool IsConnected() const override {
    return natsConnection_Status(handle_.get()) == NATS_CONN_STATUS_CONNECTED;
  }

  std::int64_t MaxPayload() const override { return natsConnection_GetMaxPayload(handle_.get()); }

  base::Result<void> Flush(milliseconds timeout) override {
    const natsStatus status = natsConnection_FlushTimeout(handle_.get(), timeout.count());
    if (status == NATS_OK) return {};
    return tl::make_unexpected(ToError(status, "flush"));
  }

 private:
  natsStatus PublishMessage(const std::string& subject,
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
    return status == NATS_OK ? natsConnection_PublishMsg(handle_.get(), message.get()) : status;
  }

  // Outlives the connection where the last callback is still in it.
  struct Closing {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
  };

  static NatsConnection* From(void* closure) { return static_cast<NatsConnection*>(closure); }

  static void OnError(natsConnection* connection, natsSubscription*, natsStatus, void* closure) {
    const char* text = nullptr;
    natsConnection_GetLastError(connection, &text);
    const std::string_view error = text == nullptr ? "unknown error" : text;
    base::LogWarning("NATS: {}", error);
    // Permissions Violation for Publish to "<subject>"
    const std::size_t marker = error.find("ublish to \"");
    if (marker == std::string_view::npos) return;
    const std::size_t start = marker + std::string_view("ublish to \"").size();
    const std::string subject(error.substr(start, error.find('"', start) - start));
    const std::shared_lock lock(From(closure)->events_mutex_);
    if (From(closure)->events_.publish_denied) From(closure)->events_.publish_denied(subject);
  }

  static void OnDisconnected(natsConnection*, void* closure) {
    const std::shared_lock lock(From(closure)->events_mutex_);
    if (From(closure)->events_.disconnected) From(closure)->events_.disconnected();
  }

  static void OnReconnected(natsConnection*, void* closure) {
    base::LogInfo("connected to NATS again");
    const std::shared_lock lock(From(closure)->events_mutex_);
    if (From(closure)->events_.reconnected) From(closure)->events_.reconnected();
  }

  static void OnClosed(natsConnection*, void* closure) {
    const std::shared_ptr<Closing> closing = From(closure)->closing_;
    {
      const std::shared_lock lock(From(closure)->events_mutex_);
      if (From(closure)->events_.closed) From(closure)->events_.closed();
    }
    const std::lock_guard lock(closing->mutex);
    closing->done = true;
    closing->changed.notify_all();
  }

  // nats.c calls back from a thread that closing does not wait for; this callback is its last.
  void WaitUntilClosed() {
    std::unique_lock lock(closing_->mutex);
    closing_->changed.wait_for(lock, kCloseTimeout, [this] { return closing_->done; });
  }

  const std::string name_;
  std::shared_mutex events_mutex_;
  ConnectionEvents events_;
  const std::shared_ptr<Closing> closing_ = std::make_shared<Closing>();
  Graveyard graveyard_;
  ConnectionHandle handle_;  // Last: destroyed first, so no callback finds the rest gone.
};

void WarnOfOpenSecrets(const ConnectionOptions& options) {
  base::WarnIfReadableByAll("NATS_CREDS", options.creds_file);
  base::WarnIfReadableByAll("NATS_NKEY_SEED_FILE", options.nkey_seed_file);
  base::WarnIfReadableByAll("NATS_PASSWORD_FILE", options.password_file);
  base::WarnIfReadableByAll("NATS_TLS_KEY", options.tls_key);
}

// Why there is no connection, after a try.
std::string Describe(natsStatus status, const ConnectionOptions& options) {
  const std::string servers = "NATS at " + WithoutPasswords(options.url);
  if (status == NATS_CONNECTION_AUTH_FAILED) {
    return servers + " refused the credentials: " + ReasonOf(status);
  }
  const bool over_tls = !options.tls_ca.empty() || !options.tls_cert.empty();
  const bool hung_up =
      status == NATS_PROTOCOL_ERROR || status == NATS_IO_ERROR || status == NATS_CONNECTION_CLOSED;
  // In TLS 1.3 a server looks at our certificate when we take the handshake to be over.
  if (over_tls && hung_up) {
    return "waiting for " + servers + ": it hangs up on TLS, as servers do that want another " +
           "certificate of their client";
  }
  return "waiting for " + servers + ": " + ReasonOf(status);
}

}  // namespace

bool IsPublishSubject(std::string_view subject) {
  if (subject.empty() || subject.front() == '.' || subject.back() == '.') return false;
  if (subject.find("..") != std::string_view::npos) return false;
  for (const char c : subject) {
    if (c <= ' ' || c == 0x7F || c == '*' || c == '>') return false;
  }
  return true;
}

base::Result<std::unique_ptr<Connection>> Connection::Connect(
    const ConnectionOptions& options,
    const std::stop_token& stop,
    const std::function<void(const std::string&)>& waiting) {
  auto nats_options = MakeOptions(options);
  if (!nats_options) return tl::make_unexpected(std::move(nats_options).error());
  WarnOfOpenSecrets(options);
  auto connection = std::make_unique<NatsConnection>(options.name);
  connection->SetCallbacks(nats_options->get());
  base::Backoff backoff(milliseconds(100), milliseconds(5000));
  std::set<std::string> told;
  while (!stop.stop_requested()) {
    const natsStatus status = connection->TryConnect(nats_options->get());
    if (status == NATS_OK) return connection;
    if (status == NATS_INVALID_ARG) return tl::make_unexpected(BadUrl(options.url));
    const std::string reason = Describe(status, options);
    if (told.insert(reason).second) base::LogWarning("{}", reason);
    if (waiting) waiting(reason);
    base::SleepFor(backoff.Next(), stop);
  }
  return base::Fail(ErrorCode::kUnavailable, "stopped while waiting for NATS", true);
}

}  // namespace pipeline::nats
