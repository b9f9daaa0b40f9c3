#include "common/nats/connection.hpp"

#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <shared_mutex>
#include <vector>

#include "common/base/backoff.hpp"
#include "common/nats/handles.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using std::chrono::milliseconds;

constexpr int64_t kConnectTimeoutMs = 2000;
constexpr int64_t kReconnectWaitMs = 250;
constexpr int64_t kWriteDeadlineMs = 5000;
constexpr int64_t kPingIntervalMs = 5000;
constexpr int kMaxPingsOut = 2;
constexpr milliseconds kCloseTimeout{5000};

base::Error ToError(natsStatus status, std::string_view what) {
  std::string message = std::string(what) + ": " + natsStatus_GetText(status);
  switch (status) {
    case NATS_TIMEOUT:
      return {ErrorCode::kTimeout, std::move(message), true};
    case NATS_MAX_PAYLOAD:
      return {ErrorCode::kTooLarge, std::move(message), false};
    case NATS_INVALID_ARG:
    case NATS_INVALID_SUBJECT:
      return {ErrorCode::kInvalidInput, std::move(message), false};
    default:
      return {ErrorCode::kUnavailable, std::move(message), true};
  }
}

/// What a callback subscription's thread calls. nats.c does not say when that thread is done with
/// its closure except by the completion callback, so the closure is a reference of its own, and
/// `receiver` is taken away under the mutex before the owner goes.
struct Receiver {
  std::mutex mutex;
  std::function<void(Message)> receive;
};

/// Keeps the handles of ended subscriptions until the connection is closed: nats.c 3.4.1 may still
/// be handing a message to a subscription that another thread destroys (its issue 637).
class Graveyard {
 public:
  void Bury(SubscriptionHandle handle) {
    const std::lock_guard lock(mutex_);
    handles_.push_back(std::move(handle));
  }
  void Clear() {
    const std::lock_guard lock(mutex_);
    handles_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<SubscriptionHandle> handles_;
};

class NatsSubscription final : public Subscription {
 public:
  NatsSubscription(Graveyard& graveyard,
                   SubscriptionHandle handle,
                   std::shared_ptr<Receiver> receiver = nullptr)
      : graveyard_(graveyard), receiver_(std::move(receiver)), handle_(std::move(handle)) {}

  ~NatsSubscription() override {
    if (receiver_) {
      const std::lock_guard lock(receiver_->mutex);
      receiver_->receive = nullptr;
    }
    natsSubscription_Unsubscribe(handle_.get());
    graveyard_.Bury(std::move(handle_));
  }

  base::Result<Message> Next(milliseconds timeout) override {
    natsMsg* message = nullptr;
    const natsStatus status = natsSubscription_NextMsg(&message, handle_.get(), timeout.count());
    if (status == NATS_OK) return Message(message);
    return tl::make_unexpected(ToError(status, "next message"));
  }

  static void OnMessage(natsConnection*, natsSubscription*, natsMsg* raw, void* closure) {
    Message message(raw);
    const auto& receiver = *static_cast<std::shared_ptr<Receiver>*>(closure);
    const std::lock_guard lock(receiver->mutex);
    if (receiver->receive) receiver->receive(std::move(message));
  }

  static void OnComplete(void* closure) { delete static_cast<std::shared_ptr<Receiver>*>(closure); }

 private:
  Graveyard& graveyard_;
  std::shared_ptr<Receiver> receiver_;
  SubscriptionHandle handle_;
};

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

  natsStatus SetCallbacks(natsOptions* options) {
    natsStatus status = natsOptions_SetErrorHandler(options, &NatsConnection::OnError, this);
    if (status == NATS_OK) {
      status = natsOptions_SetDisconnectedCB(options, &NatsConnection::OnDisconnected, this);
    }
    if (status == NATS_OK) {
      status = natsOptions_SetReconnectedCB(options, &NatsConnection::OnReconnected, this);
    }
    if (status == NATS_OK) {
      status = natsOptions_SetClosedCB(options, &NatsConnection::OnClosed, this);
    }
    return status;
  }

  void SetEvents(ConnectionEvents events) override {
    const std::unique_lock lock(events_mutex_);
    events_ = std::move(events);
  }

