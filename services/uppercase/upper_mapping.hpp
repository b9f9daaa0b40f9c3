#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pipeline::uppercase {

/// Unicode's full, locale-free mapping to upper case (SpecialCasing.txt without its
/// language-sensitive part), which is what JavaScript's toUpperCase does (ECMA-262,
/// String.prototype.toUpperCase). No mapping of it looks at the neighbours of a code point.
///
/// Frozen at Unicode 15.0: a code point that is newer, or whose mapping holds a newer one, stays as
/// it is whatever ICU is linked, so that every replica writes the same bytes.
class UpperMapping {
 public:
  /// The one mapping, built at the first call. Safe from any thread.
  static const UpperMapping& Get();

  /// The UTF-8 of the upper case of `code_point`, or nothing where that is itself.
  std::string_view Of(char32_t code_point) const {
    const std::uint32_t place = pages_[page_of_[code_point >> kPageBits]][code_point & kPageMask];
    return std::string_view(text_).substr(place >> kSizeBits, place & kSizeMask);
  }

 private:
  static constexpr unsigned kPageBits = 6;  ///< What a trail byte of UTF-8 holds.
  static constexpr std::size_t kPageSize = std::size_t{1} << kPageBits;
  static constexpr char32_t kPageMask = kPageSize - 1;
  static constexpr unsigned kSizeBits = 8;
  static constexpr std::uint32_t kSizeMask = (1U << kSizeBits) - 1;
  static constexpr std::size_t kCodePoints = 0x110000;

  using Page =
      std::array<std::uint32_t, kPageSize>;  ///< Place in text_ and size; 0: maps to itself.

  UpperMapping();
  void Add(char32_t code_point);

  std::array<std::uint16_t, kCodePoints / kPageSize> page_of_{};
  std::vector<Page> pages_;  ///< The first one maps nothing.
  std::string text_;
};

}  // namespace pipeline::uppercase
