#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

bool Contains(const std::vector<std::string>& locations, std::string_view location) {
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

// A directive is known and allowed at its location.
class KnownDirectivesRule final : public Rule {
 public:
  explicit KnownDirectivesRule(const Context& context) : context_(context) {}

  Inside EnterDirective(const ast::Directive& directive, std::string_view location) override {
    const DirectiveType* known = context_.schema.Directive(directive.name.text);
    const std::string name = "\"@" + Clip(directive.name.text) + '"';
    if (known == nullptr) {
      context_.report.Add("Unknown directive " + name + ".", directive.span);
    } else if (!Contains(known->locations, location)) {
      context_.report.Add(
          "Directive " + name + " may not be used on " + std::string(location) + ".",
          directive.span);
    }
    return Inside::kSkip;
  }

 private:
  const Context& context_;
};

// A directive that is not repeatable is used once at a node.
class UniqueDirectivesPerLocationRule final : public Rule {
 public:
  explicit UniqueDirectivesPerLocationRule(const Context& context) : context_(context) {}

  void EnterDirectives(const std::vector<ast::Directive>& directives) override {
    Seen seen;
    for (const ast::Directive& directive : directives) {
      Check(directive, seen);
    }
  }

 private:
  using Seen = std::unordered_map<std::string_view, std::uint32_t>;

  void Check(const ast::Directive& directive, Seen& seen) {
    const std::string_view name = directive.name.text;
    const DirectiveType* known = context_.schema.Directive(name);
    if (known == nullptr || known->repeatable) {
      return;
    }
    const auto [first, inserted] = seen.emplace(name, directive.span.start);
    if (!inserted) {
      context_.report.AddAll(
          "The directive \"@" + Clip(name) + "\" can only be used once at this location.",
          {first->second, directive.span.start});
    }
  }

  const Context& context_;
};

// Each argument is defined by its field or directive.
class KnownArgumentNamesRule final : public Rule {
 public:
  explicit KnownArgumentNamesRule(const Context& context) : context_(context) {}

  void EnterArgument(const ast::Argument& argument) override {
    const OutputField* field = context_.types.Field();
    const NamedType* parent = context_.types.Parent();
    if (context_.types.Argument() == nullptr && field != nullptr && parent != nullptr) {
      Refuse(argument, "field \"" + parent->name + "." + field->name + "\"", field->arguments);
    }
  }

  Inside EnterDirective(const ast::Directive& directive, std::string_view /*location*/) override {
    const DirectiveType* known = context_.schema.Directive(directive.name.text);
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
    context_.report.Add("Unknown argument " + Quoted(name) + " on " + place + "." +
                            (context_.suggestions ? DidYouMean(Suggestions(name, known)) : ""),
                        argument.span);
  }

  const Context& context_;
};

// The names of a field's or directive's arguments are unique.
class UniqueArgumentNamesRule final : public Rule {
 public:
  explicit UniqueArgumentNamesRule(const Context& context) : context_(context) {}

  Inside EnterField(const ast::Field& field) override {
    Check(field.arguments);
    return Inside::kVisit;
  }
  Inside EnterDirective(const ast::Directive& directive, std::string_view /*location*/) override {
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
        context_.report.AddAll("There can be only one argument named " + Quoted(name) + ".",
                               offsets);
      }
    }
  }

  const Context& context_;
};

// Each non-null argument without a default is given. Reported on leaving, after errors inside.
class ProvidedRequiredArgumentsRule final : public Rule {
 public:
  explicit ProvidedRequiredArgumentsRule(const Context& context) : context_(context) {}

  void LeaveField(const ast::Field& field) override {
    if (const OutputField* known = context_.types.Field()) {
      Check(field, "Field \"" + known->name + "\"", known->arguments);
    }
  }

  void LeaveDirective(const ast::Directive& directive) override {
    if (const DirectiveType* known = context_.schema.Directive(directive.name.text)) {
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
        context_.report.Add(subject + " argument " + Quoted(argument.name) + " of type \"" +
                                ToString(argument.type) +
                                "\" is required, but it was not provided.",
                            node.span);
      }
    }
  }

  const Context& context_;
};

}  // namespace

RulePtr KnownDirectives(const Context& context) {
  return std::make_unique<KnownDirectivesRule>(context);
}

RulePtr UniqueDirectivesPerLocation(const Context& context) {
  return std::make_unique<UniqueDirectivesPerLocationRule>(context);
}

RulePtr KnownArgumentNames(const Context& context) {
  return std::make_unique<KnownArgumentNamesRule>(context);
}

RulePtr UniqueArgumentNames(const Context& context) {
  return std::make_unique<UniqueArgumentNamesRule>(context);
}

RulePtr ProvidedRequiredArguments(const Context& context) {
  return std::make_unique<ProvidedRequiredArgumentsRule>(context);
}

}  // namespace pipeline::graphql::validation
