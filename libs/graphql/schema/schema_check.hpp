#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/schema/check_schema.hpp"

namespace pipeline::graphql {

/// One run of CheckSchema. Its methods go on after a fault, which changes nothing: the first one
/// stays.
class SchemaCheck {
 public:
  SchemaCheck(const Source& source, const Schema& schema, const SchemaNodes& nodes)
      : source_(source), schema_(schema), nodes_(nodes) {}

  std::optional<Error> Run();

  /// Why a name is refused that begins with "__".
  static std::string Reserved(std::string_view name);

 private:
  void CheckRoots();
  void CheckRoot(ast::OperationType operation, std::string_view what, std::string_view rule);
  void CheckType(const NamedType& type);
  void CheckFields(const NamedType& type);
  void CheckMembers(const NamedType& type);
  void CheckValues(const NamedType& type);

  // schema_check_inputs.cpp
  void CheckDirectives();
  void CheckArgument(const std::string& path,
                     const InputField& argument,
                     const ast::InputValueDefinition& node);
  void CheckInputFields(const NamedType& type);
  void CheckInputField(const NamedType& type,
                       const InputField& field,
                       const ast::InputValueDefinition& node);
  void CheckCycles(const NamedType& type);
  void FailCycle(const NamedType& type, std::size_t start);

  // schema_check_interfaces.cpp
  void CheckInterfaces(const NamedType& type);
  void CheckAncestors(const NamedType& type, const NamedType& interface);
  void CheckImplementation(const NamedType& type, const NamedType& interface);
  void CheckField(const NamedType& type,
                  const OutputField& field,
                  const NamedType& interface,
                  const OutputField& expected);
  void CheckFieldArguments(const NamedType& type,
                           const OutputField& field,
                           const NamedType& interface,
                           const OutputField& expected);
  std::vector<Span> ImplementsNodes(const NamedType& type, const NamedType& interface) const;

  void CheckName(std::string_view name, const Span& span);
  void Fail(std::string message, const std::vector<Span>& spans);

  const TypeNodes& NodesOf(const NamedType& type) const { return nodes_.types.at(&type); }
  std::vector<Span> PartsOf(const NamedType& type) const;
  const ast::FieldDefinition& NodeOf(const NamedType& type, const OutputField& field) const;

  const Source& source_;
  const Schema& schema_;
  const SchemaNodes& nodes_;
  std::optional<Error> error_;
  /// CheckCycles: the types it has come to, and where in the path those are that it is still in.
  std::unordered_map<const NamedType*, std::optional<std::size_t>> visited_;
  std::vector<const ast::InputValueDefinition*> path_;
};

}  // namespace pipeline::graphql
