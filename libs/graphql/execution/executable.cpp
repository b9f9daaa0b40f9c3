#include "libs/graphql/execution/executable.hpp"

#include <variant>

namespace pipeline::graphql {

Executable::Executable(std::unique_ptr<const Source> text, ast::Document parsed)
    : source(std::move(text)), document(std::move(parsed)) {
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* fragment = std::get_if<ast::FragmentDefinition>(&definition.node)) {
      fragments[fragment->name.text] = fragment;
    }
  }
}

}  // namespace pipeline::graphql
