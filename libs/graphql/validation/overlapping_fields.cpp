#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "libs/graphql/validation/field_map.hpp"
#include "libs/graphql/validation/rules.hpp"

namespace pipeline::graphql::validation {
namespace {

void Append(std::string& text, const ast::Value& value);

// The length in front keeps the content apart from the structure around it.
void AppendText(std::string& text, char kind, std::string_view content) {
  text += kind;
  text += std::to_string(content.size());
  text += ':';
  text += content;
}

void AppendObject(std::string& text, const ast::Value& object) {
  std::vector<const ast::ObjectField*> fields;
  fields.reserve(object.fields.size());
  for (const ast::ObjectField& field : object.fields) {
    fields.push_back(&field);
  }
  // Fields of one name keep their order.
  std::sort(fields.begin(), fields.end(), [](const auto* a, const auto* b) {
    return a->name.text != b->name.text ? a->name.text < b->name.text : a < b;
  });
  text += '{';
  for (const ast::ObjectField* field : fields) {
    AppendText(text, 'k', field->name.text);
    Append(text, field->value);
  }
  text += '}';
}

void Append(std::string& text, const ast::Value& value) {
  switch (value.kind) {
    case ast::ValueKind::kObject:
      return AppendObject(text, value);
    case ast::ValueKind::kList:
      text += '[';
      for (const ast::Value& element : value.elements) {
        Append(text, element);
      }
      text += ']';
      return;
    case ast::ValueKind::kString:
      return AppendText(text, value.string.block ? 'b' : 's', value.string.text);
    default:
      return AppendText(text, static_cast<char>('A' + static_cast<int>(value.kind)), value.text);
  }
}

// Text that two values share if and only if they are equal, whatever the order of object fields.
std::string CanonicalText(const ast::Value& value) {
  std::string text;
  Append(text, value);
  return text;
}

// Two fields with one response name that cannot be merged, with the fields below them that are the
// reason.
struct Conflict {
  std::string_view response_name;
  std::string reason;
  std::vector<const ast::Field*> fields1;
  std::vector<const ast::Field*> fields2;
};

// The first conflicts of a comparison, up to a limit.
class Conflicts {
 public:
  explicit Conflicts(std::size_t max) : max_(max) {}

  // True at the limit.
  bool Full() const { return conflicts_.size() >= max_; }
  bool Empty() const { return conflicts_.empty(); }
  void Add(Conflict conflict) { conflicts_.push_back(std::move(conflict)); }

  std::vector<Conflict>::const_iterator begin() const { return conflicts_.begin(); }
  std::vector<Conflict>::const_iterator end() const { return conflicts_.end(); }

 private:
  std::size_t max_;
  std::vector<Conflict> conflicts_;
};

// The number of conflicts between subfields that one conflict reports.
constexpr std::size_t kMaxSubfieldConflicts = 64;

// Limits of graphql-js: a message does not grow with the document.
constexpr std::size_t kMaxDetail = 1000;
constexpr std::size_t kMaxNodes = 20;

std::string Abbreviated(std::string text) {
  if (text.size() > kMaxDetail) {
    text.resize(kMaxDetail);
    text += "...";
  }
  return text;
}

using Fields = std::vector<const ast::Field*>;

// The field, then the last fields of each conflict below it.
Fields Nodes(const ast::Field& field, const Conflicts& subfields, Fields Conflict::*side) {
  Fields nodes{&field};
  for (const Conflict& conflict : subfields) {
    const Fields& more = conflict.*side;
    const std::size_t taken = std::min(more.size(), kMaxNodes - nodes.size());
    nodes.insert(nodes.end(), more.end() - static_cast<std::ptrdiff_t>(taken), more.end());
    if (nodes.size() == kMaxNodes) {
      break;
    }
  }
  return nodes;
}

// Combines the conflicts between the subfields of two fields.
Conflict OfSubfields(std::string_view response_name,
                     const ast::Field& field1,
                     const ast::Field& field2,
                     const Conflicts& subfields) {
  std::string reason;
  for (const Conflict& conflict : subfields) {
    reason += reason.empty() ? "" : " and ";
    reason +=
        "subfields " + Quoted(conflict.response_name) + " conflict because " + conflict.reason;
    if (reason.size() > kMaxDetail) {
      break;
    }
  }
  return {response_name,
          Abbreviated(std::move(reason)),
          Nodes(field1, subfields, &Conflict::fields1),
          Nodes(field2, subfields, &Conflict::fields2)};
}

std::string MessageOf(const Conflict& conflict) {
  return "Fields " + Quoted(conflict.response_name) + " conflict because " + conflict.reason +
         ". Use different aliases on the fields to fetch both if this was intentional.";
}

// Finds fields with one response name that cannot be merged: different fields, arguments or types
// at the same place of the response (specification, section 5.3.2).
//
// Comparisons are remembered. Work that could still be quadratic is charged to a budget of 500,000,
// counted as in graphql-js; when it is spent, the validation ends. Fragments are followed without
// recursion.
class Comparison {
 public:
  explicit Comparison(const Context& context) : context_(context), maps_(context.schema) {}

