#include "libs/graphql/validation/field_map.hpp"

#include <unordered_set>
#include <variant>

namespace pipeline::graphql::validation {
namespace {

class Collector {
 public:
  Collector(const Schema& schema, FieldMap& map) : schema_(schema), map_(map) {}

  void Collect(const NamedType* parent, const ast::SelectionSet& selections) {
    for (const ast::Selection& selection : selections.selections) {
      std::visit([&](const auto& node) { Visit(parent, node); }, selection.node);
    }
  }

 private:
  void Visit(const NamedType* parent, const ast::Field& field) {
    const std::string_view name = field.ResponseName();
    const auto [at, inserted] = map_.index.emplace(name, map_.groups.size());
    if (inserted) {
      map_.groups.push_back({name, {}});
    }
    const OutputField* definition = parent == nullptr ? nullptr : parent->Field(field.name.text);
    map_.groups[at->second].fields.push_back({parent, &field, definition});
  }

  void Visit(const NamedType* /*parent*/, const ast::FragmentSpread& spread) {
    if (spread_.insert(spread.name.text).second) {
      map_.fragments.push_back(spread.name.text);
    }
  }

  void Visit(const NamedType* parent, const ast::InlineFragment& fragment) {
    Collect(fragment.type_condition ? schema_.Type(fragment.type_condition->text) : parent,
            *fragment.selection_set);
  }

  const Schema& schema_;
  FieldMap& map_;
  std::unordered_set<std::string_view> spread_;
};

}  // namespace

const FieldGroup* FieldMap::Find(std::string_view response_name) const {
  const auto found = index.find(response_name);
  return found == index.end() ? nullptr : &groups[found->second];
}

FieldMap& FieldMaps::Of(const NamedType* parent, const ast::SelectionSet& selections) {
  const auto [found, inserted] = maps_.try_emplace({parent, &selections});
  if (inserted) {
    Collector(schema_, found->second).Collect(parent, selections);
  }
  return found->second;
}

FieldMap& FieldMaps::Of(const ast::FragmentDefinition& fragment) {
  return Of(schema_.Type(fragment.type_condition.text), fragment.selection_set);
}

}  // namespace pipeline::graphql::validation
