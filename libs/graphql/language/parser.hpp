#pragma once

#include <cstddef>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

struct ParseLimits {
  std::size_t tokens = 2000;  ///< 0: no limit, for our own SDL. Comments are not counted.
  std::size_t nesting = 200;  ///< Selection sets, lists, objects and list types around a token.
};

/// Parses a document, executable or SDL. The tree points into `source`. Accepts and refuses the
/// same documents as graphql-js 16, with its messages. Linear in the size of the source; the limit
/// of nesting bounds the stack.
Result<ast::Document> Parse(const Source& source, const ParseLimits& limits = {});

}  // namespace pipeline::graphql
