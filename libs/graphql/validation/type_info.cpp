#include "libs/graphql/validation/type_info.hpp"

#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

TypeRef TypeInfo::OutputType(std::string_view name) const {
  const NamedType* type = schema_.Type(name);
  return type != nullptr && type->IsOutput() ? TypeRef(type, {}) : TypeRef{};
}

void TypeInfo::EnterOperation(const ast::OperationDefinition& operation) {
  types_.emplace_back(schema_.Root(operation.operation), "");
}

void TypeInfo::EnterFragment(const ast::FragmentDefinition& fragment) {
  types_.push_back(OutputType(fragment.type_condition.text));
}

void TypeInfo::EnterInlineFragment(const ast::InlineFragment& fragment) {
  if (fragment.type_condition) {
    types_.push_back(OutputType(fragment.type_condition->text));
    return;
  }
  const TypeRef around = Type();
  types_.push_back(around ? TypeRef(&around.Named(), {}) : TypeRef{});
}

void TypeInfo::EnterSelectionSet() {
  const TypeRef type = Type();
  parents_.push_back(type && type.Named().IsComposite() ? &type.Named() : nullptr);
}

void TypeInfo::EnterField(const ast::Field& field) {
  const NamedType* parent = Parent();
  const OutputField* found =
      parent == nullptr ? nullptr : schema_.FieldOf(*parent, field.name.text);
  fields_.push_back(found);
  types_.push_back(found == nullptr ? TypeRef{} : found->type);
}

void TypeInfo::LeaveField() {
  fields_.pop_back();
  types_.pop_back();
}

void TypeInfo::EnterDirective(const ast::Directive& directive) {
  directive_ = schema_.Directive(directive.name.text);
}

void TypeInfo::EnterVariableDefinition(const ast::VariableDefinition& variable) {
  const TypeRef type = TypeFromAst(schema_, variable.type);
  inputs_.push_back(type && type.Named().IsInput() ? type : TypeRef{});
}

// The arguments of an unknown directive are looked up in the field around it, as in graphql-js.
void TypeInfo::EnterArgument(const ast::Argument& argument) {
  argument_ = nullptr;
  if (directive_ != nullptr) {
    argument_ = directive_->Argument(argument.name.text);
  } else if (const OutputField* field = Field()) {
    argument_ = field->Argument(argument.name.text);
  }
  PushInput(argument_);
}

void TypeInfo::PushInput(const InputField* input) {
  defaults_.push_back(input != nullptr && input->default_value.has_value());
  inputs_.push_back(input == nullptr ? TypeRef{} : input->type);
}

void TypeInfo::LeaveArgument() {
  argument_ = nullptr;
  LeavePart();
}

void TypeInfo::EnterList() {
  const TypeRef list = Input().Nullable();
  defaults_.push_back(false);
  inputs_.push_back(list.IsList() ? list.Inner() : list);
}

void TypeInfo::EnterObjectField(const ast::ObjectField& field) {
  const TypeRef object = Input();
  const bool known = object && object.Named().kind == TypeKind::kInputObject;
  PushInput(known ? object.Named().Input(field.name.text) : nullptr);
}

void TypeInfo::LeavePart() {
  defaults_.pop_back();
  inputs_.pop_back();
}

}  // namespace pipeline::graphql::validation
