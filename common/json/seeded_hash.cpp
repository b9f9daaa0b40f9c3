#include "common/json/seeded_hash.hpp"

#include <random>

namespace pipeline::json {

const SeededHash::Seed& SeededHash::ProcessSeed() {
  // An even factor would lose bits, so all are odd.
  static const Seed seed = [] {
    std::random_device random;
    const auto word = [&random] { return std::uint64_t{random()} << 32 | random() | 1; };
    return Seed{word(), word()};
  }();
  return seed;
}

}  // namespace pipeline::json
