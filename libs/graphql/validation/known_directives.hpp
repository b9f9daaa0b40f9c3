#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/schema/schema.hpp"

namespace pipeline::graphql::validation {

/// A directive of the schema, or one that the document defines itself.
class KnownDirective {
 public:
  KnownDirective() = default;
  explicit KnownDirective(const DirectiveType* of_schema) : of_schema_(of_schema) {}
  explicit KnownDirective(const ast::DirectiveDefinition* of_document)
      : of_document_(of_document) {}

  bool Exists() const { return of_schema_ != nullptr || of_document_ != nullptr; }
  bool IsRepeatable() const;
  bool MayStandAt(std::string_view location) const;
  std::vector<std::string_view> Arguments() const;
  /// Those that have to be given, and their types as text.
  std::vector<std::pair<std::string_view, std::string>> RequiredArguments() const;

 private:
  const DirectiveType* of_schema_ = nullptr;
  const ast::DirectiveDefinition* of_document_ = nullptr;
};

/// The directives that a document may use. Its own hide the schema's.
class KnownDirectiveTable {
 public:
  KnownDirectiveTable(const Schema& schema, const ast::Document& document);

  KnownDirective Find(std::string_view name) const;

 private:
  const Schema& schema_;
  std::unordered_map<std::string_view, const ast::DirectiveDefinition*> of_document_;
};

}  // namespace pipeline::graphql::validation
