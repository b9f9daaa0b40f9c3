#include "common/sheets/seeded_hash.hpp"

#include <cstddef>
#include <cstring>
#include <random>

namespace pipeline::sheets {
namespace {

__extension__ using Product = unsigned __int128;

struct Seed {
  std::uint64_t first;
  std::uint64_t second;
  std::uint64_t last;
};

// An even factor would lose bits, so all are odd.
Seed MakeSeed() {
  std::random_device random;
  const auto word = [&random] { return std::uint64_t{random()} << 32 | random() | 1; };
  return {word(), word(), word()};
}

std::uint64_t Fold(std::uint64_t left, std::uint64_t right) {
  const Product product = Product{left} * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <typename Word>
std::uint64_t Load(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// All bytes of a text of up to 16, the middle ones perhaps twice.
std::uint64_t HashShort(const char* text, std::size_t size, std::uint64_t hash, const Seed& seed) {
  if (size >= 8) {
    return Fold(Load<std::uint64_t>(text) ^ seed.first,
                Load<std::uint64_t>(text + size - 8) ^ hash);
  }
  if (size >= 4) {
    return Fold(Load<std::uint32_t>(text) ^ seed.first,
                Load<std::uint32_t>(text + size - 4) ^ hash);
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) {
    word = word << 8 | static_cast<unsigned char>(text[i]);
  }
  return Fold(word ^ seed.first, hash);
}

}  // namespace

std::uint64_t SeededHash(std::uint32_t scope, std::string_view text) {
  static const Seed seed = MakeSeed();
  const char* from = text.data();
  std::size_t left = text.size();
  // A product, not an exclusive or: that could be undone by a byte of the text.
  std::uint64_t hash = seed.second * (std::uint64_t{scope} * 2 + 1);
  for (; left > 16; from += 16, left -= 16) {
    hash = Fold(Load<std::uint64_t>(from) ^ seed.first, Load<std::uint64_t>(from + 8) ^ hash);
  }
  hash = HashShort(from, left, hash, seed);
  return Fold(hash ^ text.size(), seed.last);
}

}  // namespace pipeline::sheets
