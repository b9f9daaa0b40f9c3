#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

bool Contains(const std::vector<std::string>& locations, std::string_view location) {
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

// A directive is known, and may stand where it does.
class KnownDirectivesRule final : public Rule {
 public:
  explicit KnownDirectivesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterDirective(const ast::Directive& directive, const DirectiveHolder& holder) override {
    const DirectiveType* known = scope_.schema.Directive(directive.name.text);
    const std::string name = "\"@" + Clip(directive.name.text) + '"';
    if (known == nullptr) {
      scope_.report.Add("Unknown directive " + name + ".", directive.span);
    } else if (!Contains(known->locations, holder.location)) {
      scope_.report.Add(
          "Directive " + name + " may not be used on " + std::string(holder.location) + ".",
          directive.span);
    }
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
};

// A directive stands at a node once, unless it is repeatable.
class UniqueDirectivesPerLocationRule final : public Rule {
 public:
  explicit UniqueDirectivesPerLocationRule(const Scope& scope) : scope_(scope) {}

  void EnterHolder(const DirectiveHolder& /*holder*/,
                   const std::vector<ast::Directive>& directives) override {
    Seen seen;
    for (const ast::Directive& directive : directives) {
      Check(directive, seen);
    }
  }

 private:
  using Seen = std::unordered_map<std::string_view, std::uint32_t>;

  void Check(const ast::Directive& directive, Seen& seen) {
    const std::string_view name = directive.name.text;
    const DirectiveType* known = scope_.schema.Directive(name);
    if (known == nullptr || known->repeatable) {
      return;
    }
    const auto [first, inserted] = seen.emplace(name, directive.span.start);
    if (!inserted) {
      scope_.report.AddAll(
          "The directive \"@" + Clip(name) + "\" can only be used once at this location.",
          {first->second, directive.span.start});
    }
  }

  const Scope& scope_;
};

}  // namespace

RulePtr KnownDirectives(const Scope& scope) { return std::make_unique<KnownDirectivesRule>(scope); }

RulePtr UniqueDirectivesPerLocation(const Scope& scope) {
  return std::make_unique<UniqueDirectivesPerLocationRule>(scope);
}

}  // namespace pipeline::graphql::validation
