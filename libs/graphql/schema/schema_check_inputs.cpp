// What arguments, input fields and their types owe.
#include "libs/graphql/schema/schema_check.hpp"

namespace pipeline::graphql {
namespace {

std::vector<Span> DeprecationAndType(const ast::InputValueDefinition& node) {
  std::vector<Span> spans;
  for (const ast::Directive& directive : node.directives) {
    if (spans.empty() && directive.name.text == "deprecated") {
      spans.push_back(directive.span);
    }
  }
  spans.push_back(node.type.span);
  return spans;
}

bool IsInput(const TypeRef& type) { return type.Named().IsInput(); }

}  // namespace

void SchemaCheck::CheckDirectives() {
  for (std::size_t i = 0; i < schema_.Directives().size(); ++i) {
    const DirectiveType& directive = schema_.Directives()[i];
    const ast::DirectiveDefinition& node = *nodes_.directives[i];
    CheckName(directive.name, node.span);
    for (std::size_t j = 0; j < directive.arguments.size(); ++j) {
      const InputField& argument = directive.arguments[j];
      const std::string path = "@" + directive.name + "(" + argument.name + ":)";
      CheckName(argument.name, node.arguments[j].span);
      if (!IsInput(argument.type)) {
        Fail(
            "The type of " + path + " must be Input Type but got: " + ToString(argument.type) + ".",
            {node.arguments[j].span});
      }
      if (argument.IsRequired() && argument.deprecation_reason) {
        Fail("Required argument " + path + " cannot be deprecated.",
             DeprecationAndType(node.arguments[j]));
      }
    }
  }
}

void SchemaCheck::CheckArgument(const std::string& path,
                                const InputField& argument,
                                const ast::InputValueDefinition& node) {
  CheckName(argument.name, node.span);
  if (!IsInput(argument.type)) {
    Fail("The type of " + path + " must be Input Type but got: " + ToString(argument.type) + ".",
         {node.type.span});
  }
  if (argument.IsRequired() && argument.deprecation_reason) {
    Fail("Required argument " + path + " cannot be deprecated.", DeprecationAndType(node));
  }
}

void SchemaCheck::CheckInputFields(const NamedType& type) {
  if (type.input_fields.empty()) {
    Fail("Input Object type " + type.name + " must define one or more fields.", PartsOf(type));
  }
  for (std::size_t i = 0; i < type.input_fields.size(); ++i) {
    CheckInputField(type, type.input_fields[i], *NodesOf(type).input_fields[i]);
  }
}

void SchemaCheck::CheckInputField(const NamedType& type,
                                  const InputField& field,
                                  const ast::InputValueDefinition& node) {
  const std::string path = type.name + "." + field.name;
  CheckName(field.name, node.span);
  if (!IsInput(field.type)) {
    Fail("The type of " + path + " must be Input Type but got: " + ToString(field.type) + ".",
         {node.type.span});
  }
  if (field.IsRequired() && field.deprecation_reason) {
    Fail("Required input field " + path + " cannot be deprecated.", DeprecationAndType(node));
  }
  if (type.one_of && field.type.IsNonNull()) {
    Fail("OneOf input field " + path + " must be nullable.", {node.type.span});
  }
  if (type.one_of && field.default_value) {
    Fail("OneOf input field " + path + " cannot have a default value.", {node.span});
  }
}

// A path of non-null fields back to where it began has no value. Each type is come to once.
void SchemaCheck::CheckCycles(const NamedType& type) {
  if (path_.size() > kMaxInputNesting) {
    Fail("Input Object \"" + type.name + "\" is nested too deep in others.", PartsOf(type));
    return;
  }
  if (!visited_.emplace(&type, path_.size()).second) {
    return;
  }
  for (std::size_t i = 0; i < type.input_fields.size(); ++i) {
    const TypeRef& field = type.input_fields[i].type;
    const NamedType& inner = field.Named();
    if (!field.IsNonNull() || !field.Inner().IsNamed() || inner.kind != TypeKind::kInputObject) {
      continue;
    }
    path_.push_back(NodesOf(type).input_fields[i]);
    const auto known = visited_.find(&inner);
    if (known == visited_.end()) {
      CheckCycles(inner);
    } else if (known->second) {
      FailCycle(inner, *known->second);
    }
    path_.pop_back();
  }
  visited_[&type] = std::nullopt;
}

void SchemaCheck::FailCycle(const NamedType& type, std::size_t start) {
  std::string names;
  std::vector<Span> spans;
  for (std::size_t i = start; i < path_.size(); ++i) {
    names.append(names.empty() ? "" : ".").append(path_[i]->name.text);
    spans.push_back(path_[i]->span);
  }
  Fail("Cannot reference Input Object \"" + type.name +
           "\" within itself through a series of non-null fields: \"" + names + "\".",
       spans);
}

}  // namespace pipeline::graphql
