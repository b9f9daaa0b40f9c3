#pragma once

#include <memory>
#include <string>

#include "libs/graphql/engine.hpp"
#include "libs/http/event_stream.hpp"
#include "libs/http/gate.hpp"

namespace pipeline::api {

/// The events of one answer, as graphql-sse's distinct connections have them (its PROTOCOL.md):
/// each answer is `next`, the end is `complete`. `pass` is held until it goes.
std::shared_ptr<http::EventStream> OneAnswer(std::string body, http::Gate::Pass pass);

/// Of a subscription; `context` is what its functions share, and outlives it.
std::shared_ptr<http::EventStream> Answers(std::unique_ptr<graphql::Subscription> subscription,
                                           std::shared_ptr<void> context,
                                           http::Gate::Pass pass);

}  // namespace pipeline::api