  // Compares within a selection set, and between it and the fragments that it spreads.
  void Within(const NamedType* parent, const ast::SelectionSet& selections, Conflicts& conflicts);

 private:
  enum class Difference { kNone, kFields, kArguments };
  using ArgumentIndex = std::unordered_map<std::string_view, const ast::Value*>;

  void WithinGroups(const FieldMap& map, Conflicts& conflicts);
  void FieldsAndFragment(bool exclusive,
                         FieldMap& map,
                         std::string_view fragment,
                         Conflicts& conflicts);
  FieldMap* CompareFragment(bool exclusive,
                            FieldMap& map,
                            std::string_view fragment,
                            Conflicts& conflicts);
  void TwoFragments(bool exclusive,
                    std::string_view fragment1,
                    std::string_view fragment2,
                    Conflicts& conflicts);
  bool WereCompared(std::string_view fragment1, std::string_view fragment2, bool exclusive) const;
  void TwoMaps(bool exclusive, FieldMap& map1, const FieldMap& map2, Conflicts& conflicts);
  const FieldMap::Overlaps& OverlapsOf(FieldMap& map1, const FieldMap& map2);
  void TwoFields(bool exclusive,
                 std::string_view response_name,
                 const FieldUse& field1,
                 const FieldUse& field2,
                 Conflicts& conflicts);
  void Subfields(bool exclusive,
                 std::string_view response_name,
                 const FieldUse& field1,
                 const FieldUse& field2,
                 Conflicts& conflicts);
  void TwoSelectionSets(bool exclusive, FieldMap& map1, FieldMap& map2, Conflicts& conflicts);

  Difference DifferenceOf(const FieldUse& field1, const FieldUse& field2);
  bool SameArguments(const ast::Field& field1, const ast::Field& field2);
  bool TypesConflict(TypeRef type1, TypeRef type2);
  const ArgumentIndex& IndexOf(const ast::Field& field);
  const std::string& TextOf(const ast::Value& value);
  bool Spend(std::size_t cost);
  bool Ended() const { return context_.report.Ended(); }

