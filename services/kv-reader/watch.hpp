#pragma once

#include <stop_token>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"
#include "services/kv-reader/command_line.hpp"
#include "services/kv-reader/output.hpp"

namespace pipeline::kv_reader {

/// Shows the last revision of each key that is there, then every change, each line flushed, until
/// `stop` is requested. A server that goes away is waited for and nothing of what happened
/// meanwhile is left out. Errors: no such bucket, no permission, or an output that takes no more.
base::Result<void> Watch(nats::JetStream& jetstream,
                         const CommandLine& line,
                         Output& output,
                         const std::stop_token& stop);

}  // namespace pipeline::kv_reader
