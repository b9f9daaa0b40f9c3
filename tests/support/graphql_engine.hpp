#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "libs/graphql/engine.hpp"

/// Requests to an engine, for the unit tests of libs/graphql.
namespace pipeline::graphql {

/// Sets a resolver that returns an Answer at once.
template <typename Function>
void Answers(Schema& schema, std::string_view type, std::string_view field, Function function) {
  schema.SetResolver(type, field, [function](const ResolveInfo& info) {
    return Result<std::variant<Answer, Deferred>>(std::variant<Answer, Deferred>(function(info)));
  });
}

inline Response Respond(const Engine& engine,
                        std::string_view query,
                        std::string_view variables = "") {
  const auto operation = engine.Prepare(query, std::nullopt);
  return operation ? engine.Execute(*operation, variables, nullptr) : operation.error();
}

/// The body of the response.
inline std::string Ask(const Engine& engine,
                       std::string_view query,
                       std::string_view variables = "") {
  return Respond(engine, query, variables).body;
}

}  // namespace pipeline::graphql
