#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "libs/graphql/execution/document_cache.hpp"
#include "libs/graphql/execution/executable.hpp"
#include "libs/graphql/execution/execute.hpp"
#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/resolver.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/validate.hpp"

namespace pipeline::graphql {

struct EngineLimits {
  ParseLimits parse;
  ValidationLimits validation;
  ExecutionLimits execution;  ///< Its suggestions are set by those of the validation.
  CacheLimits cache;
};

/// A valid document and the operation to execute. Cheap to copy.
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

/// The responses of a subscription, one per event. Used by one thread at a time, but for Stop().
class Subscription {
 public:
  virtual ~Subscription() = default;

  /// Waits for the next event. Nothing after the last one or after Stop(). A failure of the source
  /// is the last response.
  virtual std::optional<Response> Next() = 0;

  /// Makes a waiting Next() return. From any thread, any number of times.
  virtual void Stop() = 0;
};

/// Executes GraphQL requests against a schema with resolvers. Knows nothing of HTTP, NATS or files.
///
///   Engine engine(*std::move(schema));
///   const auto operation = engine.Prepare(query, operation_name);
///   if (!operation) return operation.error();
///   if (is_get && operation->Type() != ast::OperationType::kQuery) return ...;
///   return engine.Execute(*operation, variables, &context);
///
/// Any number of threads may use it at once if the resolvers allow it. It must outlive its
/// subscriptions.
class Engine {
 public:
  explicit Engine(Schema schema, const EngineLimits& limits = {});
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Parses and validates the document, unless it is in the cache, and finds the operation. Without
  /// a name the document must have exactly one operation. An empty name is a name.
  tl::expected<Operation, Response> Prepare(std::string_view document,
                                            std::optional<std::string_view> operation_name) const;

  /// Executes a query or mutation. `variables` is the JSON text of an object, empty or null.
  /// `context` reaches the resolvers in ResolveInfo.
  Response Execute(const Operation& operation, std::string_view variables, void* context) const;

  /// Starts a subscription with its root field's subscriber. The context must outlive it.
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
