#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/report.hpp"
#include "libs/graphql/validation/rule.hpp"
#include "libs/graphql/validation/type_info.hpp"

namespace pipeline::graphql::validation {

/// Leads rules through a document together: each node is shown to all of them in their order before
/// what is in it. Keeps the types up to date. Stops when the report has ended.
class Walker {
 public:
  Walker(TypeInfo& types, const Report& report, const std::vector<Rule*>& rules);

  void Walk(const ast::Document& document);
  void Walk(const ast::OperationDefinition& operation);
  void Walk(const ast::FragmentDefinition& fragment);

 private:
  struct Guest {
    Rule* rule;
    std::size_t skips_at = 0;  ///< The depth whose inside it does not want to see; 0: none.
  };

  // Shows a node to the rules, with `children` walking what is in it.
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
  void Walk(const ast::Directive& directive, const DirectiveHolder& holder);
  void Walk(const std::vector<ast::Directive>& directives, const DirectiveHolder& holder);
  void Walk(const ast::Type& type);
  void WalkNamedType(const ast::Name& type);

  TypeInfo& types_;
  const Report& report_;
  std::vector<Guest> guests_;
  std::size_t depth_ = 0;
};

template <typename Enter, typename Children, typename Leave>
void Walker::Visit(Enter enter, Children children, Leave leave) {
  ++depth_;
  for (Guest& guest : guests_) {
    if (report_.Ended()) {
      break;
    }
    if (guest.skips_at == 0 && enter(*guest.rule) == Inside::kSkip) {
      guest.skips_at = depth_;
    }
  }
  if (!report_.Ended()) {
    children();
  }
  for (Guest& guest : guests_) {
    if (guest.skips_at == depth_) {
      guest.skips_at = 0;
    } else if (guest.skips_at == 0 && !report_.Ended()) {
      leave(*guest.rule);
    }
  }
  --depth_;
}

template <typename Enter, typename Children>
void Walker::Visit(Enter enter, Children children) {
  Visit(enter, children, [](Rule&) {});
}

}  // namespace pipeline::graphql::validation
