#include "common/nats/subscription.hpp"

#include <utility>

#include "common/nats/status.hpp"

namespace pipeline::nats {

// What a callback subscription's thread calls. nats.c does not say when that thread is done with
// its closure except by the completion callback, so the closure is a reference of its own, and
// `receiver` is taken away under the mutex before the owner goes.
struct NatsSubscription::Receiver {
  std::mutex mutex;
  std::function<void(Message)> receive;
};

base::Result<std::unique_ptr<Subscription>> NatsSubscription::Create(natsConnection* connection,
                                                                     Graveyard& graveyard,
                                                                     const std::string& subject) {
  natsSubscription* raw = nullptr;
  natsStatus status = natsConnection_SubscribeSync(&raw, connection, subject.c_str());
  SubscriptionHandle handle(raw);
  // Bounded by what its owner asks the server for, not by dropping.
  if (status == NATS_OK) status = natsSubscription_SetPendingLimits(handle.get(), -1, -1);
  if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
  return std::unique_ptr<Subscription>(new NatsSubscription(graveyard, std::move(handle), nullptr));
}

base::Result<std::unique_ptr<Subscription>> NatsSubscription::Create(
    natsConnection* connection,
    Graveyard& graveyard,
    const std::string& subject,
    std::function<void(Message)> callback) {
  auto receiver = std::make_shared<Receiver>();
  receiver->receive = std::move(callback);
  auto closure = std::make_unique<std::shared_ptr<Receiver>>(receiver);
  natsSubscription* raw = nullptr;
  natsStatus status = natsConnection_Subscribe(
      &raw, connection, subject.c_str(), &NatsSubscription::OnMessage, closure.get());
  SubscriptionHandle handle(raw);
  if (status == NATS_OK) {
    // OnComplete's from here, and a message may be on its way to it already.
    status =
        natsSubscription_SetOnCompleteCB(raw, &NatsSubscription::OnComplete, closure.release());
  }
  if (status == NATS_OK) status = natsSubscription_SetPendingLimits(raw, -1, -1);
  if (status != NATS_OK) return tl::make_unexpected(ToError(status, "subscribe to " + subject));
  return std::unique_ptr<Subscription>(
      new NatsSubscription(graveyard, std::move(handle), std::move(receiver)));
}

NatsSubscription::NatsSubscription(Graveyard& graveyard,
                                   SubscriptionHandle handle,
                                   std::shared_ptr<Receiver> receiver)
    : graveyard_(graveyard), receiver_(std::move(receiver)), handle_(std::move(handle)) {}

NatsSubscription::~NatsSubscription() {
  if (receiver_) {
    const std::lock_guard lock(receiver_->mutex);
    receiver_->receive = nullptr;
  }
  natsSubscription_Unsubscribe(handle_.get());
  graveyard_.Bury(std::move(handle_));
}

base::Result<Message> NatsSubscription::Next(std::chrono::milliseconds timeout) {
  natsMsg* message = nullptr;
  const natsStatus status = natsSubscription_NextMsg(&message, handle_.get(), timeout.count());
  if (status == NATS_OK) return Message(message);
  return tl::make_unexpected(ToError(status, "next message"));
}

void NatsSubscription::OnMessage(natsConnection*, natsSubscription*, natsMsg* raw, void* closure) {
  Message message(raw);
  const auto& receiver = *static_cast<std::shared_ptr<Receiver>*>(closure);
  const std::lock_guard lock(receiver->mutex);
  if (receiver->receive) receiver->receive(std::move(message));
}

void NatsSubscription::OnComplete(void* closure) {
  delete static_cast<std::shared_ptr<Receiver>*>(closure);
}

}  // namespace pipeline::nats
