#pragma once

#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// The types at the current node of a walk through a document. A type that the schema lacks, or
/// that is not allowed there, is empty.
class TypeInfo {
 public:
  explicit TypeInfo(const Schema& schema) : schema_(schema) {}

  /// The type of the field, operation or fragment.
  TypeRef Type() const { return Top(types_); }
  /// The type of the selection set around the node; null if unknown.
  const NamedType* Parent() const { return Top(parents_); }
  const OutputField* Field() const { return Top(fields_); }
  const DirectiveType* Directive() const { return directive_; }
  const InputField* Argument() const { return argument_; }
  /// The type that a value here must have.
  TypeRef Input() const { return Top(inputs_); }
  /// The type of the list or input object that the value is part of.
  TypeRef ParentInput() const { return inputs_.size() < 2 ? TypeRef{} : inputs_.end()[-2]; }
  /// Whether the argument or input field has a default value.
  bool HasDefault() const { return Top(defaults_); }

  void EnterOperation(const ast::OperationDefinition& operation);
  void EnterFragment(const ast::FragmentDefinition& fragment);
  void EnterInlineFragment(const ast::InlineFragment& fragment);
  void LeaveTyped() { types_.pop_back(); }
  void EnterSelectionSet();
  void LeaveSelectionSet() { parents_.pop_back(); }
  void EnterField(const ast::Field& field);
  void LeaveField();
  void EnterDirective(const ast::Directive& directive);
  void LeaveDirective() { directive_ = nullptr; }
  void EnterVariableDefinition(const ast::VariableDefinition& variable);
  void LeaveVariableDefinition() { inputs_.pop_back(); }
  void EnterArgument(const ast::Argument& argument);
  void LeaveArgument();
  void EnterList();
  void EnterObjectField(const ast::ObjectField& field);
  /// Leaves a list or a field of an input object.
  void LeavePart();

 private:
  template <typename T>
  static T Top(const std::vector<T>& stack) {
    return stack.empty() ? T{} : stack.back();
  }
  TypeRef OutputType(std::string_view name) const;
  void PushInput(const InputField* input);

  const Schema& schema_;
  std::vector<TypeRef> types_;
  std::vector<const NamedType*> parents_;
  std::vector<const OutputField*> fields_;
  std::vector<TypeRef> inputs_;
  std::vector<bool> defaults_;
  const DirectiveType* directive_ = nullptr;
  const InputField* argument_ = nullptr;
};

}  // namespace pipeline::graphql::validation