  const Context& context_;
  FieldMaps maps_;
  std::unordered_map<std::string_view, std::unordered_map<std::string_view, bool>> fragments_;
  std::map<std::pair<const FieldUse*, const FieldUse*>, bool> same_arguments_;
  std::unordered_map<const ast::Field*, ArgumentIndex> arguments_;
  std::unordered_map<const ast::Value*, std::string> texts_;
  std::size_t budget_ = 500'000;
  std::size_t depth_ = 0;
};

// Only fragments that spread themselves nest deeper than the parser allows.
constexpr std::size_t kMaxDepth = 500;

void Comparison::Within(const NamedType* parent,
                        const ast::SelectionSet& selections,
                        Conflicts& conflicts) {
  FieldMap& map = maps_.Of(parent, selections);
  WithinGroups(map, conflicts);
  if (map.groups.empty() && map.fragments.size() < 2) {
    return;
  }
  for (std::size_t i = 0; i < map.fragments.size(); ++i) {
    FieldsAndFragment(false, map, map.fragments[i], conflicts);
    for (std::size_t j = i + 1; j < map.fragments.size() && !Ended(); ++j) {
      TwoFragments(false, map.fragments[i], map.fragments[j], conflicts);
    }
  }
}

void Comparison::WithinGroups(const FieldMap& map, Conflicts& conflicts) {
  for (const FieldGroup& group : map.groups) {
    const auto& fields = group.fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      for (std::size_t j = i + 1; j < fields.size() && !Ended(); ++j) {
        TwoFields(false, group.response_name, fields[i], fields[j], conflicts);
      }
    }
  }
}

void Comparison::TwoMaps(bool exclusive,
                         FieldMap& map1,
                         const FieldMap& map2,
                         Conflicts& conflicts) {
  if (map1.groups.empty() || map2.groups.empty()) {
    return;
  }
  for (const auto& [group1, group2] : OverlapsOf(map1, map2)) {
    for (const FieldUse& field1 : group1->fields) {
      for (const FieldUse& field2 : group2->fields) {
        if (Ended()) {
          return;
        }
        TwoFields(exclusive, group1->response_name, field1, field2, conflicts);
      }
    }
  }
}

const FieldMap::Overlaps& Comparison::OverlapsOf(FieldMap& map1, const FieldMap& map2) {
  const auto [found, inserted] = map1.overlaps.try_emplace(&map2);
  FieldMap::Overlaps& overlaps = found->second;
  if (!inserted) {
    return overlaps;
  }
  for (const FieldGroup& group1 : map1.groups) {
    if (!Spend(1)) {
      break;
    }
    if (const FieldGroup* group2 = map2.Find(group1.response_name)) {
      overlaps.emplace_back(&group1, group2);
    }
  }
  return overlaps;
}

void Comparison::Subfields(bool exclusive,
                           std::string_view response_name,
                           const FieldUse& field1,
                           const FieldUse& field2,
                           Conflicts& conflicts) {
  if (field1.node->selection_set == nullptr || field2.node->selection_set == nullptr) {
    return;
  }
  if (depth_ == kMaxDepth) {
    context_.report.Abort();
    return;
  }
  ++depth_;
  Conflicts subfields(kMaxSubfieldConflicts);
  TwoSelectionSets(exclusive,
                   maps_.Of(field1.Type(), *field1.node->selection_set),
                   maps_.Of(field2.Type(), *field2.node->selection_set),
                   subfields);
  --depth_;
  if (!subfields.Empty() && !conflicts.Full()) {
    conflicts.Add(OfSubfields(response_name, *field1.node, *field2.node, subfields));
  }
}

void Comparison::TwoSelectionSets(bool exclusive,
                                  FieldMap& map1,
                                  FieldMap& map2,
                                  Conflicts& conflicts) {
  TwoMaps(exclusive, map1, map2, conflicts);
  for (const std::string_view fragment2 : map2.fragments) {
    FieldsAndFragment(exclusive, map1, fragment2, conflicts);
  }
  for (const std::string_view fragment1 : map1.fragments) {
    FieldsAndFragment(exclusive, map2, fragment1, conflicts);
  }
  for (const std::string_view fragment1 : map1.fragments) {
    for (const std::string_view fragment2 : map2.fragments) {
      if (Ended()) {
        return;
      }
      TwoFragments(exclusive, fragment1, fragment2, conflicts);
    }
  }
}

// The quick test of graphql-js for equal types: one definition, or one named type.
bool HaveOneType(const OutputField* field1, const OutputField* field2) {
  if (field1 == field2) {
    return true;
  }
  return field1 != nullptr && field2 != nullptr && field1->type.IsNamed() &&
         field1->type == field2->type;
}

bool AreDifferentObjects(const NamedType* a, const NamedType* b) {
  return a != b && a != nullptr && b != nullptr && a->kind == TypeKind::kObject &&
         b->kind == TypeKind::kObject;
}

std::string DifferentFields(const FieldUse& field1, const FieldUse& field2) {
  return Quoted(field1.node->name.text) + " and " + Quoted(field2.node->name.text) +
         " are different fields";
}

std::string DifferentTypes(const FieldUse& field1, const FieldUse& field2) {
  return "they return conflicting types \"" + ToString(field1.definition->type) + "\" and \"" +
         ToString(field2.definition->type) + "\"";
}

void Comparison::TwoFields(bool exclusive,
                           std::string_view response_name,
                           const FieldUse& field1,
                           const FieldUse& field2,
                           Conflicts& conflicts) {
  // Objects of different types exclude each other: then only the shape has to be equal.
  const bool only_shape = exclusive || AreDifferentObjects(field1.parent, field2.parent);
  const bool one_type = HaveOneType(field1.definition, field2.definition);
  if (!Spend(2) || (field1.IsSimpleLeaf() && field2.IsSimpleLeaf() && one_type &&
                    field1.node->name.text == field2.node->name.text)) {
    return;
  }
  const auto refuse = [&](std::string reason) {
    conflicts.Add({response_name, std::move(reason), {field1.node}, {field2.node}});
  };
  const Difference difference = only_shape ? Difference::kNone : DifferenceOf(field1, field2);
  if (difference != Difference::kNone) {
    if (!conflicts.Full()) {
      refuse(difference == Difference::kFields ? DifferentFields(field1, field2)
                                               : "they have differing arguments");
    }
  } else if (!one_type && field1.definition != nullptr && field2.definition != nullptr &&
             TypesConflict(field1.definition->type, field2.definition->type)) {
    if (!conflicts.Full()) {
      refuse(DifferentTypes(field1, field2));
    }
  } else {
    Subfields(only_shape, response_name, field1, field2, conflicts);
  }
}

Comparison::Difference Comparison::DifferenceOf(const FieldUse& field1, const FieldUse& field2) {
  const ast::Field& node1 = *field1.node;
  const ast::Field& node2 = *field2.node;
  if (node1.name.text != node2.name.text) {
    return Difference::kFields;
  }
  if (node1.arguments.size() != node2.arguments.size()) {
    return Difference::kArguments;
  }
  if (node1.arguments.empty()) {
    return Difference::kNone;
  }
  const auto [same, inserted] = same_arguments_.try_emplace({&field1, &field2}, false);
  if (inserted) {
    same->second = SameArguments(node1, node2);
  }
  return same->second ? Difference::kNone : Difference::kArguments;
}

bool Comparison::SameArguments(const ast::Field& field1, const ast::Field& field2) {
  const ArgumentIndex& others = IndexOf(field2);
  return std::all_of(
      field1.arguments.begin(), field1.arguments.end(), [&](const ast::Argument& argument) {
        if (!Spend(1)) {
          return false;
        }
        const auto other = others.find(argument.name.text);
        return other != others.end() && TextOf(argument.value) == TextOf(*other->second);
      });
}

// Types conflict if they are not non-null or lists at the same depth, or are different leaves. The
// subfields of other types are compared separately.
bool Comparison::TypesConflict(TypeRef type1, TypeRef type2) {
  while (Spend(1)) {
    if (type1.IsList() != type2.IsList() || type1.IsNonNull() != type2.IsNonNull()) {
      return true;
    }
    if (type1.IsNamed()) {
      return type1 != type2 && (type1.Named().IsLeaf() || type2.Named().IsLeaf());
    }
    type1 = type1.Inner();
    type2 = type2.Inner();
    if (type1.IsNamed() && type1 == type2) {
      return false;
    }
  }
  return false;
}

// The last of several arguments of one name, which another rule refuses.
const Comparison::ArgumentIndex& Comparison::IndexOf(const ast::Field& field) {
  const auto [found, inserted] = arguments_.try_emplace(&field);
  if (inserted) {
    for (const ast::Argument& argument : field.arguments) {
      found->second[argument.name.text] = &argument.value;
    }
  }
  return found->second;
}

const std::string& Comparison::TextOf(const ast::Value& value) {
  const auto [found, inserted] = texts_.try_emplace(&value);
  if (inserted) {
    found->second = CanonicalText(value);
  }
  return found->second;
}

bool Comparison::Spend(std::size_t cost) {
  if (cost > budget_) {
    context_.report.Abort();
    return false;
  }
  budget_ -= cost;
  return true;
}

// The pairs that follow from a pair: the first fragment with the spreads of the second, then the
// reverse.
struct FragmentPair {
  std::string_view fragment1;
  std::string_view fragment2;
  const FieldMap* map1 = nullptr;
  const FieldMap* map2 = nullptr;
  std::size_t next = 0;

