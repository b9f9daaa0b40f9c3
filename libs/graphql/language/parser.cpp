#include "libs/graphql/language/parser.hpp"

#include <limits>
#include <utility>

#include "libs/graphql/language/grammar.hpp"

namespace pipeline::graphql {

Result<ast::Document> Parse(const Source& source, const ParseLimits& limits) {
  if (source.Body().size() > std::numeric_limits<std::uint32_t>::max()) {
    return tl::make_unexpected(Error{.message = "Syntax Error: Document is too large.",
                                     .locations = {},
                                     .path = {},
                                     .code = {}});
  }
  Grammar grammar(source.Body(), limits);
  ast::Document document{grammar.Document()};
  if (!grammar.Failed()) {
    return document;
  }
  return tl::make_unexpected(Error{.message = "Syntax Error: " + grammar.Fault().message,
                                   .locations = {source.LocationOf(grammar.Fault().offset)},
                                   .path = {},
                                   .code = {}});
}

}  // namespace pipeline::graphql
