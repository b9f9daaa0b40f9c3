#include <memory>
#include <string>
#include <utility>

#include "libs/graphql/execution/collect_fields.hpp"
#include "libs/graphql/execution/execute.hpp"

namespace pipeline::graphql {
namespace {

using Events = Result<std::unique_ptr<EventSource>>;

Events NoSource(const Execution& execution, std::string message) {
  return tl::make_unexpected(
      ErrorAt(*execution.executable.source, execution.operation.span.start, std::move(message)));
}

// An error of the root field, with the locations of its nodes and its path.
Events FieldError(const Execution& execution, const FieldPlan& field, Error error) {
  if (error.locations.empty()) {
    for (const ast::Field* node : field.nodes) {
      error.locations.push_back(execution.executable.source->LocationOf(node->span.start));
    }
  }
  error.path = {std::string(field.key)};
  return tl::make_unexpected(std::move(error));
}

Events CallSubscriber(const Execution& execution, const FieldPlan& field) {
  if (!field.arguments) {
    return FieldError(execution, field, field.arguments.error());
  }
  if (!field.field->subscribe) {
    return FieldError(execution, field, {"The subscription field has no source of events."});
  }
  const Object root{field.parent->name, nullptr};
  Events source = field.field->subscribe({root, *field.arguments, execution.context});
  return source ? std::move(source) : FieldError(execution, field, std::move(source.error()));
}

}  // namespace

Events CreateSourceEventStream(const Execution& execution) {
  const NamedType* type = execution.schema.Subscription();
  if (type == nullptr) {
    return NoSource(execution, "Schema is not configured to execute subscription operation.");
  }
  FieldCollector collector(execution.schema, execution.executable, execution.variables);
  const SelectionPlan& plan = collector.Root(*type, execution.operation);
  if (plan.failure) {
    return tl::make_unexpected(*plan.failure);
  }
  // Possible only through @skip or @include: validation requires one field.
  if (plan.fields.empty()) {
    return NoSource(execution, "A subscription must select one field, got none.");
  }
  return CallSubscriber(execution, plan.fields.front());
}

}  // namespace pipeline::graphql
