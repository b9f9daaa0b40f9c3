#include "libs/graphql/schema/build_schema.hpp"

#include <string>
#include <utility>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/built_in.hpp"
#include "libs/graphql/schema/schema_builder.hpp"
#include "libs/graphql/schema/sdl_parts.hpp"
#include "libs/graphql/schema/sdl_rules.hpp"

namespace pipeline::graphql {
namespace {

constexpr ParseLimits kOwnDocument = {.tokens = 0};

// What every schema has, parsed once.
struct BuiltIn {
  Source source{std::string(BuiltInSdl()).append(IntrospectionSdl())};
  ast::Document document = Parse(source, kOwnDocument).value_or(ast::Document{});
  SdlParts parts = PartsOf(document);
};

const SdlParts& BuiltInParts() {
  static const BuiltIn built_in;
  return built_in.parts;
}

}  // namespace

Result<Schema> BuildSchema(const Source& sdl) {
  const auto document = Parse(sdl, kOwnDocument);
  if (!document) {
    return tl::make_unexpected(document.error());
  }
  const SdlParts parts = PartsOf(*document);
  if (auto error = CheckSdl(sdl, BuiltInParts(), parts)) {
    return tl::make_unexpected(*std::move(error));
  }
  return SchemaBuilder(sdl, BuiltInParts(), parts).Build();
}

}  // namespace pipeline::graphql
