#pragma once

#include <memory>

#include "services/api/graphql/error.hpp"
#include "services/api/graphql/execution/execute.hpp"
#include "services/api/graphql/execution/resolver.hpp"

namespace pipeline::graphql {

/// The events of a subscription operation (specification, section 6.2.3.1:
/// CreateSourceEventStream), from its root field's function. The error has its location, and its
/// path if the field failed.
Result<std::unique_ptr<EventSource>> SourceOf(const Execution& execution);

}  // namespace pipeline::graphql
