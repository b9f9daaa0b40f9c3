#include "libs/graphql/engine.hpp"

#include <utility>
#include <vector>

#include "common/json/utf8.hpp"
#include "libs/graphql/execution/execute.hpp"
#include "libs/graphql/execution/introspection.hpp"
#include "libs/graphql/execution/response.hpp"
#include "libs/graphql/execution/values.hpp"

namespace pipeline::graphql {
namespace {

bool IsUtf8(std::string_view text) { return json::ValidUtf8Prefix(text) == text.size(); }

tl::unexpected<Response> Refuse(ExecutionStatus status,
                                std::vector<Error> errors,
                                std::string_view code) {
  for (Error& error : errors) {
    if (error.code.empty()) {
      error.code = code;
    }
  }
  return tl::make_unexpected(Response{status, ErrorsBody(errors)});
}

// Invalid UTF-8 is refused here: a message that quoted it would make the response invalid JSON.
tl::unexpected<Response> RefuseBytes(ExecutionStatus status,
                                     std::string_view what,
                                     std::string_view code) {
  return Refuse(status, {{std::string(what) + " is not valid UTF-8.", {}, {}, {}}}, code);
}

tl::expected<Variables, Response> VariablesOf(const Schema& schema,
                                              const Operation& operation,
                                              std::string_view json,
                                              const VariableLimits& limits) {
  auto variables =
      CoerceVariables(schema, *operation.Document().source, operation.Definition(), json, limits);
  if (!variables) {
    return Refuse(ExecutionStatus::kVariablesError, std::move(variables.error()), "BAD_USER_INPUT");
  }
  return *std::move(variables);
}

// Executes the operation for each event of its source.
class EventAnswers : public Subscription {
 public:
  EventAnswers(const Schema& schema,
               Operation operation,
               Variables variables,
               void* context,
               const ExecutionLimits& limits)
      : operation_(std::move(operation)),
        variables_(std::move(variables)),
        execution_{
            schema, operation_.Document(), operation_.Definition(), variables_, context, limits} {}

  Result<void> Begin() {
    auto source = CreateSourceEventStream(execution_);
    if (!source) {
      return tl::make_unexpected(std::move(source.error()));
    }
    source_ = *std::move(source);
    return {};
  }

  std::optional<Response> Next() override {
    if (ended_) {
      return std::nullopt;
    }
    Result<std::optional<Answer>> event = source_->Next();
    ended_ = !event || !*event;
    if (!event) {
      return Response{ExecutionStatus::kExecutedWithErrors, ErrorsBody({event.error()})};
    }
    if (ended_) {
      return std::nullopt;
    }
    return graphql::Execute(execution_, *std::move(event));
  }

  void Stop() override { source_->Stop(); }

 private:
  const Operation operation_;
  const Variables variables_;
  const Execution execution_;
  std::unique_ptr<EventSource> source_;
  bool ended_ = false;
};

}  // namespace

Engine::Engine(Schema schema, const EngineLimits& limits)
    : schema_(std::move(schema)), limits_(limits), cache_(limits.cache) {
  limits_.execution.variables.suggestions = limits.validation.suggestions;
  AddIntrospection(schema_);
}

tl::expected<Operation, Response> Engine::Prepare(
    std::string_view document, std::optional<std::string_view> operation_name) const {
  auto executable = Load(document);
  if (!executable) {
    return tl::make_unexpected(std::move(executable.error()));
  }
  if (operation_name && !IsUtf8(*operation_name)) {
    return RefuseBytes(
        ExecutionStatus::kOperationError, "The operation's name", "OPERATION_RESOLUTION_FAILURE");
  }
  const auto operation = FindOperation(**executable, operation_name);
  if (!operation) {
    return Refuse(
        ExecutionStatus::kOperationError, {operation.error()}, "OPERATION_RESOLUTION_FAILURE");
  }
  return Operation(*std::move(executable), **operation);
}

tl::expected<std::shared_ptr<const Executable>, Response> Engine::Load(
    std::string_view document) const {
  if (auto known = cache_.Find(document)) {
    return known;
  }
  if (!IsUtf8(document)) {
    return RefuseBytes(ExecutionStatus::kParseError, "The document", "GRAPHQL_PARSE_FAILED");
  }
  auto source = std::make_unique<const Source>(std::string(document));
  Result<ast::Document> parsed = Parse(*source, limits_.parse);
  if (!parsed) {
    return Refuse(
        ExecutionStatus::kParseError, {std::move(parsed.error())}, "GRAPHQL_PARSE_FAILED");
  }
  std::vector<Error> errors = Validate(schema_, *source, *parsed, limits_.validation);
  if (!errors.empty()) {
    return Refuse(
        ExecutionStatus::kValidationError, std::move(errors), "GRAPHQL_VALIDATION_FAILED");
  }
  auto executable = std::make_shared<const Executable>(std::move(source), *std::move(parsed));
  cache_.Add(executable);
  return executable;
}

Response Engine::Execute(const Operation& operation,
                         std::string_view variables,
                         void* context) const {
  const auto coerced = VariablesOf(schema_, operation, variables, limits_.execution.variables);
  if (!coerced) {
    return coerced.error();
  }
  return graphql::Execute({schema_,
                           operation.Document(),
                           operation.Definition(),
                           *coerced,
                           context,
                           limits_.execution});
}

tl::expected<std::unique_ptr<Subscription>, Response> Engine::Subscribe(const Operation& operation,
                                                                        std::string_view variables,
                                                                        void* context) const {
  auto coerced = VariablesOf(schema_, operation, variables, limits_.execution.variables);
  if (!coerced) {
    return tl::make_unexpected(std::move(coerced.error()));
  }
  auto answers = std::make_unique<EventAnswers>(
      schema_, operation, *std::move(coerced), context, limits_.execution);
  Result<void> begun = answers->Begin();
  if (!begun) {
    return Refuse(ExecutionStatus::kSubscribeError, {std::move(begun.error())}, "");
  }
  return answers;
}

}  // namespace pipeline::graphql
