#pragma once

#include <cstddef>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql {

/// What a document may ask for. 0: no limit. The first three count what an operation is once its
/// fragments are spread, and refuse before any rule runs.
struct ValidationLimits {
  std::size_t aliases = 15;     ///< Of __typename none counts.
  std::size_t depth = 8;        ///< Of nested fields; what is below __schema and __type is free.
  std::size_t directives = 50;  ///< Also the operation's own and its variables'.
  std::size_t errors = 100;     ///< Then one more that says so, and no further look.
  bool suggestions = true;      ///< "Did you mean": they tell names of the schema.
};

/// What the rules of the specification's section 5 find, as graphql-js 16 finds it: its messages,
/// locations and order. Empty: the document may be executed. Of `source` is `document` parsed.
///
/// The time is bounded by the size of the document: fragments are followed once each, and what
/// could be quadratic has a budget ("Validation aborted."). Names and values are clipped in
/// messages. Any number of threads may validate against one schema.
std::vector<Error> Validate(const Schema& schema,
                            const Source& source,
                            const ast::Document& document,
                            const ValidationLimits& limits = {});

}  // namespace pipeline::graphql
