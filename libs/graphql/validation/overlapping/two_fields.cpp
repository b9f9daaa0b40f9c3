// What makes two fields differ.
#include <algorithm>

#include "libs/graphql/validation/overlapping/canonical_value.hpp"
#include "libs/graphql/validation/overlapping/comparison.hpp"
#include "libs/graphql/validation/text.hpp"

namespace pipeline::graphql::validation {
namespace {

// Whether two fields have one type as graphql-js sees it at a glance: that of one definition, or a
// named one.
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

}  // namespace

void Comparison::TwoFields(bool exclusive,
                           std::string_view response_name,
                           const FieldUse& field1,
                           const FieldUse& field2,
                           Conflicts& conflicts) {
  // Of objects of different types only one can be there: then only the shape has to be the same.
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

// Both are non-null or lists at the same depth, and leaves of one type; what the fields of other
// types are is compared by themselves.
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

// Of two arguments of one name the last: that there are two is another rule's concern.
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
    scope_.report.Abort();
    return false;
  }
  budget_ -= cost;
  return true;
}

}  // namespace pipeline::graphql::validation
