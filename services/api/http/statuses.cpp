#include "services/api/http/statuses.hpp"

namespace pipeline::api {
namespace {

// GraphQL over HTTP as servers and its audits have it today. Its first edition (September 2026)
// would have 422 for malformed parameters, validation, operation and variables, and 294 for
// kPartial: both are a change here and nowhere else.
struct Row {
  AnswerKind kind;
  int json;              // application/json
  int graphql_response;  // application/graphql-response+json
};

constexpr Row kTable[] = {
    {AnswerKind::kMalformed, 400, 400},
    {AnswerKind::kParseError, 200, 400},
    {AnswerKind::kValidationError, 200, 400},
    {AnswerKind::kOperationError, 400, 400},
    {AnswerKind::kVariablesError, 400, 400},
    {AnswerKind::kMutationOverGet, 405, 405},
    {AnswerKind::kNoData, 200, 200},
    {AnswerKind::kPartial, 200, 200},
    {AnswerKind::kComplete, 200, 200},
};

}  // namespace

AnswerKind AnswerKindOf(graphql::ExecutionStatus status) {
  switch (status) {
    case graphql::ExecutionStatus::kParseError:
      return AnswerKind::kParseError;
    case graphql::ExecutionStatus::kValidationError:
      return AnswerKind::kValidationError;
    case graphql::ExecutionStatus::kOperationError:
      return AnswerKind::kOperationError;
    case graphql::ExecutionStatus::kVariablesError:
      return AnswerKind::kVariablesError;
    case graphql::ExecutionStatus::kExecuted:
      return AnswerKind::kComplete;
    case graphql::ExecutionStatus::kExecutedWithErrors:
      return AnswerKind::kPartial;
    default:
      return AnswerKind::kNoData;
  }
}

int StatusOf(AnswerKind kind, Media media) {
  if (media == Media::kEventStream) return 200;
  for (const Row& row : kTable) {
    if (row.kind == kind) {
      return media == Media::kGraphQLResponse ? row.graphql_response : row.json;
    }
  }
  return 500;
}

}  // namespace pipeline::api
