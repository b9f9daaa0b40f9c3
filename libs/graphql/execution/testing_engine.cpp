#include "libs/graphql/execution/testing_engine.hpp"

namespace pipeline::graphql {

Response Respond(const Engine& engine, std::string_view query, std::string_view variables) {
  const auto operation = engine.Prepare(query, std::nullopt);
  return operation ? engine.Execute(*operation, variables, nullptr) : operation.error();
}

std::string Ask(const Engine& engine, std::string_view query, std::string_view variables) {
  return Respond(engine, query, variables).body;
}

}  // namespace pipeline::graphql
