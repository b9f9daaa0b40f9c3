#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "libs/graphql/error.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/schema_nodes.hpp"
#include "libs/graphql/schema/sdl_parts.hpp"

namespace pipeline::graphql {

/// Makes a schema of SDL whose names CheckSdl found right. Used once.
class SchemaBuilder {
 public:
  SchemaBuilder(const Source& source, const SdlParts& built_in, const SdlParts& parts)
      : source_(source), built_in_(built_in), parts_(parts) {}

  Result<Schema> Build();

 private:
  void DeclareTypes();
  NamedType& Declare(const ast::TypeDefinition& definition);

  // schema_builder_types.cpp
  void FillType(NamedType& type);
  void AddPart(NamedType& type, const ast::TypeDefinition& part);
  OutputField MakeField(const ast::FieldDefinition& definition);
  InputField MakeInput(const ast::InputValueDefinition& definition);
  TypeRef TypeOf(const ast::Type& type) const;
  std::optional<std::string> DeprecationOf(const std::vector<ast::Directive>& directives);
  std::optional<std::string> TextArgument(const std::vector<ast::Directive>& directives,
                                          std::string_view directive,
                                          std::string_view argument);

  // schema_builder_defaults.cpp
  void SetDefaults();
  void SetDefaults(NamedType& input);
  void SetDefaults(std::vector<InputField>& arguments,
                   const std::vector<ast::InputValueDefinition>& definitions);
  void SetDefault(InputField& input, const ast::InputValueDefinition& definition);
  void SetDefaultsWithin(const ast::Value& value, const TypeRef& type);

  // schema_builder.cpp
  void AddDirectives();
  void AddDirective(const ast::DirectiveDefinition& definition);
  void SetRoots();
  void SetRoot(ast::OperationType operation, const NamedType* type);
  void OrderTypes();
  void AddWithReferences(NamedType& type);
  void AddReferences(const std::vector<InputField>& inputs);
  void AddReference(const NamedType& type);
  void LinkAbstractTypes();
  void Fail(std::string message, const std::vector<Span>& spans);

  const Source& source_;
  const SdlParts& built_in_;
  const SdlParts& parts_;
  Schema schema_;
  SchemaNodes nodes_;
  std::unordered_map<std::string_view, std::unique_ptr<NamedType>> declared_;
  std::vector<NamedType*> all_;      ///< In the order of their definitions.
  std::vector<NamedType*> defined_;  ///< Those that the SDL defines, also again, in its order.
  std::unordered_set<std::string_view> referenced_;
  std::vector<NamedType*> order_;
  std::unordered_map<const NamedType*, bool> defaults_set_;  ///< False: under way.
  std::size_t defaults_under_way_ = 0;
  std::optional<Error> error_;  ///< The first one.
};

}  // namespace pipeline::graphql
