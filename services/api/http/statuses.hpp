#pragma once

#include "libs/graphql/engine.hpp"
#include "services/api/http/negotiation.hpp"

namespace pipeline::api {

/// The result of a request that gets a GraphQL response.
enum class AnswerKind {
  kMalformed,  ///< It is not a GraphQL request.
  kParseError,
  kValidationError,
  kOperationError,
  kVariablesError,
  kMutationOverGet,
  kNoData,   ///< Executed, and stopped or not begun: data is not there or null.
  kPartial,  ///< Data with errors.
  kComplete,
};

AnswerKind AnswerKindOf(graphql::ExecutionStatus status);

/// The status of an answer of this media type: the one table of all of them. Over server-sent
/// events every answer is 200, since a client of events sees nothing else.
int StatusOf(AnswerKind kind, Media media);

}  // namespace pipeline::api
