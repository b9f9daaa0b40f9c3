#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libs/graphql/language/source.hpp"

/// The syntax tree of a GraphQL document, by the grammar of the specification (October 2021,
/// appendix B.3), with the names of graphql-js's AST.
///
/// Names, numbers and enum values are views into the Source; strings are decoded copies. Every node
/// has the span of its text. The parser bounds the nesting (ParseLimits), so recursion over a tree
/// is bounded too.
namespace pipeline::graphql::ast {

struct Name {
  std::string_view text;
  Span span;
};

/// A description or a string literal, decoded: escapes resolved, a block string's indentation
/// removed.
struct StringValue {
  std::string text;
  bool block = false;
  Span span;
};

enum class ValueKind {
  kVariable,
  kInt,
  kFloat,
  kString,
  kBoolean,
  kNull,
  kEnum,
  kList,
  kObject,
};

struct ObjectField;

struct Value {
  ValueKind kind = ValueKind::kNull;
  /// The literal's text in the source; a variable's name without "$".
  std::string_view text;
  StringValue string;               ///< kString.
  std::vector<Value> elements;      ///< kList.
  std::vector<ObjectField> fields;  ///< kObject, in the order of the source.
  Span span;
};

struct ObjectField {
  Name name;
  Value value;
  Span span;
};

struct Argument {
  Name name;
  Value value;
  Span span;
};

struct Directive {
  Name name;
  std::vector<Argument> arguments;
  Span span;
};

/// A reference to a type, as in `[Int!]!`: a name, or a list or non-null of `of`.
struct Type {
  enum class Kind { kNamed, kList, kNonNull };

  Kind kind = Kind::kNamed;
  Name name;                 ///< kNamed.
  std::unique_ptr<Type> of;  ///< kList and kNonNull.
  Span span;
};

struct VariableDefinition {
  Name variable;  ///< Without "$"; the span includes it.
  Type type;
  std::optional<Value> default_value;
  std::vector<Directive> directives;
  std::optional<StringValue> description;
  Span span;
};

struct Selection;

struct SelectionSet {
  std::vector<Selection> selections;
  Span span;
};

struct Field {
  std::optional<Name> alias;
  Name name;
  std::vector<Argument> arguments;
  std::vector<Directive> directives;
  std::unique_ptr<SelectionSet> selection_set;  ///< Null if the field has none.
  Span span;

  /// Its key in the response: the alias, else the name.
  std::string_view ResponseName() const { return alias ? alias->text : name.text; }
};

struct FragmentSpread {
  Name name;
  std::vector<Directive> directives;
  Span span;
};

struct InlineFragment {
  std::optional<Name> type_condition;
  std::vector<Directive> directives;
  std::unique_ptr<SelectionSet> selection_set;
  Span span;
};

struct Selection {
  std::variant<Field, FragmentSpread, InlineFragment> node;
};

enum class OperationType { kQuery, kMutation, kSubscription };

struct OperationDefinition {
  OperationType operation = OperationType::kQuery;
  std::optional<Name> name;
  std::vector<VariableDefinition> variables;
  std::vector<Directive> directives;
  SelectionSet selection_set;
  std::optional<StringValue> description;
  Span span;
};

struct FragmentDefinition {
  Name name;
  Name type_condition;
  std::vector<Directive> directives;
  SelectionSet selection_set;
  std::optional<StringValue> description;
  Span span;
};

struct OperationTypeDefinition {
  OperationType operation = OperationType::kQuery;
  Name type;
  Span span;
};

/// `schema { ... }` and, with `extend`, `extend schema`.
struct SchemaDefinition {
  bool extend = false;
  std::optional<StringValue> description;
  std::vector<Directive> directives;
  std::vector<OperationTypeDefinition> operations;
  Span span;
};

/// An argument of a field or directive, or a field of an input object.
struct InputValueDefinition {
  std::optional<StringValue> description;
  Name name;
  Type type;
  std::optional<Value> default_value;
  std::vector<Directive> directives;
  Span span;
};

struct FieldDefinition {
  std::optional<StringValue> description;
  Name name;
  std::vector<InputValueDefinition> arguments;
  Type type;
  std::vector<Directive> directives;
  Span span;
};

struct EnumValueDefinition {
  std::optional<StringValue> description;
  Name name;
  std::vector<Directive> directives;
  Span span;
};

/// The definition or, with `extend`, the extension of a scalar, type, interface, union, enum or
/// input.
struct TypeDefinition {
  enum class Kind { kScalar, kObject, kInterface, kUnion, kEnum, kInputObject };

  Kind kind = Kind::kScalar;
  bool extend = false;
  std::optional<StringValue> description;
  Name name;
  std::vector<Directive> directives;
  std::vector<Name> interfaces;                    ///< kObject and kInterface.
  std::vector<FieldDefinition> fields;             ///< kObject and kInterface.
  std::vector<Name> members;                       ///< kUnion.
  std::vector<EnumValueDefinition> values;         ///< kEnum.
  std::vector<InputValueDefinition> input_fields;  ///< kInputObject.
  Span span;
};

struct DirectiveDefinition {
  std::optional<StringValue> description;
  Name name;
  std::vector<InputValueDefinition> arguments;
  bool repeatable = false;
  std::vector<Name> locations;
  Span span;
};

struct Definition {
  std::variant<OperationDefinition,
               FragmentDefinition,
               SchemaDefinition,
               TypeDefinition,
               DirectiveDefinition>
      node;
};

struct Document {
  std::vector<Definition> definitions;
};

/// A literal in its source's own text: `[1,"a"]`; a variable as `$name`.
inline std::string Print(const Value& value) {
  return (value.kind == ValueKind::kVariable ? "$" : "") + std::string(value.text);
}

/// A type as in a document: `[Int!]!`.
inline std::string Print(const Type& type) {
  switch (type.kind) {
    case Type::Kind::kList:
      return "[" + Print(*type.of) + "]";
    case Type::Kind::kNonNull:
      return Print(*type.of) + "!";
    default:
      return std::string(type.name.text);
  }
}

}  // namespace pipeline::graphql::ast
