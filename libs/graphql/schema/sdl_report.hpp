#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libs/graphql/error.hpp"
#include "libs/graphql/language/source.hpp"

namespace pipeline::graphql {

/// An error at these places of a document.
Error ErrorAt(const Source& source, std::string message, const std::vector<Span>& spans);

/// The rules of SDL, in graphql-js's order, which decides between two at one place.
enum class SdlRule {
  kLoneSchemaDefinition,
  kUniqueOperationTypes,
  kUniqueTypeNames,
  kUniqueEnumValueNames,
  kUniqueFieldDefinitionNames,
  kUniqueArgumentDefinitionNames,
  kUniqueDirectiveNames,
  kKnownTypeNames,
  kKnownDirectives,
  kUniqueDirectivesPerLocation,
  kPossibleTypeExtensions,
  kKnownArgumentNames,
  kUniqueArgumentNames,
  kUniqueInputFieldNames,
  kProvidedRequiredArguments,
};

/// What rules found. Each goes through the document alone; graphql-js's go through it together, so
/// that what it finds first is what stands first.
class SdlReport {
 public:
  /// Found where `node` begins.
  void Add(SdlRule rule, std::uint32_t node, std::string message, std::vector<Span> spans);
  /// Found where a node ends, once all in it was looked at.
  void AddAtEnd(SdlRule rule, std::uint32_t end, std::string message, std::vector<Span> spans);

  /// What graphql-js would find first.
  std::optional<Error> First(const Source& source) const;

 private:
  struct Entry {
    std::uint64_t when = 0;
    SdlRule rule = SdlRule::kLoneSchemaDefinition;
    std::string message;
    std::vector<Span> spans;
  };

  std::vector<Entry> entries_;
};

}  // namespace pipeline::graphql
