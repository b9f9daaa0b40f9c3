#include <string>
#include <string_view>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"
#include "libs/graphql/validation/types_overlap.hpp"

namespace pipeline::graphql::validation {
namespace {

// A fragment is on an object, interface or union.
class FragmentsOnCompositeTypesRule final : public Rule {
 public:
  explicit FragmentsOnCompositeTypesRule(const Scope& scope) : scope_(scope) {}

  void EnterInlineFragment(const ast::InlineFragment& fragment) override {
    if (fragment.type_condition) {
      Check("Fragment", *fragment.type_condition);
    }
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    Check("Fragment " + Quoted(fragment.name.text), fragment.type_condition);
    return Inside::kVisit;
  }

 private:
  void Check(const std::string& subject, const ast::Name& condition) {
    const NamedType* type = scope_.schema.Type(condition.text);
    if (type != nullptr && !type->IsComposite()) {
      scope_.report.Add(
          subject + " cannot condition on non composite type " + Quoted(condition.text) + ".",
          condition.span);
    }
  }

  const Scope& scope_;
};

// There may be an object of both the fragment's type and the type around.
class PossibleFragmentSpreadsRule final : public Rule {
 public:
  explicit PossibleFragmentSpreadsRule(const Scope& scope) : scope_(scope) {}

  void EnterInlineFragment(const ast::InlineFragment& fragment) override {
    const TypeRef type = scope_.types.Type();
    if (type) {
      Check("Fragment", &type.Named(), fragment.span);
    }
  }
  void EnterSpread(const ast::FragmentSpread& spread) override {
    if (const ast::FragmentDefinition* fragment = scope_.fragments.Find(spread.name.text)) {
      Check("Fragment " + Quoted(spread.name.text),
            scope_.schema.Type(fragment->type_condition.text),
            spread.span);
    }
  }

 private:
  void Check(const std::string& subject, const NamedType* type, const Span& span) {
    const NamedType* parent = scope_.types.Parent();
    if (type != nullptr && type->IsComposite() && parent != nullptr &&
        !TypesOverlap(scope_.schema, *type, *parent)) {
      scope_.report.Add(subject + " cannot be spread here as objects of type \"" + parent->name +
                            "\" can never be of type \"" + type->name + "\".",
                        span);
    }
  }

  const Scope& scope_;
};

}  // namespace

RulePtr FragmentsOnCompositeTypes(const Scope& scope) {
  return std::make_unique<FragmentsOnCompositeTypesRule>(scope);
}

RulePtr PossibleFragmentSpreads(const Scope& scope) {
  return std::make_unique<PossibleFragmentSpreadsRule>(scope);
}

}  // namespace pipeline::graphql::validation