  bool Done() const { return next == map1->fragments.size() + map2->fragments.size(); }
  FragmentPair Next() {
    const std::size_t at = next++;
    return at < map2->fragments.size()
               ? FragmentPair{fragment1, map2->fragments[at]}
               : FragmentPair{map1->fragments[at - map2->fragments.size()], fragment2};
  }
};

void Comparison::FieldsAndFragment(bool exclusive,
                                   FieldMap& map,
                                   std::string_view fragment,
                                   Conflicts& conflicts) {
  std::vector<std::pair<const FieldMap*, std::size_t>> open;
  const auto enter = [&](std::string_view name) {
    if (const FieldMap* entered = CompareFragment(exclusive, map, name, conflicts)) {
      open.emplace_back(entered, 0);
    }
  };
  enter(fragment);
  while (!open.empty() && !Ended()) {
    auto& [of_fragment, next] = open.back();
    if (next == of_fragment->fragments.size()) {
      open.pop_back();
    } else {
      enter(of_fragment->fragments[next++]);
    }
  }
}

// Null if there is no such fragment or nothing left to compare.
FieldMap* Comparison::CompareFragment(bool exclusive,
                                      FieldMap& map,
                                      std::string_view fragment,
                                      Conflicts& conflicts) {
  if (!Spend(1) || map.groups.empty()) {
    return nullptr;
  }
  const auto [compared, first] = map.compared_fragments.try_emplace(fragment, exclusive);
  if (!first && (!compared->second || exclusive)) {
    return nullptr;
  }
  compared->second = exclusive;
  const ast::FragmentDefinition* definition = context_.fragments.Find(fragment);
  if (definition == nullptr) {
    return nullptr;
  }
  FieldMap& of_fragment = maps_.Of(*definition);
  if (&of_fragment == &map) {
    return nullptr;
  }
  TwoMaps(exclusive, map, of_fragment, conflicts);
  return &of_fragment;
}

void Comparison::TwoFragments(bool exclusive,
                              std::string_view fragment1,
                              std::string_view fragment2,
                              Conflicts& conflicts) {
  std::vector<FragmentPair> open;
  const auto enter = [&](FragmentPair pair) {
    if (!Spend(2) || pair.fragment1 == pair.fragment2 ||
        WereCompared(pair.fragment1, pair.fragment2, exclusive)) {
      return;
    }
    fragments_[pair.fragment1][pair.fragment2] = exclusive;
    const ast::FragmentDefinition* first = context_.fragments.Find(pair.fragment1);
    const ast::FragmentDefinition* second = context_.fragments.Find(pair.fragment2);
    if (first != nullptr && second != nullptr) {
      FieldMap& map1 = maps_.Of(*first);
      FieldMap& map2 = maps_.Of(*second);
      TwoMaps(exclusive, map1, map2, conflicts);
      open.push_back({pair.fragment1, pair.fragment2, &map1, &map2});
    }
  };
  enter({fragment1, fragment2});
  while (!open.empty() && !Ended()) {
    if (open.back().Done()) {
      open.pop_back();
    } else {
      enter(open.back().Next());
    }
  }
}

// A comparison as not exclusive covers one as exclusive.
bool Comparison::WereCompared(std::string_view fragment1,
                              std::string_view fragment2,
                              bool exclusive) const {
  const auto compared = [&](std::string_view a, std::string_view b) {
    const auto of_a = fragments_.find(a);
    if (of_a == fragments_.end()) {
      return false;
    }
    const auto pair = of_a->second.find(b);
    return pair != of_a->second.end() && (exclusive || !pair->second);
  };
  return compared(fragment1, fragment2) || compared(fragment2, fragment1);
}

// Fields with one response name can be merged.
class OverlappingFieldsCanBeMergedRule final : public Rule {
 public:
  explicit OverlappingFieldsCanBeMergedRule(const Context& context)
      : context_(context), comparison_(context) {}

  void EnterSelectionSet(const ast::SelectionSet& selections) override {
    const auto& nodes = selections.selections;
    if (nodes.size() == 1 && !std::holds_alternative<ast::InlineFragment>(nodes[0].node)) {
      return;
    }
    Conflicts conflicts(kMaxConflicts);
    comparison_.Within(context_.types.Parent(), selections, conflicts);
    for (const Conflict& conflict : conflicts) {
      std::vector<std::uint32_t> offsets;
      for (const auto* side : {&conflict.fields1, &conflict.fields2}) {
        std::transform(side->begin(), side->end(), std::back_inserter(offsets), [](const auto* f) {
          return f->span.start;
        });
      }
      context_.report.AddAll(MessageOf(conflict), std::move(offsets));
    }
  }

 private:
  // Bounds the errors of one selection set even if the number of errors has no limit.
  static constexpr std::size_t kMaxConflicts = 1000;

  const Context& context_;
  Comparison comparison_;
};

}  // namespace

RulePtr OverlappingFieldsCanBeMerged(const Context& context) {
  return std::make_unique<OverlappingFieldsCanBeMergedRule>(context);
}

}  // namespace pipeline::graphql::validation
