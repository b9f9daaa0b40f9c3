#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

using ast::ValueKind;

// A literal is a value of the type that its place requires.
class ValuesOfCorrectTypeRule final : public Rule {
 public:
  explicit ValuesOfCorrectTypeRule(const Context& context) : context_(context) {}

  Inside EnterValue(const ast::Value& value) override {
    switch (value.kind) {
      case ValueKind::kVariable:
        return Inside::kVisit;
      case ValueKind::kNull:
        CheckNull(value);
        return Inside::kVisit;
      case ValueKind::kList:
        return EnterList(value);
      case ValueKind::kObject:
        return EnterObject(value);
      default:
        CheckLeaf(value);
        return Inside::kVisit;
    }
  }

  void EnterObjectField(const ast::ObjectField& field) override {
    const TypeRef parent = context_.types.ParentInput();
    if (context_.types.Input() || !parent || parent.Named().kind != TypeKind::kInputObject) {
      return;
    }
    std::vector<std::string_view> known;
    known.reserve(parent.Named().input_fields.size());
    for (const InputField& input : parent.Named().input_fields) {
      known.push_back(input.name);
    }
    const std::string_view name = field.name.text;
    context_.report.Add("Field " + Quoted(name) + " is not defined by type \"" +
                            parent.Named().name + "\"." +
                            (context_.suggestions ? DidYouMean(Suggestions(name, known)) : ""),
                        field.span);
  }

 private:
  void CheckNull(const ast::Value& value) {
    const TypeRef type = context_.types.Input();
    if (type && type.IsNonNull()) {
      Expected(type, value);
    }
  }

  Inside EnterList(const ast::Value& value) {
    const TypeRef type = context_.types.ParentInput().Nullable();
    if (type && type.IsList()) {
      return Inside::kVisit;
    }
    CheckLeaf(value);
    return Inside::kSkip;
  }

  Inside EnterObject(const ast::Value& value) {
    const TypeRef type = context_.types.Input();
    if (!type || type.Named().kind != TypeKind::kInputObject) {
      CheckLeaf(value);
      return Inside::kSkip;
    }
    const NamedType& object = type.Named();
    std::unordered_map<std::string_view, const ast::Value*> given;
    for (const ast::ObjectField& field : value.fields) {
      given[field.name.text] = &field.value;
    }
    for (const InputField& field : object.input_fields) {
      if (field.IsRequired() && !given.contains(field.name)) {
        context_.report.Add("Field \"" + object.name + "." + field.name + "\" of required type \"" +
                                ToString(field.type) + "\" was not provided.",
                            value.span);
      }
    }
    if (object.one_of && given.size() != 1) {
      context_.report.Add(
          "OneOf Input Object \"" + object.name + "\" must specify exactly one key.", value.span);
    } else if (object.one_of && given.begin()->second->kind == ValueKind::kNull) {
      context_.report.Add(
          "Field \"" + object.name + "." + Clip(given.begin()->first) + "\" must be non-null.",
          value.span);
    }
    return Inside::kVisit;
  }

  void CheckLeaf(const ast::Value& value) {
    const TypeRef type = context_.types.Input();
    if (!type) {
      return;
    }
    if (!type.Named().IsLeaf()) {
      Expected(type, value);
      return;
    }
    auto parsed = ParseScalarLiteral(type.Named(), value, nullptr, context_.suggestions);
    if (parsed) {
      return;
    }
    if (IsBuiltIn(type.Named())) {
      context_.report.Add(std::move(parsed.error().message), value.span);
    } else {
      Expected(type, value, "; " + parsed.error().message);
    }
  }

  // Types whose messages are complete; those of the schema's own scalars only give a reason.
  static bool IsBuiltIn(const NamedType& leaf) {
    const std::string& name = leaf.name;
    return leaf.kind == TypeKind::kEnum || name == "Int" || name == "Float" || name == "String" ||
           name == "Boolean" || name == "ID";
  }

  void Expected(const TypeRef& type, const ast::Value& value, const std::string& why = ".") {
    context_.report.Add(
        "Expected value of type \"" + ToString(type) + "\", found " + Printed(value) + why,
        value.span);
  }

  const Context& context_;
};

// The names of an input object's fields are unique.
class UniqueInputFieldNamesRule final : public Rule {
 public:
  explicit UniqueInputFieldNamesRule(const Context& context) : context_(context) {}

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
      context_.report.AddAll("There can be only one input field named " + Quoted(name.text) + ".",
                             {first->second, name.span.start});
    }
  }

 private:
  const Context& context_;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> known_;
};

}  // namespace

RulePtr ValuesOfCorrectType(const Context& context) {
  return std::make_unique<ValuesOfCorrectTypeRule>(context);
}

RulePtr UniqueInputFieldNames(const Context& context) {
  return std::make_unique<UniqueInputFieldNamesRule>(context);
}

}  // namespace pipeline::graphql::validation
