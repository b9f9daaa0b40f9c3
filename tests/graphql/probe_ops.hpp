#pragma once

#include <string>

#include "tests/graphql/probe_request.hpp"

/// The requests of graphql_probe, each in a file of its name. An answer is one line of JSON.
namespace pipeline::graphql {

/// {"values":[...]} with the document's arguments and defaults as JSON text, ["IntValue","1"], and
/// its variables' types, sorted by their bytes; or {"error":{...}}.
std::string ProbeParse(const ProbeRequest& request);

/// {"schema":{...}} with all that is in it, or {"error":{...}}.
std::string ProbeSchema(const ProbeRequest& request);

/// {"errors":[...]} of the query by the schema, without limits of ours; {"error":{...}} where one
/// of both is syntactically wrong.
std::string ProbeValidate(const ProbeRequest& request);
/// The same without suggestions.
std::string ProbeValidateBriefly(const ProbeRequest& request);

/// {"outcome":"executed","body":"..."}: the answer to the operation from the data, as its text.
std::string ProbeExecute(const ProbeRequest& request);

/// The same where each function's answer is deferred.
std::string ProbeExecuteDeferred(const ProbeRequest& request);

}  // namespace pipeline::graphql
