#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/graphql/language/parser.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/validation/validate.hpp"
#include "tests/fuzz/check.hpp"

namespace pipeline::fuzz {
namespace {

using graphql::Error;
using graphql::Source;
using Errors = std::vector<Error>;

constexpr graphql::ParseLimits kAnyLength = {.tokens = 0};
constexpr graphql::ValidationLimits kRulesAlone = {.aliases = 0, .depth = 0, .directives = 0};

// With the names of tests/graphql/schemas/zoo.graphql, whose documents are seeds.
constexpr const char* kSdl = R"(
  directive @once(reason: String) on FIELD | QUERY | FRAGMENT_SPREAD | VARIABLE_DEFINITION
  directive @tag(name: String!, weight: Int = 1) repeatable on FIELD | QUERY | INLINE_FRAGMENT
  interface Being { name(surname: Boolean): String }
  interface Pet implements Being { name(surname: Boolean): String owner: Human }
  type Dog implements Being & Pet {
    name(surname: Boolean): String barks: Boolean owner: Human mother: Dog father: Dog
    doesKnowCommand(command: Command): Boolean isAtLocation(x: Int, y: Int): Boolean
  }
  type Cat implements Being & Pet { name(surname: Boolean): String meows: Boolean owner: Human }
  type Human implements Being {
    id: ID! name(surname: Boolean): String pets(first: Int! = 10): [Pet!]! relatives: [Human]!
  }
  union CatOrDog = Cat | Dog
  enum Command { SIT HEEL DOWN }
  scalar JSON
  input Complex { required: Boolean! int: Int list: [String] nested: Complex level: Command = SIT }
  input Pick @oneOf { byId: ID byName: String byParts: Complex }
  type Arguments {
    int(value: Int): String float(value: Float): String nonNullInts(value: [Int!]!): String
    complex(value: Complex): String pick(by: Pick): String json(value: JSON): String
    two(a: Int!, b: Int!): String
  }
  type Query {
    human(id: ID): Human dog: Dog cat: Cat pet(by: Pick): Pet being: Being catOrDog: CatOrDog
    arguments: Arguments version: String
  }
  type Mutation { reset: Boolean }
  type Subscription { newPet: Pet level: Command }
)";

const graphql::Schema& FixedSchema() {
  static const auto schema = graphql::BuildSchema(Source(kSdl));
  Check(schema.has_value(), "the schema is right");
  return *schema;
}

void CheckError(const Source& source, const Error& error) {
  // Names are clipped; only the way around a circle of fragments is as long as it is.
  Check(error.message.size() < 3000 + 2 * source.Body().size(), "an error repeats little");
  for (const graphql::Location& at : error.locations) {
    Check(at.line >= 1 && at.column >= 1 && at.line <= source.Body().size(), "and is somewhere");
  }
}

bool SameButSuggestions(const Error& with, const Error& without) {
  return with.locations == without.locations && with.message.starts_with(without.message);
}

void CheckErrors(const Source& source, const graphql::ast::Document& document) {
  const Errors errors = graphql::Validate(FixedSchema(), source, document, kRulesAlone);
  Check(errors.size() <= 101, "errors are not without end");
  for (const Error& error : errors) {
    CheckError(source, error);
  }
  auto limits = kRulesAlone;
  limits.suggestions = false;
  const Errors others = graphql::Validate(FixedSchema(), source, document, limits);
  Check(std::equal(errors.begin(), errors.end(), others.begin(), others.end(), SameButSuggestions),
        "suggestions are all that the switch takes");
  const Errors limited = graphql::Validate(FixedSchema(), source, document);
  Check(limited.size() == errors.size() ||
            (limited.size() == 1 && limited[0].message.starts_with("Syntax Error: ")),
        "limits refuse the whole or nothing");
}

}  // namespace
}  // namespace pipeline::fuzz

// Any document against one schema.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pipeline::graphql::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const auto document = pipeline::graphql::Parse(source, pipeline::fuzz::kAnyLength);
  if (document) {
    pipeline::fuzz::CheckErrors(source, *document);
  }
  return 0;
}
