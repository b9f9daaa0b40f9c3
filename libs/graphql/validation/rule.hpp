#pragma once

#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/fragments.hpp"
#include "libs/graphql/validation/report.hpp"
#include "libs/graphql/validation/type_info.hpp"

namespace pipeline::graphql::validation {

class VariableUsages;

/// What the rules of one validation share.
struct Scope {
  const Schema& schema;
  const ast::Document& document;
  const TypeInfo& types;  ///< At the node that is entered or left.
  Report& report;
  Fragments& fragments;
  VariableUsages& usages;
  bool suggestions;
};

/// What a rule says on entering a node: whether it wants to see what is in it, and to leave it.
enum class Inside { kVisit, kSkip };

/// A node with directives.
struct DirectiveHolder {
  std::string_view location;  ///< FIELD, QUERY ..., as a directive's definition names it.
};

/// A rule sees the nodes of a document in its order, and what it finds it adds to the report.
/// Fragments are seen where they are defined, not where they are spread.
class Rule {
 public:
  virtual ~Rule() = default;

  virtual Inside EnterDocument(const ast::Document& /*document*/) { return Inside::kVisit; }
  virtual void LeaveDocument(const ast::Document& /*document*/) {}
  virtual Inside EnterOperation(const ast::OperationDefinition& /*operation*/) {
    return Inside::kVisit;
  }
  virtual void LeaveOperation(const ast::OperationDefinition& /*operation*/) {}
  virtual Inside EnterFragment(const ast::FragmentDefinition& /*fragment*/) {
    return Inside::kVisit;
  }
  virtual Inside EnterVariableDefinition(const ast::VariableDefinition& /*variable*/) {
    return Inside::kVisit;
  }
  /// Not of those of inline fragments.
  virtual void EnterSelectionSet(const ast::SelectionSet& /*selections*/) {}
  virtual Inside EnterField(const ast::Field& /*field*/) { return Inside::kVisit; }
  virtual void LeaveField(const ast::Field& /*field*/) {}
  virtual void EnterSpread(const ast::FragmentSpread& /*spread*/) {}
  virtual void EnterInlineFragment(const ast::InlineFragment& /*fragment*/) {}
  /// All directives of one node, when the node is entered.
  virtual void EnterHolder(const DirectiveHolder& /*holder*/,
                           const std::vector<ast::Directive>& /*directives*/) {}
  virtual Inside EnterDirective(const ast::Directive& /*directive*/,
                                const DirectiveHolder& /*holder*/) {
    return Inside::kVisit;
  }
  virtual void LeaveDirective(const ast::Directive& /*directive*/) {}
  virtual void EnterArgument(const ast::Argument& /*argument*/) {}
  virtual void EnterNamedType(const ast::Name& /*type*/) {}
  virtual Inside EnterValue(const ast::Value& /*value*/) { return Inside::kVisit; }
  virtual void LeaveValue(const ast::Value& /*value*/) {}
  virtual void EnterObjectField(const ast::ObjectField& /*field*/) {}
};

}  // namespace pipeline::graphql::validation
