#include "services/uppercase/upper_mapping.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/usetiter.h>

namespace pipeline::uppercase {
namespace {

bool IsKnown(UChar32 code_point) {
  constexpr UVersionInfo kFrozenAt = {15, 0, 0, 0};
  UVersionInfo age;
  u_charAge(code_point, age);
  return age[0] != 0 && (age[0] < kFrozenAt[0] || (age[0] == kFrozenAt[0] && age[1] == 0));
}

// The upper case in UTF-8, or nothing where it is the code point itself or newer than the frozen
// version.
std::string UpperOf(UChar32 code_point) {
  const icu::UnicodeString from(code_point);
  const icu::UnicodeString upper = icu::UnicodeString(from).toUpper(icu::Locale::getRoot());
  bool known = IsKnown(code_point);
  for (int32_t at = 0; at < upper.length(); at = upper.moveIndex32(at, 1)) {
    known = known && IsKnown(upper.char32At(at));
  }
  std::string utf8;
  if (known && upper != from) {
    upper.toUTF8String(utf8);
  }
  return utf8;
}

}  // namespace

const UpperMapping& UpperMapping::Get() {
  static const UpperMapping mapping;
  return mapping;
}

UpperMapping::UpperMapping() : pages_(1) {
  UErrorCode status = U_ZERO_ERROR;
  const USet* changing = u_getBinaryPropertySet(UCHAR_CHANGES_WHEN_UPPERCASED, &status);
  icu::UnicodeSetIterator code_points(*icu::UnicodeSet::fromUSet(changing));
  while (code_points.next()) {
    Add(static_cast<char32_t>(code_points.getCodepoint()));
  }
}

void UpperMapping::Add(char32_t code_point) {
  const std::string upper = UpperOf(static_cast<UChar32>(code_point));
  if (upper.empty()) {
    return;
  }
  std::uint16_t& page = page_of_[code_point >> kPageBits];
  if (page == 0) {
    page = static_cast<std::uint16_t>(pages_.size());
    pages_.emplace_back();
  }
  const auto place = static_cast<std::uint32_t>(text_.size());
  pages_[page][code_point & kPageMask] =
      place << kSizeBits | static_cast<std::uint32_t>(upper.size());
  text_.append(upper);
}

}  // namespace pipeline::uppercase
