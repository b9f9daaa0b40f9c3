#pragma once

#include <memory>
#include <nlohmann/json.hpp>

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

using MockData = std::shared_ptr<const nlohmann::ordered_json>;

/// Answers every field of `schema` from JSON data, as graphql-js's default resolver does from the
/// same object: a root field by its name, a field of an object by its member, the type of an object
/// of an abstract type by its __typename. A scalar takes an object or array as its JSON.
///
/// {"__error": "message"} is a function that fails; {"__echo": true} one that answers with its
/// arguments as JSON text. With `deferred`, every answer is Deferred.
void AddMockResolvers(Schema& schema, const MockData& data, bool deferred);

}  // namespace pipeline::graphql
