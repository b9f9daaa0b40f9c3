#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::api {

/// Asks for one of several messages; calls back exactly once, on any thread.
using AskFor = std::function<void(std::size_t which, nats::JetStream::Stored callback)>;

/// Asks for `count` messages together, never more than `at_once` unanswered, and waits for all: a
/// round trip for all of them, not for each. Never from a callback of Requests.
std::vector<base::Result<nats::StoredMessage>> FetchAll(std::size_t count,
                                                        std::size_t at_once,
                                                        const AskFor& ask);

/// How many of `count` whole messages a connection may be sent at a time: the server drops a client
/// that has 64 MB to read.
std::size_t MessagesAtOnce(const nats::Connection& connection, std::size_t count);

}  // namespace pipeline::api
