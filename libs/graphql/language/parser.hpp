#pragma once

#include <cstddef>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

struct ParseLimits {
  std::size_t tokens = 2000;  ///< 0: no limit, for SDL of ours. Comments are not counted.
  std::size_t nesting = 200;  ///< Selection sets, lists, objects and list types around a token.
};

/// The syntax tree of a document, executable or SDL, which points into `source`. Accepts and
/// refuses what graphql-js 16 does, with its messages. Linear in the size of the source; the stack
/// it takes is bounded by the limit of nesting.
Result<ast::Document> Parse(const Source& source, const ParseLimits& limits = {});

}  // namespace pipeline::graphql
