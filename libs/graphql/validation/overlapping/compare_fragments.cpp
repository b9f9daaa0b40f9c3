// The comparison's way through fragments.
#include <vector>

#include "libs/graphql/validation/overlapping/comparison.hpp"

namespace pipeline::graphql::validation {
namespace {

// Where the fragments of a pair lead: the first with those that the second spreads, then the other
// way round.
struct Pair {
  std::string_view fragment1;
  std::string_view fragment2;
  const FieldMap* map1 = nullptr;
  const FieldMap* map2 = nullptr;
  std::size_t next = 0;

  bool Done() const { return next == map1->fragments.size() + map2->fragments.size(); }
  Pair Next() {
    const std::size_t at = next++;
    return at < map2->fragments.size()
               ? Pair{fragment1, map2->fragments[at]}
               : Pair{map1->fragments[at - map2->fragments.size()], fragment2};
  }
};

}  // namespace

void Comparison::FieldsAndFragment(bool exclusive,
                                   FieldMap& map,
                                   std::string_view fragment,
                                   Conflicts& conflicts) {
  std::vector<std::pair<const FieldMap*, std::size_t>> open;
  const auto enter = [&](std::string_view name) {
    if (const FieldMap* entered = CompareFragment(exclusive, map, name, conflicts)) {
      open.emplace_back(entered, 0);
    }
  };
  enter(fragment);
  while (!open.empty() && !Ended()) {
    auto& [of_fragment, next] = open.back();
    if (next == of_fragment->fragments.size()) {
      open.pop_back();
    } else {
      enter(of_fragment->fragments[next++]);
    }
  }
}

// Null: there is no such fragment, or nothing left to compare.
FieldMap* Comparison::CompareFragment(bool exclusive,
                                      FieldMap& map,
                                      std::string_view fragment,
                                      Conflicts& conflicts) {
  if (!Spend(1) || map.groups.empty()) {
    return nullptr;
  }
  const auto [compared, first] = map.compared_fragments.try_emplace(fragment, exclusive);
  if (!first && (!compared->second || exclusive)) {
    return nullptr;
  }
  compared->second = exclusive;
  const ast::FragmentDefinition* definition = scope_.fragments.Find(fragment);
  if (definition == nullptr) {
    return nullptr;
  }
  FieldMap& of_fragment = maps_.Of(*definition);
  if (&of_fragment == &map) {
    return nullptr;
  }
  TwoMaps(exclusive, map, of_fragment, conflicts);
  return &of_fragment;
}

void Comparison::TwoFragments(bool exclusive,
                              std::string_view fragment1,
                              std::string_view fragment2,
                              Conflicts& conflicts) {
  std::vector<Pair> open;
  const auto enter = [&](Pair pair) {
    if (!Spend(2) || pair.fragment1 == pair.fragment2 ||
        WereCompared(pair.fragment1, pair.fragment2, exclusive)) {
      return;
    }
    fragments_[pair.fragment1][pair.fragment2] = exclusive;
    const ast::FragmentDefinition* first = scope_.fragments.Find(pair.fragment1);
    const ast::FragmentDefinition* second = scope_.fragments.Find(pair.fragment2);
    if (first != nullptr && second != nullptr) {
      FieldMap& map1 = maps_.Of(*first);
      FieldMap& map2 = maps_.Of(*second);
      TwoMaps(exclusive, map1, map2, conflicts);
      open.push_back({pair.fragment1, pair.fragment2, &map1, &map2});
    }
  };
  enter({fragment1, fragment2});
  while (!open.empty() && !Ended()) {
    if (open.back().Done()) {
      open.pop_back();
    } else {
      enter(open.back().Next());
    }
  }
}

// What was compared as not exclusive need not be compared as exclusive.
bool Comparison::WereCompared(std::string_view fragment1,
                              std::string_view fragment2,
                              bool exclusive) const {
  const auto compared = [&](std::string_view a, std::string_view b) {
    const auto of_a = fragments_.find(a);
    if (of_a == fragments_.end()) {
      return false;
    }
    const auto pair = of_a->second.find(b);
    return pair != of_a->second.end() && (exclusive || !pair->second);
  };
  return compared(fragment1, fragment2) || compared(fragment2, fragment1);
}

}  // namespace pipeline::graphql::validation
