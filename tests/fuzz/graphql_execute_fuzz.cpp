#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "common/json/scanner.hpp"
#include "libs/graphql/engine.hpp"
#include "libs/graphql/schema/schema.hpp"
#include "tests/fuzz/check.hpp"
#include "tests/graphql/mock_resolvers.hpp"

namespace pipeline::fuzz {
namespace {

using graphql::Engine;

// Stands between the document and its variables; without it there are none.
constexpr std::string_view kSeparator = "\n---\n";

constexpr auto kSdl = R"(
  scalar JSON
  enum Color { RED GREEN }
  input In { a: Int! = 1 b: [In!] c: Color d: JSON e: ID f: Float }
  input One @oneOf { a: Int b: String }
  interface N { id: ID! }
  type A implements N { id: ID! n: N u: [U!] must: String! a: A list: [[Int!]] json: JSON color: Color }
  type B implements N { id: ID! fails: Int! echo(in: In, one: One, l: [[Int]], s: String = "x"): String }
  union U = A | B
  type Query { a: A b: B! n: [N] u: U echo(in: In, one: One, l: [[Int]], s: String = "x"): String }
  type Mutation { a: A echo(in: In): String }
)";

constexpr auto kData = R"({
  "a": {"__typename":"A","id":1,"must":null,"list":[[1,null],[2]],"json":{"x":[1]},"color":"BLUE","a":
    {"id":"2","must":"m","n":{"__typename":"B","id":3,"fails":{"__error":"no"}},"u":[{"__typename":"C"}]}},
  "b": {"__typename":"B","id":4,"fails":"5","echo":{"__echo":true}},
  "n": [{"__typename":"A","id":5,"must":"x"},null,{"__typename":"B","id":null}],
  "u": {"__typename":"B","id":6,"fails":7,"echo":{"__echo":true}},
  "echo": {"__echo":true}
})";

std::unique_ptr<Engine> MakeEngine(bool deferred) {
  const graphql::Source sdl(kSdl);
  auto schema = graphql::BuildSchema(sdl);
  Check(schema.has_value(), "the schema is right");
  const auto data =
      std::make_shared<const nlohmann::ordered_json>(nlohmann::ordered_json::parse(kData));
  graphql::AddMockResolvers(*schema, data, deferred);
  graphql::EngineLimits limits;
  limits.validation.depth = 0;
  limits.execution.values = 20'000;
  return std::make_unique<Engine>(*std::move(schema), limits);
}

graphql::Response Respond(const Engine& engine,
                          std::string_view document,
                          std::string_view variables) {
  const auto operation = engine.Prepare(document, std::nullopt);
  return operation ? engine.Execute(*operation, variables, nullptr) : operation.error();
}

// The answer's text without its errors, which come in another order where answers are deferred.
std::string DataOf(const std::string& body) {
  const auto answer = nlohmann::ordered_json::parse(body);
  return answer.contains("data") ? answer["data"].dump() : "none";
}

void Execute(std::string_view input) {
  static const auto at_once = MakeEngine(false);
  static const auto deferred = MakeEngine(true);
  const std::size_t end = input.find(kSeparator);
  const std::string_view document = input.substr(0, end);
  const std::string_view variables =
      end == std::string_view::npos ? "" : input.substr(end + kSeparator.size());

  const graphql::Response response = Respond(*at_once, document, variables);
  json::Scanner scanner(response.body);
  scanner.SkipValue();
  Check(scanner.Finish(), "the answer is JSON");
  Check(Respond(*at_once, document, variables).body == response.body,
        "a cached document is the same");
  if (response.status != graphql::ExecutionStatus::kStopped) {
    const graphql::Response later = Respond(*deferred, document, variables);
    Check(DataOf(later.body) == DataOf(response.body), "deferred answers make the same data");
  }
}

}  // namespace
}  // namespace pipeline::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pipeline::fuzz::Execute({reinterpret_cast<const char*>(data), size});
  return 0;
}
