#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

// Collects the root fields of a subscription as an execution without variables would. Fragments are
// entered once each and without recursion.
class RootFields {
 public:
  using Fields = std::vector<const ast::Field*>;

  RootFields(const Context& context, const NamedType& root) : context_(context), root_(root) {}

  // The fields of each response name, in the order of first use.
  std::vector<Fields> Collect(const ast::SelectionSet& selections);

 private:
  void Push(const ast::SelectionSet& selections);
  void Spend(const std::vector<ast::Directive>& directives);
  void Visit(const ast::Field& field);
  void Visit(const ast::InlineFragment& fragment);
  void Visit(const ast::FragmentSpread& spread);
  bool Applies(std::string_view condition) const;
  bool Included(const std::vector<ast::Directive>& directives);
  std::string_view If(const std::vector<ast::Directive>& directives, std::string_view name);
  std::string_view Literal(const ast::Value& value);
  void Fail(const std::string& problem, const Span& span);

  const Context& context_;
  const NamedType& root_;
  std::vector<std::pair<const ast::SelectionSet*, std::size_t>> open_;
  std::vector<Fields> fields_;
  std::unordered_map<std::string_view, std::size_t> index_;
  std::unordered_set<std::string_view> visited_;
};

std::vector<RootFields::Fields> RootFields::Collect(const ast::SelectionSet& selections) {
  Push(selections);
  while (!open_.empty() && !context_.report.Ended()) {
    auto& [set, next] = open_.back();
    if (next == set->selections.size()) {
      open_.pop_back();
    } else {
      const ast::Selection& selection = set->selections[next++];
      std::visit([&](const auto& node) { Visit(node); }, selection.node);
    }
  }
  return std::move(fields_);
}

void RootFields::Push(const ast::SelectionSet& selections) {
  context_.fragments.Spend(selections.selections.size());
  for (const ast::Selection& selection : selections.selections) {
    std::visit([&](const auto& node) { Spend(node.directives); }, selection.node);
  }
  open_.emplace_back(&selections, 0);
}

void RootFields::Spend(const std::vector<ast::Directive>& directives) {
  context_.fragments.Spend(directives.size());
  for (const ast::Directive& directive : directives) {
    if (directive.name.text == "skip" || directive.name.text == "include") {
      context_.fragments.Spend(directive.arguments.size());
    }
  }
}

void RootFields::Visit(const ast::Field& field) {
  if (!Included(field.directives)) {
    return;
  }
  const auto [at, inserted] = index_.emplace(field.ResponseName(), fields_.size());
  if (inserted) {
    fields_.emplace_back();
  }
  fields_[at->second].push_back(&field);
}

void RootFields::Visit(const ast::InlineFragment& fragment) {
  if (Included(fragment.directives) &&
      (!fragment.type_condition || Applies(fragment.type_condition->text))) {
    Push(*fragment.selection_set);
  }
}

void RootFields::Visit(const ast::FragmentSpread& spread) {
  if (visited_.contains(spread.name.text) || !Included(spread.directives)) {
    return;
  }
  visited_.insert(spread.name.text);
  const ast::FragmentDefinition* fragment = context_.fragments.Find(spread.name.text);
  if (fragment != nullptr && Applies(fragment->type_condition.text)) {
    Push(fragment->selection_set);
  }
}

bool RootFields::Applies(std::string_view condition) const {
  const NamedType* type = context_.schema.Type(condition);
  return type == &root_ ||
         (type != nullptr && type->IsAbstract() && IsSubtype(context_.schema, root_, *type));
}

bool RootFields::Included(const std::vector<ast::Directive>& directives) {
  return If(directives, "skip") != "true" && !context_.report.Ended() &&
         If(directives, "include") != "false" && !context_.report.Ended();
}

// The argument of @skip or @include; empty without such a directive. If it is not a Boolean
// literal, the validation ends with this error alone, as in graphql-js.
std::string_view RootFields::If(const std::vector<ast::Directive>& directives,
                                std::string_view name) {
  const auto directive = std::find_if(
      directives.begin(), directives.end(), [&](const auto& d) { return d.name.text == name; });
  if (directive == directives.end()) {
    return {};
  }
  const auto argument = std::find_if(directive->arguments.rbegin(),
                                     directive->arguments.rend(),
                                     [](const auto& a) { return a.name.text == "if"; });
  if (argument == directive->arguments.rend()) {
    Fail(R"(of required type "Boolean!" was not provided.)", directive->span);
    return {};
  }
  return Literal(argument->value);
}

