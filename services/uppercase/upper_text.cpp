#include "services/uppercase/upper_text.hpp"

#include <algorithm>
#include <cstddef>

#include "common/json/byte_block.hpp"
#include "common/json/strings.hpp"
#include "common/json/utf8.hpp"
#include "services/uppercase/upper_mapping.hpp"

namespace pipeline::uppercase {
namespace {

// Strings are taken in pieces of this size, so that room for the worst growth stays small.
constexpr std::ptrdiff_t kPieceBytes = 4096;
// Two bytes of UTF-8 (U+0390) become six; no code point grows more.
constexpr std::size_t kGrowth = 3;
// A piece may end within an escaped pair of surrogates, which is then taken whole.
constexpr std::size_t kLongestUnit = 12;

bool IsPlain(char byte) { return static_cast<signed char>(byte) >= 0 && byte != '\\'; }

char UpperAscii(char byte) {
  return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte;
}

// Positions of reading and writing.
struct Place {
  const char* from;
  char* to;
};

#if defined(__SSE2__)

// Whole blocks are written, also beyond `end`: what is too much is written over later.
Place UpperAsciiRun(Place place, const char* end, const char* readable_end) {
  while (place.from < end && readable_end - place.from >= json::kBlockBytes) {
    const __m128i block = json::LoadBlock(place.from);
    json::StoreBlock(place.to, UpperAsciiBlock(block));
    const unsigned stops = NotPlainAscii(block);
    const std::ptrdiff_t plain = stops == 0 ? json::kBlockBytes : __builtin_ctz(stops);
    const std::ptrdiff_t taken = std::min(plain, end - place.from);
    place = {place.from + taken, place.to + taken};
    if (taken < json::kBlockBytes) {
      return place;
    }
  }
  while (place.from < end && IsPlain(*place.from)) {
    *place.to++ = UpperAscii(*place.from++);
  }
  return place;
}

#else

Place UpperAsciiRun(Place place, const char* end, const char* /*readable_end*/) {
  while (place.from < end && IsPlain(*place.from)) {
    *place.to++ = UpperAscii(*place.from++);
  }
  return place;
}

#endif

// Both the mapping of a code point and a code point that has none are short: they are copied byte
// by byte faster than by a call.
char* WriteShort(char* to, const char* from, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) {
    to[i] = from[i];
  }
  return to + size;
}

Place UpperUnit(Place place, char32_t code_point, std::size_t size, const UpperMapping& mapping) {
  const std::string_view upper = mapping.Of(code_point);
  char* to = upper.empty() ? WriteShort(place.to, place.from, size)
                           : WriteShort(place.to, upper.data(), upper.size());
  return {place.from + size, to};
}

Place UpperPiece(Place place, const char* end, std::string_view content, const char* readable_end) {
  const UpperMapping& mapping = UpperMapping::Get();
  const char* content_end = content.data() + content.size();
  for (place = UpperAsciiRun(place, end, readable_end); place.from < end;
       place = UpperAsciiRun(place, end, readable_end)) {
    if (*place.from == '\\') {
      const std::string_view rest(place.from, static_cast<std::size_t>(content_end - place.from));
      const json::Escape escape = json::ReadEscape(rest);
      place = UpperUnit(place, escape.code_point, escape.size, mapping);
    } else {
      const json::Utf8CodePoint next = json::ReadUtf8(place.from);
      place = UpperUnit(place, next.code_point, next.size, mapping);
    }
  }
  return place;
}

}  // namespace

void AppendUpperText(std::string_view content, const char* readable_end, OutputBuffer& out) {
  const char* from = content.data();
  const char* end = from + content.size();
  while (from < end) {
    const std::ptrdiff_t piece = std::min(end - from, kPieceBytes);
    char* to = out.Reserve(kGrowth * static_cast<std::size_t>(piece) + kLongestUnit);
    const Place place = UpperPiece({from, to}, from + piece, content, readable_end);
    out.WrittenTo(place.to);
    from = place.from;
  }
}

}  // namespace pipeline::uppercase
