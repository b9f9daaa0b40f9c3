#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "libs/graphql/language/ast.hpp"
#include "libs/graphql/validation/fragments.hpp"

namespace pipeline::graphql::validation {

/// How much an operation or fragment asks for, with what it spreads. Numbers stop at a billion.
struct Totals {
  std::size_t aliases = 0;
  std::size_t depth = 0;
  std::size_t directives = 0;
};

/// A definition without what it spreads.
struct OwnTotals {
  struct Spread {
    std::string_view fragment;
    std::size_t depth;  ///< Of the fields around.
    bool depth_counts;  ///< False below __schema and __type.
  };

  Totals totals;
  std::vector<Spread> spreads;
};

/// Counts each fragment of a document once. A fragment that spreads itself counts as empty within
/// itself.
class TotalsCounter {
 public:
  explicit TotalsCounter(const Fragments& fragments) : fragments_(fragments) {}

  Totals Of(const ast::OperationDefinition& operation);

 private:
  struct Step {
    OwnTotals own;
    Totals* result;
    std::size_t next = 0;
  };

  Totals Follow(OwnTotals root);
  void Enter(std::string_view fragment, std::vector<Step>& open);
  Totals Sum(const OwnTotals& own) const;

  const Fragments& fragments_;
  std::unordered_map<std::string_view, Totals> of_fragments_;
};

}  // namespace pipeline::graphql::validation
