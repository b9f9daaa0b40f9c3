#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/report.hpp"

namespace pipeline::graphql::validation {

/// The fragments of a document and what spreads which. Following them costs of a budget (50,000
/// steps, as graphql-js's); when it is spent, the validation ends.
class Fragments {
 public:
  using Spreads = std::vector<const ast::FragmentSpread*>;
  using Definitions = std::vector<const ast::FragmentDefinition*>;

  Fragments(const ast::Document& document, Report& report);

  /// The last of this name; null where there is none.
  const ast::FragmentDefinition* Find(std::string_view name) const;

  /// The spreads within a selection set, outer sets first, the last set of a level first.
  const Spreads& SpreadsOf(const ast::SelectionSet& selections);

  /// All that the operations reach. Operations that spread the same fragments share one answer,
  /// which lives as long as this.
  const Definitions& ReachedBy(const std::vector<const ast::OperationDefinition*>& operations);

  /// Takes from the budget; false: it is spent.
  bool Spend(std::size_t cost);

 private:
  Definitions Collect(const std::vector<std::string_view>& names);

  Report& report_;
  std::unordered_map<std::string_view, const ast::FragmentDefinition*> by_name_;
  std::unordered_map<const ast::SelectionSet*, Spreads> spreads_;
  std::map<std::vector<std::string_view>, Definitions> reached_;
  std::size_t budget_ = 50'000;
};

}  // namespace pipeline::graphql::validation
