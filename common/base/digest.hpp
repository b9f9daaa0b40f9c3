#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pipeline::base {

using Sha256Digest = std::array<std::uint8_t, 32>;

Sha256Digest Sha256(std::string_view bytes);

/// 64 lower-case hexadecimal characters.
std::string Sha256Hex(std::string_view bytes);

}  // namespace pipeline::base
