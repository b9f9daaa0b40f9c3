#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/base/error.hpp"

// NOLINTBEGIN(bugprone-reserved-identifier): the tags that nats.c gives its types
struct __natsConnection;
struct __natsMsg;
struct __natsOptions;
struct __natsSubscription;
// NOLINTEND(bugprone-reserved-identifier)

namespace pipeline::nats {

/// Destroys the objects of nats.c. Private to common/nats, like everything in this header: no other
/// folder includes <nats/nats.h>, no other code destroys its objects. A connection outlives its
/// subscriptions, a subscription its messages (nats.c keeps raw pointers upwards), so members are
/// declared in that order.
struct Destroy {
  void operator()(__natsOptions* options) const;
  void operator()(__natsConnection* connection) const;
  void operator()(__natsSubscription* subscription) const;
  /// Destroys later, some tens of messages together: natsMsg_Destroy hands each to a thread of
  /// nats.c and wakes it, which took a fifth of a service's time under load (nats.c 3.4.1,
  /// natsGC_collect). At most 63 messages and 256 KiB of bodies wait, for the whole process.
  /// Thread-safe.
  void operator()(__natsMsg* message) const;
};

using OptionsHandle = std::unique_ptr<__natsOptions, Destroy>;
using ConnectionHandle = std::unique_ptr<__natsConnection, Destroy>;
using SubscriptionHandle = std::unique_ptr<__natsSubscription, Destroy>;
using MessageHandle = std::unique_ptr<__natsMsg, Destroy>;

/// A natsStatus as one of our errors, "context: text".
base::Error ToError(int nats_status, std::string_view context);

/// The reason why the last call of nats.c on this thread failed with `nats_status`, without the
/// place in the source of nats.c.
std::string ReasonOf(int nats_status);

}  // namespace pipeline::nats
