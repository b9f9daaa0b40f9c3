#include "services/api/resolvers/app_schema.hpp"

#include <stdexcept>
#include <string>

#include "libs/graphql/schema/schema.hpp"
#include "services/api/resolvers/connection.hpp"

namespace pipeline::api {
namespace {

Answered Hello(const ResolveInfo&) { return Answer{std::string("world!")}; }

}  // namespace

graphql::Schema MakeSchema() {
  const graphql::Source source(SchemaText());
  auto schema = graphql::BuildSchema(source);
  if (!schema) throw std::logic_error("schema.graphql: " + schema.error().message);
  schema->SetResolver("Query", "hello", Hello);
  SetFileQueries(*schema);
  SetFileFields(*schema);
  SetSheetFields(*schema);
  SetUploadQueries(*schema);
  SetUploadFields(*schema);
  SetDeadLetterFields(*schema);
  SetPageInfoFields(*schema);
  SetMutations(*schema);
  SetSubscriptions(*schema);
  return *std::move(schema);
}

}  // namespace pipeline::api
