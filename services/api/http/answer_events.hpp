#pragma once

#include <memory>
#include <string>

#include "libs/graphql/engine.hpp"
#include "libs/http/message.hpp"
#include "libs/http/router.hpp"

namespace pipeline::api {

/// The events of a single result, in graphql-sse's "distinct connections" mode (PROTOCOL.md): each
/// result is `next`, the end is `complete`. `slot` is released with the stream.
std::shared_ptr<http::EventStream> OneAnswer(std::string body, http::ConcurrencyLimit::Slot slot);

/// The events of a subscription. `context` is shared by its resolvers and kept as long as it.
std::shared_ptr<http::EventStream> Answers(std::unique_ptr<graphql::Subscription> subscription,
                                           std::shared_ptr<void> context,
                                           http::ConcurrencyLimit::Slot slot);

}  // namespace pipeline::api
