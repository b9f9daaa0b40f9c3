// Lets tests in another language ask the engine: reads one JSON object a line and answers each with
// one. An "op" has a function in probe_ops.hpp and a row here.

#include <array>
#include <iostream>
#include <string>
#include <utility>

#include "tests/graphql/probe_ops.hpp"

namespace pipeline::graphql {
namespace {

using Op = std::string (*)(const ProbeRequest&);

constexpr std::array<std::pair<std::string_view, Op>, 6> kOps = {{
    {"parse", ProbeParse},
    {"schema", ProbeSchema},
    {"validate", ProbeValidate},
    {"validateBriefly", ProbeValidateBriefly},
    {"execute", ProbeExecute},
    {"execute-deferred", ProbeExecuteDeferred},
}};

std::string AnswerTo(const std::string& line) {
  const auto request = ReadProbeRequest(line);
  if (!request) {
    return R"({"refused":"not a request"})";
  }
  for (const auto& [name, op] : kOps) {
    if (name == request->op) {
      return op(*request);
    }
  }
  return R"({"refused":"no such op"})";
}

}  // namespace
}  // namespace pipeline::graphql

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << pipeline::graphql::AnswerTo(line) << '\n' << std::flush;
  }
  return 0;
}
