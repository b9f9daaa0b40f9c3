#include <algorithm>
#include <string>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// Each argument that is not null and has no default is given. Said on leaving, after what is wrong
// deeper inside.
class ProvidedRequiredArgumentsRule final : public Rule {
 public:
  explicit ProvidedRequiredArgumentsRule(const Scope& scope) : scope_(scope) {}

  void LeaveField(const ast::Field& field) override {
    if (const OutputField* known = scope_.types.Field()) {
      Check(field, "Field \"" + known->name + "\"", known->arguments);
    }
  }

  void LeaveDirective(const ast::Directive& directive) override {
    if (const DirectiveType* known = scope_.schema.Directive(directive.name.text)) {
      Check(directive, "Directive \"@" + known->name + "\"", known->arguments);
    }
  }

 private:
  template <typename Node>
  void Check(const Node& node,
             const std::string& subject,
             const std::vector<InputField>& arguments) {
    for (const InputField& argument : arguments) {
      const bool given =
          std::any_of(node.arguments.begin(), node.arguments.end(), [&](const ast::Argument& a) {
            return a.name.text == argument.name;
          });
      if (argument.IsRequired() && !given) {
        scope_.report.Add(subject + " argument " + Quoted(argument.name) + " of type \"" +
                              ToString(argument.type) + "\" is required, but it was not provided.",
                          node.span);
      }
    }
  }

  const Scope& scope_;
};

}  // namespace

RulePtr ProvidedRequiredArguments(const Scope& scope) {
  return std::make_unique<ProvidedRequiredArgumentsRule>(scope);
}

}  // namespace pipeline::graphql::validation
