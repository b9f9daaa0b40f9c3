#pragma once

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::api {

// Each gives the fields that it is called after their functions.

void SetFileQueries(graphql::Schema& schema);
void SetUploadFields(graphql::Schema& schema);
void SetUploadQueries(graphql::Schema& schema);
void SetDeadLetterFields(graphql::Schema& schema);
void SetMutations(graphql::Schema& schema);
void SetSubscriptions(graphql::Schema& schema);

}  // namespace pipeline::api
