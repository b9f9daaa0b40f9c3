#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/known_directives.hpp"
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
    if (scope_.types.Argument() != nullptr || field == nullptr || parent == nullptr) {
      return;
    }
    std::vector<std::string_view> known;
    known.reserve(field->arguments.size());
    for (const InputField& input : field->arguments) {
      known.push_back(input.name);
    }
    Refuse(argument, "field \"" + parent->name + "." + field->name + "\"", known);
  }

  Inside EnterDirective(const ast::Directive& directive,
                        const DirectiveHolder& /*holder*/) override {
    const KnownDirective known = scope_.directives.Find(directive.name.text);
    if (!known.Exists()) {
      return Inside::kSkip;
    }
    const std::vector<std::string_view> names = known.Arguments();
    for (const ast::Argument& argument : directive.arguments) {
      if (std::find(names.begin(), names.end(), argument.name.text) == names.end()) {
        Refuse(argument, "directive \"@" + Clip(directive.name.text) + "\"", names);
      }
    }
    return Inside::kSkip;
  }

 private:
  void Refuse(const ast::Argument& argument,
              const std::string& place,
              const std::vector<std::string_view>& known) {
    const std::string_view name = argument.name.text;
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
