#include "libs/graphql/validation/context.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <variant>

#include "libs/graphql/validation/walker.hpp"

namespace pipeline::graphql::validation {
namespace {

// Converts ascending offsets to locations, reading the source once.
class LocationReader {
 public:
  explicit LocationReader(std::string_view body) : body_(body) {}

  Location At(std::uint32_t offset) {
    while (at_ < offset && at_ < body_.size()) {
      Step(static_cast<unsigned char>(body_[at_]));
      ++at_;
    }
    return location_;
  }

 private:
  void Step(unsigned char byte) {
    const bool first_of_two = byte == '\r' && at_ + 1 < body_.size() && body_[at_ + 1] == '\n';
    if ((byte == '\r' || byte == '\n') && !first_of_two) {
      ++location_.line;
      location_.column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      location_.column += byte >= 0xF0 ? 2 : 1;
    }
  }

  std::string_view body_;
  std::size_t at_ = 0;
  Location location_;
};

const ast::SelectionSet* SetOf(const ast::Selection& selection) {
  if (const auto* field = std::get_if<ast::Field>(&selection.node)) {
    return field->selection_set.get();
  }
  const auto* inline_fragment = std::get_if<ast::InlineFragment>(&selection.node);
  return inline_fragment == nullptr ? nullptr : inline_fragment->selection_set.get();
}

Fragments::Spreads CollectSpreads(const ast::SelectionSet& selections) {
  Fragments::Spreads spreads;
  std::vector<const ast::SelectionSet*> sets{&selections};
  while (!sets.empty()) {
    const ast::SelectionSet& set = *sets.back();
    sets.pop_back();
    for (const ast::Selection& selection : set.selections) {
      if (const auto* spread = std::get_if<ast::FragmentSpread>(&selection.node)) {
        spreads.push_back(spread);
      } else if (const ast::SelectionSet* inner = SetOf(selection)) {
        sets.push_back(inner);
      }
    }
  }
  return spreads;
}

// Distinct names in the order of their first use.
class NameSet {
 public:
  void Add(std::string_view name) {
    if (seen_.insert(name).second) {
      names_.push_back(name);
    }
  }
  const std::vector<std::string_view>& Names() const { return names_; }

 private:
  std::unordered_set<std::string_view> seen_;
  std::vector<std::string_view> names_;
};

class UsageCollector final : public Rule {
 public:
  explicit UsageCollector(const TypeInfo& types) : types_(types) {}

  Inside EnterVariableDefinition(const ast::VariableDefinition& /*variable*/) override {
    return Inside::kSkip;
  }
  Inside EnterValue(const ast::Value& value) override {
    if (value.kind == ast::ValueKind::kVariable) {
      usages_.push_back({&value, types_.Input(), types_.HasDefault(), types_.ParentInput()});
    }
    return Inside::kVisit;
  }
  std::vector<VariableUsage> Take() { return std::move(usages_); }

 private:
  const TypeInfo& types_;
  std::vector<VariableUsage> usages_;
};

void Append(VariableUsages::Usages& usages, const std::vector<VariableUsage>& more) {
  for (const VariableUsage& usage : more) {
    usages.push_back(&usage);
  }
}

}  // namespace

void Report::AddAll(std::string message, std::vector<std::uint32_t> offsets) {
  if (ended_) {
    return;
  }
  if (max_errors_ != 0 && entries_.size() >= max_errors_) {
    entries_.push_back(
        {"Too many validation errors, error limit reached. Validation aborted.", {}});
    ended_ = true;
    return;
  }
  entries_.push_back({std::move(message), std::move(offsets)});
}

void Report::Abort() {
  if (!ended_) {
    entries_.push_back({"Validation aborted.", {}});
    ended_ = true;
  }
}

void Report::Fail(std::string message, const Span& span) {
  if (!ended_) {
    entries_.assign(1, {std::move(message), {span.start}});
    ended_ = true;
  }
}

std::vector<Error> Report::Take() const {
  std::vector<Error> errors;
  std::vector<std::pair<std::uint32_t, Location*>> places;
  errors.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    Error& error = errors.emplace_back();
    error.message = entry.message;
    error.locations.resize(entry.offsets.size());
    for (std::size_t i = 0; i < entry.offsets.size(); ++i) {
      places.emplace_back(entry.offsets[i], &error.locations[i]);
    }
  }
  std::sort(places.begin(), places.end());
  LocationReader reader(source_.Body());
  for (const auto& [offset, location] : places) {
    *location = reader.At(offset);
  }
  return errors;
}

