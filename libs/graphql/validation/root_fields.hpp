#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "libs/graphql/validation/rule.hpp"

namespace pipeline::graphql::validation {

/// Collects the root fields of a subscription as if it were executed without variables. Fragments
/// are entered once each and without recursion.
class RootFields {
 public:
  using Fields = std::vector<const ast::Field*>;

  RootFields(const Scope& scope, const NamedType& root) : scope_(scope), root_(root) {}

  /// By response name, in the order of the first.
  std::vector<Fields> Collect(const ast::SelectionSet& selections);

 private:
  void Push(const ast::SelectionSet& selections);
  void Spend(const std::vector<ast::Directive>& directives);
  void Take(const ast::Field& field);
  void Take(const ast::InlineFragment& fragment);
  void Take(const ast::FragmentSpread& spread);
  bool Applies(std::string_view condition) const;
  bool Included(const std::vector<ast::Directive>& directives);
  std::string_view If(const std::vector<ast::Directive>& directives, std::string_view name);
  std::string_view Literal(const ast::Value& value);
  void Fail(const std::string& problem, const Span& span);

  const Scope& scope_;
  const NamedType& root_;
  std::vector<std::pair<const ast::SelectionSet*, std::size_t>> open_;
  std::vector<Fields> fields_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::unordered_set<std::string_view> visited_;
};

}  // namespace pipeline::graphql::validation
