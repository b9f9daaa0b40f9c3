#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace pipeline::json {

/// A fast hash under a random seed that stays the same for the life of the process: nobody who
/// sends a message can foresee which texts meet in one place of a table. It folds products of
/// 64-bit words with the seed, as the hash of Go's maps does where the processor has no AES. Equal
/// only within one process: never store or send it. Pure; safe from any thread.
class SeededHash {
 public:
  SeededHash() : seed_(ProcessSeed()) {}

  std::uint64_t operator()(std::uint32_t scope, std::string_view text) const {
    const char* from = text.data();
    std::size_t left = text.size();
    // Scope and size count by a product, not by an exclusive or: a byte of the text could undo
    // that.
    std::uint64_t hash =
        seed_.second * (std::uint64_t{text.size()} << 32U | std::uint64_t{scope} * 2U | 1U);
    for (; left > 16; from += 16, left -= 16) {
      hash = Fold(Load<std::uint64_t>(from) ^ seed_.first, Load<std::uint64_t>(from + 8) ^ hash);
    }
    return Short(from, left, hash);
  }

 private:
  __extension__ using Product = unsigned __int128;

  struct Seed {
    std::uint64_t first;
    std::uint64_t second;
  };

  static const Seed& ProcessSeed();

  static std::uint64_t Fold(std::uint64_t left, std::uint64_t right) {
    const Product product = Product{left} * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  template <typename Word>
  static std::uint64_t Load(const char* from) {
    Word word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
  }

  // All bytes of a text of up to 16, the middle ones perhaps twice.
  std::uint64_t Short(const char* text, std::size_t size, std::uint64_t hash) const {
    if (size >= 8) {
      return Fold(Load<std::uint64_t>(text) ^ seed_.first,
                  Load<std::uint64_t>(text + size - 8) ^ hash);
    }
    if (size >= 4) {
      return Fold(Load<std::uint32_t>(text) ^ seed_.first,
                  Load<std::uint32_t>(text + size - 4) ^ hash);
    }
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) {
      word = word << 8U | static_cast<unsigned char>(text[i]);
    }
    return Fold(word ^ seed_.first, hash);
  }

  const Seed& seed_;
};

}  // namespace pipeline::json
