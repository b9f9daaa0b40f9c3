#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "common/base/error.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::api {

/// Requests one of several messages; calls back exactly once, on any thread.
using RequestMessage = std::function<void(std::size_t which, nats::JetStream::Stored callback)>;

/// Requests `count` messages concurrently, at most `at_once` at a time, and waits for all: one
/// round trip in all instead of one each. Must not be called from a callback of Requests.
std::vector<base::Result<nats::StoredMessage>> FetchAll(std::size_t count,
                                                        std::size_t at_once,
                                                        const RequestMessage& request);

/// The most of `count` whole messages to request at a time: the server disconnects a client with
/// 64 MB to read.
std::size_t MessagesAtOnce(const nats::Connection& connection, std::size_t count);

}  // namespace pipeline::api
