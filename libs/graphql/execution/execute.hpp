#pragma once

#include <optional>
#include <string>

#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/execution/limits.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// An operation with its variables, about to be executed. All of it outlives the call.
struct Execution {
  const Schema& schema;
  const Executable& executable;
  const ast::OperationDefinition& operation;
  const Variables& variables;
  void* context;
  ExecutionLimits limits;
};

struct Executed {
  enum class End { kComplete, kWithErrors, kStopped };

  End end = End::kComplete;
  std::string body;  ///< JSON: errors, if there are any, then data.
};

/// Executes a query or mutation (specification, section 6.3 and 6.4), or one event of a
/// subscription: then `event` answers its root field.
///
/// Fields are answered depth first, in the order of the document, and the root fields of a mutation
/// one after the other. What is Deferred waits until everything else that can be called has been;
/// then all that waits is asked for, and completed, which is the next round. So functions that note
/// what they need in the context can fetch it once per level of lists.
///
/// A null where none may be makes what is around it null, up to the next nullable; what was not
/// called by then is not called any more. Errors keep the order in which they happened, which is
/// graphql-js's as long as nothing is deferred.
///
/// A request that reaches a limit is stopped: data is null and the last error says why, with the
/// code EXECUTION_TIMEOUT or ANSWER_TOO_LARGE.
Executed Execute(const Execution& execution, std::optional<Answer> event = std::nullopt);

}  // namespace pipeline::graphql
