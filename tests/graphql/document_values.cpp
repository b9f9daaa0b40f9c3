#include "tests/graphql/document_values.hpp"

#include <memory>
#include <optional>
#include <variant>

namespace pipeline::graphql {
namespace {

class Collector {
 public:
  std::vector<const ast::Value*> values;
  std::vector<const ast::Type*> types;

  void operator()(const ast::SchemaDefinition& schema) { Add(schema.directives); }

  void operator()(const ast::TypeDefinition& type) {
    Add(type.directives);
    for (const ast::FieldDefinition& field : type.fields) {
      Add(field.arguments);
      Add(field.directives);
    }
    for (const ast::EnumValueDefinition& value : type.values) {
      Add(value.directives);
    }
    Add(type.input_fields);
  }

  void operator()(const ast::DirectiveDefinition& directive) { Add(directive.arguments); }

  void operator()(const ast::OperationDefinition& operation) {
    for (const ast::VariableDefinition& variable : operation.variables) {
      types.push_back(&variable.type);
      Add(variable.default_value);
      Add(variable.directives);
    }
    Add(operation.directives);
    Add(operation.selection_set);
  }

  void operator()(const ast::FragmentDefinition& fragment) {
    Add(fragment.directives);
    Add(fragment.selection_set);
  }

  void operator()(const ast::Field& field) {
    Add(field.arguments);
    Add(field.directives);
    Add(field.selection_set);
  }

  void operator()(const ast::FragmentSpread& spread) { Add(spread.directives); }

  void operator()(const ast::InlineFragment& fragment) {
    Add(fragment.directives);
    Add(fragment.selection_set);
  }

 private:
  void Add(const std::optional<ast::Value>& value) {
    if (value) {
      values.push_back(&*value);
    }
  }

  void Add(const std::vector<ast::InputValueDefinition>& inputs) {
    for (const ast::InputValueDefinition& input : inputs) {
      Add(input.default_value);
      Add(input.directives);
    }
  }

  void Add(const std::vector<ast::Argument>& arguments) {
    for (const ast::Argument& argument : arguments) {
      values.push_back(&argument.value);
    }
  }

  void Add(const std::vector<ast::Directive>& directives) {
    for (const ast::Directive& directive : directives) {
      Add(directive.arguments);
    }
  }

  void Add(const std::unique_ptr<ast::SelectionSet>& set) {
    if (set != nullptr) {
      Add(*set);
    }
  }

  void Add(const ast::SelectionSet& set) {
    for (const ast::Selection& selection : set.selections) {
      std::visit(*this, selection.node);
    }
  }
};

Collector Collected(const ast::Document& document) {
  Collector collector;
  for (const ast::Definition& definition : document.definitions) {
    std::visit(collector, definition.node);
  }
  return collector;
}

}  // namespace

std::vector<const ast::Value*> ValuesOf(const ast::Document& document) {
  return Collected(document).values;
}

std::vector<const ast::Type*> VariableTypesOf(const ast::Document& document) {
  return Collected(document).types;
}

}  // namespace pipeline::graphql
