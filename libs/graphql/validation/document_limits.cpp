#include "libs/graphql/validation/document_limits.hpp"

#include <variant>

#include "libs/graphql/validation/selection_totals.hpp"

namespace pipeline::graphql::validation {
namespace {

std::optional<std::string> Check(const char* what, std::size_t limit, std::size_t found) {
  if (limit == 0 || found <= limit) {
    return std::nullopt;
  }
  return std::string("Syntax Error: ") + what + " limit of " + std::to_string(limit) +
         " exceeded, found " + std::to_string(found) + ".";
}

std::optional<std::string> Check(const Totals& totals, const ValidationLimits& limits) {
  auto problem = Check("Aliases", limits.aliases, totals.aliases);
  if (!problem) {
    problem = Check("Query depth", limits.depth, totals.depth);
  }
  return problem ? problem : Check("Directives", limits.directives, totals.directives);
}

}  // namespace

std::optional<std::string> ExceededLimit(const ast::Document& document,
                                         const Fragments& fragments,
                                         const ValidationLimits& limits) {
  if (limits.aliases == 0 && limits.depth == 0 && limits.directives == 0) {
    return std::nullopt;
  }
  TotalsCounter counter(fragments);
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* operation = std::get_if<ast::OperationDefinition>(&definition.node)) {
      if (auto problem = Check(counter.Of(*operation), limits)) {
        return problem;
      }
    }
  }
  return std::nullopt;
}

}  // namespace pipeline::graphql::validation
