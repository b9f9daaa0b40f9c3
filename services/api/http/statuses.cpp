#include "services/api/http/statuses.hpp"

namespace pipeline::api {
namespace {

/// GraphQL over HTTP as servers and its audits have it today. Its first edition (September 2026)
/// would have 422 for malformed parameters, validation, operation and variables, and 294 for
/// kPartial: both are a change here and nowhere else.
struct Row {
  Answered answered;
  int json;              ///< application/json
  int graphql_response;  ///< application/graphql-response+json
};

constexpr Row kTable[] = {
    {Answered::kMalformed, 400, 400},
    {Answered::kParseError, 200, 400},
    {Answered::kValidationError, 200, 400},
    {Answered::kOperationError, 400, 400},
    {Answered::kVariablesError, 400, 400},
    {Answered::kMutationOverGet, 405, 405},
    {Answered::kNoData, 200, 200},
    {Answered::kPartial, 200, 200},
    {Answered::kComplete, 200, 200},
};

}  // namespace

Answered AnsweredOf(graphql::Outcome outcome) {
  switch (outcome) {
    case graphql::Outcome::kParseError:
      return Answered::kParseError;
    case graphql::Outcome::kValidationError:
      return Answered::kValidationError;
    case graphql::Outcome::kOperationError:
      return Answered::kOperationError;
    case graphql::Outcome::kVariablesError:
      return Answered::kVariablesError;
    case graphql::Outcome::kExecuted:
      return Answered::kComplete;
    case graphql::Outcome::kExecutedWithErrors:
      return Answered::kPartial;
    default:
      return Answered::kNoData;
  }
}

int StatusOf(Answered answered, Media media) {
  if (media == Media::kEventStream) return 200;
  for (const Row& row : kTable) {
    if (row.answered == answered) {
      return media == Media::kGraphQLResponse ? row.graphql_response : row.json;
    }
  }
  return 500;
}

}  // namespace pipeline::api
