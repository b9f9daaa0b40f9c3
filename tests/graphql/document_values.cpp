#include "tests/graphql/document_values.hpp"

#include <memory>

#include "libs/graphql/schema/sdl_parts.hpp"

namespace pipeline::graphql {
namespace {

// Goes through the executable definitions; PartsOf has seen the others.
class Collector {
 public:
  std::vector<const ast::Value*> values;
  std::vector<const ast::Type*> types;

  template <typename SdlDefinition>
  void operator()(const SdlDefinition&) {}

  void operator()(const ast::OperationDefinition& operation) {
    for (const ast::VariableDefinition& variable : operation.variables) {
      types.push_back(&variable.type);
      if (variable.default_value) {
        values.push_back(&*variable.default_value);
      }
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
  collector.values = PartsOf(document).values;
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
