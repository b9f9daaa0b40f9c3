#include "services/api/resolvers/app_schema.hpp"

#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

using graphql::NamedType;

// The types of schema.graphql.
std::vector<const NamedType*> OwnTypes(const graphql::Schema& schema) {
  std::vector<const NamedType*> types;
  for (const auto& type : schema.Types()) {
    const bool built_in = type->name == "String" || type->name == "Int" || type->name == "Float" ||
                          type->name == "Boolean" || type->name == "ID";
    if (!built_in && !type->name.starts_with("__")) types.push_back(type.get());
  }
  return types;
}

TEST(AppSchemaTest, HasAFunctionForEveryField) {
  const graphql::Schema schema = MakeSchema();
  for (const NamedType* type : OwnTypes(schema)) {
    const bool events = type == schema.Subscription();
    for (const auto& field : type->fields) {
      EXPECT_TRUE(events ? bool(field.subscribe) : bool(field.resolve))
          << type->name << "." << field.name;
    }
  }
}

TEST(AppSchemaTest, DescribesEverything) {
  const graphql::Schema schema = MakeSchema();
  for (const NamedType* type : OwnTypes(schema)) {
    EXPECT_TRUE(type->description) << type->name;
    for (const auto& field : type->fields) {
      EXPECT_TRUE(field.description) << type->name << "." << field.name;
      for (const auto& argument : field.arguments) {
        EXPECT_TRUE(argument.description)
            << type->name << "." << field.name << "." << argument.name;
      }
    }
    for (const auto& value : type->values) EXPECT_TRUE(value.description) << value.name;
  }
}

TEST(AppSchemaTest, KeepsTheFieldsThatFormerClientsKnow) {
  const graphql::Schema schema = MakeSchema();
  const auto type = [&schema](const char* parent, const char* field) {
    return ToString(schema.Type(parent)->Field(field)->type);
  };
  const auto argument = [&schema](const char* parent, const char* field, const char* name) {
    return ToString(schema.Type(parent)->Field(field)->Argument(name)->type);
  };
  EXPECT_EQ(type("Query", "hello"), "String");
  EXPECT_EQ(type("Query", "getFile"), "JSON");
  EXPECT_EQ(argument("Query", "getFile", "filename"), "String");
  EXPECT_EQ(type("Mutation", "addFileToKVStore"), "JSON");
  EXPECT_EQ(argument("Mutation", "addFileToKVStore", "content"), "JSON");
  EXPECT_EQ(argument("Mutation", "addFileToKVStore", "filename"), "String!");
  EXPECT_EQ(type("Mutation", "verifyJsonFormat"), "JSON");
  EXPECT_EQ(argument("Mutation", "verifyJsonFormat", "sheetData"), "JSON!");
}

}  // namespace
}  // namespace pipeline::api
