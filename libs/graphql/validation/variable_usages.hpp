#pragma once

#include <unordered_map>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/fragments.hpp"
#include "libs/graphql/validation/report.hpp"

namespace pipeline::graphql::validation {

/// A variable in a document, and what its place expects.
struct VariableUsage {
  const ast::Value* variable = nullptr;
  TypeRef type;              ///< Empty: unknown.
  bool has_default = false;  ///< The argument or input field has one.
  TypeRef parent_input;      ///< The input type around.
};

/// Where operations use variables, fragments included. Each definition is walked once.
class VariableUsages {
 public:
  using Usages = std::vector<const VariableUsage*>;

  VariableUsages(const Schema& schema, Fragments& fragments, Report& report)
      : schema_(schema), fragments_(fragments), report_(report) {}

  /// Of the operation itself, then of the fragments that it reaches.
  const Usages& Of(const ast::OperationDefinition& operation);

 private:
  template <typename Definition>
  const std::vector<VariableUsage>& Within(const Definition& definition);
  const Usages& WithinAll(const Fragments::Definitions& fragments);

  const Schema& schema_;
  Fragments& fragments_;
  Report& report_;
  std::unordered_map<const void*, std::vector<VariableUsage>> within_;
  std::unordered_map<const Fragments::Definitions*, Usages> within_all_;
  std::unordered_map<const ast::OperationDefinition*, Usages> of_;
};

}  // namespace pipeline::graphql::validation
