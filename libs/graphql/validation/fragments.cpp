#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

// True if an object can be of both composite types.
bool TypesOverlap(const Schema& schema, const NamedType& a, const NamedType& b) {
  if (&a == &b) {
    return true;
  }
  if (!a.IsAbstract()) {
    return b.IsAbstract() && IsSubtype(schema, a, b);
  }
  if (!b.IsAbstract()) {
    return IsSubtype(schema, b, a);
  }
  const auto& possible = schema.PossibleTypes(a);
  return std::any_of(possible.begin(), possible.end(), [&](const NamedType* type) {
    return IsSubtype(schema, *type, b);
  });
}

// The names of fragments are unique.
class UniqueFragmentNamesRule final : public Rule {
 public:
  explicit UniqueFragmentNamesRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& /*operation*/) override {
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    const ast::Name& name = fragment.name;
    const auto [known, inserted] = known_.emplace(name.text, name.span.start);
    if (!inserted) {
      context_.report.AddAll("There can be only one fragment named " + Quoted(name.text) + ".",
                             {known->second, name.span.start});
    }
    return Inside::kSkip;
  }

 private:
  const Context& context_;
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// Each fragment that is spread is defined.
class KnownFragmentNamesRule final : public Rule {
 public:
  explicit KnownFragmentNamesRule(const Context& context) : context_(context) {}

  void EnterSpread(const ast::FragmentSpread& spread) override {
    if (context_.fragments.Find(spread.name.text) == nullptr) {
      context_.report.Add("Unknown fragment " + Quoted(spread.name.text) + ".", spread.name.span);
    }
  }

 private:
  const Context& context_;
};

// Each fragment is used by an operation, directly or through others.
class NoUnusedFragmentsRule final : public Rule {
 public:
  explicit NoUnusedFragmentsRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& operation) override {
    operations_.push_back(&operation);
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    fragments_.push_back(&fragment);
    return Inside::kSkip;
  }
  void LeaveDocument(const ast::Document& /*document*/) override {
    std::unordered_set<std::string_view> used;
    for (const ast::FragmentDefinition* fragment : context_.fragments.ReachedBy(operations_)) {
      used.insert(fragment->name.text);
    }
    for (const ast::FragmentDefinition* fragment : fragments_) {
      if (!used.contains(fragment->name.text)) {
        context_.report.Add("Fragment " + Quoted(fragment->name.text) + " is never used.",
                            fragment->span);
      }
    }
  }

 private:
  const Context& context_;
  std::vector<const ast::OperationDefinition*> operations_;
  Fragments::Definitions fragments_;
};

// No fragment spreads itself, directly or through others. Each fragment is searched once, with an
// explicit stack because a chain of fragments may be as long as the document.
class NoFragmentCyclesRule final : public Rule {
 public:
  explicit NoFragmentCyclesRule(const Context& context) : context_(context) {}

  Inside EnterOperation(const ast::OperationDefinition& /*operation*/) override {
    return Inside::kSkip;
  }
  Inside EnterFragment(const ast::FragmentDefinition& fragment) override {
    Open(fragment);
    while (!open_.empty() && !context_.report.Ended()) {
      Step& step = open_.back();
      if (step.next < step.spreads->size()) {
        Follow(*(*step.spreads)[step.next++]);
      } else {
        Close();
      }
    }
    return Inside::kSkip;
  }

 private:
  struct Step {
    std::string_view fragment;
    const Fragments::Spreads* spreads;
    std::size_t next = 0;
  };

  void Open(const ast::FragmentDefinition& fragment) {
    const std::string_view name = fragment.name.text;
    if (!visited_.insert(name).second) {
      return;
    }
    place_[name] = path_.size();
    open_.push_back({name, &context_.fragments.SpreadsOf(fragment.selection_set)});
  }

