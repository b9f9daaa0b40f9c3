#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

/// A document that was found valid for its schema, ready to be executed any number of times.
/// Immutable, so any thread may read it.
struct Executable {
  Executable(std::unique_ptr<const Source> text, ast::Document parsed);

  std::unique_ptr<const Source> source;
  ast::Document document;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> fragments;
};

}  // namespace pipeline::graphql
