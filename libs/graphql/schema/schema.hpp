#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/language/error.hpp"
#include "libs/graphql/language/source.hpp"
#include "libs/graphql/schema/input_value.hpp"
#include "libs/graphql/schema/resolver.hpp"

namespace pipeline::graphql {

enum class TypeKind { kScalar, kObject, kInterface, kUnion, kEnum, kInputObject };

struct NamedType;

/// A named type in its lists and non-nulls. A value: cheap to copy and to compare.
class TypeRef {
 public:
  TypeRef() = default;
  /// `wrappers` from the outside in: '[' a list, '!' non-null. "![!" around Int is [Int!]!.
  TypeRef(const NamedType* named, std::string wrappers)
      : named_(named), wrappers_(std::move(wrappers)) {}

  const NamedType& Named() const { return *named_; }
  bool IsNonNull() const { return wrappers_.starts_with('!'); }
  bool IsList() const { return wrappers_.starts_with('['); }
  bool IsNamed() const { return wrappers_.empty(); }
  /// The type inside the outermost list or non-null.
  TypeRef Inner() const { return {named_, wrappers_.substr(1)}; }
  /// The type without its outermost non-null, if it has one.
  TypeRef Nullable() const { return IsNonNull() ? Inner() : *this; }
  explicit operator bool() const { return named_ != nullptr; }

  bool operator==(const TypeRef&) const = default;

 private:
  const NamedType* named_ = nullptr;
  std::string wrappers_;
};

/// A type as in a document: `[Int!]!`.
std::string ToString(const TypeRef& type);

/// An argument or a field of an input object.
struct InputField {
  std::string name;
  std::optional<std::string> description;
  TypeRef type;
  std::optional<InputValue> default_value;
  std::optional<std::string> default_text;  ///< The literal in the SDL, for introspection.
  std::optional<std::string> deprecation_reason;

  bool IsRequired() const { return type.IsNonNull() && !default_value; }
};

struct OutputField {
  std::string name;
  std::optional<std::string> description;
  std::vector<InputField> arguments;
  TypeRef type;
  std::optional<std::string> deprecation_reason;
  Resolver resolve;      ///< Empty: the field is null.
  Subscriber subscribe;  ///< For fields of the subscription type.

  const InputField* Argument(std::string_view argument) const;
};

struct EnumValue {
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> deprecation_reason;
};

/// One type of a schema, in the order of the SDL. Only the members for its kind are filled.
struct NamedType {
  TypeKind kind = TypeKind::kScalar;
  std::string name;
  std::optional<std::string> description;
  std::optional<std::string> specified_by_url;  ///< kScalar.
  std::vector<OutputField> fields;              ///< kObject and kInterface.
  std::vector<const NamedType*> interfaces;     ///< kObject and kInterface.
  std::vector<const NamedType*> members;        ///< kUnion.
  std::vector<EnumValue> values;                ///< kEnum.
  std::vector<InputField> input_fields;         ///< kInputObject.
  bool one_of = false;                          ///< kInputObject: requires exactly one field.

  bool IsComposite() const;  ///< Object, interface or union: it has selections.
  bool IsAbstract() const;   ///< Interface or union.
  bool IsLeaf() const;       ///< Scalar or enum.
  bool IsInput() const;      ///< Scalar, enum or input object.
  bool IsOutput() const;     ///< All but input objects.
  const OutputField* Field(std::string_view field) const;
  const InputField* Input(std::string_view field) const;
  const EnumValue* Value(std::string_view value) const;
};

struct DirectiveType {
  std::string name;
  std::optional<std::string> description;
  std::vector<std::string> locations;  ///< QUERY, FIELD ..., as in SDL.
  std::vector<InputField> arguments;
  bool repeatable = false;

  const InputField* Argument(std::string_view argument) const;
};

/// The types of a server, built once from SDL (BuildSchema). Types keep their addresses for its
/// life and point to one another. Immutable once it serves, so that any thread may read it.
class Schema {
 public:
  Schema() = default;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
  Schema(Schema&&) = default;
  Schema& operator=(Schema&&) = default;

  const std::optional<std::string>& Description() const { return description_; }
  const NamedType* Query() const { return query_; }
  const NamedType* Mutation() const { return mutation_; }
  const NamedType* Subscription() const { return subscription_; }
  const NamedType* Root(ast::OperationType operation) const;

  /// Null if there is none. The introspection types (__Schema, __Type ...) are included.
  const NamedType* Type(std::string_view name) const;
  /// In the order of graphql-js's getTypeMap().
  const std::vector<std::unique_ptr<NamedType>>& Types() const { return types_; }

  const DirectiveType* Directive(std::string_view name) const;
  const std::vector<DirectiveType>& Directives() const { return directives_; }

  /// The objects in a union or that implement an interface, in the order of the schema.
  const std::vector<const NamedType*>& PossibleTypes(const NamedType& abstract) const;
  /// The interfaces that implement an interface.
  const std::vector<const NamedType*>& ImplementingInterfaces(const NamedType& type) const;
  bool IsPossibleType(const NamedType& abstract, const NamedType& object) const;

  /// The field that a selection on a composite type may name: its own, __typename, and on the query
  /// type __schema and __type. Null if there is none.
  const OutputField* FieldOf(const NamedType& parent, std::string_view field) const;

  /// Sets a field's resolver. Aborts if the schema has no such field: a mistake in the program.
  void SetResolver(std::string_view type, std::string_view field, Resolver resolver);
  void SetSubscriber(std::string_view type, std::string_view field, Subscriber subscriber);

 private:
  friend class SchemaBuilder;

  OutputField& FieldToSet(std::string_view type, std::string_view field);

  std::optional<std::string> description_;
  const NamedType* query_ = nullptr;
  const NamedType* mutation_ = nullptr;
  const NamedType* subscription_ = nullptr;
  std::vector<std::unique_ptr<NamedType>> types_;
  std::vector<DirectiveType> directives_;
  std::unordered_map<std::string_view, NamedType*> by_name_;
  std::unordered_map<const NamedType*, std::vector<const NamedType*>> possible_types_;
  std::unordered_map<const NamedType*, std::vector<const NamedType*>> implementing_interfaces_;
  std::vector<OutputField> meta_fields_;  ///< __typename, __schema and __type.
};

/// The type that a document refers to; empty if the schema has none of that name.
TypeRef TypeFromAst(const Schema& schema, const ast::Type& type);

/// True where every value of type `type` is one of type `super`: the same type, non-null instead of
/// nullable, or an object or interface instead of one of its interfaces or unions, also in lists.
bool IsSubtype(const Schema& schema, const TypeRef& type, const TypeRef& super);

/// The same for two types without wrappers. `abstract` is a union or an interface.
bool IsSubtype(const Schema& schema, const NamedType& type, const NamedType& abstract);

/// Builds the schema of an SDL document: its types with their extensions, the introspection types,
/// the built-in scalars that something refers to, and @skip, @include, @deprecated, @specifiedBy
/// and @oneOf.
///
/// The SDL is part of the program, so its tokens are not limited and its rules are not checked
/// here: tests/graphql validates the api's schema with graphql-js. A syntax error or the name of an
/// unknown type is an error with its location. A default that is not of its type is ignored.
/// Operations and fragments are ignored. The schema keeps no pointer into the SDL.
Result<Schema> BuildSchema(const Source& sdl);

}  // namespace pipeline::graphql
