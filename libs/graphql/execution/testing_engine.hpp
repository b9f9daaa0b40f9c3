#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "libs/graphql/engine.hpp"

namespace pipeline::graphql {

/// Gives a field a function that answers at once, from the same ResolveInfo.
template <typename Function>
void Answers(Schema& schema, std::string_view type, std::string_view field, Function function) {
  schema.SetResolver(type, field, [function](const ResolveInfo& info) {
    return Result<std::variant<Answer, Deferred>>(std::variant<Answer, Deferred>(function(info)));
  });
}

/// What becomes of a request: the answer's text.
std::string Ask(const Engine& engine, std::string_view query, std::string_view variables = "");
Response Respond(const Engine& engine, std::string_view query, std::string_view variables = "");

}  // namespace pipeline::graphql