Fragments::Fragments(const ast::Document& document, Report& report) : report_(report) {
  for (const ast::Definition& definition : document.definitions) {
    if (const auto* fragment = std::get_if<ast::FragmentDefinition>(&definition.node)) {
      by_name_[fragment->name.text] = fragment;
    }
  }
}

const ast::FragmentDefinition* Fragments::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const Fragments::Spreads& Fragments::SpreadsOf(const ast::SelectionSet& selections) {
  const auto found = spreads_.find(&selections);
  return found != spreads_.end()
             ? found->second
             : spreads_.emplace(&selections, CollectSpreads(selections)).first->second;
}

const Fragments::Definitions& Fragments::ReachedBy(
    const std::vector<const ast::OperationDefinition*>& operations) {
  NameSet names;
  for (const ast::OperationDefinition* operation : operations) {
    for (const ast::FragmentSpread* spread : SpreadsOf(operation->selection_set)) {
      names.Add(spread->name.text);
    }
  }
  // The key is sorted because the order of the names only decides the order of the result.
  std::vector<std::string_view> key = names.Names();
  std::sort(key.begin(), key.end());
  const auto found = reached_.find(key);
  return found != reached_.end()
             ? found->second
             : reached_.emplace(std::move(key), Collect(names.Names())).first->second;
}

Fragments::Definitions Fragments::Collect(const std::vector<std::string_view>& names) {
  Definitions reached;
  NameSet collected;
  for (const std::string_view name : names) {
    collected.Add(name);
  }
  if (!Spend(names.size())) {
    return reached;
  }
  for (std::size_t i = 0; i < collected.Names().size(); ++i) {
    const ast::FragmentDefinition* fragment = Find(collected.Names()[i]);
    if (fragment == nullptr) {
      continue;
    }
    reached.push_back(fragment);
    const Spreads& spreads = SpreadsOf(fragment->selection_set);
    if (!Spend(spreads.size())) {
      return reached;
    }
    for (const ast::FragmentSpread* spread : spreads) {
      collected.Add(spread->name.text);
    }
  }
  return reached;
}

bool Fragments::Spend(std::size_t cost) {
  if (cost > budget_) {
    report_.Abort();
    return false;
  }
  budget_ -= cost;
  return true;
}

const VariableUsages::Usages& VariableUsages::Of(const ast::OperationDefinition& operation) {
  const auto found = of_.find(&operation);
  if (found != of_.end()) {
    return found->second;
  }
  Usages& usages = of_[&operation];
  const Usages& of_fragments = WithinAll(fragments_.ReachedBy({&operation}));
  if (fragments_.Spend(of_fragments.size())) {
    Append(usages, Within(operation));
    usages.insert(usages.end(), of_fragments.begin(), of_fragments.end());
  }
  return usages;
}

const VariableUsages::Usages& VariableUsages::WithinAll(const Fragments::Definitions& fragments) {
  const auto [found, inserted] = within_all_.try_emplace(&fragments);
  Usages& usages = found->second;
  if (!inserted || !fragments_.Spend(fragments.size())) {
    return usages;
  }
  for (const ast::FragmentDefinition* fragment : fragments) {
    const std::vector<VariableUsage>& within = Within(*fragment);
    if (!fragments_.Spend(within.size())) {
      break;
    }
    Append(usages, within);
  }
  return usages;
}

template <typename Definition>
const std::vector<VariableUsage>& VariableUsages::Within(const Definition& definition) {
  const auto found = within_.find(&definition);
  if (found != within_.end()) {
    return found->second;
  }
  TypeInfo types(schema_);
  UsageCollector collector(types);
  Walker(types, report_, {&collector}).Walk(definition);
  return within_.emplace(&definition, collector.Take()).first->second;
}

std::string Quoted(std::string_view text) { return '"' + Clip(text) + '"'; }

std::string Printed(const ast::Value& value) { return Clip(Print(value)); }

std::string Printed(const ast::Type& type) { return Clip(Print(type)); }

}  // namespace pipeline::graphql::validation
