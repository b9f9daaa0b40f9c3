#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/execution/values.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Bounds on one request.
struct ExecutionLimits {
  VariableLimits variables;
  /// Errors in a response; later failures are null without an error.
  std::size_t errors = 100;
  /// Fields and list items in a response.
  std::size_t values = 1'000'000;
  /// Objects and lists around a value of the response. Bounds the stack.
  std::size_t depth = 500;
  /// Checked between two resolvers: one that hangs is not interrupted. Zero: no limit.
  std::chrono::milliseconds time{10'000};
};

/// The result of a request, for its HTTP status. Only the last three have data.
enum class ExecutionStatus {
  kParseError,       ///< extensions.code GRAPHQL_PARSE_FAILED
  kValidationError,  ///< GRAPHQL_VALIDATION_FAILED
  kOperationError,   ///< OPERATION_RESOLUTION_FAILURE: no operation, or not clear which.
  kVariablesError,   ///< BAD_USER_INPUT
  kSubscribeError,   ///< A subscription that did not begin; the code is its subscriber's.
  kExecuted,
  kExecutedWithErrors,
  kStopped,  ///< EXECUTION_TIMEOUT or ANSWER_TOO_LARGE (see ExecutionLimits).
};

struct Response {
  ExecutionStatus status = ExecutionStatus::kExecuted;
  std::string body;  ///< JSON: errors, if there are any, then data.
};

/// An operation with its variables. All of it outlives the call.
struct Execution {
  const Schema& schema;
  const Executable& executable;
  const ast::OperationDefinition& operation;
  const Variables& variables;
  void* context;
  ExecutionLimits limits;
};

/// Executes a query or mutation (specification, sections 6.3 and 6.4), or one event of a
/// subscription: then `event` is the value of its root field.
///
/// Fields are resolved depth first, in the order of the document; the root fields of a mutation one
/// after the other. Deferred results wait until all other resolvers that can run have run. Then all
/// that wait are called before any of their fields is completed, which starts the next round. A
/// resolver can therefore note what it needs in the context and fetch it once per level of lists.
///
/// A null in a non-null place makes its parent null, up to the next nullable one; resolvers below
/// that have not run by then are not called. Errors are in the order in which they happened.
///
/// At a limit the request stops: data is null and the last error has the code EXECUTION_TIMEOUT or
/// ANSWER_TOO_LARGE.
Response Execute(const Execution& execution, std::optional<Answer> event = std::nullopt);

/// Starts the events of a subscription with its root field's subscriber (specification, section
/// 6.2.3.1). The error has its location, and a path if the field failed. In subscribe.cpp.
Result<std::unique_ptr<EventSource>> CreateSourceEventStream(const Execution& execution);

}  // namespace pipeline::graphql
