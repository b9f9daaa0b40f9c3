#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/validation/rules/rules.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

using ast::ValueKind;

// No two fields of an input object have one name.
class UniqueInputFieldNamesRule final : public Rule {
 public:
  explicit UniqueInputFieldNamesRule(const Scope& scope) : scope_(scope) {}

  Inside EnterValue(const ast::Value& value) override {
    if (value.kind == ValueKind::kObject) {
      known_.emplace_back();
    }
    return Inside::kVisit;
  }
  void LeaveValue(const ast::Value& value) override {
    if (value.kind == ValueKind::kObject) {
      known_.pop_back();
    }
  }
  void EnterObjectField(const ast::ObjectField& field) override {
    const ast::Name& name = field.name;
    const auto [first, inserted] = known_.back().emplace(name.text, name.span.start);
    if (!inserted) {
      scope_.report.AddAll("There can be only one input field named " + Quoted(name.text) + ".",
                           {first->second, name.span.start});
    }
  }

 private:
  const Scope& scope_;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> known_;
};

}  // namespace

RulePtr UniqueInputFieldNames(const Scope& scope) {
  return std::make_unique<UniqueInputFieldNamesRule>(scope);
}

}  // namespace pipeline::graphql::validation
