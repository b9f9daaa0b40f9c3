#pragma once

#include <cstddef>
#include <string>

namespace pipeline::bench {

enum class Language { kEnglish, kFrench };

/// A raw message of about `bytes` with rows of 10 columns as surveillance sheets have them (text,
/// numbers, dates, truth values, an empty cell now and then). The same arguments give the same
/// bytes.
std::string MakeParseEvent(std::size_t bytes, Language language);

}  // namespace pipeline::bench
