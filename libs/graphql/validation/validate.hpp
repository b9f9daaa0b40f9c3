#pragma once

#include <cstddef>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// Bounds on a document. 0: no limit. The first three apply to an operation with its fragments
/// spread, and refuse it before any rule runs.
struct ValidationLimits {
  std::size_t aliases = 15;     ///< Without those of __typename.
  std::size_t depth = 8;        ///< Nested fields, without those below __schema and __type.
  std::size_t directives = 50;  ///< Including those of the operation and its variables.
  std::size_t errors = 100;     ///< One more says that there are more, and the validation ends.
  bool suggestions = true;      ///< "Did you mean" in messages, which shows names of the schema.
};

/// Applies the rules of the specification's section 5 to `document`, which was parsed from
/// `source`. Empty if the document may be executed. The errors are those of graphql-js 16, with the
/// deviations that docs/graphql.md lists.
///
/// The time is bounded by the size of the document: fragments are followed once each, and work that
/// could be quadratic has a budget ("Validation aborted."). Names and values are clipped in
/// messages. Any number of threads may validate against one schema.
std::vector<Error> Validate(const Schema& schema,
                            const Source& source,
                            const ast::Document& document,
                            const ValidationLimits& limits = {});

}  // namespace pipeline::graphql
