#pragma once

#include <nats/nats.h>

namespace pipeline::nats {

/// Destroys a message, soon: some tens of them together. natsMsg_Destroy gives each to a thread of
/// nats.c and wakes it, which took a fifth of a service's time under load (nats.c 3.4.1, nats.c's
/// natsGC_collect). At most 63 messages and 256 KiB of bodies wait, for the whole process.
/// Thread-safe. Private to common/nats.
void Discard(natsMsg* message);

}  // namespace pipeline::nats
