#include "libs/graphql/execution/run.hpp"

#include <memory>
#include <variant>

#include "libs/graphql/execution/answer_text.hpp"
#include "libs/graphql/execution/introspection.hpp"

namespace pipeline::graphql {
namespace {

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

}  // namespace

Run::Run(const Execution& execution, std::optional<Answer> event)
    : execution_(execution),
      event_(std::move(event)),
      planner_(execution.schema, execution.executable, execution.variables),
      deadline_(execution.limits.time.count() == 0 ? Clock::time_point::max()
                                                   : Clock::now() + execution.limits.time) {}

Executed Run::Execute() {
  const ast::OperationDefinition& operation = execution_.operation;
  const NamedType* type = execution_.schema.Root(operation.operation);
  if (type == nullptr) {
    const Location location = execution_.executable.source->LocationOf(operation.span.start);
    errors_.push_back({"Schema is not configured to execute " +
                           std::string(NameOf(operation.operation)) + " operation.",
                       {location},
                       {},
                       {}});
    root_.kind = Slot::Kind::kNull;
  } else {
    ExecuteRoot(*type);
  }
  return Finish();
}

void Run::ExecuteRoot(const NamedType& type) {
  SelectionPlan& plan = planner_.Root(type, execution_.operation);
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

bool Run::ExecuteSerially(SelectionPlan& plan, const Object& source) {
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

bool Run::ExecuteFields(Slot& slot, SelectionPlan& plan, const Object& source) {
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

bool Run::ExecuteField(Slot& slot, const Object& source) {
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
  if (std::optional<Answer> meta = AnswerMetaField(execution_.schema, field)) {
    return Complete(slot, type, *std::move(meta));
  }
  return field.field->resolve ? CallFunction(slot, source) : Complete(slot, type, {});
}

bool Run::CallFunction(Slot& slot, const Object& source) {
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

void Run::Settle() {
  while (!waiting_.empty() && !stopped_) {
    SettleRound(std::exchange(waiting_, {}));
  }
  waiting_.clear();
}

// All of a round is asked for before any of it is completed, which calls the next functions.
void Run::SettleRound(std::vector<Waiting> round) {
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

bool Run::IsLate() {
  if (!stopped_ && Clock::now() > deadline_) {
    Stop("Execution took longer than " + std::to_string(execution_.limits.time.count()) +
             " milliseconds and was stopped.",
         "EXECUTION_TIMEOUT");
  }
  return stopped_;
}

bool Run::Stop(std::string message, std::string_view code) {
  if (!stopped_) {
    stopped_ = true;
    errors_.push_back({std::move(message), {}, {}, std::string(code)});
  }
  return false;
}

bool Run::Absorb(Slot& slot) const {
  if (slot.nullable) {
    slot.kind = Slot::Kind::kNull;
  }
  return slot.nullable;
}

Executed Run::Finish() {
  Executed executed;
  if (stopped_) {
    root_.kind = Slot::Kind::kNull;
    executed.end = Executed::End::kStopped;
  } else if (!errors_.empty()) {
    executed.end = Executed::End::kWithErrors;
  }
  std::string& body = executed.body;
  body = "{";
  if (!errors_.empty()) {
    AppendErrors(body, errors_);
    body += ',';
  }
  // A large text is then copied once: here.
  body.reserve(body.size() + DataSize(root_) + sizeof("\"data\":}"));
  body += "\"data\":";
  AppendData(body, root_);
  body += '}';
  return executed;
}

Executed Execute(const Execution& execution, std::optional<Answer> event) {
  return Run(execution, std::move(event)).Execute();
}

}  // namespace pipeline::graphql
