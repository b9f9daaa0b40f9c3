#include "libs/graphql/execution/execute.hpp"

#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/execution/collect_fields.hpp"
#include "libs/graphql/execution/introspection.hpp"
#include "libs/graphql/execution/leaf_values.hpp"
#include "libs/graphql/execution/response.hpp"

namespace pipeline::graphql {
namespace {

// One execution. A function returns false if its slot failed and a parent has to become null; the
// error has been recorded then.
class Executor {
 public:
  Executor(const Execution& execution, std::optional<Answer> event);

  Response Run();

 private:
  using Clock = std::chrono::steady_clock;

  struct Waiting {
    Slot* slot;
    Deferred deferred;
  };

  void ExecuteRoot(const NamedType& type);
  bool ExecuteSerially(SelectionPlan& plan, const Object& source);
  bool ExecuteFields(Slot& slot, SelectionPlan& plan, const Object& source);
  bool ExecuteField(Slot& slot, const Object& source);
  bool CallResolver(Slot& slot, const Object& source);

  // Calls deferred results in rounds until none waits.
  void Settle();
  void SettleRound(std::vector<Waiting> round);

  // Answers are passed by reference: moving them at each step would dominate the time.
  bool CompleteField(Slot& slot, Result<Answer>&& answer);
  bool Complete(Slot& slot, const TypeRef& type, Answer&& answer);
  bool CompleteNullable(Slot& slot, const TypeRef& type, Answer&& answer);
  bool CompleteList(Slot& slot, const TypeRef& item, Answer&& answer);
  bool CompleteLeaf(Slot& slot, const NamedType& type, Answer&& answer);
  bool CompleteObject(Slot& slot, const NamedType& type, const Answer& answer);
  bool MakeChildren(Slot& slot, Slot::Kind kind, std::size_t count);

  // Records the error of a field that has no value.
  bool FailField(Slot& slot, Error error);
  // Records an error. Always false.
  bool Fail(const Slot& slot, Error error);
  bool Stop(std::string message, std::string_view code);
  // Makes the slot null and returns true if it may be null.
  bool Absorb(Slot& slot) const;
  bool IsLate();
  Response Finish();

  const Execution& execution_;
  std::optional<Answer> event_;
  FieldCollector collector_;
  Slot root_;
  std::vector<Waiting> waiting_;
  std::vector<Error> errors_;
  bool stopped_ = false;
  std::size_t values_ = 0;
  Clock::time_point deadline_;
};

std::string_view NameOf(ast::OperationType type) {
  switch (type) {
    case ast::OperationType::kMutation:
      return "mutation";
    case ast::OperationType::kSubscription:
      return "subscription";
    default:
      return "query";
  }
}

Executor::Executor(const Execution& execution, std::optional<Answer> event)
    : execution_(execution),
      event_(std::move(event)),
      collector_(execution.schema, execution.executable, execution.variables),
      deadline_(execution.limits.time.count() == 0 ? Clock::time_point::max()
                                                   : Clock::now() + execution.limits.time) {}

Response Executor::Run() {
  const ast::OperationDefinition& operation = execution_.operation;
  const NamedType* type = execution_.schema.Root(operation.operation);
  if (type == nullptr) {
    errors_.push_back(ErrorAt(*execution_.executable.source,
                              operation.span.start,
                              "Schema is not configured to execute " +
                                  std::string(NameOf(operation.operation)) + " operation."));
    root_.kind = Slot::Kind::kNull;
  } else {
    ExecuteRoot(*type);
  }
  return Finish();
}

void Executor::ExecuteRoot(const NamedType& type) {
  SelectionPlan& plan = collector_.Root(type, execution_.operation);
  if (plan.failure) {
    errors_.push_back(*plan.failure);
    root_.kind = Slot::Kind::kNull;
    return;
  }
  const Object source{type.name, nullptr};
  const bool serial = execution_.operation.operation == ast::OperationType::kMutation;
  if (!(serial ? ExecuteSerially(plan, source) : ExecuteFields(root_, plan, source))) {
    Absorb(root_);
  }
  Settle();
}

bool Executor::ExecuteSerially(SelectionPlan& plan, const Object& source) {
  if (!MakeChildren(root_, Slot::Kind::kObject, plan.fields.size())) {
    return false;
  }
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    root_.children[i].field = &plan.fields[i];
  }
  for (Slot& child : root_.children) {
    if (!ExecuteField(child, source)) {
      return false;
    }
    Settle();
    if (root_.IsDropped()) {
      return true;
    }
  }
  return true;
}

bool Executor::ExecuteFields(Slot& slot, SelectionPlan& plan, const Object& source) {
  if (!MakeChildren(slot, Slot::Kind::kObject, plan.fields.size())) {
    return false;
  }
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    slot.children[i].field = &plan.fields[i];
    if (!ExecuteField(slot.children[i], source)) {
      return false;
    }
  }
  return true;
}

