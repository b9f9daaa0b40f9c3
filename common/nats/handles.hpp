#pragma once

#include <nats/nats.h>

#include <memory>

#include "common/nats/spent_messages.hpp"

namespace pipeline::nats {

/// Owners of what nats.c hands out: private to common/nats, the only place that includes
/// <nats/nats.h> and the only one that destroys its objects. A connection outlives its
/// subscriptions, a subscription its messages (nats.c keeps raw pointers upwards), so members are
/// declared in that order.
template <typename T, void (*Destroy)(T*)>
struct HandleDeleter {
  void operator()(T* handle) const { Destroy(handle); }
};

using OptionsHandle = std::unique_ptr<natsOptions, HandleDeleter<natsOptions, natsOptions_Destroy>>;
using ConnectionHandle =
    std::unique_ptr<natsConnection, HandleDeleter<natsConnection, natsConnection_Destroy>>;
using SubscriptionHandle =
    std::unique_ptr<natsSubscription, HandleDeleter<natsSubscription, natsSubscription_Destroy>>;
using MessageHandle = std::unique_ptr<natsMsg, HandleDeleter<natsMsg, Discard>>;

}  // namespace pipeline::nats