  base::Result<void> Publish(std::string_view subject,
                             std::string_view reply,
                             const Headers& headers,
                             std::string_view body) override {
    if (!IsPublishSubject(subject)) {
      return base::Fail(ErrorCode::kInvalidInput, "not a subject to publish to");
    }
    const std::string subject_text(subject);
    const std::string reply_text(reply);
    natsMsg* raw = nullptr;
    natsStatus status = natsMsg_Create(&raw,
                                       subject_text.c_str(),
                                       reply.empty() ? nullptr : reply_text.c_str(),
                                       body.data(),
                                       static_cast<int>(body.size()));
    const MessageHandle message(raw);
    for (const auto& [name, value] : headers) {
      if (status == NATS_OK) {
        status = natsMsgHeader_Set(message.get(), name.c_str(), value.c_str());
      }
    }
    if (status == NATS_OK) status = natsConnection_PublishMsg(handle_.get(), message.get());
    if (status == NATS_OK) return {};
    return tl::make_unexpected(ToError(status, "publish to " + subject_text));
  }

  base::Result<std::unique_ptr<Subscription>> Subscribe(const std::string& subject) override {
    natsSubscription* raw = nullptr;
    natsStatus status = natsConnection_SubscribeSync(&raw, handle_.get(), subject.c_str());
    SubscriptionHandle handle(raw);
    // Bounded by what its owner asks the server for, not by dropping.
    if (status == NATS_OK) status = natsSubscription_SetPendingLimits(handle.get(), -1, -1);
    if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
    return std::make_unique<NatsSubscription>(graveyard_, std::move(handle));
  }