bool Executor::ExecuteField(Slot& slot, const Object& source) {
  if (IsLate()) {
    return false;
  }
  const FieldPlan& field = *slot.field;
  const TypeRef& type = field.field->type;
  slot.nullable = !type.IsNonNull();
  if (!field.arguments) {
    return FailField(slot, field.arguments.error());
  }
  if (event_ && slot.parent == &root_) {
    return Complete(slot, type, *std::exchange(event_, std::nullopt));
  }
  if (std::optional<Answer> meta = ResolveMetaField(execution_.schema, field)) {
    return Complete(slot, type, *std::move(meta));
  }
  return field.field->resolve ? CallResolver(slot, source) : Complete(slot, type, {});
}

bool Executor::CallResolver(Slot& slot, const Object& source) {
  const FieldPlan& field = *slot.field;
  auto answer = field.field->resolve({source, *field.arguments, execution_.context});
  if (!answer) {
    return FailField(slot, std::move(answer.error()));
  }
  if (auto* deferred = std::get_if<Deferred>(&*answer)) {
    waiting_.push_back({&slot, std::move(*deferred)});
    return true;
  }
  return Complete(slot, field.field->type, std::get<Answer>(*std::move(answer)));
}

void Executor::Settle() {
  while (!waiting_.empty() && !stopped_) {
    SettleRound(std::exchange(waiting_, {}));
  }
  waiting_.clear();
}

// All results of a round are called before any is completed, which runs the next resolvers.
void Executor::SettleRound(std::vector<Waiting> round) {
  std::vector<Result<Answer>> answers;
  answers.reserve(round.size());
  for (const Waiting& waiting : round) {
    const bool dropped = waiting.slot->IsDropped() || IsLate();
    answers.push_back(dropped ? Result<Answer>(Answer{}) : waiting.deferred());
  }
  for (std::size_t i = 0; i < round.size() && !stopped_; ++i) {
    Slot* slot = round[i].slot;
    if (slot->IsDropped() || CompleteField(*slot, std::move(answers[i]))) {
      continue;
    }
    while (slot != nullptr && !Absorb(*slot)) {
      slot = slot->parent;
    }
  }
}

bool Executor::IsLate() {
  if (!stopped_ && Clock::now() > deadline_) {
    Stop("Execution took longer than " + std::to_string(execution_.limits.time.count()) +
             " milliseconds and was stopped.",
         "EXECUTION_TIMEOUT");
  }
  return stopped_;
}

bool Executor::Stop(std::string message, std::string_view code) {
  if (!stopped_) {
    stopped_ = true;
    errors_.push_back({.message = std::move(message), .code = std::string(code)});
  }
  return false;
}

bool Executor::Absorb(Slot& slot) const {
  if (slot.nullable) {
    slot.kind = Slot::Kind::kNull;
  }
  return slot.nullable;
}

Response Executor::Finish() {
  Response response;
  if (stopped_) {
    root_.kind = Slot::Kind::kNull;
    response.status = ExecutionStatus::kStopped;
  } else if (!errors_.empty()) {
    response.status = ExecutionStatus::kExecutedWithErrors;
  }
  std::string& body = response.body;
  body = "{";
  if (!errors_.empty()) {
    AppendErrors(body, errors_);
    body += ',';
  }
  // A large text is copied only once: here.
  body.reserve(body.size() + DataSize(root_) + sizeof("\"data\":}"));
  body += "\"data\":";
  AppendData(body, root_);
  body += '}';
  return response;
}

std::string Coordinate(const FieldPlan& field) {
  return field.parent->name + "." + field.field->name;
}

Error ErrorOf(std::string message) { return {std::move(message)}; }

tl::unexpected<Error> WrongType(const NamedType& declared, std::string_view why) {
  return tl::make_unexpected(
      ErrorOf("Abstract type \"" + declared.name + "\" " + std::string(why)));
}

Result<const NamedType*> PossibleType(const Schema& schema,
                                      const NamedType& declared,
                                      std::string_view name) {
  const NamedType* type = schema.Type(name);
  const std::string quoted = "\"" + std::string(name) + "\"";
  if (type == nullptr) {
    return WrongType(
        declared, "was resolved to a type " + quoted + " that does not exist inside the schema.");
  }
  if (type->kind != TypeKind::kObject) {
    return WrongType(declared, "was resolved to a non-object type " + quoted + ".");
  }
  if (!schema.IsPossibleType(declared, *type)) {
    return tl::make_unexpected(ErrorOf("Runtime Object type " + quoted +
                                       " is not a possible type for \"" + declared.name + "\"."));
  }
  return type;
}

// The type of an object that is the value of a field of the declared type.
Result<const NamedType*> ObjectType(const Schema& schema,
                                    const NamedType& declared,
                                    const Object& object,
                                    const FieldPlan& field) {
  if (!declared.IsAbstract() && (object.type.empty() || object.type == declared.name)) {
    return &declared;
  }
  if (!declared.IsAbstract()) {
    return tl::make_unexpected(ErrorOf("Expected value of type \"" + declared.name +
                                       "\" but got: [" + std::string(object.type) + "]."));
  }
  if (object.type.empty()) {
    return WrongType(declared,
                     "must resolve to an object type for field \"" + Coordinate(field) + "\".");
  }
  return PossibleType(schema, declared, object.type);
}

