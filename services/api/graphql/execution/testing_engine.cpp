#include "services/api/graphql/execution/testing_engine.hpp"

#include <gtest/gtest.h>

#include "services/api/graphql/schema/build_schema.hpp"

namespace pipeline::graphql {

Schema SchemaOf(std::string_view sdl) {
  const Source source{std::string(sdl)};
  auto schema = BuildSchema(source);
  if (!schema) {
    ADD_FAILURE() << schema.error().message;
    return {};
  }
  return *std::move(schema);
}

Response Respond(const Engine& engine, std::string_view query, std::string_view variables) {
  const auto operation = engine.Prepare(query, std::nullopt);
  return operation ? engine.Execute(*operation, variables, nullptr) : operation.error();
}

std::string Ask(const Engine& engine, std::string_view query, std::string_view variables) {
  return Respond(engine, query, variables).body;
}

}  // namespace pipeline::graphql