  base::Result<std::unique_ptr<Subscription>> Subscribe(
      const std::string& subject, std::function<void(Message)> callback) override {
    auto receiver = std::make_shared<Receiver>();
    receiver->receive = std::move(callback);
    auto closure = std::make_unique<std::shared_ptr<Receiver>>(receiver);
    natsSubscription* raw = nullptr;
    natsStatus status = natsConnection_Subscribe(
        &raw, handle_.get(), subject.c_str(), &NatsSubscription::OnMessage, closure.get());
    SubscriptionHandle handle(raw);
    if (status == NATS_OK) {
      status = natsSubscription_SetOnCompleteCB(raw, &NatsSubscription::OnComplete, closure.get());
    }
    if (status == NATS_OK) {
      closure.release();  // OnComplete's from here.
      status = natsSubscription_SetPendingLimits(raw, -1, -1);
    }
    if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
    return std::make_unique<NatsSubscription>(graveyard_, std::move(handle), std::move(receiver));
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
  /// Outlives the connection where the last callback is still in it.
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
    spdlog::warn("NATS: {}", error);
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
    spdlog::info("connected to NATS again");
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

  /// nats.c calls back from a thread that closing does not wait for; this callback is its last.
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

const char* TextOrNull(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

std::vector<std::string> SplitUrls(const std::string& urls) {
  std::vector<std::string> list;
  std::size_t start = 0;
  while (start <= urls.size()) {
    const std::size_t comma = std::min(urls.find(',', start), urls.size());
    if (comma > start) list.push_back(urls.substr(start, comma - start));
    start = comma + 1;
  }
  return list;
}

natsStatus SetServers(natsOptions* options, const std::string& urls) {
  const std::vector<std::string> list = SplitUrls(urls);
  std::vector<const char*> pointers;
  pointers.reserve(list.size());
  for (const std::string& url : list) pointers.push_back(url.c_str());
  if (pointers.empty()) return NATS_INVALID_ARG;
  return natsOptions_SetServers(options, pointers.data(), static_cast<int>(pointers.size()));
}

natsStatus SetTls(natsOptions* options, const ConnectionOptions& wanted) {
  if (wanted.tls_ca.empty() && wanted.tls_cert.empty()) return NATS_OK;
  natsStatus status = natsOptions_SetSecure(options, true);
  if (status == NATS_OK && !wanted.tls_ca.empty()) {
    status = natsOptions_LoadCATrustedCertificates(options, wanted.tls_ca.c_str());
  }
  if (status == NATS_OK && !wanted.tls_cert.empty()) {
    status =
        natsOptions_LoadCertificatesChain(options, wanted.tls_cert.c_str(), wanted.tls_key.c_str());
  }
  return status;
}

natsStatus SetCredentials(natsOptions* options, const ConnectionOptions& wanted) {
  natsStatus status = NATS_OK;
  if (!wanted.creds_file.empty()) {
    status = natsOptions_SetUserCredentialsFromFiles(options, wanted.creds_file.c_str(), nullptr);
  }
  if (status == NATS_OK && !wanted.nkey_seed_file.empty()) {
    status = natsOptions_SetNKeyFromSeed(options, nullptr, wanted.nkey_seed_file.c_str());
  }
  if (status == NATS_OK && !wanted.user.empty()) {
    status = natsOptions_SetUserInfo(options, wanted.user.c_str(), TextOrNull(wanted.password));
  }
  return status;
}

natsStatus SetBehaviour(natsOptions* options, const std::string& name) {
  const std::string prefix = "_INBOX_" + name;
  natsStatus status = natsOptions_SetName(options, name.c_str());
  const auto then = [&status](natsStatus next) {
    if (status == NATS_OK) status = next;
  };
  then(natsOptions_SetTimeout(options, kConnectTimeoutMs));
  then(natsOptions_SetMaxReconnect(options, -1));
  then(natsOptions_SetReconnectWait(options, kReconnectWaitMs));
  then(natsOptions_SetReconnectJitter(options, kReconnectWaitMs, kReconnectWaitMs * 2));
  then(natsOptions_SetPingInterval(options, kPingIntervalMs));
  then(natsOptions_SetMaxPingsOut(options, kMaxPingsOut));
  then(natsOptions_SetWriteDeadline(options, kWriteDeadlineMs));
  then(natsOptions_SetCustomInboxPrefix(options, prefix.c_str()));
  return status;
}

/// user:password@ never reaches a log line.
std::string WithoutPasswords(const std::string& urls) {
  std::string shown;
  for (const std::string& url : SplitUrls(urls)) {
    const std::size_t at = url.rfind('@');
    const std::size_t scheme = url.find("://");
    const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
    if (!shown.empty()) shown += ',';
    shown += at == std::string::npos ? url : url.substr(0, start) + url.substr(at + 1);
  }
  return shown;
}

base::Result<OptionsHandle> MakeOptions(const ConnectionOptions& wanted, NatsConnection* target) {
  natsOptions* raw = nullptr;
  natsStatus status = natsOptions_Create(&raw);
  OptionsHandle options(raw);
  if (status == NATS_OK) status = SetServers(raw, wanted.url);
  if (status != NATS_OK) {
    return base::Fail(
        ErrorCode::kInvalidConfiguration,
        "NATS_URL: expected nats://host:port, got \"" + WithoutPasswords(wanted.url) + "\"");
  }
  status = SetBehaviour(raw, wanted.name);
  if (status == NATS_OK) status = target->SetCallbacks(raw);
  if (status == NATS_OK) status = SetCredentials(raw, wanted);
  if (status == NATS_OK) status = SetTls(raw, wanted);
  if (status != NATS_OK) {
    const char* detail = nats_GetLastError(nullptr);
    return base::Fail(ErrorCode::kInvalidConfiguration,
                      std::string("NATS credentials or TLS files: ") +
                          (detail == nullptr ? natsStatus_GetText(status) : detail));
  }
  return options;
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

base::Result<std::unique_ptr<Connection>> Connection::Connect(const ConnectionOptions& options,
                                                              std::stop_token stop) {
  auto connection = std::make_unique<NatsConnection>(options.name);
  auto nats_options = MakeOptions(options, connection.get());
  if (!nats_options) return tl::make_unexpected(std::move(nats_options).error());
  base::Backoff backoff(milliseconds(100), milliseconds(5000));
  bool told = false;
  while (!stop.stop_requested()) {
    const natsStatus status = connection->TryConnect(nats_options->get());
    if (status == NATS_OK) return connection;
    if (!told) {
      const char* detail = nats_GetLastError(nullptr);
      spdlog::warn("waiting for NATS at {}: {}{}{}",
                   WithoutPasswords(options.url),
                   natsStatus_GetText(status),
                   detail != nullptr && *detail != '\0' ? ", " : "",
                   detail == nullptr ? "" : detail);
      told = true;
    }
    base::SleepFor(backoff.Next(), stop);
  }
  return base::Fail(ErrorCode::kUnavailable, "stopped while waiting for NATS", true);
}

}  // namespace pipeline::nats
