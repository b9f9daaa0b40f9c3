#include "libs/graphql/schema/schema.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace pipeline::graphql {
namespace {

template <typename Items>
auto FindNamed(Items& items, std::string_view name) -> decltype(items.data()) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

const std::vector<const NamedType*>& ListOf(
    const std::unordered_map<const NamedType*, std::vector<const NamedType*>>& lists,
    const NamedType& type) {
  static const std::vector<const NamedType*> none;
  const auto found = lists.find(&type);
  return found == lists.end() ? none : found->second;
}

}  // namespace

std::string ToString(const TypeRef& type) {
  if (type.IsNamed()) {
    return type.Named().name;
  }
  const std::string inner = ToString(type.Inner());
  return type.IsList() ? "[" + inner + "]" : inner + "!";
}

const InputField* OutputField::Argument(std::string_view argument) const {
  return FindNamed(arguments, argument);
}

const InputField* DirectiveType::Argument(std::string_view argument) const {
  return FindNamed(arguments, argument);
}

bool NamedType::IsComposite() const { return kind == TypeKind::kObject || IsAbstract(); }

bool NamedType::IsAbstract() const {
  return kind == TypeKind::kInterface || kind == TypeKind::kUnion;
}

bool NamedType::IsLeaf() const { return kind == TypeKind::kScalar || kind == TypeKind::kEnum; }

bool NamedType::IsInput() const { return IsLeaf() || kind == TypeKind::kInputObject; }

bool NamedType::IsOutput() const { return kind != TypeKind::kInputObject; }

const OutputField* NamedType::Field(std::string_view field) const {
  return FindNamed(fields, field);
}

const InputField* NamedType::Input(std::string_view field) const {
  return FindNamed(input_fields, field);
}

const EnumValue* NamedType::Value(std::string_view value) const { return FindNamed(values, value); }

const NamedType* Schema::Root(ast::OperationType operation) const {
  switch (operation) {
    case ast::OperationType::kQuery:
      return query_;
    case ast::OperationType::kMutation:
      return mutation_;
    case ast::OperationType::kSubscription:
      return subscription_;
  }
  return nullptr;
}

const NamedType* Schema::Type(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const DirectiveType* Schema::Directive(std::string_view name) const {
  return FindNamed(directives_, name);
}

const std::vector<const NamedType*>& Schema::PossibleTypes(const NamedType& abstract) const {
  return ListOf(possible_types_, abstract);
}

const std::vector<const NamedType*>& Schema::ImplementingInterfaces(const NamedType& type) const {
  return ListOf(implementing_interfaces_, type);
}

bool Schema::IsPossibleType(const NamedType& abstract, const NamedType& object) const {
  const auto& possible = PossibleTypes(abstract);
  return std::find(possible.begin(), possible.end(), &object) != possible.end();
}

const OutputField* Schema::FieldOf(const NamedType& parent, std::string_view field) const {
  if (field.starts_with("__")) {
    const bool everywhere = field == "__typename" && parent.IsComposite();
    const bool here = everywhere || (field != "__typename" && &parent == query_);
    return here ? FindNamed(meta_fields_, field) : nullptr;
  }
  return parent.Field(field);
}

void Schema::SetResolver(std::string_view type, std::string_view field, Resolver resolver) {
  FieldToSet(type, field).resolve = std::move(resolver);
}

void Schema::SetSubscriber(std::string_view type, std::string_view field, Subscriber subscriber) {
  FieldToSet(type, field).subscribe = std::move(subscriber);
}

OutputField& Schema::FieldToSet(std::string_view type, std::string_view field) {
  const auto found = by_name_.find(type);
  OutputField* output = found == by_name_.end() ? nullptr : FindNamed(found->second->fields, field);
  if (output == nullptr) {
    const std::string name = std::string(type) + "." + std::string(field);
    std::fprintf(stderr, "the schema has no field %s\n", name.c_str());
    std::abort();
  }
  return *output;
}

TypeRef TypeFromAst(const Schema& schema, const ast::Type& type) {
  std::string wrappers;
  const ast::Type* at = &type;
  while (at->kind != ast::Type::Kind::kNamed) {
    wrappers += at->kind == ast::Type::Kind::kList ? '[' : '!';
    at = at->of.get();
  }
  const NamedType* named = schema.Type(at->name.text);
  return named == nullptr ? TypeRef() : TypeRef(named, std::move(wrappers));
}

bool IsSubtype(const Schema& schema, const TypeRef& type, const TypeRef& super) {
  if (type == super) {
    return true;
  }
  if (super.IsNonNull()) {
    return type.IsNonNull() && IsSubtype(schema, type.Inner(), super.Inner());
  }
  if (type.IsNonNull()) {
    return IsSubtype(schema, type.Inner(), super);
  }
  if (type.IsList() || super.IsList()) {
    return type.IsList() && super.IsList() && IsSubtype(schema, type.Inner(), super.Inner());
  }
  return IsSubtype(schema, type.Named(), super.Named());
}

bool IsSubtype(const Schema& schema, const NamedType& type, const NamedType& abstract) {
  const auto& interfaces = schema.ImplementingInterfaces(abstract);
  return schema.IsPossibleType(abstract, type) ||
         std::find(interfaces.begin(), interfaces.end(), &type) != interfaces.end();
}

}  // namespace pipeline::graphql
