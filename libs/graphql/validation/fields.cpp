#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "libs/graphql/schema/suggestions.hpp"
#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

struct Candidate {
  const NamedType* type;
  std::size_t uses;

  // Types of many objects first, then interfaces, then by name.
  auto Rank() const {
    return std::tuple(-static_cast<std::ptrdiff_t>(uses),
                      type->kind != TypeKind::kInterface,
                      std::string_view(type->name));
  }
};

using Candidates = std::vector<Candidate>;

void Count(Candidates& candidates, const NamedType& type, std::string_view field) {
  if (type.Field(field) == nullptr) {
    return;
  }
  const auto known = std::find_if(
      candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.type == &type; });
  if (known == candidates.end()) {
    candidates.push_back({&type, 1});
  } else {
    ++known->uses;
  }
}

// The types of a union or interface that have the field which it lacks.
std::vector<std::string_view> TypesWithField(const Schema& schema,
                                             const NamedType& parent,
                                             std::string_view field) {
  if (!parent.IsAbstract()) {
    return {};
  }
  Candidates candidates;
  for (const NamedType* type : schema.PossibleTypes(parent)) {
    if (type->Field(field) == nullptr) {
      continue;
    }
    Count(candidates, *type, field);
    for (const NamedType* interface : type->interfaces) {
      Count(candidates, *interface, field);
    }
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.Rank() < b.Rank();
  });
  std::vector<std::string_view> names;
  names.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    names.push_back(candidate.type->name);
  }
  return names;
}

// A field has a selection if and only if its type has fields.
class ScalarLeafsRule final : public Rule {
 public:
  explicit ScalarLeafsRule(const Context& context) : context_(context) {}

  Inside EnterField(const ast::Field& field) override {
    const TypeRef type = context_.types.Type();
    if (!type) {
      return Inside::kVisit;
    }
    const std::string name = Clip(field.name.text);
    if (type.Named().IsLeaf()) {
      if (field.selection_set != nullptr) {
        context_.report.Add("Field \"" + name + "\" must not have a selection since type \"" +
                                ToString(type) + "\" has no subfields.",
                            field.selection_set->span);
      }
    } else if (field.selection_set == nullptr) {
      context_.report.Add("Field \"" + name + "\" of type \"" + ToString(type) +
                              "\" must have a selection of subfields. Did you mean \"" + name +
                              " { ... }\"?",
                          field.span);
    }
    return Inside::kVisit;
  }

 private:
  const Context& context_;
};

// The parent type has the field.
class FieldsOnCorrectTypeRule final : public Rule {
 public:
  explicit FieldsOnCorrectTypeRule(const Context& context) : context_(context) {}

  Inside EnterField(const ast::Field& field) override {
    const NamedType* parent = context_.types.Parent();
    if (parent != nullptr && context_.types.Field() == nullptr) {
      context_.report.Add("Cannot query field " + Quoted(field.name.text) + " on type \"" +
                              parent->name + "\"." + Suggestion(*parent, field.name.text),
                          field.span);
    }
    return Inside::kVisit;
  }

 private:
  std::string Suggestion(const NamedType& parent, std::string_view field) const {
    if (!context_.suggestions) {
      return {};
    }
    std::string types =
        DidYouMean(TypesWithField(context_.schema, parent, field), "to use an inline fragment on");
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

  const Context& context_;
};

}  // namespace

RulePtr ScalarLeafs(const Context& context) { return std::make_unique<ScalarLeafsRule>(context); }

RulePtr FieldsOnCorrectType(const Context& context) {
  return std::make_unique<FieldsOnCorrectTypeRule>(context);
}

}  // namespace pipeline::graphql::validation
