#include <string>
#include <string_view>
#include <unordered_map>

#include "libs/graphql/validation/known_directives.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// A directive is known, and may stand where it does.
class KnownDirectivesRule final : public Rule {
 public:
  explicit KnownDirectivesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterDirective(const ast::Directive& directive, const DirectiveHolder& holder) override {
    const KnownDirective known = scope_.directives.Find(directive.name.text);
    const std::string name = "\"@" + Clip(directive.name.text) + '"';
    if (!known.Exists()) {
      scope_.report.Add("Unknown directive " + name + ".", directive.span);
    } else if (!known.MayStandAt(holder.location)) {
      scope_.report.Add(
          "Directive " + name + " may not be used on " + std::string(holder.location) + ".",
          directive.span);
    }
    return Inside::kSkip;
  }

 private:
  const Scope& scope_;
};

// A directive stands at a node once, unless it is repeatable. All definitions and extensions of one
// type are one node, and so are those of the schema.
class UniqueDirectivesPerLocationRule final : public Rule {
 public:
  explicit UniqueDirectivesPerLocationRule(const Scope& scope) : scope_(scope) {}

  void EnterHolder(const DirectiveHolder& holder,
                   const std::vector<ast::Directive>& directives) override {
    if (directives.empty()) {
      return;
    }
    Seen here;
    Seen& seen = holder.kind == DirectiveHolder::Kind::kSchema ? of_schema_
                 : holder.kind == DirectiveHolder::Kind::kType ? of_types_[holder.name]
                                                               : here;
    for (const ast::Directive& directive : directives) {
      Check(directive, seen);
    }
  }

 private:
  using Seen = std::unordered_map<std::string_view, std::uint32_t>;

  void Check(const ast::Directive& directive, Seen& seen) {
    const std::string_view name = directive.name.text;
    const KnownDirective known = scope_.directives.Find(name);
    if (!known.Exists() || known.IsRepeatable()) {
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
  Seen of_schema_;
  std::unordered_map<std::string_view, Seen> of_types_;
};

}  // namespace

RulePtr KnownDirectives(const Scope& scope) { return std::make_unique<KnownDirectivesRule>(scope); }

RulePtr UniqueDirectivesPerLocation(const Scope& scope) {
  return std::make_unique<UniqueDirectivesPerLocationRule>(scope);
}

}  // namespace pipeline::graphql::validation
