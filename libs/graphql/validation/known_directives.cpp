#include "libs/graphql/validation/known_directives.hpp"

#include <algorithm>
#include <variant>

#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {

bool KnownDirective::IsRepeatable() const {
  return of_document_ != nullptr ? of_document_->repeatable : of_schema_->repeatable;
}

bool KnownDirective::MayStandAt(std::string_view location) const {
  if (of_document_ != nullptr) {
    const auto& locations = of_document_->locations;
    return std::any_of(locations.begin(), locations.end(), [&](const ast::Name& known) {
      return known.text == location;
    });
  }
  const auto& locations = of_schema_->locations;
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

std::vector<std::string_view> KnownDirective::Arguments() const {
  std::vector<std::string_view> names;
  if (of_document_ != nullptr) {
    names.reserve(of_document_->arguments.size());
    for (const ast::InputValueDefinition& argument : of_document_->arguments) {
      names.push_back(argument.name.text);
    }
    return names;
  }
  names.reserve(of_schema_->arguments.size());
  for (const InputField& argument : of_schema_->arguments) {
    names.push_back(argument.name);
  }
  return names;
}

std::vector<std::pair<std::string_view, std::string>> KnownDirective::RequiredArguments() const {
  std::vector<std::pair<std::string_view, std::string>> required;
  if (of_document_ != nullptr) {
    for (const ast::InputValueDefinition& argument : of_document_->arguments) {
      if (argument.type.kind == ast::Type::Kind::kNonNull && !argument.default_value) {
        required.emplace_back(argument.name.text, Printed(argument.type));
      }
    }
    return required;
  }
  for (const InputField& argument : of_schema_->arguments) {
    if (argument.IsRequired()) {
      required.emplace_back(argument.name, ToString(argument.type));
    }
  }
  return required;
}

KnownDirectiveTable::KnownDirectiveTable(const Schema& schema, const ast::Document& document)
    : schema_(schema) {
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* directive = std::get_if<ast::DirectiveDefinition>(&definition.node)) {
      of_document_[directive->name.text] = directive;
    }
  }
}

KnownDirective KnownDirectiveTable::Find(std::string_view name) const {
  const auto own = of_document_.find(name);
  return own == of_document_.end() ? KnownDirective(schema_.Directive(name))
                                   : KnownDirective(own->second);
}

}  // namespace pipeline::graphql::validation