  void Follow(const ast::FragmentSpread& spread) {
    const std::string_view name = spread.name.text;
    path_.push_back(&spread);
    const auto in_path = place_.find(name);
    if (in_path != place_.end()) {
      Refuse(in_path->second);
      path_.pop_back();
      return;
    }
    const std::size_t before = open_.size();
    if (const ast::FragmentDefinition* fragment = context_.fragments.Find(name)) {
      Open(*fragment);
    }
    if (open_.size() == before) {
      path_.pop_back();
    }
  }

  void Close() {
    place_.erase(open_.back().fragment);
    open_.pop_back();
    if (!open_.empty()) {
      path_.pop_back();
    }
  }

  void Refuse(std::size_t begin) {
    std::string via;
    std::vector<std::uint32_t> offsets;
    for (std::size_t i = begin; i < path_.size(); ++i) {
      offsets.push_back(path_[i]->span.start);
      if (i + 1 < path_.size()) {
        via += (via.empty() ? " via " : ", ") + Quoted(path_[i]->name.text);
      }
    }
    context_.report.AddAll(
        "Cannot spread fragment " + Quoted(path_.back()->name.text) + " within itself" + via + ".",
        std::move(offsets));
  }

  const Context& context_;
  std::unordered_set<std::string_view> visited_;
  std::vector<Step> open_;
  std::vector<const ast::FragmentSpread*> path_;
  std::unordered_map<std::string_view, std::size_t>
      place_;  // The index in path_ of each open fragment.
};

// A fragment's type is an object, interface or union.
class FragmentsOnCompositeTypesRule final : public Rule {
 public:
  explicit FragmentsOnCompositeTypesRule(const Context& context) : context_(context) {}

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
    const NamedType* type = context_.schema.Type(condition.text);
    if (type != nullptr && !type->IsComposite()) {
      context_.report.Add(
          subject + " cannot condition on non composite type " + Quoted(condition.text) + ".",
          condition.span);
    }
  }

  const Context& context_;
};

// An object can be of both the fragment's type and the parent type.
class PossibleFragmentSpreadsRule final : public Rule {
 public:
  explicit PossibleFragmentSpreadsRule(const Context& context) : context_(context) {}

  void EnterInlineFragment(const ast::InlineFragment& fragment) override {
    const TypeRef type = context_.types.Type();
    if (type) {
      Check("Fragment", &type.Named(), fragment.span);
    }
  }
  void EnterSpread(const ast::FragmentSpread& spread) override {
    if (const ast::FragmentDefinition* fragment = context_.fragments.Find(spread.name.text)) {
      Check("Fragment " + Quoted(spread.name.text),
            context_.schema.Type(fragment->type_condition.text),
            spread.span);
    }
  }

 private:
  void Check(const std::string& subject, const NamedType* type, const Span& span) {
    const NamedType* parent = context_.types.Parent();
    if (type != nullptr && type->IsComposite() && parent != nullptr &&
        !TypesOverlap(context_.schema, *type, *parent)) {
      context_.report.Add(subject + " cannot be spread here as objects of type \"" + parent->name +
                              "\" can never be of type \"" + type->name + "\".",
                          span);
    }
  }

  const Context& context_;
};

}  // namespace

RulePtr UniqueFragmentNames(const Context& context) {
  return std::make_unique<UniqueFragmentNamesRule>(context);
}

RulePtr KnownFragmentNames(const Context& context) {
  return std::make_unique<KnownFragmentNamesRule>(context);
}

RulePtr NoUnusedFragments(const Context& context) {
  return std::make_unique<NoUnusedFragmentsRule>(context);
}

RulePtr NoFragmentCycles(const Context& context) {
  return std::make_unique<NoFragmentCyclesRule>(context);
}

RulePtr FragmentsOnCompositeTypes(const Context& context) {
  return std::make_unique<FragmentsOnCompositeTypesRule>(context);
}

RulePtr PossibleFragmentSpreads(const Context& context) {
  return std::make_unique<PossibleFragmentSpreadsRule>(context);
}

}  // namespace pipeline::graphql::validation
