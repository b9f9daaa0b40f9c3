#include "libs/graphql/execution/executable.hpp"

#include <string>
#include <utility>
#include <variant>

#include "libs/graphql/language/text.hpp"

namespace pipeline::graphql {

Executable::Executable(std::unique_ptr<const Source> text, ast::Document parsed)
    : source(std::move(text)), document(std::move(parsed)) {
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* fragment = std::get_if<ast::FragmentDefinition>(&definition.node)) {
      fragments[fragment->name.text] = fragment;
    }
  }
}

namespace {

tl::unexpected<Error> NoOperation(std::string message) {
  return tl::make_unexpected(Error{std::move(message)});
}

}  // namespace

Result<const ast::OperationDefinition*> FindOperation(const Executable& executable,
                                                      std::optional<std::string_view> name) {
  const ast::OperationDefinition* found = nullptr;
  for (const ast::Definition& definition : executable.document.definitions) {
    const auto* operation = std::get_if<ast::OperationDefinition>(&definition.node);
    if (operation == nullptr) {
      continue;
    }
    if (!name && found != nullptr) {
      return NoOperation("Must provide operation name if query contains multiple operations.");
    }
    if (!name || (operation->name && operation->name->text == *name)) {
      found = operation;
    }
  }
  if (found == nullptr) {
    return NoOperation(name ? "Unknown operation named \"" + Clip(*name) + "\"."
                            : "Must provide an operation.");
  }
  return found;
}

}  // namespace pipeline::graphql
