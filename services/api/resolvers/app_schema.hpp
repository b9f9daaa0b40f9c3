#pragma once

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::api {

/// The text of services/api/schema.graphql.
const char* SchemaText();

/// The schema of services/api/schema.graphql with a resolver for each field. Resolvers expect a
/// RequestContext as the request's context.
graphql::Schema MakeSchema();

// The parts of MakeSchema(): each sets the resolvers of the fields that its name says.

void SetFileQueries(graphql::Schema& schema);
void SetFileFields(graphql::Schema& schema);
void SetSheetFields(graphql::Schema& schema);
void SetUploadQueries(graphql::Schema& schema);
void SetUploadFields(graphql::Schema& schema);
void SetDeadLetterFields(graphql::Schema& schema);
void SetMutations(graphql::Schema& schema);
void SetSubscriptions(graphql::Schema& schema);

}  // namespace pipeline::api
