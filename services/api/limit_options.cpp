#include "services/api/limit_options.hpp"

#include <cstdint>
#include <memory>

namespace pipeline::api {
namespace {

constexpr std::int64_t kMost = 1'000'000;

// An option that counts, stored where sizes are counted without a sign.
void AddLimit(base::Options& options,
              const char* flag,
              const char* variable,
              const char* help,
              std::int64_t minimum,
              std::int64_t maximum,
              std::size_t* target) {
  auto value = std::make_shared<std::int64_t>(static_cast<std::int64_t>(*target));
  options.Count(flag, variable, help, minimum, maximum, value.get());
  options.Check([value, target] {
    *target = static_cast<std::size_t>(*value);
    return std::string();
  });
}

}  // namespace

void AddLimitOptions(base::Options& options, graphql::EngineLimits* target) {
  // The parser and the functions recurse as deep as a document nests: 1,000 fit any stack.
  constexpr std::int64_t kMostNesting = 1000;
  AddLimit(options,
           "--max-tokens",
           "MAX_TOKENS",
           "Tokens of a document; 0: any",
           0,
           kMost,
           &target->parse.tokens);
  AddLimit(options,
           "--max-nesting",
           "MAX_NESTING",
           "Levels of nesting in a document",
           1,
           kMostNesting,
           &target->parse.nesting);
  AddLimit(options,
           "--max-aliases",
           "MAX_ALIASES",
           "Aliases of an operation; 0: any",
           0,
           kMost,
           &target->validation.aliases);
  AddLimit(options,
           "--max-depth",
           "MAX_DEPTH",
           "Nested fields of an operation; 0: any",
           0,
           kMost,
           &target->validation.depth);
  AddLimit(options,
           "--max-directives",
           "MAX_DIRECTIVES",
           "Directives of an operation; 0: any",
           0,
           kMost,
           &target->validation.directives);
  AddLimit(options,
           "--max-errors",
           "MAX_ERRORS",
           "Errors of an answer",
           1,
           kMost,
           &target->execution.errors);
  AddLimit(options,
           "--max-values",
           "MAX_VALUES",
           "Fields and list items of an answer",
           1,
           10 * kMost,
           &target->execution.values);
  options.Duration("--request-time",
                   "REQUEST_TIME",
                   "How long an answer may take; 0s: any",
                   &target->execution.time);
  options.Flag("--suggestions",
               "SUGGESTIONS",
               "Whether errors suggest names of the schema",
               &target->validation.suggestions);
  options.Check([target] {
    target->validation.errors = target->execution.errors;
    target->execution.variables.suggestions = target->validation.suggestions;
    return std::string();
  });
}

}  // namespace pipeline::api
