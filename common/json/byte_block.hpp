#pragma once

#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pipeline::json {

/// Bytes that are looked at in one step where the processor can.
inline constexpr std::ptrdiff_t kBlockBytes = 16;

/// True where a byte of a JSON string is not plain text: it closes the string, begins an escape, or
/// is a control character, which RFC 8259 section 7 does not allow.
inline bool StopsString(char byte) {
  return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
}

#if defined(__SSE2__)

inline __m128i LoadBlock(const char* bytes) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

inline void StoreBlock(char* to, __m128i block) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), block);
}

/// Bit i is set where byte i of the 16 at `bytes` stops a string.
inline unsigned StringStops(const char* bytes) {
  const __m128i block = LoadBlock(bytes);
  const __m128i quotes = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
  const __m128i escapes = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(0x1F)), block);
  const __m128i stops = _mm_or_si128(_mm_or_si128(quotes, escapes), controls);
  return static_cast<unsigned>(_mm_movemask_epi8(stops));
}

/// Bit i is set where byte i of the 16 at `bytes` is no decimal digit.
inline unsigned NoDigits(const char* bytes) {
  const __m128i above_zero = _mm_sub_epi8(LoadBlock(bytes), _mm_set1_epi8('0'));
  const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(above_zero, _mm_set1_epi8(9)), above_zero);
  return ~static_cast<unsigned>(_mm_movemask_epi8(digits)) & 0xFFFFU;
}

/// Bit i is set where the bytes at i differ. A block must be readable at both places.
inline unsigned Differences(const char* left, const char* right) {
  const __m128i equal = _mm_cmpeq_epi8(LoadBlock(left), LoadBlock(right));
  return ~static_cast<unsigned>(_mm_movemask_epi8(equal)) & 0xFFFFU;
}

/// True if `size` is up to two blocks, which the names of columns are, and the first `size` bytes
/// at both places are equal. Two blocks must be readable at both.
inline bool SameShortBytes(const char* left, const char* right, std::size_t size) {
  constexpr auto kBlock = static_cast<std::size_t>(kBlockBytes);
  const unsigned different = Differences(left, right);
  if (size <= kBlock) [[likely]] {
    return (different & ((1U << size) - 1U)) == 0;
  }
  // The second block overlaps the first.
  return size <= 2 * kBlock &&
         (different | Differences(left + size - kBlock, right + size - kBlock)) == 0;
}

#else

inline bool SameShortBytes(const char* left, const char* right, std::size_t size) {
  return size <= 2 * static_cast<std::size_t>(kBlockBytes) && std::memcmp(left, right, size) == 0;
}

#endif

/// The first byte in [from, end) that stops a string, or `end`.
inline const char* FindStringStop(const char* from, const char* end) {
#if defined(__SSE2__)
  for (; end - from >= kBlockBytes; from += kBlockBytes) {
    const unsigned stops = StringStops(from);
    if (stops != 0) {
      return from + __builtin_ctz(stops);
    }
  }
#endif
  while (from != end && !StopsString(*from)) {
    ++from;
  }
  return from;
}

/// The first byte in [from, end) that is no decimal digit, or `end`.
inline const char* FindDigitsEnd(const char* from, const char* end) {
#if defined(__SSE2__)
  for (; end - from >= kBlockBytes; from += kBlockBytes) {
    const unsigned stops = NoDigits(from);
    if (stops != 0) {
      return from + __builtin_ctz(stops);
    }
  }
#endif
  while (from != end && *from >= '0' && *from <= '9') {
    ++from;
  }
  return from;
}

}  // namespace pipeline::json
