#include <memory>
#include <variant>

#include "libs/graphql/execution/inspect.hpp"
#include "libs/graphql/execution/run.hpp"
#include "libs/graphql/execution/serialize.hpp"

// Completing values (specification, section 6.4.3). Messages are graphql-js's.
namespace pipeline::graphql {
namespace {

std::string Coordinate(const FieldPlan& field) {
  return field.parent->name + "." + field.field->name;
}

Error Because(std::string message) { return {std::move(message), {}, {}, {}}; }

tl::unexpected<Error> WrongType(const NamedType& declared, std::string_view why) {
  return tl::make_unexpected(
      Because("Abstract type \"" + declared.name + "\" " + std::string(why)));
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
    return tl::make_unexpected(Because("Runtime Object type " + quoted +
                                       " is not a possible type for \"" + declared.name + "\"."));
  }
  return type;
}

// The type of an object that answers a field of the declared one.
Result<const NamedType*> ObjectType(const Schema& schema,
                                    const NamedType& declared,
                                    const Object& object,
                                    const FieldPlan& field) {
  if (!declared.IsAbstract() && (object.type.empty() || object.type == declared.name)) {
    return &declared;
  }
  if (!declared.IsAbstract()) {
    return tl::make_unexpected(Because("Expected value of type \"" + declared.name +
                                       "\" but got: [" + std::string(object.type) + "]."));
  }
  if (object.type.empty()) {
    return WrongType(declared,
                     "must resolve to an Object type at runtime for field \"" + Coordinate(field) +
                         "\". Either the \"" + declared.name +
                         "\" type should provide a \"resolveType\" function or each possible type "
                         "should provide an \"isTypeOf\" function.");
  }
  return PossibleType(schema, declared, object.type);
}

}  // namespace

bool Run::CompleteField(Slot& slot, Result<Answer>&& answer) {
  return answer ? Complete(slot, slot.field->field->type, *std::move(answer))
                : FailField(slot, std::move(answer.error()));
}

bool Run::Complete(Slot& slot, const TypeRef& type, Answer&& answer) {
  slot.nullable = !type.IsNonNull();
  if (std::holds_alternative<std::nullptr_t>(answer.value)) {
    slot.kind = Slot::Kind::kNull;
    return slot.nullable || Fail(slot,
                                 Because("Cannot return null for non-nullable field " +
                                         Coordinate(*slot.field) + "."));
  }
  const bool completed = slot.nullable ? CompleteNullable(slot, type, std::move(answer))
                                       : CompleteNullable(slot, type.Inner(), std::move(answer));
  return completed || Absorb(slot);
}

bool Run::CompleteNullable(Slot& slot, const TypeRef& type, Answer&& answer) {
  if (type.IsList()) {
    return CompleteList(slot, type.Inner(), std::move(answer));
  }
  if (type.Named().IsLeaf()) {
    return CompleteLeaf(slot, type.Named(), std::move(answer));
  }
  return CompleteObject(slot, type.Named(), answer);
}

bool Run::CompleteList(Slot& slot, const TypeRef& item, Answer&& answer) {
  auto* list = std::get_if<Answer::List>(&answer.value);
  if (list == nullptr) {
    return Fail(slot,
                Because("Expected Iterable, but did not find one for field \"" +
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

bool Run::CompleteLeaf(Slot& slot, const NamedType& type, Answer&& answer) {
  auto leaf = SerializeLeaf(type, std::move(answer));
  if (!leaf) {
    return Fail(slot, Because(std::move(leaf.error())));
  }
  slot.kind = leaf->is_string ? Slot::Kind::kString : Slot::Kind::kJson;
  slot.text = std::move(leaf->text);
  return true;
}

bool Run::CompleteObject(Slot& slot, const NamedType& type, const Answer& answer) {
  const auto* object = std::get_if<Object>(&answer.value);
  if (object == nullptr) {
    return Fail(
        slot,
        Because("Expected value of type \"" + type.name + "\" but got: " + Inspect(answer) + "."));
  }
  const Result<const NamedType*> runtime =
      ObjectType(execution_.schema, type, *object, *slot.field);
  if (!runtime) {
    return Fail(slot, runtime.error());
  }
  SelectionPlan& plan = planner_.Below(*slot.field, **runtime);
  if (plan.failure) {
    return Fail(slot, *plan.failure);
  }
  return ExecuteFields(slot, plan, *object);
}

bool Run::MakeChildren(Slot& slot, Slot::Kind kind, std::size_t count) {
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

bool Run::FailField(Slot& slot, Error error) {
  return Fail(slot, std::move(error)) || Absorb(slot);
}

bool Run::Fail(const Slot& slot, Error error) {
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

}  // namespace pipeline::graphql
