#include "libs/graphql/validation/overlapping/comparison.hpp"

namespace pipeline::graphql::validation {
namespace {

// Fields nest deeper than the parser allows only where fragments spread themselves.
constexpr std::size_t kMaxDepth = 500;

}  // namespace

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
    scope_.report.Abort();
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

}  // namespace pipeline::graphql::validation
