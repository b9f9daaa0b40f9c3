#include <map>
#include <memory>
#include <string>
#include <utility>

#include "libs/graphql/engine.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "tests/graphql/mock_resolvers.hpp"
#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

// The comparison is with graphql-js, which has no such limits.
EngineLimits NoLimits() {
  EngineLimits limits;
  limits.parse.tokens = 0;
  limits.validation.aliases = 0;
  limits.validation.depth = 0;
  limits.validation.directives = 0;
  return limits;
}

// Engines are kept: a test asks the same schema and data many times.
Engine* EngineOf(const ProbeRequest& request, bool deferred) {
  static std::map<std::string, std::unique_ptr<Engine>> engines;
  std::unique_ptr<Engine>& engine =
      engines[request.schema + '\0' + request.data + (deferred ? "d" : "")];
  if (engine == nullptr) {
    const Source sdl(request.schema);
    auto schema = BuildSchema(sdl);
    if (!schema) {
      return nullptr;
    }
    const auto data = std::make_shared<const nlohmann::ordered_json>(
        request.data.empty() ? nlohmann::ordered_json::object()
                             : nlohmann::ordered_json::parse(request.data));
    AddMockResolvers(*schema, data, deferred);
    engine = std::make_unique<Engine>(*std::move(schema), NoLimits());
  }
  return engine.get();
}

std::string_view NameOf(ExecutionStatus status) {
  switch (status) {
    case ExecutionStatus::kParseError:
      return "parse error";
    case ExecutionStatus::kValidationError:
      return "validation error";
    case ExecutionStatus::kOperationError:
      return "operation error";
    case ExecutionStatus::kVariablesError:
      return "variables error";
    case ExecutionStatus::kSubscribeError:
      return "subscribe error";
    case ExecutionStatus::kExecuted:
      return "executed";
    case ExecutionStatus::kExecutedWithErrors:
      return "executed with errors";
    default:
      return "stopped";
  }
}

std::string Answered(const Response& response) {
  return R"({"outcome":)" + Quote(NameOf(response.status)) + R"(,"body":)" + Quote(response.body) +
         "}";
}

std::string Execute(const ProbeRequest& request, bool deferred) {
  const Engine* engine = EngineOf(request, deferred);
  if (engine == nullptr) {
    return R"({"refused":"the schema is wrong"})";
  }
  const auto operation = engine->Prepare(request.query, request.operation_name);
  return Answered(operation ? engine->Execute(*operation, request.variables, nullptr)
                            : operation.error());
}

}  // namespace

std::string ProbeExecute(const ProbeRequest& request) { return Execute(request, false); }

std::string ProbeExecuteDeferred(const ProbeRequest& request) { return Execute(request, true); }

}  // namespace pipeline::graphql
