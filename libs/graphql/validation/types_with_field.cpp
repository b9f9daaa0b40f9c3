#include "libs/graphql/validation/types_with_field.hpp"

#include <algorithm>
#include <cstddef>

#include "libs/graphql/schema/schema.hpp"
#include "libs/graphql/schema/suggestions.hpp"

namespace pipeline::graphql::validation {
namespace {

struct Candidate {
  const NamedType* type;
  std::size_t uses;
};

using Candidates = std::vector<Candidate>;

void Count(Candidates& candidates, const NamedType& type, std::string_view field) {
  if (type.Field(field) == nullptr) {
    return;
  }
  const auto known = std::find_if(
      candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.type == &type; });
  if (known == candidates.end()) {
    candidates.push_back({&type, 1});
  } else {
    ++known->uses;
  }
}

int Compare(const Schema& schema, const Candidate& a, const Candidate& b) {
  if (a.uses != b.uses) {
    return a.uses > b.uses ? -1 : 1;
  }
  if (a.type->kind == TypeKind::kInterface && IsSubtype(schema, *b.type, *a.type)) {
    return -1;
  }
  if (b.type->kind == TypeKind::kInterface && IsSubtype(schema, *a.type, *b.type)) {
    return 1;
  }
  return a.type->name.compare(b.type->name);
}

// This order has cycles: an interface stands before its object whatever the names of both, and a
// third type between them by its name. What then comes out depends on the algorithm, which
// therefore has to be that of JavaScript's sort (of up to 64 elements): the run that the list
// begins with, then binary insertion.
void Sort(const Schema& schema, Candidates& candidates) {
  const auto before = [&](const Candidate& a, const Candidate& b) {
    return Compare(schema, a, b) < 0;
  };
  if (candidates.size() < 2) {
    return;
  }
  const auto begin = candidates.begin();
  auto run = begin + 2;
  const bool descending = before(begin[1], begin[0]);
  while (run != candidates.end() && before(*run, run[-1]) == descending) {
    ++run;
  }
  if (descending) {
    std::reverse(begin, run);
  }
  for (; run != candidates.end(); ++run) {
    auto low = begin;
    for (auto high = run; low < high;) {
      const auto middle = low + (high - low) / 2;
      if (before(*run, *middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    std::rotate(low, run, run + 1);
  }
}

}  // namespace

std::vector<std::string_view> TypesWithField(const Schema& schema,
                                             const NamedType& parent,
                                             std::string_view field) {
  if (!parent.IsAbstract()) {
    return {};
  }
  Candidates candidates;
  for (const NamedType* type : schema.PossibleTypes(parent)) {
    if (type->Field(field) == nullptr) {
      continue;
    }
    Count(candidates, *type, field);
    for (const NamedType* interface : type->interfaces) {
      Count(candidates, *interface, field);
    }
  }
  Sort(schema, candidates);
  std::vector<std::string_view> names;
  names.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    names.push_back(candidate.type->name);
  }
  return names;
}

}  // namespace pipeline::graphql::validation
