#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/graphql/language/error.hpp"
#include "libs/graphql/execution/document_cache.hpp"
#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/execution/limits.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/literals.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/validate.hpp"

namespace pipeline::graphql {

struct EngineLimits {
  ParseLimits parse;
  ValidationLimits validation;
  ExecutionLimits execution;  ///< Its suggestions are those of the validation.
  CacheLimits cache;
};

/// What became of a request, for the status of its answer. Only the last three have data.
enum class Outcome {
  kParseError,       ///< extensions.code GRAPHQL_PARSE_FAILED
  kValidationError,  ///< GRAPHQL_VALIDATION_FAILED
  kOperationError,   ///< OPERATION_RESOLUTION_FAILURE: none, or not clear which.
  kVariablesError,   ///< BAD_USER_INPUT
  kSubscribeError,   ///< A subscription that did not begin: the code is its function's.
  kExecuted,
  kExecutedWithErrors,
  kStopped,  ///< EXECUTION_TIMEOUT, ANSWER_TOO_LARGE: see ExecutionLimits.
};

struct Response {
  Outcome outcome = Outcome::kExecuted;
  std::string body;  ///< The answer, JSON: errors, if there are any, then data.
};

/// A request's document, found valid, and which of its operations is meant. Cheap to copy.
class Operation {
 public:
  Operation(std::shared_ptr<const Executable> executable,
            const ast::OperationDefinition& definition)
      : executable_(std::move(executable)), definition_(&definition) {}

  ast::OperationType Type() const { return definition_->operation; }
  const Executable& Document() const { return *executable_; }
  const ast::OperationDefinition& Definition() const { return *definition_; }

 private:
  std::shared_ptr<const Executable> executable_;
  const ast::OperationDefinition* definition_;
};

/// The answers to a subscription, one per event. One thread at a time.
class Subscription {
 public:
  virtual ~Subscription() = default;

  /// Waits for the next event; nothing after the last one or Stop(). A failure of the source is the
  /// last answer.
  virtual std::optional<Response> Next() = 0;

  /// Makes a waiting Next() return. From any thread, any number of times.
  virtual void Stop() = 0;
};

/// GraphQL over a schema whose fields have their functions. Knows nothing of HTTP, NATS or files.
///
///   Engine engine(*std::move(schema));
///   const auto operation = engine.Prepare(query, operation_name);
///   if (!operation) return operation.error();
///   if (is_get && operation->Type() != ast::OperationType::kQuery) return ...;
///   return engine.Execute(*operation, variables, &context);
///
/// Any number of threads may use it at once, if the functions may be. It outlives its
/// subscriptions.
class Engine {
 public:
  explicit Engine(Schema schema, const EngineLimits& limits = {});
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Parses and validates, or knows the document already, and finds the operation. An empty name is
  /// a name; without one the document has one operation.
  tl::expected<Operation, Response> Prepare(std::string_view document,
                                            std::optional<std::string_view> operation_name) const;

  /// A query or mutation. `variables` is the JSON text of an object, or empty or null. `context` is
  /// what ResolveInfo hands to the functions.
  Response Execute(const Operation& operation, std::string_view variables, void* context) const;

  /// A subscription: calls the function of its root field. The context outlives it.
  tl::expected<std::unique_ptr<Subscription>, Response> Subscribe(const Operation& operation,
                                                                  std::string_view variables,
                                                                  void* context) const;

 private:
  tl::expected<std::shared_ptr<const Executable>, Response> Load(std::string_view document) const;

  Schema schema_;
  EngineLimits limits_;
  mutable DocumentCache cache_;
};

}  // namespace pipeline::graphql
