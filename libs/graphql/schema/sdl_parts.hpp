#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/language/ast.hpp"

namespace pipeline::graphql {

/// What directives name the place by where they stand at a definition of a type: OBJECT, ENUM ...
std::string_view DirectiveLocationOf(const ast::TypeDefinition& type);
/// And at a field of an input object.
std::string_view InputFieldLocationOf(const ast::TypeDefinition& type);

/// Where directives stand.
struct Annotated {
  const std::vector<ast::Directive>* directives = nullptr;
  std::string_view location;  ///< OBJECT, FIELD_DEFINITION ...
  std::uint32_t start = 0;    ///< Of what they stand at.
  std::string group;          ///< A type and its extensions are one place; empty: a place alone.
};

/// The parts of an SDL document that rules look at, each kind in the order of the document.
/// Operations and fragments are none of them. Points into the document.
struct SdlParts {
  std::vector<const ast::SchemaDefinition*> schemas;  ///< With their extensions.
  std::vector<const ast::TypeDefinition*> types;      ///< With their extensions.
  std::vector<const ast::DirectiveDefinition*> directives;
  std::vector<ast::Name> type_names;  ///< Wherever a type is named.
  std::vector<Annotated> annotated;
  std::vector<const ast::Value*> values;  ///< Defaults and directives' arguments.
};

SdlParts PartsOf(const ast::Document& document);

/// The directives that a document may use by their name: its own before those of every schema.
using DirectivesByName = std::unordered_map<std::string_view, const ast::DirectiveDefinition*>;
DirectivesByName DirectivesOf(const SdlParts& built_in, const SdlParts& parts);

}  // namespace pipeline::graphql
