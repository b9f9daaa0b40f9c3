#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules/name_groups.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// A field or directive has the argument.
class KnownArgumentNamesRule final : public Rule {
 public:
  explicit KnownArgumentNamesRule(const Scope& scope) : scope_(scope) {}

  void EnterArgument(const ast::Argument& argument) override {
    const OutputField* field = scope_.types.Field();
    const NamedType* parent = scope_.types.Parent();
    if (scope_.types.Argument() == nullptr && field != nullptr && parent != nullptr) {
      Refuse(argument, "field \"" + parent->name + "." + field->name + "\"", field->arguments);
    }
  }

  Inside EnterDirective(const ast::Directive& directive,
                        const DirectiveHolder& /*holder*/) override {
    const DirectiveType* known = scope_.schema.Directive(directive.name.text);
    if (known == nullptr) {
      return Inside::kSkip;
    }
    for (const ast::Argument& argument : directive.arguments) {
      if (known->Argument(argument.name.text) == nullptr) {
        Refuse(argument, "directive \"@" + known->name + "\"", known->arguments);
      }
    }
    return Inside::kSkip;
  }

 private:
  void Refuse(const ast::Argument& argument,
              const std::string& place,
              const std::vector<InputField>& arguments) {
    const std::string_view name = argument.name.text;
    std::vector<std::string_view> known;
    known.reserve(arguments.size());
    for (const InputField& input : arguments) {
      known.push_back(input.name);
    }
    scope_.report.Add("Unknown argument " + Quoted(name) + " on " + place + "." +
                          (scope_.suggestions ? DidYouMean(Suggestions(name, known)) : ""),
                      argument.span);
  }

  const Scope& scope_;
};

// A field or directive has no two arguments of one name.
class UniqueArgumentNamesRule final : public Rule {
 public:
  explicit UniqueArgumentNamesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterField(const ast::Field& field) override {
    Check(field.arguments);
    return Inside::kVisit;
  }
  Inside EnterDirective(const ast::Directive& directive,
                        const DirectiveHolder& /*holder*/) override {
    Check(directive.arguments);
    return Inside::kVisit;
  }

 private:
  void Check(const std::vector<ast::Argument>& arguments) {
    if (arguments.size() < 2) {
      return;
    }
    NameGroups groups;
    for (const ast::Argument& argument : arguments) {
      groups.Add(argument.name.text, argument.name.span.start);
    }
    for (const auto& [name, offsets] : groups.Groups()) {
      if (offsets.size() > 1) {
        scope_.report.AddAll("There can be only one argument named " + Quoted(name) + ".", offsets);
      }
    }
  }

  const Scope& scope_;
};

}  // namespace

RulePtr KnownArgumentNames(const Scope& scope) {
  return std::make_unique<KnownArgumentNamesRule>(scope);
}

RulePtr UniqueArgumentNames(const Scope& scope) {
  return std::make_unique<UniqueArgumentNamesRule>(scope);
}

}  // namespace pipeline::graphql::validation
