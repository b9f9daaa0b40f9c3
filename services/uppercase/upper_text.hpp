#pragma once

#include <cstddef>
#include <string_view>

#include "common/json/byte_block.hpp"
#include "services/uppercase/output_buffer.hpp"

namespace pipeline::uppercase {

/// AppendUpper() for any text.
void AppendUpperText(std::string_view content, const char* readable_end, OutputBuffer& out);

#if defined(__SSE2__)

inline __m128i UpperAsciiBlock(__m128i block) {
  const __m128i from_a = _mm_cmpgt_epi8(block, _mm_set1_epi8('a' - 1));
  const __m128i to_z = _mm_cmpgt_epi8(_mm_set1_epi8('z' + 1), block);
  const __m128i lower = _mm_and_si128(from_a, to_z);
  return _mm_sub_epi8(block, _mm_and_si128(lower, _mm_set1_epi8('a' - 'A')));
}

/// Bit i is set where byte i is outside ASCII or begins an escape.
inline unsigned NotPlainAscii(__m128i block) {
  const __m128i escapes = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(block, escapes)));
}

#endif

/// Appends the upper case of the checked content of a JSON string (what stands between its quotes).
/// Letters that are escaped are written as UTF-8; every other escape stays as it came. Bytes up to
/// `readable_end` can be read: most values of a sheet are ASCII and need nothing but blocks.
inline void AppendUpper(std::string_view content, const char* readable_end, OutputBuffer& out) {
#if defined(__SSE2__)
  const char* from = content.data();
  const char* end = from + content.size();
  char* to = out.Reserve(content.size());
  for (; readable_end - from >= json::kBlockBytes; from += json::kBlockBytes) {
    const __m128i block = json::LoadBlock(from);
    json::StoreBlock(to, UpperAsciiBlock(block));
    const unsigned stops = NotPlainAscii(block);
    const std::ptrdiff_t left = end - from;
    if (left <= json::kBlockBytes && (stops & ((1U << left) - 1U)) == 0) [[likely]] {
      out.WrittenTo(to + left);
      return;
    }
    if (stops != 0) {
      break;
    }
    to += json::kBlockBytes;
  }
  out.WrittenTo(to);
  content.remove_prefix(static_cast<std::size_t>(from - content.data()));
#endif
  AppendUpperText(content, readable_end, out);
}

}  // namespace pipeline::uppercase
