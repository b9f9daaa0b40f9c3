#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/connection.hpp"
#include "common/nats/handles.hpp"
#include "common/nats/message.hpp"

namespace pipeline::nats {

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

/// A subscription of nats.c. Private to common/nats; destroyed before its connection and that one's
/// graveyard.
class NatsSubscription final : public Subscription {
 public:
  /// What Next() reads.
  static base::Result<std::unique_ptr<Subscription>> Create(natsConnection* connection,
                                                            Graveyard& graveyard,
                                                            const std::string& subject);
  /// What calls back, on a thread of its own.
  static base::Result<std::unique_ptr<Subscription>> Create(natsConnection* connection,
                                                            Graveyard& graveyard,
                                                            const std::string& subject,
                                                            std::function<void(Message)> callback);
  ~NatsSubscription() override;

  base::Result<Message> Next(std::chrono::milliseconds timeout) override;

 private:
  struct Receiver;

  NatsSubscription(Graveyard& graveyard,
                   SubscriptionHandle handle,
                   std::shared_ptr<Receiver> receiver);

  static void OnMessage(natsConnection*, natsSubscription*, natsMsg* raw, void* closure);
  static void OnComplete(void* closure);

  Graveyard& graveyard_;
  std::shared_ptr<Receiver> receiver_;
  SubscriptionHandle handle_;
};

}  // namespace pipeline::nats
