#pragma once

#include <memory>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/execution/execute.hpp"
#include "libs/graphql/schema/resolver.hpp"

namespace pipeline::graphql {

/// The events of a subscription operation (specification, section 6.2.3.1:
/// CreateSourceEventStream), from its root field's function. The error has its location, and its
/// path if the field failed.
Result<std::unique_ptr<EventSource>> SourceOf(const Execution& execution);

}  // namespace pipeline::graphql