// Completing values: specification, section 6.4.3.
bool Executor::CompleteField(Slot& slot, Result<Answer>&& answer) {
  return answer ? Complete(slot, slot.field->field->type, *std::move(answer))
                : FailField(slot, std::move(answer.error()));
}

bool Executor::Complete(Slot& slot, const TypeRef& type, Answer&& answer) {
  slot.nullable = !type.IsNonNull();
  if (std::holds_alternative<std::nullptr_t>(answer.value)) {
    slot.kind = Slot::Kind::kNull;
    return slot.nullable || Fail(slot,
                                 ErrorOf("Cannot return null for non-nullable field " +
                                         Coordinate(*slot.field) + "."));
  }
  const bool completed = slot.nullable ? CompleteNullable(slot, type, std::move(answer))
                                       : CompleteNullable(slot, type.Inner(), std::move(answer));
  return completed || Absorb(slot);
}

bool Executor::CompleteNullable(Slot& slot, const TypeRef& type, Answer&& answer) {
  if (type.IsList()) {
    return CompleteList(slot, type.Inner(), std::move(answer));
  }
  if (type.Named().IsLeaf()) {
    return CompleteLeaf(slot, type.Named(), std::move(answer));
  }
  return CompleteObject(slot, type.Named(), answer);
}

bool Executor::CompleteList(Slot& slot, const TypeRef& item, Answer&& answer) {
  auto* list = std::get_if<Answer::List>(&answer.value);
  if (list == nullptr) {
    return Fail(slot,
                ErrorOf("Expected Iterable, but did not find one for field \"" +
                        Coordinate(*slot.field) + "\"."));
  }
  if (!MakeChildren(slot, Slot::Kind::kList, list->size())) {
    return false;
  }
  bool completed = true;
  for (std::size_t i = 0; completed && i < list->size(); ++i) {
    Slot& child = slot.children[i];
    child.field = slot.field;
    child.index = static_cast<std::uint32_t>(i);
    child.is_item = true;
    completed = Complete(child, item, std::move((*list)[i]));
  }
  return completed && !stopped_;
}

bool Executor::CompleteLeaf(Slot& slot, const NamedType& type, Answer&& answer) {
  auto leaf = SerializeLeaf(type, std::move(answer));
  if (!leaf) {
    return Fail(slot, ErrorOf(std::move(leaf.error())));
  }
  slot.kind = leaf->is_string ? Slot::Kind::kString : Slot::Kind::kJson;
  slot.text = std::move(leaf->text);
  return true;
}

bool Executor::CompleteObject(Slot& slot, const NamedType& type, const Answer& answer) {
  const auto* object = std::get_if<Object>(&answer.value);
  if (object == nullptr) {
    return Fail(
        slot,
        ErrorOf("Expected value of type \"" + type.name + "\" but got: " + Describe(answer) + "."));
  }
  const Result<const NamedType*> runtime =
      ObjectType(execution_.schema, type, *object, *slot.field);
  if (!runtime) {
    return Fail(slot, runtime.error());
  }
  SelectionPlan& plan = collector_.Below(*slot.field, **runtime);
  if (plan.failure) {
    return Fail(slot, *plan.failure);
  }
  return ExecuteFields(slot, plan, *object);
}

bool Executor::MakeChildren(Slot& slot, Slot::Kind kind, std::size_t count) {
  values_ += count;
  if (values_ > execution_.limits.values) {
    return Stop("The answer has more than " + std::to_string(execution_.limits.values) + " values.",
                "ANSWER_TOO_LARGE");
  }
  if (slot.depth > execution_.limits.depth) {
    return Stop(
        "The answer is nested more than " + std::to_string(execution_.limits.depth) + " levels.",
        "ANSWER_TOO_LARGE");
  }
  slot.kind = kind;
  slot.children.resize(count);
  for (Slot& child : slot.children) {
    child.parent = &slot;
    child.depth = slot.depth + 1;
  }
  return true;
}

bool Executor::FailField(Slot& slot, Error error) {
  return Fail(slot, std::move(error)) || Absorb(slot);
}

bool Executor::Fail(const Slot& slot, Error error) {
  if (errors_.size() >= execution_.limits.errors) {
    return false;
  }
  if (error.locations.empty()) {
    for (const ast::Field* node : slot.field->nodes) {
      error.locations.push_back(execution_.executable.source->LocationOf(node->span.start));
    }
  }
  if (error.path.empty()) {
    error.path = slot.Path();
  }
  errors_.push_back(std::move(error));
  return false;
}

}  // namespace

Response Execute(const Execution& execution, std::optional<Answer> event) {
  return Executor(execution, std::move(event)).Run();
}

}  // namespace pipeline::graphql
