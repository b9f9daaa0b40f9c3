#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"
#include "libs/graphql/validation/types_with_field.hpp"

namespace pipeline::graphql::validation {
namespace {

// A field has a selection if and only if its type has fields.
class ScalarLeafsRule final : public Rule {
 public:
  explicit ScalarLeafsRule(const Scope& scope) : scope_(scope) {}

  Inside EnterField(const ast::Field& field) override {
    const TypeRef type = scope_.types.Type();
    if (!type) {
      return Inside::kVisit;
    }
    const std::string name = Clip(field.name.text);
    if (type.Named().IsLeaf()) {
      if (field.selection_set != nullptr) {
        scope_.report.Add("Field \"" + name + "\" must not have a selection since type \"" +
                              ToString(type) + "\" has no subfields.",
                          field.selection_set->span);
      }
    } else if (field.selection_set == nullptr) {
      scope_.report.Add("Field \"" + name + "\" of type \"" + ToString(type) +
                            "\" must have a selection of subfields. Did you mean \"" + name +
                            " { ... }\"?",
                        field.span);
    }
    return Inside::kVisit;
  }

 private:
  const Scope& scope_;
};

// The type around has the field.
class FieldsOnCorrectTypeRule final : public Rule {
 public:
  explicit FieldsOnCorrectTypeRule(const Scope& scope) : scope_(scope) {}

  Inside EnterField(const ast::Field& field) override {
    const NamedType* parent = scope_.types.Parent();
    if (parent != nullptr && scope_.types.Field() == nullptr) {
      scope_.report.Add("Cannot query field " + Quoted(field.name.text) + " on type \"" +
                            parent->name + "\"." + Suggestion(*parent, field.name.text),
                        field.span);
    }
    return Inside::kVisit;
  }

 private:
  std::string Suggestion(const NamedType& parent, std::string_view field) const {
    if (!scope_.suggestions) {
      return {};
    }
    std::string types =
        DidYouMean(TypesWithField(scope_.schema, parent, field), "to use an inline fragment on");
    if (!types.empty()) {
      return types;
    }
    std::vector<std::string_view> fields;
    fields.reserve(parent.fields.size());
    for (const OutputField& known : parent.fields) {
      fields.push_back(known.name);
    }
    return DidYouMean(Suggestions(field, fields));
  }

  const Scope& scope_;
};

}  // namespace

RulePtr ScalarLeafs(const Scope& scope) { return std::make_unique<ScalarLeafsRule>(scope); }

RulePtr FieldsOnCorrectType(const Scope& scope) {
  return std::make_unique<FieldsOnCorrectTypeRule>(scope);
}

}  // namespace pipeline::graphql::validation
