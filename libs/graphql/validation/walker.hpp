#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/context.hpp"
#include "libs/graphql/validation/type_info.hpp"

namespace pipeline::graphql::validation {

/// The result of entering a node: whether the rule visits its contents and leaves it.
enum class Inside { kVisit, kSkip };

/// A validation rule: visits the nodes of a document in its order and reports errors. Fragments are
/// visited where they are defined, not where they are spread.
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
  /// Not called for inline fragments.
  virtual void EnterSelectionSet(const ast::SelectionSet& /*selections*/) {}
  virtual Inside EnterField(const ast::Field& /*field*/) { return Inside::kVisit; }
  virtual void LeaveField(const ast::Field& /*field*/) {}
  virtual void EnterSpread(const ast::FragmentSpread& /*spread*/) {}
  virtual void EnterInlineFragment(const ast::InlineFragment& /*fragment*/) {}
  /// All directives of a node, before the node itself.
  virtual void EnterDirectives(const std::vector<ast::Directive>& /*directives*/) {}
  /// `location`: FIELD, QUERY ..., as in the directive's definition.
  virtual Inside EnterDirective(const ast::Directive& /*directive*/,
                                std::string_view /*location*/) {
    return Inside::kVisit;
  }
  virtual void LeaveDirective(const ast::Directive& /*directive*/) {}
  virtual void EnterArgument(const ast::Argument& /*argument*/) {}
  virtual void EnterNamedType(const ast::Name& /*type*/) {}
  virtual Inside EnterValue(const ast::Value& /*value*/) { return Inside::kVisit; }
  virtual void LeaveValue(const ast::Value& /*value*/) {}
  virtual void EnterObjectField(const ast::ObjectField& /*field*/) {}
};

/// Walks a document for several rules at once: each node is shown to all rules, in their order,
/// before its contents. Keeps TypeInfo up to date. Stops when the report has ended.
class Walker {
 public:
  Walker(TypeInfo& types, const Report& report, const std::vector<Rule*>& rules);

  void Walk(const ast::Document& document);
  void Walk(const ast::OperationDefinition& operation);
  void Walk(const ast::FragmentDefinition& fragment);

 private:
  struct Visitor {
    Rule* rule;
    std::size_t skips_at = 0;  ///< The depth of the node whose contents it skips; 0: none.
  };

  // Shows a node to the rules; `children` walks its contents.
  template <typename Enter, typename Children, typename Leave>
  void Visit(Enter enter, Children children, Leave leave);
  template <typename Enter, typename Children>
  void Visit(Enter enter, Children children);

  void Walk(const ast::VariableDefinition& variable);
  void Walk(const ast::SelectionSet& selections, bool of_inline_fragment = false);
  void Walk(const ast::Selection& selection);
  void Walk(const ast::Field& field);
  void Walk(const ast::FragmentSpread& spread);
  void Walk(const ast::InlineFragment& fragment);
  void Walk(const ast::Argument& argument);
  void Walk(const ast::Value& value);
  void WalkParts(const ast::Value& value);
  void Walk(const ast::ObjectField& field);
  void Walk(const ast::Directive& directive, std::string_view location);
  void Walk(const std::vector<ast::Directive>& directives, std::string_view location);
  void Walk(const ast::Type& type);
  void WalkNamedType(const ast::Name& type);

  TypeInfo& types_;
  const Report& report_;
  std::vector<Visitor> visitors_;
  std::size_t depth_ = 0;
};

template <typename Enter, typename Children, typename Leave>
void Walker::Visit(Enter enter, Children children, Leave leave) {
  ++depth_;
  for (Visitor& visitor : visitors_) {
    if (report_.Ended()) {
      break;
    }
    if (visitor.skips_at == 0 && enter(*visitor.rule) == Inside::kSkip) {
      visitor.skips_at = depth_;
    }
  }
  if (!report_.Ended()) {
    children();
  }
  for (Visitor& visitor : visitors_) {
    if (visitor.skips_at == depth_) {
      visitor.skips_at = 0;
    } else if (visitor.skips_at == 0 && !report_.Ended()) {
      leave(*visitor.rule);
    }
  }
  --depth_;
}

template <typename Enter, typename Children>
void Walker::Visit(Enter enter, Children children) {
  Visit(enter, children, [](Rule&) {});
}

}  // namespace pipeline::graphql::validation
