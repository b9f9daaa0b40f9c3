#include "services/api/resolvers/app_schema.hpp"

#include <stdexcept>
#include <string>
#include <variant>

#include "services/api/graphql/schema/build_schema.hpp"

namespace pipeline::api {
namespace {

using graphql::Answer;
using graphql::ResolveInfo;
using Answered = graphql::Result<std::variant<Answer, graphql::Deferred>>;

Answered Hello(const ResolveInfo&) { return Answer{std::string("world!")}; }

}  // namespace

graphql::Schema MakeSchema() {
  const graphql::Source source(SchemaText());
  auto schema = graphql::BuildSchema(source);
  if (!schema) throw std::logic_error("schema.graphql: " + schema.error().message);
  schema->SetResolver("Query", "hello", Hello);
  return *std::move(schema);
}

}  // namespace pipeline::api
