#include "libs/graphql/schema/schema.hpp"

#include <gmock/gmock.h>

#include "libs/graphql/schema/schema.hpp"
#include "tests/support/graphql.hpp"

namespace pipeline::graphql {
namespace {

using testing::ElementsAre;

constexpr std::string_view kSdl = R"(
  type Query { node(id: ID! = 1): Node any: Any }
  interface Node { id: ID! }
  interface Named implements Node { id: ID! name: String }
  type User implements Node & Named { id: ID! name: String }
  type Robot implements Node { id: ID! }
  union Any = User | Robot
  enum Colour { RED }
  input In { a: Int })";

std::vector<std::string> NamesOf(const std::vector<const NamedType*>& types) {
  std::vector<std::string> names;
  names.reserve(types.size());
  for (const NamedType* type : types) {
    names.push_back(type->name);
  }
  return names;
}

TEST(SchemaTest, FindsWhatATypeHas) {
  const Schema schema = SchemaOf(kSdl);
  const NamedType& query = *schema.Type("Query");
  EXPECT_EQ(&query, schema.Query());
  EXPECT_EQ(query.Field("node")->Argument("id")->default_text, "1");
  EXPECT_EQ(query.Field("nothing"), nullptr);
  EXPECT_NE(schema.Type("Colour")->Value("RED"), nullptr);
  EXPECT_NE(schema.Type("In")->Input("a"), nullptr);
  EXPECT_EQ(schema.Type("Nothing"), nullptr);
  EXPECT_NE(schema.Directive("skip")->Argument("if"), nullptr);
}

TEST(SchemaTest, KnowsWhatKindsAreFor) {
  const Schema schema = SchemaOf(kSdl);
  EXPECT_TRUE(schema.Type("Any")->IsAbstract() && schema.Type("Any")->IsComposite());
  EXPECT_TRUE(schema.Type("User")->IsComposite() && !schema.Type("User")->IsInput());
  EXPECT_TRUE(schema.Type("Colour")->IsLeaf() && schema.Type("Colour")->IsInput());
  EXPECT_TRUE(schema.Type("In")->IsInput() && !schema.Type("In")->IsOutput());
}

TEST(SchemaTest, LinksAbstractTypesToTheirObjects) {
  const Schema schema = SchemaOf(kSdl);
  const NamedType& node = *schema.Type("Node");
  EXPECT_THAT(NamesOf(schema.PossibleTypes(node)), ElementsAre("User", "Robot"));
  EXPECT_THAT(NamesOf(schema.PossibleTypes(*schema.Type("Any"))), ElementsAre("User", "Robot"));
  EXPECT_THAT(NamesOf(schema.ImplementingInterfaces(node)), ElementsAre("Named"));
  EXPECT_TRUE(schema.IsPossibleType(node, *schema.Type("User")));
  EXPECT_FALSE(schema.IsPossibleType(*schema.Type("Named"), *schema.Type("Robot")));
}

TEST(SchemaTest, OffersMetaFieldsWhereTheyMayStand) {
  const Schema schema = SchemaOf(kSdl);
  const NamedType& query = *schema.Query();
  EXPECT_EQ(ToString(schema.FieldOf(query, "__schema")->type), "__Schema!");
  EXPECT_EQ(ToString(schema.FieldOf(query, "__type")->Argument("name")->type), "String!");
  EXPECT_EQ(ToString(schema.FieldOf(*schema.Type("Any"), "__typename")->type), "String!");
  EXPECT_EQ(schema.FieldOf(*schema.Type("User"), "__schema"), nullptr);
  EXPECT_EQ(schema.FieldOf(*schema.Type("Colour"), "__typename"), nullptr);
  EXPECT_EQ(schema.FieldOf(query, "any"), query.Field("any"));
}

TEST(SchemaTest, KeepsItsTypesWhenItMoves) {
  Schema schema = SchemaOf(kSdl);
  const NamedType* query = schema.Query();
  schema.SetResolver("Query", "any", [](const ResolveInfo&) { return Answer{}; });
  const Schema moved = std::move(schema);
  EXPECT_EQ(moved.Type("Query"), query);
  EXPECT_TRUE(query->Field("any")->resolve);
}

TEST(SchemaDeathTest, RefusesAFunctionForAFieldThatIsNotThere) {
  Schema schema = SchemaOf(kSdl);
  EXPECT_DEATH(schema.SetResolver("Query", "nothing", {}), "no field Query.nothing");
  EXPECT_DEATH(schema.SetSubscriber("Nothing", "any", {}), "no field Nothing.any");
}

TEST(TypeRefTest, IsReadFromTheOutside) {
  const Schema schema = SchemaOf(kSdl);
  const TypeRef type(schema.Type("In"), "![!");
  EXPECT_EQ(ToString(type), "[In!]!");
  EXPECT_TRUE(type.IsNonNull() && type.Nullable().IsList() && !type.IsNamed());
  EXPECT_EQ(type.Nullable().Inner(), TypeRef(schema.Type("In"), "!"));
}

TEST(TypeOfNodeTest, FindsTypesByTheirNames) {
  const Schema schema = SchemaOf(kSdl);
  const Source source("query ($a: [In!]!, $b: Nothing) { any }");
  const auto document = Parse(source);
  const auto& query = std::get<ast::OperationDefinition>(document->definitions.at(0).node);
  EXPECT_EQ(TypeFromAst(schema, query.variables.at(0).type), TypeRef(schema.Type("In"), "![!"));
  EXPECT_FALSE(TypeFromAst(schema, query.variables.at(1).type));
}

TEST(TypeComparisonTest, TakesWhatIsMoreSpecial) {
  const Schema schema = SchemaOf(kSdl);
  const auto is = [&](std::string_view type, std::string a, std::string_view super, std::string b) {
    return IsSubtype(schema, {schema.Type(type), std::move(a)}, {schema.Type(super), std::move(b)});
  };
  EXPECT_TRUE(is("User", "", "Node", "") && is("User", "", "Any", "") &&
              is("Named", "", "Node", ""));
  EXPECT_TRUE(is("User", "![!", "Node", "["));
  EXPECT_FALSE(is("Node", "", "User", "") || is("User", "", "User", "!"));
  EXPECT_FALSE(is("User", "[", "User", "") || is("User", "", "User", "["));
}

}  // namespace
}  // namespace pipeline::graphql