std::string_view RootFields::Literal(const ast::Value& value) {
  if (value.kind == ast::ValueKind::kBoolean) {
    return value.text;
  }
  if (value.kind == ast::ValueKind::kVariable) {
    Fail(R"(of required type "Boolean!" was provided the variable )" +
             Quoted("$" + std::string(value.text)) + " which was not provided a runtime value.",
         value.span);
  } else if (value.kind == ast::ValueKind::kNull) {
    Fail(R"(of non-null type "Boolean!" must not be null.)", value.span);
  } else {
    Fail("has invalid value " + Printed(value) + ".", value.span);
  }
  return {};
}

void RootFields::Fail(const std::string& problem, const Span& span) {
  context_.report.Fail("Argument \"if\" " + problem, span);
}

// The names of operations are unique.
class UniqueOperationNamesRule final : public Rule {
 public:
  explicit UniqueOperationNamesRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    if (operation.name) {
      const ast::Name& name = *operation.name;
      const auto [known, inserted] = known_.emplace(name.text, name.span.start);
      if (!inserted) {
        context_.report.AddAll("There can be only one operation named " + Quoted(name.text) + ".",
                               {known->second, name.span.start});
      }
    }
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& /*fragment*/) override {
    return Inside::kSkip;
  }

 private:
  const Context& context_;
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// An operation without a name is the only one.
class LoneAnonymousOperationRule final : public Rule {
 public:
  explicit LoneAnonymousOperationRule(const Context& context) : context_(context) {}

  Inside EnterDocument(const ast::Document& document) override {
    for (const ast::Definition& definition : document.definitions) {
      operations_ += std::holds_alternative<ast::OperationDefinition>(definition.node) ? 1U : 0U;
    }
    return Inside::kVisit;
  }
  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    if (!operation.name && operations_ > 1) {
      context_.report.Add("This anonymous operation must be the only defined operation.",
                          operation.span);
    }
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& /*fragment*/) override {
    return Inside::kSkip;
  }

 private:
  const Context& context_;
  std::size_t operations_ = 0;
};

// A subscription selects exactly one root field, which is not an introspection field.
class SingleFieldSubscriptionsRule final : public Rule {
 public:
  explicit SingleFieldSubscriptionsRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    const NamedType* root = context_.schema.Subscription();
    if (operation.operation == ast::OperationType::kSubscription && root != nullptr) {
      if (!started_) {
        started_ = true;
        context_.fragments.Spend(context_.document.definitions.size());
      }
      Check(operation, RootFields(context_, *root).Collect(operation.selection_set));
    }
    return Inside::kSkip;
  }

 private:
  void Check(const ast::OperationDefinition& operation,
             const std::vector<RootFields::Fields>& fields) {
    const std::string subject =
        operation.name ? "Subscription " + Quoted(operation.name->text) : "Anonymous Subscription";
    if (fields.size() > 1) {
      RootFields::Fields extra;
      for (std::size_t i = 1; i < fields.size(); ++i) {
        extra.insert(extra.end(), fields[i].begin(), fields[i].end());
      }
      Refuse(subject + " must select only one top level field.", extra);
    }
    for (const RootFields::Fields& same : fields) {
      if (same.front()->name.text.starts_with("__")) {
        Refuse(subject + " must not select an introspection top level field.", same);
      }
    }
  }

  void Refuse(std::string message, const RootFields::Fields& fields) {
    std::vector<std::uint32_t> offsets;
    offsets.reserve(fields.size());
    for (const ast::Field* field : fields) {
      offsets.push_back(field->span.start);
    }
    context_.report.AddAll(std::move(message), std::move(offsets));
  }

  const Context& context_;
  bool started_ = false;
};

}  // namespace

RulePtr UniqueOperationNames(const Context& context) {
  return std::make_unique<UniqueOperationNamesRule>(context);
}

RulePtr LoneAnonymousOperation(const Context& context) {
  return std::make_unique<LoneAnonymousOperationRule>(context);
}

RulePtr SingleFieldSubscriptions(const Context& context) {
  return std::make_unique<SingleFieldSubscriptionsRule>(context);
}

}  // namespace pipeline::graphql::validation
