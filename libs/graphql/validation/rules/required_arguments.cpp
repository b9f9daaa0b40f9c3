#include <algorithm>
#include <string>
#include <string_view>

#include "libs/graphql/validation/known_directives.hpp"
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
    const OutputField* known = scope_.types.Field();
    if (known == nullptr) {
      return;
    }
    for (const InputField& argument : known->arguments) {
      if (argument.IsRequired()) {
        Check(field, "Field \"" + known->name + "\"", argument.name, ToString(argument.type));
      }
    }
  }

  void LeaveDirective(const ast::Directive& directive) override {
    const KnownDirective known = scope_.directives.Find(directive.name.text);
    if (!known.Exists()) {
      return;
    }
    for (const auto& [name, type] : known.RequiredArguments()) {
      Check(directive, "Directive \"@" + Clip(directive.name.text) + "\"", name, type);
    }
  }

 private:
  template <typename Node>
  void Check(const Node& node,
             const std::string& subject,
             std::string_view name,
             const std::string& type) {
    const auto given = std::find_if(node.arguments.begin(),
                                    node.arguments.end(),
                                    [&](const ast::Argument& a) { return a.name.text == name; });
    if (given == node.arguments.end()) {
      scope_.report.Add(subject + " argument " + Quoted(name) + " of type \"" + type +
                            "\" is required, but it was not provided.",
                        node.span);
    }
  }

  const Scope& scope_;
};

}  // namespace

RulePtr ProvidedRequiredArguments(const Scope& scope) {
  return std::make_unique<ProvidedRequiredArgumentsRule>(scope);
}

}  // namespace pipeline::graphql::validation
